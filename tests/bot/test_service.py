"""The desk at work, by polling and by webhook, with a feature so small that it shows the frame."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs
from telegram import Update

from bot.clock import MovableClock
from bot.service import Service
from bot.webhook import SECRET_HEADER, Door
from handlers.desk.context import Desk
from storage.people import invitations
from storage.store import Store
from storage.tables import MessageState
from tests.bot.conftest import ANNA, BRUNO, CARLA, SECRET, Frame, desk_of


@pytest.fixture
def desk(sqlite_store: Store, clock: MovableClock) -> Desk:
    """What a database may change is tested elsewhere: here SQLite will do."""
    return desk_of(sqlite_store, clock)


def started(update_id: int) -> dict[str, Any]:
    """Anna writes /start."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": ANNA, "type": "private"},
            "from": {"id": ANNA, "is_bot": False, "first_name": "Anna"},
            "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
    }


async def test_it_answers_in_html(service: Service, frame: Frame) -> None:
    answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert (answer.text, answer.entities[0]["type"]) == ("ciao", "bold")


async def test_who_waits_does_not_hold_up_another(service: Service, frame: Frame) -> None:
    await (await frame.phones.of(ANNA)).says("wait")
    answer = await (await frame.phones.of(BRUNO)).asks("ciao")
    frame.echo.door.set()

    assert answer.text == "ciao"
    await frame.phones.reads(ANNA, "wait")


async def test_a_flood_gets_a_kind_word_once(service: Service, frame: Frame) -> None:
    anna = await frame.phones.of(ANNA)
    await anna.says("wait")
    for number in range(15):
        await anna.says(f"n{number}")
    await frame.phones.reads(ANNA, "sto ancora rispondendo")
    frame.echo.door.set()
    await frame.phones.reads(ANNA, "n8")

    kind = [text for text in await frame.phones.texts(ANNA) if "sto ancora rispondendo" in text]
    assert len(kind) == 1
    assert "n9" not in frame.echo.heard


async def test_an_answer_waits_when_telegram_says_slow_down(
    service: Service, frame: Frame
) -> None:
    await frame.phones.fault("429", seconds=1)

    assert (await (await frame.phones.of(ANNA)).asks("ciao")).text == "ciao"
    assert await frame.phones.sendings() == 2


async def test_an_answer_does_not_wait_for_a_minute(service: Service, frame: Frame) -> None:
    await frame.phones.fault("429", seconds=60)

    assert "non è arrivata fin qui" in (await (await frame.phones.of(ANNA)).asks("ciao")).text


async def test_an_error_is_told_kindly_and_logged_by_id(service: Service, frame: Frame) -> None:
    with capture_logs() as logs:
        answer = await (await frame.phones.of(ANNA)).asks("fail")

    assert "andato storto" in answer.text
    failed = [line for line in logs if line["event"] == "update.failed"]
    assert [line["telegram_id"] for line in failed] == [ANNA]


async def test_a_press_that_fails_is_answered(service: Service, frame: Frame) -> None:
    buttons = [[["command.menu", {}, "v1:x:y"]]]
    frame.outbox.post(frame.town.anna, buttons=buttons)
    await service.tick()
    anna = await frame.phones.of(ANNA)
    await anna.presses("", on=await anna.last_message())

    assert "andato storto" in (await anna.waits_for_toast())["text"]


async def test_an_update_brought_again_after_a_restart_is_told_so(frame: Frame) -> None:
    raw = started(77)
    for _ in range(2):  # the second time after a restart
        async with frame.service() as service:
            await service.application.process_update(Update.de_json(raw, service.application.bot))

    answers = await frame.phones.texts(ANNA)
    assert [("Ho già ricevuto" in text) for text in answers] == [False, True]


async def test_an_update_brought_twice_to_one_desk_is_answered_once(
    service: Service, frame: Frame
) -> None:
    raw = started(78)
    for _ in range(2):
        await service.application.process_update(Update.de_json(raw, service.application.bot))

    assert len(await frame.phones.texts(ANNA)) == 1


async def test_what_actions_post_goes_out_after_the_answer(service: Service, frame: Frame) -> None:
    number = frame.outbox.post(frame.town.bruno, "Ada")
    await (await frame.phones.of(ANNA)).asks("ciao")

    await frame.phones.reads(BRUNO, "Ada")
    assert frame.outbox.row(number).telegram_user_id == BRUNO


async def test_what_fell_due_while_it_was_down_goes_out_at_the_start_once(frame: Frame) -> None:
    frame.outbox.post(frame.town.anna, "Ada", due_at=frame.clock() + timedelta(hours=1))
    frame.clock.advance(timedelta(days=1))
    for _ in range(2):
        async with frame.service() as service:
            await service.tick()

    assert len(await frame.phones.texts(ANNA)) == 1


async def test_blocking_is_heard_of_and_unblocking_too(service: Service, frame: Frame) -> None:
    anna = await frame.phones.of(ANNA)
    await anna.blocks()
    await frame.phones.reads(CARLA, "Anna Provetti ha bloccato")
    await anna.unblocks()
    await anna.asks("ciao")
    number = frame.outbox.post(frame.town.anna, "Ada")
    await service.tick()

    assert frame.outbox.row(number).state is MessageState.SENT


async def calls_about(frame: Frame, telegram_id: int) -> list[dict[str, Any]]:
    """Wait, within bounds, until the commands of one chat were set: they follow the answer."""
    for _ in range(200):
        calls = await frame.playground.client.calls("setMyCommands")
        if calls and str(telegram_id) in str(calls[-1]["parameters"]):
            return calls
        await asyncio.sleep(0.02)
    raise AssertionError(f"no commands were set for {telegram_id}")


async def test_commands_are_those_of_the_role_and_strangers_see_none(
    service: Service, frame: Frame
) -> None:
    with frame.desk.store.writing() as uow:
        code = invitations.issue(uow, frame.town.carla, at=frame.desk.clock())
        uow.commit()
    carla = await frame.playground.client.person(CARLA)
    await carla.starts(code)
    await carla.waits_for()

    calls = await calls_about(frame, CARLA)
    assert "approva" in str(calls[-1]["parameters"])
    assert "approva" not in str(calls[0]["parameters"])


async def test_a_webhook_brings_updates(frame: Frame, door: Door) -> None:
    async with frame.service(door=door):
        answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert answer.text == "ciao"


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b"{}", 403),
        ({SECRET_HEADER: "wrong"}, b"{}", 403),
        ({SECRET_HEADER: "\u00e8"}, b"{}", 403),
        ({SECRET_HEADER: SECRET}, b"not json", 400),
        ({SECRET_HEADER: SECRET}, b"[]", 400),
        ({SECRET_HEADER: SECRET}, b'{"update_id": 1}', 200),
    ],
)
async def test_the_webhook_opens_to_telegram_alone(
    frame: Frame, door: Door, headers: dict[str, str], body: bytes, status: int
) -> None:
    async with (
        frame.service(door=door),
        aiohttp.ClientSession() as session,
        session.post(door.url, data=body, headers=headers) as answer,
    ):
        assert answer.status == status


async def test_stopping_finishes_what_was_begun_and_leaves_no_task(frame: Frame) -> None:
    before = asyncio.all_tasks()
    async with frame.service() as service:
        await (await frame.phones.of(ANNA)).says("wait")
        await frame.echo.entered.wait()
        service.dispatcher.nudge()
        asyncio.get_running_loop().call_later(0.1, frame.echo.door.set)

    assert "wait" in await frame.phones.texts(ANNA)
    left = [task for task in asyncio.all_tasks() - before if not task.done()]
    ours = [task for task in left if "RequestHandler" not in repr(task)]  # the playground's own
    assert ours == []


async def test_the_bot_introduces_itself_in_both_languages(service: Service, frame: Frame) -> None:
    client = frame.playground.client
    described = {
        call["parameters"].get("language_code"): call["parameters"]["description"]
        for call in await client.calls("setMyDescription")
    }
    about = {
        call["parameters"].get("language_code"): call["parameters"]["short_description"]
        for call in await client.calls("setMyShortDescription")
    }

    assert described.keys() == about.keys() == {None, "en"}
    assert "lavoro agile" in described[None]
    assert all(len(text) <= 512 for text in described.values())
    assert all(len(text) <= 120 for text in about.values())


async def test_a_store_that_takes_no_messages_is_not_well(service: Service, frame: Frame) -> None:
    def renames(table: str, to: str) -> None:
        with frame.desk.store.writing() as uow:
            uow.connection.execute(text(f"ALTER TABLE {table} RENAME TO {to}"))
            uow.commit()

    async def becomes(*, well: bool) -> None:
        async with asyncio.timeout(20):
            while service.health.is_well is not well:
                service.dispatcher.nudge()
                await asyncio.sleep(0.05)

    await becomes(well=True)
    renames("outbox", "elsewhere")
    try:
        await becomes(well=False)
        (ill,) = [str(one) for one in service.health.conditions() if not one.well]
    finally:
        renames("elsewhere", "outbox")
    await becomes(well=True)

    assert ill.startswith("outbox: messages cannot be taken from the store")
