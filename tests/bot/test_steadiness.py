"""A clock that leaps: what the desk does by itself waits until it is back, or stays there."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import Ledger
from bot.duties import OnceAMinute
from bot.steadiness import AWAY, LEAP, STEADY_FOR, ClockNotes, Steadiness, watched
from handlers.desk.requests.duties import look_after
from rules.facts import Mode
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import MessageState, RequestState
from storage.trail import clock_notes
from tests.bot.conftest import Scene, Town, desk_of
from tests.bot.test_cli import Shell, bare, opened, shell  # noqa: F401  fixtures

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
FAR = timedelta(days=40)


class Machine:
    """A clock and real time beside it; both go on together, the clock alone can be set."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.seconds = 1000.0

    def monotonic(self) -> float:
        return self.seconds

    def passes(self, by: timedelta) -> None:
        self.seconds += by.total_seconds()
        self.clock.advance(by)

    def leaps(self, by: timedelta) -> None:
        self.clock.advance(by)

    def watched(self, *, last: datetime | None = None) -> Steadiness:
        return Steadiness(self.clock, monotonic=self.monotonic, last=last)


@pytest.fixture
def machine() -> Machine:
    return Machine(MovableClock(NOW))


@pytest.mark.parametrize("by", [timedelta(days=40), LEAP + A_SECOND, -LEAP - A_SECOND])
def test_a_clock_that_leaps_is_not_steady(machine: Machine, by: timedelta) -> None:
    steadiness = machine.watched()
    machine.leaps(by)

    assert steadiness.leap() == by


@pytest.mark.parametrize("by", [LEAP, -LEAP, timedelta()])
def test_a_clock_that_is_kept_right_is_steady(machine: Machine, by: timedelta) -> None:
    steadiness = machine.watched()
    machine.leaps(by)

    assert steadiness.is_steady()


def test_however_long_nobody_asks_time_that_passes_is_no_leap(machine: Machine) -> None:
    steadiness = machine.watched()
    machine.passes(FAR)

    assert steadiness.is_steady()


def test_a_clock_that_is_back_is_steady_at_once_and_each_is_logged_once(machine: Machine) -> None:
    steadiness = machine.watched()
    with capture_logs() as logs:
        machine.leaps(FAR)
        during = [steadiness.is_steady(), steadiness.is_steady()]
        machine.leaps(-FAR)
        after = [steadiness.is_steady(), steadiness.is_steady()]

    assert (during, after) == ([False, False], [True, True])
    assert [line["event"] for line in logs] == ["clock.leapt", "clock.trusted it is back"]
    assert logs[0]["seconds"] == FAR.total_seconds()


@pytest.mark.parametrize(("after", "steady"), [(STEADY_FOR - A_SECOND, False), (STEADY_FOR, True)])
def test_a_clock_that_stays_where_it_leapt_to_is_believed_after_a_while(
    machine: Machine, after: timedelta, *, steady: bool
) -> None:
    steadiness = machine.watched()
    machine.leaps(FAR)
    assert not steadiness.is_steady()
    machine.passes(after)

    assert steadiness.is_steady() is steady


def test_a_clock_that_leaps_again_is_waited_for_anew(machine: Machine) -> None:
    steadiness = machine.watched()
    for _ in range(3):
        machine.leaps(FAR)
        assert not steadiness.is_steady()
        machine.passes(STEADY_FOR - A_SECOND)
        assert not steadiness.is_steady()


@pytest.mark.parametrize(
    ("ago", "steady"),
    [(AWAY, True), (AWAY + A_SECOND, False), (-LEAP, True), (-LEAP - A_SECOND, False)],
)
def test_a_start_long_after_or_before_what_was_noted_waits(
    machine: Machine, ago: timedelta, *, steady: bool
) -> None:
    steadiness = machine.watched(last=NOW - ago)
    at_first = steadiness.is_steady()
    machine.passes(STEADY_FOR)

    assert (at_first, steadiness.is_steady()) == (steady, True)


async def test_what_waits_is_not_over_on_the_strength_of_a_leap(town: Town, store: Store) -> None:
    machine = Machine(MovableClock(NOW))
    day = (NOW + timedelta(days=7)).date()
    with store.writing() as uow:
        wish = Wish(employee_id=town.anna, day=day, half=None, mode=Mode.AGILE)
        bookings.enter(uow, wish, at=NOW, state=RequestState.PENDING, approver_id=town.carla)
        uow.commit()
    desk = desk_of(store, machine.clock)
    steadiness = machine.watched()
    duty = OnceAMinute(desk, look_after, steadiness.is_steady)

    for by in (FAR, -FAR, FAR):
        machine.leaps(by)
        await duty()
    waits = state_of(store, town.anna)
    machine.passes(STEADY_FOR)
    await duty()

    assert (waits, state_of(store, town.anna)) == (RequestState.PENDING, RequestState.EXPIRED)


def state_of(store: Store, who: int) -> RequestState:
    with store.reading() as uow:
        (one,) = bookings.of_person(uow, who, since=NOW.date(), until=NOW.date() + FAR)
    return one.state


async def test_no_message_is_out_of_date_or_sent_on_the_strength_of_a_leap(scene: Scene) -> None:
    machine = Machine(scene.clock)
    steadiness = machine.watched()
    late = scene.outbox.post(scene.town.anna, good_until=scene.clock() + timedelta(hours=1))
    far = scene.outbox.post(scene.town.bruno, due_at=scene.clock() + timedelta(days=1))
    careful = Dispatcher(scene.bot, Ledger(scene.desk), scene.pace, trusted=steadiness.is_steady)

    machine.leaps(FAR)
    assert await careful.deliver_due() == 0
    machine.leaps(-FAR)
    await careful.deliver_due()

    assert scene.outbox.row(late).state is MessageState.SENT
    assert scene.outbox.row(far).state is MessageState.QUEUED


async def test_the_store_keeps_the_last_moment_that_was_trusted(store: Store) -> None:
    machine = Machine(MovableClock(NOW))
    steadiness = machine.watched()
    note = ClockNotes(store, machine.clock, steadiness)

    await note()
    await note()
    machine.leaps(FAR)
    await note()
    with store.reading() as uow:
        doubted = clock_notes.last(uow)
    began_in_doubt = watched(store, machine.clock).is_steady()
    machine.leaps(-FAR)
    await note()
    with store.reading() as uow:
        back = clock_notes.last(uow)

    assert doubted == clock_notes.Note(NOW, FAR)
    assert not began_in_doubt
    assert back == clock_notes.Note(NOW)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (None, "ok     clock: no desk has run yet"),
        (clock_notes.Note(NOW), "ok     clock: it was steady, last noted 2026-11-23 10:00"),
        (clock_notes.Note(NOW, FAR), "look   clock: it leapt by 40 days, 0:00:00 when"),
        (clock_notes.Note(datetime(2206, 1, 1, tzinfo=UTC)), "look   clock: it was 2206-01-01"),
    ],
)
def test_the_doctor_tells_of_a_clock_that_leapt(
    shell: Shell,  # noqa: F811  the fixture
    note: clock_notes.Note | None,
    said: str,
) -> None:
    if note is not None:
        with opened(shell) as store, store.writing() as uow:
            clock_notes.trusted(uow, at=note.at)
            if note.leap:
                clock_notes.doubted(uow, at=note.at, leap=note.leap)
            uow.commit()

    (line,) = [one for one in shell("doctor").out.splitlines() if " clock: " in one]
    assert line.startswith(said)
