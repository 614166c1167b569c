"""One account of who is in the office: booked, by agreement, absent, on a permit of whole days."""

from datetime import date, timedelta

import pytest

from handlers.desk.cases.presence import Away, Presence
from handlers.desk.cases.standing import Standing
from handlers.desk.requests.wording import out_line
from handlers.texts import message
from rules.facts import AbsenceKind, Half, Permit, Scheme
from storage.days import absences
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.tables import RequestState
from tests.handlers.asking import THURSDAY, enter
from tests.handlers.town import NOW, Town, agreed

WEDNESDAY = date(2026, 11, 25)


def presence(town: Town, day: date = THURSDAY) -> Presence:
    return look(town, day, day)


def look(town: Town, first: date, last: date) -> Presence:
    with town.store.reading() as uow:
        office = town.offices["anagrafe"]
        return Presence.load(
            uow,
            [office],
            first=first,
            last=last,
            policy=town.desk.policies[town.body],
            today=town.desk.today(),
        )


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


def test_a_permit_of_whole_days_takes_working_days_alone(sorano: Town) -> None:
    monday, office = date(2026, 12, 7), sorano.offices["anagrafe"]
    with sorano.store.writing() as uow:
        days = Permit(kind="bereavement", on=monday, days=3)
        absences.add_permit(uow, sorano.ids["bruno"], days)
        uow.commit()

    absent = [
        day
        for day in (monday + timedelta(n) for n in range(5))
        if presence(sorano, day).out(office, day)
    ]

    # The eighth is a holiday: nobody is out on it, and it is none of the three.
    assert absent == [date(2026, 12, 7), date(2026, 12, 9), date(2026, 12, 10)]


def test_who_is_on_a_permit_of_some_hours_is_named_with_them_and_stays(sorano: Town) -> None:
    before = staying(sorano)
    with sorano.store.writing() as uow:
        hours = Permit(kind="medical", on=THURSDAY, start=600, minutes=120)
        absences.add_permit(uow, sorano.ids["bruno"], hours)
        uow.commit()

    assert staying(sorano) == before
    key, named = out_line(out(sorano))
    assert message(key, "it", **named) == (
        "👥 1 persona dell'ufficio fuori sede quel giorno: Bruno Inventi (assente 10:00–12:00)"
    )


def test_a_half_day_is_said_as_one(sorano: Town) -> None:
    with sorano.store.writing() as uow:
        wish = Wish(employee_id=sorano.ids["anna"], day=THURSDAY, half=Half.PM)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()

    key, named = out_line(out(sorano))

    assert "Anna Inventi (agile il pomeriggio)" in message(key, "it", **named)


@pytest.mark.parametrize(("left_on", "there"), [(THURSDAY, True), (WEDNESDAY, False)])
def test_who_has_left_is_neither_out_nor_in(sorano: Town, left_on: date, *, there: bool) -> None:
    office = sorano.offices["anagrafe"]
    everybody = presence(sorano, WEDNESDAY).working(office, WEDNESDAY)
    enter(sorano, "anna", THURSDAY)

    sorano.hire("anna", left_on=left_on)

    both_days = look(sorano, WEDNESDAY, THURSDAY)
    assert bool(both_days.out(office, THURSDAY)) is there
    assert both_days.working(office, THURSDAY) == everybody - (not there)


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
