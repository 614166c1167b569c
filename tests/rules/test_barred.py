"""A bimester that is barred (Sorano 5.1.c): from when on, for whom, and what it does to days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.barred import as_found
from rules.facts import Agreement, Employee, Mode, Slot
from rules.history import History
from rules.policy.library import shipped

SORANO = shipped()["sorano"]
FIRST, LAST = date(2026, 9, 1), date(2026, 10, 31)
BARRED = date(2026, 11, 2)
"""A Monday of the bimester after that of FIRST and LAST."""
PERSON = Employee(week=5, agreement=Agreement(first_day=date(2026, 1, 1)))


def weekdays(count: int) -> list[date]:
    days = (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if day.weekday() < 5][:count]


def found(
    away: int, *, at: date, on: date = BARRED, who: Employee = PERSON, mode: Mode = Mode.AGILE
) -> History:
    slots = [Slot(day=day) for day in weekdays(away)]
    booked = Slot(day=on, mode=mode)
    return as_found(SORANO, who, History(slots=[*slots, booked]), on=on, at=at)


@pytest.mark.parametrize(
    ("week", "away", "barred"), [(5, 21, False), (5, 22, True), (6, 26, False), (6, 27, True)]
)
def test_half_of_the_days_worked_is_not_prevalence(week: int, away: int, *, barred: bool) -> None:
    # From 1 September to 31 October 2026 there are 44 days from Monday to Friday, 53 to Saturday.
    who = replace(PERSON, week=week)

    history = found(away, at=BARRED, who=who)

    assert (history.halves(BARRED) == (None, None)) is barred
    assert (BARRED in history.presence) is barred


def test_it_is_found_when_the_bimester_is_over_and_not_before() -> None:
    assert found(30, at=LAST).halves(BARRED) == (Mode.AGILE, Mode.AGILE)
    assert found(30, at=date(2026, 11, 1)).halves(BARRED) == (None, None)


def test_days_of_the_broken_bimester_and_of_remote_work_stand() -> None:
    assert found(30, at=BARRED).halves(FIRST) == (Mode.AGILE, Mode.AGILE)
    assert found(30, at=BARRED, mode=Mode.REMOTE).halves(BARRED) == (Mode.REMOTE, Mode.REMOTE)


def test_whom_the_law_exempts_is_never_barred() -> None:
    fragile = replace(PERSON, conditions=frozenset({"fragile"}))

    assert found(30, at=BARRED, who=fragile).halves(BARRED) == (Mode.AGILE, Mode.AGILE)


def test_the_bimester_after_a_barred_one_is_open() -> None:
    january = date(2027, 1, 11)

    assert found(30, at=january, on=january).halves(january) == (Mode.AGILE, Mode.AGILE)
