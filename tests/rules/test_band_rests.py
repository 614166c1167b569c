"""Eleven hours of rest from the bands of a day to those of the next (Sorano 11.4)."""

from datetime import date, datetime

import pytest

from rules.bands import bands
from rules.facts import ROME, Agreement, Band, Employee, Scheme
from rules.policy.library import shipped

AT = datetime(2026, 12, 14, 10, tzinfo=ROME)
MON, TUE, SAT, SUN = 0, 1, 5, 6


def short_rests(
    weekdays: dict[int, str],
    *,
    every_day: str = "09:00-13:00",
    afternoon: str = "",
    fixed: frozenset[int] = frozenset(),
    who: Employee | None = None,
) -> list[int]:
    """The minutes of rest that are told as too few."""
    agreement = Agreement(first_day=date(2027, 1, 1), scheme=Scheme(weekdays=fixed))
    person = who or Employee(agreement=agreement)
    found = bands(
        shipped()["sorano"],
        person,
        at=AT,
        bands=(Band.parse(every_day),),
        afternoon_bands=(Band.parse(afternoon),) if afternoon else (),
        weekday_bands=tuple((day, (Band.parse(text),)) for day, text in weekdays.items()),
    )
    return [one.figures["minutes"] for one in found.reasons if one.code == "rest_short"]


@pytest.mark.parametrize(("evening", "told"), [("17:00-22:00", []), ("17:00-22:01", [659])])
def test_an_evening_is_held_against_the_bands_of_the_next_morning(
    evening: str, told: list[int]
) -> None:
    assert short_rests({MON: evening}) == told


@pytest.mark.parametrize(("morning", "told"), [("05:00-09:00", []), ("04:59-09:00", [659])])
def test_a_morning_is_held_against_an_afternoon_return_of_the_day_before(
    morning: str, told: list[int]
) -> None:
    returns = Employee(afternoons=frozenset({MON}))

    assert short_rests({TUE: morning}, afternoon="15:00-18:00", who=returns) == told


def test_of_several_short_nights_the_shortest_is_told() -> None:
    assert short_rests({MON: "18:00-22:00", TUE: "06:00-22:00"})[-1] == 480


def test_days_that_are_never_worked_away_give_no_night() -> None:
    evening = {MON: "18:00-23:00"}

    assert short_rests(evening) == [600]
    assert short_rests(evening, fixed=frozenset({MON, 2})) == []
    assert short_rests(evening, fixed=frozenset({MON, TUE})) == [600]


def test_a_week_ends_where_the_next_begins() -> None:
    weekend = frozenset({SAT, SUN, MON})

    assert short_rests({SUN: "18:00-23:00"}, who=Employee(workdays=weekend)) == [600]
    assert short_rests({SAT: "18:00-23:00"}, who=Employee(workdays=frozenset({SAT, MON}))) == []
