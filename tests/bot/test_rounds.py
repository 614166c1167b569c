"""The rounds: each duty once a minute of the desk's clock, on its own."""

from datetime import UTC, datetime, timedelta
from threading import current_thread, main_thread

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.rounds import Rounds
from handlers.chat.feature import Duty
from handlers.desk.context import Desk
from rules.policy import library
from storage.store import Store

NINE = datetime(2026, 11, 23, 8, 0, 30, tzinfo=UTC)


class Counted:
    """A duty that has so much to do, and notes when it was called."""

    def __init__(self, *results: int | None) -> None:
        self.results = list(results)
        self.called: list[datetime] = []
        self.threads: set[bool] = set()

    def __call__(self, desk: Desk) -> int | None:
        self.called.append(desk.clock())
        self.threads.add(current_thread() is main_thread())
        return self.results.pop(0) if self.results else None


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NINE)


@pytest.fixture
def desk(sqlite_store: Store, clock: MovableClock) -> Desk:
    return Desk(sqlite_store, library.shipped(), clock)


def rounds_of(desk: Desk, nudges: list[str], **duties: Duty) -> Rounds:
    return Rounds(desk, duties, again=lambda: nudges.append("again"))


async def test_a_minute_sees_each_duty_once_however_often_the_desk_ticks(
    desk: Desk, clock: MovableClock
) -> None:
    duty, nudges = Counted(), list[str]()
    rounds = rounds_of(desk, nudges, duty=duty)

    await rounds()
    clock.advance(timedelta(seconds=29))
    await rounds()
    within = list(duty.called)
    clock.advance(timedelta(seconds=1))
    await rounds()

    assert within == [NINE]
    assert duty.called == [NINE, NINE + timedelta(seconds=30)]
    assert nudges == []


async def test_a_clock_put_back_is_another_minute(desk: Desk, clock: MovableClock) -> None:
    duty = Counted()
    rounds = rounds_of(desk, [], duty=duty)

    await rounds()
    clock.advance(timedelta(days=-1))
    await rounds()

    assert len(duty.called) == 2


async def test_what_has_more_to_do_is_called_again_until_it_is_done(desk: Desk) -> None:
    long, short, nudges = Counted(200, 17, 0), Counted(), list[str]()
    rounds = rounds_of(desk, nudges, long=long, short=short)

    for _ in range(5):
        await rounds()

    assert (len(long.called), len(short.called)) == (3, 1)
    assert nudges == ["again", "again"]


async def test_one_that_fails_is_logged_and_tried_again_the_next_minute(
    desk: Desk, clock: MovableClock
) -> None:
    def broken(_desk: Desk) -> None:
        raise LookupError("no row")

    duty = Counted()
    rounds = rounds_of(desk, [], broken=broken, fine=duty)

    with capture_logs() as logs:
        await rounds()
        await rounds()
        clock.advance(timedelta(minutes=1))
        await rounds()

    assert [(line["event"], line["task"]) for line in logs] == [
        ("rounds.duty_failed", "broken"),
        ("rounds.duty_failed", "broken"),
    ]
    assert len(duty.called) == 2


async def test_duties_leave_the_answers_alone(desk: Desk) -> None:
    duty = Counted()

    await rounds_of(desk, [], duty=duty)()

    assert duty.threads == {False}
