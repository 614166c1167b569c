"""Moving a half day: within its day, beside another half, and never to where it already is."""

from datetime import date, datetime

import pytest

from rules import questions as law
from rules.decision import Verdict
from rules.facts import ROME, Agreement, Employee, Half, Period, Scheme, Slot
from rules.history import History
from rules.policy.library import shipped
from rules.reasons import ReasonCode

AT = datetime(2026, 11, 16, 9, 0, tzinfo=ROME)
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
MORNING = Slot(day=THURSDAY, half=Half.AM)
AFTERNOON = Slot(day=THURSDAY, half=Half.PM)
PERSON = Employee(
    agreement=Agreement(
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
        scheme=Scheme(per=Period.YEAR, days=40),
    )
)


def move(
    slots: tuple[Slot, ...],
    new_day: date,
    new_half: Half | None,
    *,
    moved: Slot | None = None,
) -> tuple[Verdict | None, set[str]]:
    """In Arena Po, where half days are allowed, by the manager."""
    decision = law.swap(
        shipped()["arena-po"],
        PERSON,
        History(slots=slots),
        at=AT,
        day=THURSDAY,
        new_day=new_day,
        by="manager",
        moved=moved,
        new_half=new_half,
    )
    return decision.verdict, {reason.code for reason in decision.obstacles}


def test_a_half_day_moves_to_the_other_half_of_its_day() -> None:
    assert move((MORNING,), THURSDAY, Half.PM) == (Verdict.ALLOWED, set())


@pytest.mark.parametrize("half", [None, Half.AM])
def test_a_half_day_does_not_move_to_where_it_is(half: Half | None) -> None:
    assert move((MORNING,), THURSDAY, half) == (Verdict.REFUSED, {ReasonCode.ALREADY_BOOKED})


def test_of_two_halves_one_moves_and_the_other_stays() -> None:
    both = (MORNING, AFTERNOON)

    assert move(both, FRIDAY, Half.AM, moved=MORNING) == (Verdict.ALLOWED, set())
    within = move(both, THURSDAY, Half.PM, moved=MORNING)
    assert within == (Verdict.REFUSED, {ReasonCode.ALREADY_BOOKED})


def test_a_half_that_is_worked_at_the_office_cannot_be_moved() -> None:
    verdict, codes = move((MORNING,), FRIDAY, Half.PM, moved=AFTERNOON)

    assert verdict is Verdict.REFUSED
    assert ReasonCode.NOT_AWAY_THAT_DAY in codes


def test_a_half_day_stays_a_half_day_in_another_day() -> None:
    other_morning = Slot(day=FRIDAY, half=Half.AM)

    same = move((MORNING, other_morning), FRIDAY, None)
    afternoon = move((MORNING, other_morning), FRIDAY, Half.PM)

    assert same == (Verdict.REFUSED, {ReasonCode.ALREADY_BOOKED})
    assert afternoon == (Verdict.ALLOWED, set())
