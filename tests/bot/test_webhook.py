"""The door that Telegram knocks at: what is confirmed, what is refused, what holds up nobody."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs
from telegram import Bot, WebhookInfo

from bot.clock import MovableClock
from bot.health import Health
from bot.webhook import LARGEST_UPDATE_BYTES, SECRET_HEADER, Door, Webhook
from handlers.desk.context import Desk
from storage.store import Store
from tests.bot.conftest import ANNA, SECRET, Frame, desk_of

TRUSTED = {SECRET_HEADER: SECRET}


@pytest.fixture
def desk(sqlite_store: Store, clock: MovableClock) -> Desk:
    """What a database may change is tested elsewhere: here SQLite will do."""
    return desk_of(sqlite_store, clock)


def message(update_id: object, text: object = "ciao", **changed: Any) -> dict[str, Any]:
    """Anna writes; what is changed is not as Telegram writes it."""
    whole = {
        "message_id": 1,
        "date": 1_800_000_000,
        "chat": {"id": ANNA, "type": "private"},
        "from": {"id": ANNA, "is_bot": False, "first_name": "Anna"},
        "text": text,
    }
    return {"update_id": update_id, "message": whole | changed}


async def knock(door: Door, body: object) -> int:
    """Bring a body; give the status of the answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with (
        aiohttp.ClientSession() as session,
        session.post(door.url, data=data, headers=TRUSTED) as answer,
    ):
        return answer.status


DEEP = b'{"update_id": 5, "message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
NOT_UPDATES = {
    "empty": b"",
    "not json": b"{",
    "not utf-8": b'{"update_id": 5, "x": "\xff"}',
    "half a pair as bytes": b'{"update_id": 5, "x": "\xed\xa0\x80"}',
    "a list": b"[]",
    "a number": b"7",
    "deep": DEEP,
    "NaN": b'{"update_id": 5, "x": NaN}',
    "Infinity": b'{"update_id": Infinity}',
    "no number": b"{}",
    "a number as text": b'{"update_id": "5"}',
    "true for a number": b'{"update_id": true}',
    "a number below 0": b'{"update_id": -1}',
    "a number over 2^63": b'{"update_id": 9223372036854775808}',
    "a number of 5,000 digits": b'{"update_id": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("body", NOT_UPDATES.values(), ids=NOT_UPDATES)
async def test_what_is_no_update_is_refused(frame: Frame, door: Door, body: bytes) -> None:
    async with frame.service(door=door):
        assert await knock(door, body) == 400


UNREADABLE = {
    "text for a message": {"update_id": 5, "message": "ciao"},
    "a list for a message": {"update_id": 5, "message": [1]},
    "a date of no calendar": message(5, date=10**18),
    "a date as text": message(5, date="yesterday"),
    "a person over 2^63": message(
        5, **{"from": {"id": 2**63, "first_name": "x", "is_bot": False}}
    ),
    "a person over 2^53": message(
        5, **{"from": {"id": 2**53, "first_name": "x", "is_bot": False}}
    ),
    "a person as text": message(5, **{"from": {"id": "7001", "first_name": "x", "is_bot": False}}),
    "a chat over 2^63": message(5, chat={"id": -(2**63) - 1, "type": "private"}),
    "a message over 2^63": message(5, message_id=2**63),
    "a number for a text": message(5, text=5),
    "a language of no text": message(
        5, **{"from": {"id": ANNA, "first_name": "x", "is_bot": False, "language_code": 5}}
    ),
    "a press of no text": {
        "update_id": 5,
        "callback_query": {
            "id": "1",
            "from": {"id": ANNA, "first_name": "x", "is_bot": False},
            "chat_instance": "1",
            "data": {},
        },
    },
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
async def test_an_update_that_cannot_be_read_is_not_brought_for_ever(
    frame: Frame, door: Door, body: object
) -> None:
    async with frame.service(door=door):
        status = await knock(door, body)
        answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert status == 200
    assert answer.text == "ciao"
    assert frame.echo.heard == ["ciao"]


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
async def test_characters_that_nothing_can_hold_become_the_one_that_stands_for_them(
    frame: Frame, door: Door, text: str
) -> None:
    async with frame.service(door=door):
        status = await knock(door, message(5, text))

    assert (status, frame.echo.heard) == (200, ["a\ufffdb"])


@pytest.mark.parametrize("text", ["\u202etxet", "👩‍👩‍👧", "\U0010ffff"])
async def test_other_characters_stay_as_they_are(frame: Frame, door: Door, text: str) -> None:
    async with frame.service(door=door):
        await knock(door, message(5, text))

    assert frame.echo.heard == [text]


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413)])
async def test_a_body_has_a_largest_size(frame: Frame, door: Door, more: int, status: int) -> None:
    body = json.dumps({"update_id": 5}).encode()
    body += b" " * (LARGEST_UPDATE_BYTES - len(body) + more)
    async with frame.service(door=door):
        assert await knock(door, body) == status


async def test_it_is_confirmed_only_once_it_is_handled(frame: Frame, door: Door) -> None:
    async with frame.service(door=door):
        knocking = asyncio.ensure_future(knock(door, message(5, "wait")))
        await frame.echo.entered.wait()
        early = knocking.done()
        frame.echo.door.set()

        assert (early, await knocking) == (False, 200)


async def test_it_is_brought_again_if_the_person_could_be_told_nothing(
    frame: Frame, door: Door
) -> None:
    async with frame.service(door=door):
        await frame.phones.fault("500", times=6)
        first = await knock(door, message(5))
        second = await knock(door, message(5))

    assert (first, second) == (503, 200)
    assert await frame.phones.texts(ANNA) == ["ciao"]


async def test_an_update_that_always_fails_is_not_brought_for_ever(bot: Bot, door: Door) -> None:
    async def fails(_raw: object) -> None:
        raise LookupError("Anna Provetti has no row")

    webhook = Webhook(bot, door, fails, health=Health(), take_late=fails)
    try:
        await webhook.start(["message"])
        with capture_logs() as logs:
            status = await knock(door, message(5))
    finally:
        await webhook.stop()

    assert status == 200
    assert [line["event"] for line in logs] == ["update.lost"]


async def test_a_door_that_another_program_took_away_is_set_again(
    frame: Frame, door: Door
) -> None:
    async with frame.service(door=door) as service:
        frame.playground.world.webhook.url = ""
        webhook = service._updates._webhook  # noqa: SLF001  it looks by itself once a minute
        assert webhook is not None
        await webhook.look(["message"])
        ill = not service.health.is_well
        await webhook.look(["message"])
        well = service.health.is_well

    assert (ill, well) == (True, True)
    assert frame.playground.world.webhook.url == door.url


async def test_a_door_at_which_telegram_cannot_knock_is_not_well(frame: Frame, door: Door) -> None:
    async with frame.service(door=door) as service:
        webhook = service._updates._webhook  # noqa: SLF001  it looks by itself once a minute
        there = frame.playground.world.webhook
        assert webhook is not None
        there.secret = "of another desk"
        await (await frame.phones.of(ANNA)).says("ciao")
        while there.last_error_at is None:  # noqa: ASYNC110  the world sets no event for it
            await asyncio.sleep(0.02)
        seen = []
        for _ in range(2):
            await webhook.look(["message"])
            seen.append(service.health.is_well)
        there.secret = SECRET
        await heard(frame, 1)
        await webhook.look(["message"])
        seen.append(service.health.is_well)

    assert seen == [False, False, True]


async def test_it_waits_for_telegram_to_take_the_address(frame: Frame, door: Door) -> None:
    await frame.playground.client.order_fault("500", method="setWebhook", times=4)
    async with frame.service(door=door):
        answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert answer.text == "ciao"


async def heard(frame: Frame, count: int) -> list[str]:
    for _ in range(500):
        if len(frame.echo.heard) >= count and not frame.playground.world.updates.pending():
            break
        await asyncio.sleep(0.02)
    return frame.echo.heard


async def test_what_was_written_while_the_door_was_shut_is_all_heard_in_order(
    frame: Frame, door: Door
) -> None:
    anna = await frame.phones.of(ANNA)
    texts = [f"n{number}" for number in range(16)]
    for text in texts:
        await anna.says(text)
    async with frame.service(door=door):
        assert await heard(frame, len(texts)) == texts


async def test_a_flood_is_held_off_once_what_had_gathered_is_worked_off(
    frame: Frame, door: Door
) -> None:
    async with frame.service(door=door):
        knocks = [asyncio.ensure_future(knock(door, message(1, "wait")))]
        await frame.echo.entered.wait()
        for number in range(2, 14):
            knocks.append(asyncio.ensure_future(knock(door, message(number, f"n{number}"))))
            await asyncio.sleep(0.02)
        frame.echo.door.set()
        assert set(await asyncio.gather(*knocks)) == {200}

    assert frame.echo.heard == ["wait", *(f"n{number}" for number in range(2, 11))]


async def test_what_gathers_while_telegram_cannot_knock_is_no_flood(
    frame: Frame, door: Door
) -> None:
    async with frame.service(door=door) as service:
        webhook = service._updates._webhook  # noqa: SLF001  it looks by itself once a minute
        assert webhook is not None
        known = WebhookInfo(door.url, False, 12, last_error_date=frame.clock())  # noqa: FBT003
        webhook._note_gathered(known)  # noqa: SLF001
        knocks = [asyncio.ensure_future(knock(door, message(1, "wait")))]
        await frame.echo.entered.wait()
        for number in range(2, 14):
            knocks.append(asyncio.ensure_future(knock(door, message(number, f"n{number}"))))
            await asyncio.sleep(0.02)
        frame.echo.door.set()
        await asyncio.gather(*knocks)

    assert frame.echo.heard == ["wait", *(f"n{number}" for number in range(2, 14))]
