"""Polling over real HTTP: nothing is confirmed before it is handled, nothing makes it deaf."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.application import Connection
from bot.clock import MovableClock
from bot.health import Health
from bot.incoming import UnansweredError
from bot.polling import CATCHING_UP_SECONDS, UNHEARD_SECONDS, Backlog, Pace, Poller
from bot.service import Service
from handlers.desk.context import Desk
from storage.people import updates
from storage.store import Store
from tests.bot.conftest import ANNA, BRUNO, Frame, desk_of


@pytest.fixture
def desk(sqlite_store: Store, clock: MovableClock) -> Desk:
    """What a database may change is tested elsewhere: here SQLite will do."""
    return desk_of(sqlite_store, clock)


async def eventually(is_so: Callable[[], bool], *, tries: int = 400) -> None:
    for _ in range(tries):
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came true")


def waiting(frame: Frame) -> int:
    """How many updates Telegram keeps."""
    return len(frame.playground.world.updates.pending())


def noted(frame: Frame, number: int) -> bool:
    """Whether the store knows an update as handled."""
    with frame.desk.store.writing() as uow:
        return not updates.first_time(uow, number, at=frame.desk.clock())


async def test_an_update_is_confirmed_only_once_it_is_handled(
    service: Service, frame: Frame
) -> None:
    await (await frame.phones.of(ANNA)).says("wait")
    await frame.echo.entered.wait()
    await asyncio.sleep(0.7)
    kept = waiting(frame)
    frame.echo.door.set()

    await eventually(lambda: waiting(frame) == 0)
    assert kept == 1


async def test_others_are_answered_once_while_somebody_is_slow(
    service: Service, frame: Frame
) -> None:
    anna, bruno = await frame.phones.of(ANNA), await frame.phones.of(BRUNO)
    await anna.says("wait")
    for number in range(3):
        await bruno.asks(f"n{number}", patience=2)
    await asyncio.sleep(1.3)
    frame.echo.door.set()
    await frame.phones.reads(ANNA, "wait")
    await eventually(lambda: waiting(frame) == 0)

    assert sorted(frame.echo.heard) == ["n0", "n1", "n2", "wait"]


async def test_what_was_finished_at_the_stop_does_not_come_again(frame: Frame) -> None:
    async with frame.service():
        await (await frame.phones.of(ANNA)).says("wait")
        await frame.echo.entered.wait()
        await (await frame.phones.of(BRUNO)).asks("ciao")
        asyncio.get_running_loop().call_later(0.1, frame.echo.door.set)

    assert waiting(frame) == 0
    assert sorted(await frame.phones.texts(ANNA)) == ["wait"]


async def test_the_stop_is_prompt_while_telegram_holds_the_question(frame: Frame) -> None:
    loop = asyncio.get_running_loop()
    async with frame.service():
        await (await frame.phones.of(ANNA)).asks("ciao")
        await asyncio.sleep(0.2)
        begun = loop.time()

    assert loop.time() - begun < 2


async def test_what_a_flood_leaves_out_is_noted_as_handled(service: Service, frame: Frame) -> None:
    anna = await frame.phones.of(ANNA)
    await anna.says("wait")
    for number in range(14):
        await anna.says(f"n{number}")
    last = frame.playground.world.updates.pending()[-1].id
    await frame.phones.reads(ANNA, "sto ancora rispondendo")
    await eventually(lambda: noted(frame, last))  # the first that is left out is told of alone
    frame.echo.door.set()
    await eventually(lambda: waiting(frame) == 0)

    assert "n13" not in frame.echo.heard


@pytest.mark.parametrize("number", [16, 105])
async def test_what_was_written_while_the_desk_stood_still_is_all_heard_in_order(
    frame: Frame, number: int
) -> None:
    async with frame.service():
        anna = await frame.phones.of(ANNA)
        await anna.asks("ciao")
    texts = [f"n{each}" for each in range(number)]
    for text in texts:
        await anna.says(text)
    async with frame.service():
        await eventually(lambda: waiting(frame) == 0, tries=1500)

    assert frame.echo.heard == ["ciao", *texts]
    assert all("sto ancora" not in text for text in await frame.phones.texts(ANNA))


@pytest.mark.parametrize(
    ("after", "late"), [(UNHEARD_SECONDS, False), (UNHEARD_SECONDS + 1, True)]
)
def test_what_came_while_nobody_asked_for_long_is_a_backlog(after: float, *, late: bool) -> None:
    backlog = Backlog(UNHEARD_SECONDS)
    backlog.asks(0)
    backlog.answered(0, full=False)
    assert backlog.brought  # the first answer of all: it came while nobody was there

    backlog.asks(after)
    backlog.answered(after, full=False)
    assert backlog.brought is late


def test_a_full_answer_is_followed_by_more_of_the_backlog_but_not_for_ever() -> None:
    backlog = Backlog(UNHEARD_SECONDS)
    for now in (0.0, 1.0, CATCHING_UP_SECONDS - 1):
        backlog.asks(now if now < 2 else now - 1)
        backlog.answered(now, full=True)
        assert backlog.brought

    backlog = Backlog(UNHEARD_SECONDS)
    brought = []
    for now in range(0, int(CATCHING_UP_SECONDS) + 3, 3):
        backlog.asks(float(now))
        backlog.answered(float(now), full=True)
        brought.append(backlog.brought)
    assert brought == [True] * (len(brought) - 1) + [False]


def test_a_full_answer_while_the_desk_runs_is_no_backlog() -> None:
    backlog = Backlog(UNHEARD_SECONDS)
    for now, full in ((0.0, False), (1.0, True), (2.0, True)):
        backlog.asks(now)
        backlog.answered(now, full=full)

    assert not backlog.brought


async def test_what_failed_and_was_said_to_have_failed_is_noted(
    service: Service, frame: Frame
) -> None:
    await (await frame.phones.of(ANNA)).asks("fail")
    number = frame.playground.world.updates._next_id - 1  # noqa: SLF001  the last one given out

    await eventually(lambda: noted(frame, number))


async def test_an_update_that_cannot_be_read_holds_up_nobody(
    service: Service, frame: Frame
) -> None:
    queue = frame.playground.world.updates
    contents: list[dict[str, Any]] = [
        {"date": 10**18, "chat": 5},
        {"text": "x"},
        {"from": [], "message_id": {}},
    ]
    for content in contents:
        queue.put("message", content, chat_id=ANNA, lifetime=3600)
    answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert answer.text == "ciao"
    await eventually(lambda: waiting(frame) == 0)


@pytest.mark.parametrize(
    ("fault", "times"),
    [("401", 2), ("404", 1), ("409", 1), ("500", 2), ("502", 1), ("reset", 1), ("429", 1)],
)
async def test_polling_goes_on_after_every_fault_and_says_so_once(
    frame: Frame, fault: str, times: int
) -> None:
    await frame.playground.client.order_fault(fault, method="getUpdates", times=times, seconds=1)
    with capture_logs() as logs:
        async with frame.service() as service:
            await eventually(lambda: not service.health.is_well)
            answer = await (await frame.phones.of(ANNA)).asks("ciao", patience=8)
            well = service.health.is_well

    assert answer.text == "ciao"
    assert well
    ill = [line for line in logs if line["event"].startswith("health.ill updates")]
    again = [line for line in logs if line["event"] == "health.well"]
    assert (len(ill), len(again)) == (1, 1)


async def test_it_waits_for_a_network_that_is_not_there_yet(frame: Frame) -> None:
    client = frame.playground.client
    await client.order_fault("reset", method="getMe", times=2)
    await client.order_fault("500", method="deleteWebhook", times=3)
    async with frame.service():
        answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert answer.text == "ciao"


async def test_it_answers_though_it_could_not_introduce_itself(frame: Frame) -> None:
    await frame.playground.client.order_fault("500", method="setMyCommands", times=4)
    async with frame.service():
        answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert answer.text == "ciao"


async def test_a_webhook_that_was_set_before_is_taken_away(frame: Frame) -> None:
    world = frame.playground.world
    world.webhook.url = "http://127.0.0.1:1/hook"
    async with frame.service():
        answer = await (await frame.phones.of(ANNA)).asks("ciao")

    assert answer.text == "ciao"


async def test_who_could_be_told_nothing_is_answered_once_telegram_takes_answers(
    service: Service, frame: Frame
) -> None:
    await frame.phones.fault("500", times=6)  # the answer, three times, and the word for it
    answer = await (await frame.phones.of(ANNA)).asks("ciao", patience=8)

    assert answer.text == "ciao"
    await eventually(lambda: waiting(frame) == 0)


async def test_an_update_that_cannot_be_answered_is_let_go_with_a_word() -> None:
    raw = {"update_id": 7}
    offsets: list[int] = []
    let_go: list[object] = []

    async def fetch(offset: int, _seconds: int) -> list[object]:
        offsets.append(offset)
        await asyncio.sleep(0.01)
        return [raw] if offset <= 7 else []

    async def take(_raw: object) -> None:
        raise UnansweredError

    async def noting(given_up: object) -> None:
        let_go.append(given_up)

    pace = Pace(answer_tries=1, long_poll=0, again=0.01)
    poller = Poller(fetch, take, health=Health(), pace=pace, let_go=noting)
    poller.start()
    await eventually(lambda: 8 in offsets)
    await poller.stop()

    assert let_go == [raw]


async def test_who_could_not_be_answered_reads_so_when_telegram_takes_messages(
    service: Service, frame: Frame
) -> None:
    for _ in range(2):
        await service.application.words.leave_word(ANNA)
    await service.application.words.leave_word(4711)
    await service.tick()

    texts = await frame.phones.texts(ANNA)
    assert [text.split(",")[0] for text in texts] == ["La risposta non è arrivata fin qui"]


async def test_two_desks_with_one_token_both_say_so(frame: Frame, service: Service) -> None:
    other = Service(
        frame.desk,
        Connection(
            token=frame.playground.token,
            bot_address=frame.playground.base_url,
            file_address=frame.playground.base_file_url,
        ),
        tick_seconds=3600,
        features=[],
        duties={},
    )
    async with other:
        await eventually(lambda: not service.health.is_well or not other.health.is_well)
        found = [*service.health.conditions(), *other.health.conditions()]

    assert any("another program" in one.why for one in found if not one.well)
