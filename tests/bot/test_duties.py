"""The duties: each once a minute of the desk's clock, on its own, in a thread."""

from datetime import UTC, datetime, timedelta
from threading import current_thread, main_thread

import pytest

from bot.clock import MovableClock
from bot.duties import OnceAMinute
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


async def test_a_minute_sees_a_duty_once_however_often_it_is_asked(
    desk: Desk, clock: MovableClock
) -> None:
    duty = Counted()
    job = OnceAMinute(desk, duty)

    await job()
    clock.advance(timedelta(seconds=29))
    await job()
    within = list(duty.called)
    clock.advance(timedelta(seconds=1))
    await job()

    assert within == [NINE]
    assert duty.called == [NINE, NINE + timedelta(seconds=30)]


async def test_a_clock_put_back_is_another_minute(desk: Desk, clock: MovableClock) -> None:
    duty = Counted()
    job = OnceAMinute(desk, duty)

    await job()
    clock.advance(timedelta(days=-1))
    await job()

    assert len(duty.called) == 2


async def test_what_has_more_to_do_is_asked_again_until_it_is_done(desk: Desk) -> None:
    duty = Counted(200, 17, 0)

    await OnceAMinute(desk, duty)()

    assert len(duty.called) == 3


async def test_one_that_fails_is_tried_again_within_the_same_minute(desk: Desk) -> None:
    def broken(_desk: Desk) -> None:
        raise LookupError("no row")

    job = OnceAMinute(desk, broken)

    for _ in range(2):
        with pytest.raises(LookupError, match="no row"):
            await job()


async def test_duties_leave_the_answers_alone(desk: Desk) -> None:
    duty = Counted()

    await OnceAMinute(desk, duty)()

    assert duty.threads == {False}
