"""Delegations given, ended early, listed; reports handed in."""

from datetime import date, timedelta

import pytest

from storage.errors import NotFound
from storage.people import appointments, delegations
from storage.people.delegations import Delegated
from storage.requests import reports
from storage.store import Store
from tests.storage.conftest import NOW, TODAY, Town, found_town

DAY = timedelta(days=1)


def gives(store: Store, manager: int, to: int, first: date, last: date) -> Delegated:
    with store.writing() as uow:
        given = delegations.add(uow, manager, to=to, first_day=first, last_day=last, at=NOW)
        uow.commit()
    return given


def acts_for(store: Store, who: int, on: date) -> bool:
    with store.reading() as uow:
        return bool(appointments.exercised_by(uow, who, on=on))


def ends(store: Store, delegation_id: int, today: date) -> Delegated | None:
    with store.writing() as uow:
        ended = delegations.end(uow, delegation_id, today=today, at=NOW)
        uow.commit()
    return ended


def test_a_delegate_acts_from_the_first_to_the_last_day(store: Store, town: Town) -> None:
    gives(store, town.carla, town.anna, TODAY, TODAY + 2 * DAY)

    acting = [acts_for(store, town.anna, TODAY + n * DAY) for n in (-1, 0, 2, 3)]
    assert acting == [False, True, True, False]


def test_one_that_is_ended_lasted_until_yesterday(store: Store, town: Town) -> None:
    given = gives(store, town.carla, town.anna, TODAY - DAY, TODAY + DAY)

    assert ends(store, given.id, TODAY) == given
    assert [acts_for(store, town.anna, TODAY + n * DAY) for n in (-1, 0)] == [True, False]
    assert ends(store, given.id, TODAY) is None


@pytest.mark.parametrize("begins_in", [0, 3])
def test_one_that_is_ended_before_it_lasted_a_day_never_was(
    store: Store, town: Town, begins_in: int
) -> None:
    first = TODAY + begins_in * DAY
    given = gives(store, town.carla, town.anna, first, first + DAY)

    assert ends(store, given.id, TODAY) == given
    assert not acts_for(store, town.anna, first)
    with pytest.raises(NotFound), store.reading() as uow:
        delegations.by_id(uow, given.id)


def test_both_sides_see_what_is_not_over(store: Store, town: Town) -> None:
    over = gives(store, town.carla, town.bruno, TODAY - 2 * DAY, TODAY - DAY)
    running = gives(store, town.carla, town.anna, TODAY, TODAY)
    with store.reading() as uow:
        given = delegations.given_by(uow, town.carla, since=TODAY)
        received = [delegations.given_to(uow, who, since=TODAY) for who in (town.anna, town.bruno)]
        all_given = delegations.given_by(uow, town.carla, since=TODAY - DAY)

    assert given == [running]
    assert received == [[running], []]
    assert all_given == [over, running]


def test_nobody_of_another_body_acts(store: Store, town: Town) -> None:
    other = found_town(store, "altrove")
    with pytest.raises(NotFound):
        gives(store, town.carla, other.anna, TODAY, TODAY)


def test_a_report_is_handed_in_once(store: Store, town: Town) -> None:
    first, last = date(2026, 11, 16), date(2026, 11, 22)
    with store.writing() as uow:
        done = [
            reports.hand_in(
                uow, town.anna, first_day=first, last_day=last, at=NOW + n * timedelta(hours=1)
            )
            for n in range(2)
        ]
        uow.commit()
    with store.reading() as uow:
        anna = reports.handed_in(uow, town.anna, since=first)
        later = reports.handed_in(uow, town.anna, since=first + DAY)
        bruno = reports.handed_in(uow, town.bruno, since=first)

    assert done == [True, False]
    assert (anna, later, bruno) == ({first: NOW}, {}, {})
