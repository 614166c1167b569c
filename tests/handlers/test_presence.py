"""One account of who is in the office: booked, by agreement, absent, on a permit of whole days."""

from datetime import date

import pytest

from handlers.desk.cases.presence import Away, Presence
from handlers.desk.cases.standing import Standing
from rules.facts import AbsenceKind, Half, Permit, Scheme
from storage.days import absences
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.tables import RequestState
from tests.handlers.asking import THURSDAY, enter
from tests.handlers.town import NOW, Town, agreed


def presence(town: Town, day: date = THURSDAY) -> Presence:
    with town.store.reading() as uow:
        office = town.offices["anagrafe"]
        return Presence.load(uow, [office], first=day, last=day, default_week=5)


def out(town: Town, **besides: int) -> tuple[Away, ...]:
    return presence(town).out(town.offices["anagrafe"], THURSDAY, **besides)


def staying(town: Town) -> int:
    return presence(town).staying(town.offices["anagrafe"], THURSDAY)


def test_colleagues_see_who_is_out_and_not_why(sorano: Town) -> None:
    with sorano.store.writing() as uow:
        wish = Wish(employee_id=sorano.ids["anna"], day=THURSDAY, half=Half.PM)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        who, kind = sorano.ids["bruno"], AbsenceKind.SICK
        absences.add(uow, who, kind, first_day=THURSDAY, last_day=THURSDAY)
        uow.commit()

    found = [(away.name, away.out, away.half) for away in out(sorano)]

    assert found == [
        ("Anna Inventi", Standing.AGILE, Half.PM),
        ("Bruno Inventi", Standing.ABSENT, None),
    ]


def test_a_permit_of_whole_days_takes_somebody_out_of_the_office(sorano: Town) -> None:
    before = staying(sorano)
    with sorano.store.writing() as uow:
        absences.add_permit(uow, sorano.ids["bruno"], Permit(kind="study", on=THURSDAY, days=1))
        uow.commit()

    assert [(a.name, a.out) for a in out(sorano)] == [("Bruno Inventi", Standing.ABSENT)]
    assert staying(sorano) == before - 1


def test_a_weekday_of_the_agreement_takes_somebody_out_of_the_office(sorano: Town) -> None:
    sorano.agree("anna", agreed(Scheme(weekdays=frozenset({3}))))

    assert [(a.name, a.out) for a in out(sorano)] == [("Anna Inventi", Standing.AGILE)]


@pytest.mark.parametrize("state", [RequestState.PENDING, RequestState.REFUSED])
def test_a_day_that_is_not_approved_is_nobodys_business(sorano: Town, state: RequestState) -> None:
    enter(sorano, "anna", THURSDAY, state=state)

    assert out(sorano) == ()


def test_who_asks_is_not_named_among_the_others(sorano: Town) -> None:
    enter(sorano, "anna", THURSDAY)

    assert out(sorano, besides=sorano.ids["anna"]) == ()


def test_who_would_go_is_taken_from_who_stays_in_the_half_with_fewest(sorano: Town) -> None:
    office, anna, bruno = sorano.offices["anagrafe"], sorano.ids["anna"], sorano.ids["bruno"]
    there = presence(sorano)
    before = there.staying(office, THURSDAY)

    both_in_the_morning = there.staying(
        office, THURSDAY, without={anna: (Half.AM,), bruno: (Half.AM,)}
    )
    one_each = there.staying(office, THURSDAY, without={anna: (Half.AM,), bruno: (Half.PM,)})

    assert (before - both_in_the_morning, before - one_each) == (2, 1)
