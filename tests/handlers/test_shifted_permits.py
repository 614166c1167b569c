"""A permit of whole days whose working days become others: told once, and held as it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.desk.cases.presence import Presence
from handlers.desk.context import Desk
from handlers.desk.grounds.duties import look_again
from rules.facts import AbsenceKind
from rules.policy import library
from storage.days import absences
from storage.requests.permits_found import PermitRecord
from storage.store import Store
from storage.tables import CLOSURE, PERMIT, PERMIT_SLOT, PermitState
from storage.trail.outbox import Outgoing
from tests.handlers.asking import enter, messages_to, said
from tests.handlers.permitting import asks, days, hours, stands
from tests.handlers.town import NOW, OFFICE_WORKER, TODAY, Town, found_town

WEDNESDAY = date(2026, 12, 9)
THURSDAY, FRIDAY = (WEDNESDAY + timedelta(n) for n in (1, 2))
MONDAY = date(2026, 12, 14)


@pytest.fixture
def town(store: Store) -> Town:
    """On both databases; Anna works away on the Monday after her leave."""
    found = found_town(Desk(store, library.shipped(), lambda: NOW), "tivoli")
    found.agree("anna")
    enter(found, "anna", MONDAY)
    return found


@pytest.fixture
def leave(town: Town) -> PermitRecord:
    """Three days from Wednesday, granted."""
    asked = asks(town, "anna", days("exam", WEDNESDAY, 3))
    grant(town)
    return asked


def grant(town: Town) -> None:
    with town.store.writing() as uow:
        uow.connection.execute(PERMIT.update().values(state=PermitState.GRANTED))
        uow.commit()
    looks(town)


def looks(town: Town) -> None:
    for _ in range(2):
        while look_again(town.desk):
            pass


def close(town: Town, day: date = THURSDAY) -> None:
    with town.store.writing() as uow:
        absences.close_offices(uow, town.body, day, at=NOW, by=None)
        uow.commit()
    looks(town)


def told(town: Town, name: str, about: str = "grounds.shifted") -> list[Outgoing]:
    return [one for one in messages_to(town, name) if one.key.startswith(about)]


def held(town: Town, record: PermitRecord) -> set[date]:
    """The days of which the permit holds the time."""
    with town.store.reading() as uow:
        wanted = PERMIT_SLOT.select().where(PERMIT_SLOT.c.permit_id == record.id)
        return {row.day for row in uow.connection.execute(wanted)}


def quarters_of(town: Town, record: PermitRecord, day: date) -> int:
    with town.store.reading() as uow:
        wanted = PERMIT_SLOT.select().where(
            PERMIT_SLOT.c.permit_id == record.id, PERMIT_SLOT.c.day == day
        )
        return len(uow.connection.execute(wanted).all())


def away(town: Town, day: date) -> bool:
    office, policy = town.offices["anagrafe"], town.desk.policies["tivoli"]
    with town.store.reading() as uow:
        there = Presence.load(uow, [office], first=day, last=day, policy=policy, today=TODAY)
    return any(one.name == "Anna Inventi" for one in there.out(office, day))


def test_a_closure_inside_moves_the_end_and_both_read_it_once(
    town: Town, leave: PermitRecord
) -> None:
    close(town)

    assert stands(town, leave).takes == (WEDNESDAY, FRIDAY, MONDAY)
    assert held(town, leave) == {WEDNESDAY, FRIDAY, MONDAY}
    assert away(town, MONDAY)
    (to_anna,), (to_diana,) = told(town, "anna"), told(town, "diana")
    for message in (to_anna, to_diana):
        assert "14 dicembre" in said(message)
    assert "avevi una giornata in agile e ora risulti assente" in said(to_anna)


def test_a_closure_that_is_withdrawn_moves_it_back(town: Town, leave: PermitRecord) -> None:
    close(town)
    with town.store.writing() as uow:
        uow.connection.execute(CLOSURE.delete())
        uow.commit()

    looks(town)

    assert stands(town, leave).takes == (WEDNESDAY, THURSDAY, FRIDAY)
    assert held(town, leave) == {WEDNESDAY, THURSDAY, FRIDAY}
    assert len(told(town, "anna")) == len(told(town, "diana")) == 2


def test_another_working_week_gives_it_other_days(town: Town, leave: PermitRecord) -> None:
    town.hire("anna", replace(OFFICE_WORKER, workdays=frozenset(range(4))))
    looks(town)

    assert stands(town, leave).takes == (WEDNESDAY, THURSDAY, MONDAY)
    assert len(told(town, "anna")) == 1


def test_days_of_illness_are_made_up_for(town: Town, leave: PermitRecord) -> None:
    with town.store.writing() as uow:
        who, kind = town.ids["anna"], AbsenceKind.SICK
        absences.add(uow, who, kind, first_day=THURSDAY, last_day=THURSDAY)
        uow.commit()
    looks(town)

    assert stands(town, leave).takes == (WEDNESDAY, FRIDAY, MONDAY)
    assert len(told(town, "anna")) == 1


def test_hours_on_a_day_that_it_takes_now_go_back_to_the_balance(
    town: Town, leave: PermitRecord
) -> None:
    asked = asks(town, "anna", hours("medical", MONDAY))
    grant(town)

    close(town)

    assert stands(town, asked).state is PermitState.CANCELLED
    assert quarters_of(town, leave, MONDAY) == 24 * 4
    assert len(told(town, "anna", "grounds.fallen")) == 1


def test_of_what_waits_nothing_is_told_yet(town: Town) -> None:
    asked = asks(town, "anna", days("exam", WEDNESDAY, 3))

    close(town)

    assert stands(town, asked).takes == (WEDNESDAY, FRIDAY, MONDAY)
    assert told(town, "anna") == told(town, "diana") == []


def test_a_closure_elsewhere_is_no_news(town: Town, leave: PermitRecord) -> None:
    close(town, date(2026, 12, 16))

    assert stands(town, leave).takes == (WEDNESDAY, THURSDAY, FRIDAY)
    assert told(town, "anna") == []


def test_a_closure_that_would_move_it_beyond_the_last_day_cuts_it(
    town: Town, leave: PermitRecord
) -> None:
    town.hire("anna", left_on=FRIDAY)
    looks(town)

    close(town)

    assert stands(town, leave).takes == (WEDNESDAY, FRIDAY)
    assert stands(town, leave).permit.days == 2
