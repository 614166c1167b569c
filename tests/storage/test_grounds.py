"""The database notes whose grounds have changed, whoever writes and however, on both databases."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from rules.facts import AbsenceKind, Agreement, Derogation, Permit
from storage.agreements import agreements
from storage.days import absences, grounds
from storage.people import staff
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import (
    ABSENCE,
    AGREEMENT,
    BOOKING_REQUEST,
    CLOSURE,
    DEROGATION,
    EMPLOYEE,
    RequestState,
)
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import NOW, TODAY, Town

DAY = date(2026, 11, 26)
Writes = Callable[[UnitOfWork, Town], object]


def settle(store: Store, town: Town) -> None:
    """Anna has an agreement, a derogation and a booked day; nothing of it is news any more."""
    with store.writing() as uow:
        agreements.add(uow, town.anna, Agreement(first_day=TODAY), at=NOW, by=None)
        more = Derogation(first_day=TODAY, last_day=DAY, per_week=3)
        absences.add_derogation(uow, town.anna, more)
        wish = Wish(employee_id=town.anna, day=DAY)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        for changes in grounds.changed(uow, limit=100).values():
            grounds.seen(uow, changes)
        uow.commit()


def whose(store: Store, writes: Writes, town: Town) -> set[int]:
    with store.writing() as uow:
        writes(uow, town)
        uow.commit()
    with store.reading() as uow:
        return set(grounds.changed(uow, limit=100))


def shorten(uow: UnitOfWork, town: Town) -> None:
    uow.connection.execute(update(AGREEMENT).values(last_day=TODAY))


def end(uow: UnitOfWork, town: Town) -> None:
    uow.connection.execute(delete(AGREEMENT))


def replace(uow: UnitOfWork, town: Town) -> None:
    agreements.add(uow, town.anna, Agreement(first_day=DAY), at=NOW, by=None)


def leave(uow: UnitOfWork, town: Town) -> None:
    gone = update(EMPLOYEE).where(EMPLOYEE.c.id == town.anna)
    uow.connection.execute(gone.values(left_on=TODAY))


def close(uow: UnitOfWork, town: Town) -> None:
    absences.close_offices(uow, town.body, DAY, at=NOW, by=None)


def follow_another_act(uow: UnitOfWork, town: Town) -> None:
    staff.put_body(uow, town.body, name="Comune di Roccabianca", policy_id="arena-po")


def honour_a_saint(uow: UnitOfWork, town: Town) -> None:
    saint = staff.Patron(month=11, day=26, name="San Corrado")
    staff.put_body(uow, town.body, name="Comune di Roccabianca", policy_id="tivoli", patron=saint)


def take_another_name(uow: UnitOfWork, town: Town) -> None:
    staff.put_body(uow, town.body, name="Comune di Roccanera", policy_id="tivoli")


def withdraw(uow: UnitOfWork, town: Town) -> None:
    uow.connection.execute(delete(DEROGATION))


def bring(uow: UnitOfWork, town: Town) -> None:
    wish = Wish(employee_id=town.anna, day=DAY + timedelta(1))
    bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)


@pytest.mark.parametrize(
    "writes",
    [
        shorten,
        end,
        replace,
        leave,
        close,
        withdraw,
        bring,
        follow_another_act,
        honour_a_saint,
    ],
)
def test_a_ground_that_changes_is_noted_for_whom_it_is(
    store: Store, town: Town, writes: Writes
) -> None:
    settle(store, town)

    assert whose(store, writes, town) == {town.anna}


def whole_days(uow: UnitOfWork, town: Town) -> None:
    """Anna is on leave for three working days from Wednesday."""
    absences.add_permit(uow, town.anna, Permit(kind="exam", on=DAY - timedelta(1), days=3))


def be_ill(uow: UnitOfWork, town: Town) -> None:
    absences.add(uow, town.anna, AbsenceKind.SICK, first_day=DAY, last_day=DAY)


def close_the_day_after(uow: UnitOfWork, town: Town) -> None:
    absences.close_offices(uow, town.body, DAY + timedelta(1), at=NOW, by=None)


def open_again(uow: UnitOfWork, town: Town) -> None:
    uow.connection.execute(delete(CLOSURE))


def be_well(uow: UnitOfWork, town: Town) -> None:
    uow.connection.execute(delete(ABSENCE))


@pytest.mark.parametrize("writes", [close_the_day_after, open_again, be_ill, be_well])
def test_what_befalls_days_of_a_longer_permit_is_noted(
    store: Store, town: Town, writes: Writes
) -> None:
    with store.writing() as uow:
        absences.close_offices(uow, town.body, DAY, at=NOW, by=None)
        be_ill(uow, town)
        whole_days(uow, town)
        for changes in grounds.changed(uow, limit=100).values():
            grounds.seen(uow, changes)
        uow.commit()

    assert whose(store, writes, town) == {town.anna}


def test_an_illness_of_who_has_no_such_permit_is_not_noted(store: Store, town: Town) -> None:
    settle(store, town)

    assert whose(store, be_ill, town) == set()


def decide(uow: UnitOfWork, town: Town) -> None:
    number = uow.connection.execute(select(BOOKING_REQUEST.c.id)).scalar_one()
    bookings.cancel(uow, number, 1, by=town.anna, at=NOW)


def close_another_day(uow: UnitOfWork, town: Town) -> None:
    absences.close_offices(uow, town.body, DAY + timedelta(1), at=NOW, by=None)


@pytest.mark.parametrize("writes", [decide, close_another_day])
def test_what_is_no_ground_of_anybodys_is_not(store: Store, town: Town, writes: Writes) -> None:
    settle(store, town)

    assert whose(store, writes, town) == set()


def test_what_is_taken_back_was_no_change(store: Store, town: Town) -> None:
    settle(store, town)
    with store.writing() as uow:
        leave(uow, town)

    with store.reading() as uow:
        assert grounds.changed(uow, limit=100) == {}


def test_what_is_noted_while_one_looks_is_not_forgotten(store: Store, town: Town) -> None:
    settle(store, town)
    with store.writing() as uow:
        leave(uow, town)
        uow.commit()
    with store.reading() as uow:
        looked_at = grounds.changed(uow, limit=100)[town.anna]
    with store.writing() as uow:
        shorten(uow, town)
        uow.commit()

    with store.writing() as uow:
        grounds.seen(uow, looked_at)
        uow.commit()

    with store.reading() as uow:
        assert set(grounds.changed(uow, limit=100)) == {town.anna}


def test_a_body_of_another_name_follows_the_same_act(store: Store, town: Town) -> None:
    settle(store, town)

    assert whose(store, take_another_name, town) == set()


def test_what_could_not_be_looked_at_stays_and_is_counted_by_body(
    store: Store, town: Town
) -> None:
    settle(store, town)
    whose(store, leave, town)
    with store.writing() as uow:
        ((who, changes),) = grounds.changed(uow, limit=100).items()
        grounds.failed(uow, changes, error="PolicyNotInForceError", at=NOW)
        uow.commit()

    with store.reading() as uow:
        assert list(grounds.changed(uow, limit=100)) == [who]
        assert grounds.unjudged(uow) == [
            grounds.Unjudged(body_id=town.body, error="PolicyNotInForceError", people=1, at=NOW)
        ]
    with store.writing() as uow:
        grounds.seen(uow, changes)
        assert grounds.unjudged(uow) == []
