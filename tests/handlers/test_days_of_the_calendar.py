"""Fifteen days in a row for a marriage are days of the calendar, for every view of the desk."""

from datetime import date, timedelta

import pytest

from handlers.desk.cases.known_days import known_days
from handlers.desk.cases.presence import Presence
from handlers.desk.context import Desk
from handlers.desk.permits import actions
from handlers.desk.today.actions import day_of_work
from rules.facts import Mode
from rules.policy import library
from storage.days import absences, quiet
from storage.requests import permits
from storage.store import Store
from storage.tables import PERMIT, PermitState
from tests.handlers.asking import asks_for
from tests.handlers.permitting import asks, days, hours, sends
from tests.handlers.town import NOW, TODAY, Town, found_town

MONDAY = date(2026, 11, 30)
LAST = date(2026, 12, 14)
"""The fifteenth day, a Monday; the eighth of December is no working day."""
AFTER = LAST + timedelta(1)


@pytest.fixture
def town(store: Store) -> Town:
    """Anna marries, and her permit is granted, on both databases."""
    found = found_town(Desk(store, library.shipped(), lambda: NOW), "tivoli")
    found.agree("anna")
    asks(found, "anna", days("marriage", MONDAY, 15, event=date(2026, 11, 28)))
    with store.writing() as uow:
        uow.connection.execute(PERMIT.update().values(state=PermitState.GRANTED))
        uow.commit()
    return found


def out(town: Town, day: date) -> list[str]:
    office, policy = town.offices["anagrafe"], town.desk.policies["tivoli"]
    with town.store.reading() as uow:
        there = Presence.load(uow, [office], first=day, last=day, policy=policy, today=TODAY)
    return [away.name for away in there.out(office, day)]


@pytest.mark.parametrize(("day", "away"), [(MONDAY, True), (LAST, True), (AFTER, False)])
def test_every_view_has_the_same_last_day(town: Town, day: date, *, away: bool) -> None:
    policy, who = town.desk.policies["tivoli"], town.ids["anna"]
    with town.store.reading() as uow:
        hearing = known_days(uow, who, policy=policy, at=NOW, on=TODAY)
        history = quiet.load(uow, [who], on=day)[who].history

    asked = day_of_work(town.desk, town.actor("anna"), day)

    assert (out(town, day) == ["Anna Inventi"]) is away
    assert (hearing.where(day).mode is Mode.OFF) is away
    assert (asked.values["mode"] is Mode.OFF) is away
    assert bool(history.permits) is True


def test_the_day_after_it_is_free_to_be_booked(town: Town) -> None:
    (booked,) = asks_for(town, "anna", AFTER)

    assert booked.day == AFTER


def test_another_permit_fits_behind_it_and_not_within(town: Town) -> None:
    assert sends(town, "anna", hours("medical", LAST)).came is actions.PermitCame.OVERLAPS
    assert sends(town, "anna", hours("medical", AFTER)).record is not None


def test_its_days_are_noted_as_the_calendar_has_them(town: Town) -> None:
    with town.store.reading() as uow:
        (record,) = permits.of_person(uow, town.ids["anna"], since=MONDAY, until=MONDAY)

    assert record.takes == tuple(MONDAY + timedelta(n) for n in range(15))


def test_a_closure_in_the_middle_makes_it_no_longer(town: Town) -> None:
    with town.store.writing() as uow:
        absences.close_offices(uow, town.body, date(2026, 12, 7), at=NOW, by=None)
        uow.commit()

    assert (out(town, LAST), out(town, AFTER)) == (["Anna Inventi"], [])
