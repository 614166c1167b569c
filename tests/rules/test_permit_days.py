"""Which days a permit of whole working days covers: what is free anyway does not use it up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import days_worked_from, holiday_name, is_free, why_free
from rules.facts import AbsenceKind, Permit
from rules.history import History
from rules.reasons import ReasonCode

FIVE, SIX = frozenset(range(5)), frozenset(range(6))
MONDAY = date(2026, 12, 7)
"""The day before a public holiday."""


def off(history: History, workdays: frozenset[int] = FIVE) -> list[int]:
    """The days of the month after the sixth that are free on a permit, and on a working day."""
    days = (MONDAY + timedelta(n) for n in range(14))
    found = [day for day in days if why_free(history, day, workdays) == [ReasonCode.ABSENT]]
    assert all(is_free(history, day, workdays) for day in found)
    return [day.day for day in found]


def three_days(**more: object) -> History:
    permit = Permit(kind="bereavement", on=MONDAY, days=3)
    return History(permits=[permit], **more)  # type: ignore[arg-type]


def test_a_public_holiday_is_none_of_the_three_days() -> None:
    assert off(three_days()) == [7, 9, 10]


def test_a_closure_is_none_of_the_three_days() -> None:
    assert off(three_days(closures=[date(2026, 12, 9)])) == [7, 10, 11]


def test_the_patron_saint_is_none_of_the_three_days() -> None:
    assert off(three_days(patron=[date(2026, 12, 10)])) == [7, 9, 11]


def test_a_day_of_sickness_is_none_of_the_three_days() -> None:
    assert off(three_days(absences={date(2026, 12, 9): AbsenceKind.SICK})) == [7, 9, 10, 11]


def test_a_saturday_counts_for_who_works_on_it() -> None:
    fourth = History(permits=[Permit(kind="study", on=date(2026, 12, 10), days=3)])

    assert off(fourth, SIX) == [10, 11, 12]
    assert off(fourth, FIVE) == [10, 11, 14]


def test_a_permit_may_begin_on_a_day_that_is_free() -> None:
    history = History(permits=[Permit(kind="marriage", on=date(2026, 12, 8), days=1)])

    assert off(history) == [9]


DAYS = st.integers(0, 20).map(lambda n: MONDAY + timedelta(n))


@given(
    on=DAYS,
    days=st.integers(1, 8),
    closures=st.sets(DAYS, max_size=4),
    patron=st.sets(DAYS, max_size=1),
    workdays=st.sets(st.integers(0, 5), min_size=1).map(frozenset),
)
def test_it_covers_exactly_its_working_days(
    on: date, days: int, closures: set[date], patron: set[date], workdays: frozenset[int]
) -> None:
    bare = History(closures=closures, patron=patron)
    permit = Permit(kind="study", on=on, days=days)
    taken = History(closures=closures, patron=patron, permits=[permit])

    wanted = days_worked_from(bare, on, workdays, days)

    assert len(wanted) == days
    assert not any(holiday_name(day) or day in closures | patron for day in wanted)
    every = [on + timedelta(n) for n in range(-3, 80)]
    found = [d for d in every if is_free(taken, d, workdays) and not is_free(bare, d, workdays)]
    assert found == wanted
