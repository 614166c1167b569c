"""The days of an agreement against its act: both sides of each number, each sort of week."""

from datetime import date, datetime
from typing import Any

import pytest

from rules import questions as law
from rules.decision import Reason
from rules.facts import ROME, Agreement, Employee, Mode, Period, Scheme, Work
from rules.policy.library import shipped
from rules.reasons import ReasonCode as Code

AT = datetime(2026, 12, 14, 10, 0, tzinfo=ROME)
FIRST = date(2027, 1, 1)
MON, TUE, SAT = 0, 1, 5


def week(days: int) -> Scheme:
    return Scheme(per=Period.WEEK, days=days)


def month(days: int) -> Scheme:
    return Scheme(per=Period.MONTH, days=days)


def year(days: int) -> Scheme:
    return Scheme(per=Period.YEAR, days=days)


def fixed(*weekdays: int) -> Scheme:
    return Scheme(weekdays=frozenset(weekdays))


def against(
    body: str,
    scheme: Scheme,
    *,
    first: date = FIRST,
    mode: Mode = Mode.AGILE,
    motive: str = "",
    **facts: Any,
) -> dict[str, Reason]:
    """What speaks against the days of an agreement, by code."""
    agreement = Agreement(first_day=first, scheme=scheme, mode=mode, motive=motive)
    person = Employee(agreement=agreement, **facts)
    found = law.check_agreement(shipped()[body], person, at=AT).obstacles
    first_of_all = reversed(found)
    return {reason.code: reason for reason in first_of_all if reason.code.startswith("days_")}


@pytest.mark.parametrize(
    ("scheme", "facts", "prevails"),
    [
        (week(2), {}, True),
        (week(3), {}, False),
        (week(2), {"week": 6}, True),
        (week(3), {"week": 6}, False),
        (month(9), {}, True),
        (month(10), {}, False),
        (year(130), {}, True),
        (year(131), {}, False),
        (year(129), {"first": date(2026, 12, 5)}, True),  # from a Saturday: 260 days are worked
        (year(130), {"first": date(2026, 12, 5)}, False),
        (year(129), {"first": date.min}, True),
        (year(130), {"first": date.min}, False),
        (fixed(MON, SAT), {"workdays": frozenset({0, 1, 2})}, True),
        (fixed(MON, TUE), {"workdays": frozenset({0, 1, 2})}, False),
    ],
)
def test_arena_po_3_b_more_than_half_of_what_is_worked_stays_at_the_office(
    scheme: Scheme, facts: dict[str, Any], *, prevails: bool
) -> None:
    assert (Code.DAYS_PREVAIL not in against("arena-po", scheme, **facts)) is prevails


def test_the_figures_of_prevalence_are_those_of_the_period_agreed_by() -> None:
    assert against("arena-po", week(3))[Code.DAYS_PREVAIL].figures == {
        "per": Period.WEEK,
        "days": 3,
        "left": 2,
        "worked": 5,
    }
    assert against("arena-po", month(10))[Code.DAYS_PREVAIL].figures["worked"] == 20


def test_sorano_5_1_c_lets_the_fragile_be_away_for_most_of_the_week() -> None:
    fragile: dict[str, Any] = {"conditions": frozenset({"fragile"})}

    assert Code.DAYS_PREVAIL in against("sorano", week(3))
    assert Code.DAYS_PREVAIL not in against("sorano", week(3), **fragile)


@pytest.mark.parametrize(
    ("scheme", "facts", "left"),
    [
        (week(2), {}, None),
        (week(3), {}, 2),
        (month(8), {}, None),
        (month(9), {}, 11),
        (week(1), {"workdays": frozenset({0, 1, 2, 3})}, None),
        (week(2), {"workdays": frozenset({0, 1, 2, 3})}, 2),
    ],
)
def test_alonte_41_8_and_41_11_keep_days_at_the_office(
    scheme: Scheme, facts: dict[str, Any], left: int | None
) -> None:
    found = against("alonte", scheme, **facts).get(Code.DAYS_LEAVE_TOO_FEW)

    assert (found and found.figures["left"]) == left


@pytest.mark.parametrize(
    ("scheme", "motive", "over"),
    [
        (month(8), "", False),
        (month(9), "", True),
        (month(9), "sede in lavori", False),
        (fixed(MON, TUE), "", False),
        (fixed(MON, TUE, 2), "", True),
        (fixed(MON, TUE, 2), "sede in lavori", False),
    ],
)
def test_tivoli_20_4_gives_no_more_days_without_a_stated_need(
    scheme: Scheme, motive: str, *, over: bool
) -> None:
    assert (Code.DAYS_OVER_QUOTA in against("tivoli", scheme, motive=motive)) is over


@pytest.mark.parametrize(
    ("days", "km", "over"), [(8, 70, False), (9, 80, True), (12, 81, False), (13, 81, True)]
)
def test_sorano_9_3_raises_a_month_to_three_days_for_each_of_its_weeks(
    days: int, km: int, *, over: bool
) -> None:
    assert (Code.DAYS_OVER_QUOTA in against("sorano", month(days), km=km)) is over


@pytest.mark.parametrize(
    ("weekdays", "mode", "open_on"),
    [
        ((MON,), Mode.AGILE, [MON]),
        ((MON, TUE), Mode.AGILE, [MON]),
        ((TUE,), Mode.AGILE, None),
        ((MON,), Mode.REMOTE, None),
    ],
)
def test_alonte_41_9_keeps_the_registry_at_its_counter_when_it_is_open(
    weekdays: tuple[int, ...], mode: Mode, open_on: list[int] | None
) -> None:
    work = Work(kinds=frozenset({"registry_office"}), public_days=frozenset({MON, 3}))
    found = against("alonte", fixed(*weekdays), mode=mode, work=work)

    reason = found.get(Code.DAYS_OPEN_TO_PUBLIC)
    assert (reason and reason.figures["weekdays"]) == open_on


def test_a_fixed_weekday_that_is_not_worked_is_told_and_one_that_is_worked_is_not() -> None:
    found = against("tivoli", fixed(MON, SAT))

    assert found[Code.DAYS_NOT_WORKED].figures["weekdays"] == [SAT]
    assert Code.DAYS_NOT_WORKED not in against("tivoli", fixed(MON, TUE))


@pytest.mark.parametrize(
    ("body", "scheme", "known"),
    [
        ("ferrara", week(2), True),
        ("ferrara", month(8), False),
        ("ferrara", fixed(MON), True),
        ("tivoli", year(60), False),
        ("arena-po", year(60), True),
    ],
)
def test_days_are_counted_by_a_period_that_the_act_knows(
    body: str, scheme: Scheme, *, known: bool
) -> None:
    assert (Code.DAYS_OTHER_BASIS not in against(body, scheme)) is known


@pytest.mark.parametrize(("kept", "fits"), [(2, False), (3, True), (None, True)])
def test_days_kept_for_the_office_are_not_fewer_than_alonte_41_8_a_asks_for(
    kept: int | None, *, fits: bool
) -> None:
    agreement = Agreement(first_day=FIRST, scheme=month(8), presence_per_week=kept)
    person = Employee(agreement=agreement)

    found = law.check_agreement(shipped()["alonte"], person, at=AT).obstacles

    wrong = [(one.source.article, one.figures["left"], one.figures["min_days"]) for one in found]
    assert wrong == ([] if fits else [("41.8.a", 2, 3)])


@pytest.mark.parametrize("mode", [Mode.AGILE, Mode.REMOTE])
def test_days_kept_for_the_office_are_held_against_agile_work_alone(mode: Mode) -> None:
    agreement = Agreement(first_day=FIRST, scheme=month(8), presence_per_week=2, mode=mode)

    found = law.check_agreement(shipped()["alonte"], Employee(agreement=agreement), at=AT)

    assert (found.verdict == "invalid") is (mode is Mode.AGILE)


@pytest.mark.parametrize(
    ("scheme", "public", "mode", "fits"),
    [
        (week(2), {0, 1, 2}, Mode.AGILE, True),
        (week(2), {0, 1, 2, 3}, Mode.AGILE, False),
        (week(1), {0, 1, 2, 3}, Mode.AGILE, True),
        (week(1), {0, 1, 2, 3, 4}, Mode.AGILE, False),
        (week(2), {0, 1, 2, 3}, Mode.REMOTE, True),
    ],
)
def test_alonte_41_9_a_week_gives_no_more_days_than_are_closed_to_the_public(
    scheme: Scheme, public: set[int], mode: Mode, *, fits: bool
) -> None:
    registry = Work(kinds=frozenset({"registry_office"}), public_days=frozenset(public))

    reason = against("alonte", scheme, mode=mode, work=registry).get(Code.DAYS_OVER_QUOTA)

    assert (reason is None) is fits
    if reason is not None:
        assert reason.source.article == "41.9"
        assert reason.figures["max_days"] == 5 - len(public)


def test_office_work_with_a_counter_is_not_held_to_41_9() -> None:
    counter = Work(kinds=frozenset({"office"}), public_days=frozenset({0, 1, 2, 3, 4}))

    assert against("alonte", week(2), work=counter) == {}
