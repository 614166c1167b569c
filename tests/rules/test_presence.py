"""Days counted at the office and away: suspensions, days before hiring, fixed weekdays."""

from datetime import date, timedelta

import pytest

from rules.facts import Agreement, Employee, Half, Mode, Period, Scheme, Slot, Suspension
from rules.history import History
from rules.presence import Asked, agreed_halves, moved_halves, tally, unsuspended

FIVE = frozenset(range(5))
MONDAY = date(2026, 11, 16)
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]
SUSPENDED = Suspension(first_day=WEEK[2], last_day=WEEK[3])


def asked(
    *slots: Slot,
    weekdays: frozenset[int] = frozenset(),
    suspended: Suspension | None = None,
    hired: date | None = None,
    day: date = WEEK[4],
    halves: int = 2,
    presence: tuple[date, ...] = (),
) -> Asked:
    scheme = Scheme(weekdays=weekdays) if weekdays else None
    held = Agreement(first_day=date(2026, 1, 1), scheme=scheme, suspended=suspended)
    person = Employee(agreement=held, hired=hired)
    history = History(slots=slots, presence=presence)
    moved = moved_halves(person, history, day, halves)
    return Asked(person, history, FIVE, 5, day, halves, moved, Mode.AGILE)


def week(one: Asked) -> tuple[float, float]:
    """Give days at the office and days away of the week."""
    office, away = tally(one, Period.WEEK, MONDAY)
    return office / 2, away / 2


def test_what_is_not_away_is_at_the_office() -> None:
    assert week(asked()) == (5, 0)
    assert week(asked(Slot(day=WEEK[0]), Slot(day=WEEK[1], half=Half.AM))) == (3.5, 1.5)


def test_days_booked_while_the_agreement_is_suspended_are_at_the_office() -> None:
    booked = [Slot(day=day) for day in WEEK[1:4]]

    assert week(asked(*booked, suspended=SUSPENDED)) == (4, 1)
    assert week(asked(*booked)) == (2, 3)


def test_a_suspended_day_is_left_out_of_what_is_booked() -> None:
    slots = [Slot(day=day) for day in WEEK]
    person = asked(suspended=SUSPENDED).person

    left = unsuspended(person, History(slots=slots)).slots

    assert [slot.day for slot in left] == [WEEK[0], WEEK[1], WEEK[4]]
    assert unsuspended(asked().person, History(slots=slots)).slots == tuple(slots)
    assert unsuspended(Employee(), History(slots=slots)).slots == tuple(slots)


@pytest.mark.parametrize(("hired", "office"), [(None, 5), (MONDAY, 5), (WEEK[1], 4), (WEEK[4], 1)])
def test_days_before_the_first_one_in_the_body_count_for_neither(
    hired: date | None, office: int
) -> None:
    assert week(asked(hired=hired)) == (office, 0)


def test_weekdays_of_the_agreement_are_away_without_being_booked() -> None:
    fixed = frozenset({0, 2})

    assert week(asked(weekdays=fixed)) == (3, 2)
    assert week(asked(weekdays=fixed, presence=(WEEK[0],))) == (4, 1)
    assert week(asked(weekdays=fixed, suspended=SUSPENDED)) == (4, 1)


def test_weekdays_of_the_agreement_use_up_a_number_save_the_asked_day_itself() -> None:
    fixed = frozenset({0, 4})

    assert agreed_halves(asked(weekdays=fixed, day=WEEK[1]), Period.WEEK) == 4
    assert agreed_halves(asked(weekdays=fixed, day=WEEK[4]), Period.WEEK) == 2
    assert agreed_halves(asked(day=WEEK[4]), Period.WEEK) == 0


@pytest.mark.parametrize(
    ("slots", "day", "halves", "moved"),
    [
        ((), WEEK[4], 2, 2),
        ((), WEEK[4], 1, 1),
        ((Slot(day=WEEK[4], half=Half.AM),), WEEK[4], 2, 1),
        ((Slot(day=WEEK[4]),), WEEK[4], 2, 0),
    ],
)
def test_what_is_asked_for_moves_the_halves_that_were_at_the_office(
    slots: tuple[Slot, ...], day: date, halves: int, moved: int
) -> None:
    assert asked(*slots, day=day, halves=halves).moved == moved
