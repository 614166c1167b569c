"""What a unit of work read stays known to all its parts, until something may have changed it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date, timedelta
from threading import Barrier

import pytest

from rules.facts import Slot
from storage.core.changes import changes_of, may_change
from storage.core.engines import is_sqlite, plain_engine, usable_url
from storage.days import absences, facts
from storage.people import people
from storage.requests import bookings
from storage.store import Store
from storage.tables import EMPLOYEE, RequestState
from storage.unit_of_work import MOST_REMEMBERED, UnitOfWork
from tests.storage.conftest import NOW, Town, found_town

THURSDAY = date(2026, 11, 26)


class Reading:
    """Something to read, which counts how often it is."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.fixture
def reading() -> Reading:
    return Reading()


def slots_of(uow: UnitOfWork, who: int) -> tuple[Slot, ...]:
    return facts.load(uow, who, on=THURSDAY).history.slots


def test_it_is_read_once_for_all_parts_of_a_unit(store: Store, reading: Reading) -> None:
    with store.one_unit() as (unit, inside):
        with inside.reading() as one, inside.writing() as other:
            found = [uow.remembered("it", reading) for uow in (unit, one, other)]
            other.commit()

        assert [*found, unit.remembered("it", reading)] == [1, 1, 1, 1]


def test_another_thing_is_read_by_itself(store: Store, reading: Reading) -> None:
    with store.reading() as uow:
        assert [uow.remembered(what, reading) for what in ("it", "other", "it")] == [1, 2, 1]


def test_another_unit_reads_it_again(store: Store, reading: Reading) -> None:
    for times in (1, 2):
        with store.reading() as uow:
            assert uow.remembered("it", reading) == times


def write(store: Store, town: Town) -> None:
    with store.writing() as uow:
        absences.come_in(uow, town.anna, THURSDAY)
        uow.commit()


def write_and_take_back(store: Store, town: Town) -> None:
    with store.writing() as uow:
        absences.come_in(uow, town.anna, THURSDAY)


@pytest.mark.parametrize("change", [write, write_and_take_back])
def test_what_is_written_or_taken_back_lets_it_be_read_again(
    store: Store, town: Town, reading: Reading, change: Callable[[Store, Town], None]
) -> None:
    with store.one_unit() as (unit, inside):
        unit.remembered("it", reading)
        change(inside, town)

        assert unit.remembered("it", reading) == 2


def test_after_a_lock_it_is_read_again(postgres_store: Store, reading: Reading) -> None:
    """Whoever held the lock may have written it: on SQLite nobody else writes meanwhile."""
    anna = found_town(postgres_store).anna
    with postgres_store.writing() as uow:
        uow.remembered("it", reading)
        uow.lock_employee(anna)

        assert uow.remembered("it", reading) == 2


def test_more_people_than_a_press_is_about_are_not_kept(store: Store, reading: Reading) -> None:
    with store.reading() as uow:
        for number in range(MOST_REMEMBERED):
            uow.remembered(number, reading)
        assert uow.remembered(0, reading) == 1
        uow.remembered("one more", reading)

        assert uow.remembered(0, reading) == MOST_REMEMBERED + 2


def test_where_nobody_counts_changes_everything_is_read(
    sqlite_store: Store, reading: Reading
) -> None:
    engine = plain_engine(usable_url(str(sqlite_store.url)))
    with engine.connect() as connection:
        assert changes_of(connection) is None
        uow = UnitOfWork(connection, writable=False)
        assert [uow.remembered("it", reading), uow.remembered("it", reading)] == [1, 2]
    engine.dispose()


def test_a_day_asked_for_in_a_unit_counts_in_the_rest_of_it(store: Store, town: Town) -> None:
    with store.one_unit() as (unit, inside):
        assert slots_of(unit, town.anna) == ()
        with inside.writing() as uow:
            wish = bookings.Wish(employee_id=town.anna, day=THURSDAY)
            bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
            assert len(slots_of(uow, town.anna)) == 1
        assert slots_of(unit, town.anna) == ()


def test_a_name_set_right_in_a_unit_is_read_as_it_is_then(store: Store, town: Town) -> None:
    with store.one_unit() as (unit, inside):
        before = people.person(unit, town.anna).given_name
        with inside.writing() as uow:
            update = EMPLOYEE.update().where(EMPLOYEE.c.id == town.anna)
            uow.connection.execute(update.values(given_name="Annalisa"))
            uow.commit()

        assert (before, people.person(unit, town.anna).given_name) == ("Anna", "Annalisa")


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT 1", False),
        ("SAVEPOINT sa_savepoint_1", False),
        ("RELEASE SAVEPOINT sa_savepoint_1", False),
        ("ROLLBACK TO SAVEPOINT sa_savepoint_1", True),
        ("SELECT body_id FROM employee FOR UPDATE", True),
        ("SELECT body_id FROM employee FOR NO KEY UPDATE", True),
        ("SELECT body_id FROM employee FOR SHARE OF employee", True),
        ("SELECT pg_advisory_xact_lock(1)", True),
        ("SELECT pg_try_advisory_xact_lock(1)", True),
        ("INSERT INTO body VALUES (1)", True),
        ("UPDATE body SET name = 1", True),
        ("DELETE FROM body", True),
        ("WITH gone AS (DELETE FROM body RETURNING id) SELECT id FROM gone", True),
    ],
)
def test_only_a_question_without_a_lock_changes_nothing(statement: str, *, expected: bool) -> None:
    assert may_change(statement) is expected


def test_after_the_commit_it_is_read_again(store: Store, reading: Reading) -> None:
    """Others write between two transactions, also if this one wrote nothing."""
    with store.writing() as uow:
        uow.remembered("it", reading)
        uow.commit()

        assert uow.remembered("it", reading) == 2


def test_what_was_locked_before_the_commit_is_locked_again(postgres_store: Store) -> None:
    anna = found_town(postgres_store).anna
    with postgres_store.writing() as uow:
        uow.lock_employee(anna)
        uow.commit()
        before = changes_of(uow.connection)
        uow.lock_employee(anna)

        assert changes_of(uow.connection) != before


@pytest.mark.parametrize("in_a_part", [False, True])
def test_who_waits_for_a_lock_counts_what_was_written_meanwhile(
    store: Store, town: Town, *, in_a_part: bool
) -> None:
    """All look first, as a press does, then queue for the last two days of a quota of two."""
    presses, quota = 6, 2
    together = Barrier(presses)

    def press(number: int) -> int:
        with store.one_unit() as (unit, inside):
            before = len(slots_of(unit, town.anna))
            if not is_sqlite(store.engine):  # there one looks once the other is done
                together.wait()
            with inside.writing() if in_a_part else nullcontext(unit) as uow:
                uow.lock_employee(town.anna)
                known = len(slots_of(uow, town.anna))
                if known < quota:
                    day = THURSDAY + timedelta(weeks=number)
                    wish = bookings.Wish(employee_id=town.anna, day=day)
                    bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
                    uow.commit()
            if in_a_part:
                unit.commit()
            return before

    with ThreadPoolExecutor(presses) as pool:
        looked = list(pool.map(press, range(presses)))

    with store.reading() as uow:
        assert len(slots_of(uow, town.anna)) == quota
    if not is_sqlite(store.engine):
        assert looked == [0] * presses
