"""Days that nobody works, whatever is said of the person's week."""

from datetime import date

import pytest

from rules.calendar import (
    days_worked,
    is_free,
    mode_at,
    mode_on,
    modes_within,
    regime_of,
    why_free,
)
from rules.facts import AbsenceKind, Employee, Half, Mode, Period, Permit, Slot
from rules.history import History
from rules.reasons import ReasonCode

EVERY_DAY, FIVE = frozenset(range(7)), frozenset(range(5))
SUNDAY, MONDAY, TUESDAY = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)
IMMACOLATA = date(2026, 12, 8)


def test_nobody_works_on_a_sunday_even_where_it_is_among_the_workdays() -> None:
    assert is_free(History(), SUNDAY, EVERY_DAY)
    assert why_free(History(), SUNDAY, EVERY_DAY) == [ReasonCode.NOT_WORKED]
    assert SUNDAY not in days_worked(History(), Period.WEEK, SUNDAY, EVERY_DAY)
    assert len(days_worked(History(), Period.WEEK, SUNDAY, EVERY_DAY)) == 6


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (History(), None),
        (History(closures=[MONDAY]), ReasonCode.CLOSURE),
        (History(patron=[MONDAY]), ReasonCode.PATRON),
        (History(absences={MONDAY: AbsenceKind.SICK}), ReasonCode.ABSENT),
        (History(permits=[Permit(kind="exam", on=MONDAY, days=1)]), ReasonCode.ABSENT),
        (History(permits=[Permit(kind="exam", on=MONDAY, minutes=60)]), None),
        (History(permits=[Permit(kind="exam", on=TUESDAY, days=1)]), None),
        (History(absences={TUESDAY: AbsenceKind.SICK}), None),
    ],
)
def test_a_working_day_is_free_for_what_is_given_on_it(
    given: History, reason: ReasonCode | None
) -> None:
    assert is_free(given, MONDAY, FIVE) is (reason is not None)
    assert why_free(given, MONDAY, FIVE) == ([reason] if reason else [])
    worked = days_worked(given, Period.WEEK, MONDAY, FIVE)
    assert (MONDAY in worked) is (reason is None)


def test_all_that_makes_a_day_free_is_told() -> None:
    given = History(closures=[IMMACOLATA], absences={IMMACOLATA: AbsenceKind.LEAVE})

    assert why_free(given, IMMACOLATA, FIVE - {1}) == [
        ReasonCode.NOT_WORKED,
        ReasonCode.HOLIDAY,
        ReasonCode.CLOSURE,
        ReasonCode.ABSENT,
    ]


@pytest.mark.parametrize(
    ("day", "given", "mode"),
    [
        (MONDAY, History(), Mode.PRESENCE),
        (SUNDAY, History(slots=[Slot(day=SUNDAY)]), Mode.OFF),
        (MONDAY, History(slots=[Slot(day=MONDAY)]), Mode.AGILE),
        (MONDAY, History(slots=[Slot(day=MONDAY, half=Half.PM, mode=Mode.REMOTE)]), Mode.REMOTE),
    ],
)
def test_half_a_day_away_makes_it_one(day: date, given: History, mode: Mode) -> None:
    assert mode_on(Employee(), given, day, FIVE) is mode


@pytest.mark.parametrize(("minute", "mode"), [(839, Mode.AGILE), (840, None)])
def test_the_halves_of_a_day_meet_at_two(minute: int, mode: Mode | None) -> None:
    given = History(slots=[Slot(day=MONDAY, half=Half.AM)])

    assert mode_at(Employee(), given, MONDAY, minute) is mode


@pytest.mark.parametrize(
    ("start", "minutes", "modes"),
    [
        (780, 60, (Mode.AGILE,)),
        (780, 61, (Mode.AGILE, None)),
        (839, 1, (Mode.AGILE,)),
        (840, 60, (None,)),
        (None, 60, (Mode.AGILE, None)),
        (780, None, (Mode.AGILE, None)),
    ],
)
def test_hours_reach_into_the_halves_in_which_they_lie(
    start: int | None, minutes: int | None, modes: tuple[Mode | None, ...]
) -> None:
    given = History(slots=[Slot(day=MONDAY, half=Half.AM)])

    assert modes_within(Employee(), given, MONDAY, start, minutes) == modes


@pytest.mark.parametrize(
    ("week", "workdays", "default", "regime"),
    [
        (None, FIVE, 5, 5),
        (None, frozenset(range(6)), 5, 6),
        (None, FIVE, 6, 6),
        (5, frozenset(range(6)), 6, 5),
    ],
)
def test_an_office_works_five_days_or_six(
    week: int | None, workdays: frozenset[int], default: int, regime: int
) -> None:
    assert regime_of(Employee(week=week), workdays, default) == regime
