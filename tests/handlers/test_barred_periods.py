"""A period in which nobody may work away: wherever it is asked where somebody is."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.cases.known_days import known_days
from handlers.desk.cases.presence import Presence
from handlers.desk.cases.standing import Standing
from handlers.desk.contacts import actions as contacts
from handlers.desk.contacts.judging import Place
from handlers.desk.digest import looks
from handlers.desk.team import actions as team
from handlers.desk.today import actions as today
from rules.facts import Employee, Mode, Scheme
from tests.handlers.asking import THURSDAY, enter
from tests.handlers.town import LONG_AGO, NOW, OFFICE_WORKER, TODAY, Town, agreed

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 31)
JANUARY = date(2027, 1, 14)
OFFICE, AGILE = (Standing.OFFICE,) * 2, (Standing.AGILE,) * 2


def weekdays(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def was_away(town: Town, days: Iterable[date]) -> None:
    for day in days:
        enter(town, "anna", day)


@pytest.fixture
def anna_was_away(sorano: Town) -> Town:
    """Of 53 days worked in September and October 27 were agile: presence did not prevail."""
    sorano.agree("anna")
    was_away(sorano, weekdays(SEPTEMBER, OCTOBER)[:27])
    enter(sorano, "anna", THURSDAY)
    enter(sorano, "anna", TODAY)
    return sorano


def standing(town: Town, day: date) -> tuple[Standing, Standing]:
    found = team.look_at_day(town.desk, town.actor("bruno"), day)
    return next(row.days[0] for row in found.rows if row.employee_id == town.ids["anna"])


def test_a_day_booked_in_a_barred_period_is_in_the_office_for_the_team(
    anna_was_away: Town,
) -> None:
    assert standing(anna_was_away, THURSDAY) == OFFICE
    office = anna_was_away.offices["anagrafe"]
    month = team.look_at_month(
        anna_was_away.desk, anna_was_away.actor("bruno"), TODAY, office_id=office
    )
    row = next(row for row in month.rows if row.employee_id == anna_was_away.ids["anna"])
    assert AGILE not in row.days


def test_one_day_fewer_and_it_is_agile(sorano: Town) -> None:
    sorano.agree("anna")
    was_away(sorano, weekdays(SEPTEMBER, OCTOBER)[:26])
    enter(sorano, "anna", THURSDAY)

    assert standing(sorano, THURSDAY) == AGILE


def test_so_it_is_in_the_office_count_that_who_decides_reads(anna_was_away: Town) -> None:
    office = anna_was_away.offices["anagrafe"]
    with anna_was_away.store.reading() as uow:
        there = Presence.load(
            uow,
            [office],
            first=THURSDAY,
            last=THURSDAY,
            policy=anna_was_away.desk.policies["sorano"],
            today=TODAY,
        )

    assert there.out(office, THURSDAY) == ()


def test_so_it_is_for_the_person_in_today_digest_and_hearing(anna_was_away: Town) -> None:
    town = anna_was_away
    assert today.today(town.desk, town.actor("anna")).today.values["mode"] is Mode.PRESENCE
    policy, anna = town.desk.policies["sorano"], town.ids["anna"]
    with town.store.reading() as uow:
        look = looks.load(uow, policy, anna, at=NOW, today=TODAY)
        hearing = known_days(uow, anna, policy=policy, at=NOW, on=TODAY)
    assert look.day(THURSDAY).values["mode"] is Mode.PRESENCE
    assert hearing.where(THURSDAY).halves == OFFICE
    reach = contacts.look(town.desk, town.actor("bruno"), anna)
    assert reach.place is Place.OFFICE


def test_weekdays_of_the_agreement_are_barred_too(sorano: Town) -> None:
    sorano.agree("anna", agreed(Scheme(weekdays=frozenset({0, 1, 2, 3}))))

    assert standing(sorano, THURSDAY) == OFFICE


def test_who_is_exempt_stays_agile_and_nobody_reads_why(sorano: Town) -> None:
    sorano.hire("anna", Employee(hired=LONG_AGO, conditions=frozenset({"fragile"})))
    sorano.agree("anna")
    was_away(sorano, weekdays(SEPTEMBER, OCTOBER)[:27])
    enter(sorano, "anna", THURSDAY)

    assert standing(sorano, THURSDAY) == AGILE


def test_a_period_to_come_is_not_judged_by_a_forecast(sorano: Town, clock: MovableClock) -> None:
    sorano.agree("anna")
    sorano.hire("anna", OFFICE_WORKER)
    was_away(sorano, weekdays(date(2026, 11, 1), date(2026, 12, 31))[:30])
    enter(sorano, "anna", JANUARY)

    assert standing(sorano, JANUARY) == AGILE
    assert today.day_of_work(sorano.desk, sorano.actor("anna"), JANUARY).values["mode"] is (
        Mode.AGILE
    )

    clock.set(NOW.replace(year=2027, month=1, day=2))
    assert standing(sorano, JANUARY) == OFFICE


def test_a_body_without_such_a_rule_asks_nothing_more(tivoli: Town) -> None:
    tivoli.agree("anna")
    was_away(tivoli, weekdays(SEPTEMBER, OCTOBER)[:30])
    enter(tivoli, "anna", THURSDAY)

    assert standing(tivoli, THURSDAY) == AGILE
