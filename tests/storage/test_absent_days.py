"""Booked days in an absence are found until somebody was told of each, on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from rules.facts import AbsenceKind
from storage.days import absences, absent_days
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import ABSENCE, RequestState
from storage.trail.outbox import Message
from tests.storage.conftest import NOW, TODAY, Town

DAY = timedelta(days=1)
FIRST, LAST = TODAY + DAY, TODAY + 3 * DAY


def ill(store: Store, who: int) -> int:
    with store.writing() as uow:
        for day in (TODAY, FIRST, FIRST + DAY, LAST, LAST + DAY):
            wish = Wish(employee_id=who, day=day)
            bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        number = absences.add(uow, who, AbsenceKind.SICK, first_day=FIRST, last_day=LAST)
        uow.commit()
    return number


def tell(store: Store, who: int, key: str) -> None:
    with store.writing() as uow:
        uow.post(Message(recipient_id=who, key="absences.told.day", dedupe_key=key, at=NOW))
        uow.commit()


def found(store: Store, limit: int = 10) -> list[tuple[int, date]]:
    with store.reading() as uow:
        rows = absent_days.covered(uow, since=TODAY, limit=limit)
    return [(one.employee_id, one.day) for one in rows]


def test_days_are_found_until_they_lie_within_what_was_told(store: Store, town: Town) -> None:
    number = ill(store, town.anna)
    days = [FIRST, FIRST + DAY, LAST]
    assert found(store) == [(town.anna, day) for day in days]

    tell(store, town.anna, absent_days.told_key(number, first=FIRST, last=FIRST + DAY))
    assert found(store) == [(town.anna, LAST)]

    tell(store, town.anna, absent_days.told_key(number, first=LAST, last=LAST))
    assert found(store) == []

    with store.writing() as uow:
        uow.connection.execute(update(ABSENCE).values(first_day=TODAY, last_day=LAST + DAY))
        uow.commit()
    assert found(store) == [(town.anna, TODAY), (town.anna, LAST + DAY)]


def test_what_was_told_of_another_absence_stands_for_none_of_this(
    store: Store, town: Town
) -> None:
    number = ill(store, town.anna)
    tell(store, town.anna, absent_days.told_key(number * 10 + 1, first=FIRST, last=LAST))

    assert len(found(store)) == 3


@pytest.mark.parametrize(("limit", "people"), [(1, 1), (2, 2)])
def test_the_limit_leaves_out_absences_and_never_days(
    store: Store, town: Town, limit: int, people: int
) -> None:
    ill(store, town.anna)
    ill(store, town.bruno)

    assert len(found(store, limit)) == 3 * people
