"""Days over a quota at the edge: what is lost, had again, carried over, and extra in a year."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pytest

from rules import questions as law
from rules.conditions import Condition
from rules.decision import Decision
from rules.facts import (
    ROME,
    AbsenceKind,
    Agreement,
    Employee,
    Half,
    Mode,
    Period,
    Scheme,
    Slot,
)
from rules.history import History
from rules.policy.library import Policy
from tests.policy import example
from tests.rules.mutations import changed

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=ROME)
BORGO = example.policy()


def november(*numbers: int) -> list[date]:
    return [date(2026, 11, n) for n in numbers]


def october(*numbers: int) -> list[date]:
    return [date(2026, 10, n) for n in numbers]


def had(days: Iterable[date], *, half: Half | None = None, mode: Mode = Mode.AGILE) -> list[Slot]:
    return [Slot(day=day, half=half, mode=mode) for day in days]


def ask(
    scheme: Scheme,
    day: int,
    slots: list[Slot],
    sick: Iterable[date] = (),
    *,
    half: Half | None = None,
    policy: Policy = BORGO,
    **facts: Any,
) -> Decision:
    who = Employee(agreement=Agreement(first_day=date(2026, 1, 1), scheme=scheme), **facts)
    past = History(slots=slots, absences=dict.fromkeys(sick, AbsenceKind.SICK))
    return law.book(policy, who, past, at=NOW, day=date(2026, 11, day), half=half)


def recovered(decision: Decision) -> float | None:
    """The lost days in whose place the asked one comes; None if it does not."""
    found = [r.figures["lost"] for r in decision.reasons if r.code == "day_recovered"]
    return found[0] if found else None


TWO_A_MONTH = Scheme(per=Period.MONTH, days=2)


@pytest.mark.parametrize(
    ("slots", "sick", "lost"),
    [
        (november(3, 5), [], None),
        (november(3, 5), november(5), 1),
        (november(3, 5, 9), november(5), None),
        (november(3, 5, 9), november(5, 9), 2),
        (november(3, 5) + october(6, 8), october(8), 1),
        (november(3, 5) + october(6), october(6), 1),
        (november(3, 5) + october(6, 8, 13), october(8), None),
        (november(3, 5) + october(6, 8, 13, 15), october(8), None),
        (november(3, 5) + october(6, 8, 13, 15), [*october(8), *november(5)], 1),
        (november(3, 5, 9) + october(6, 8), [*october(8), *november(5)], 2),
        (november(3, 5, 9, 10) + october(6, 8), [*october(8), *november(5)], None),
    ],
)
def test_a_lost_day_is_had_again_in_its_month_or_the_next(
    slots: list[date], sick: list[date], lost: float | None
) -> None:
    assert recovered(ask(TWO_A_MONTH, 24, had(slots), sick)) == lost


def test_half_a_lost_day_gives_half_a_day() -> None:
    slots = [*had(november(3)), *had(november(5, 9), half=Half.AM)]

    assert recovered(ask(TWO_A_MONTH, 24, slots, november(5), half=Half.AM)) == 0.5
    assert recovered(ask(TWO_A_MONTH, 24, slots, november(5))) is None


MONDAYS = Scheme(weekdays=frozenset({0}))
FRIDAY = 27


@pytest.mark.parametrize(
    ("slots", "sick", "half", "lost"),
    [
        ([], [], None, None),
        ([], november(9), None, 1),
        ([], november(9, 16), None, 2),
        ([], october(5), None, 1),
        ([], [date(2026, 9, 28)], None, None),
        ([], november(12), Half.AM, None),
        ([], november(9, 12), None, 1),
        (had(november(12)), november(9), None, None),
        (had(november(12)), november(9, 16), None, 2),
        (had(november(12)), november(9), Half.AM, None),
        ([*had(november(12)), *had(november(13), half=Half.AM)], november(9, 16), None, None),
        (had(november(12), half=Half.AM), november(9), Half.AM, 1),
        (had(november(12), half=Half.AM), november(9), None, None),
        (had(november(12, 13), half=Half.AM), november(9), Half.AM, None),
        (had(november(12), mode=Mode.REMOTE), november(9), None, 1),
        (had(november(16)), november(9), None, 1),
        (had(october(1)), october(5), None, None),
        (had([date(2026, 9, 30)]), october(5), None, 1),
    ],
)
def test_a_lost_weekday_is_had_on_another_one_time(
    slots: list[Slot], sick: list[date], half: Half | None, lost: float | None
) -> None:
    assert recovered(ask(MONDAYS, FRIDAY, slots, sick, half=half)) == lost


def extra(decision: Decision) -> tuple[str, float, bool]:
    (one,) = [r for r in decision.reasons if r.code in {"extra_day", "extra_days_used"}]
    return str(one.code), one.figures["used"], one.against


def weeks(*mondays: date) -> list[Slot]:
    """Four days in each of these weeks, where three are the most."""
    return had([day.replace(day=day.day + n) for day in mondays for n in range(4)])


EARLIER = (date(2026, 7, 6), date(2026, 8, 3), date(2026, 9, 7), date(2026, 10, 5))
NO_SCHEME = Scheme()


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        (had(november(23, 24, 25)), ("extra_day", 0, True)),
        (had(november(23, 24, 25, 26)), ("extra_day", 1, True)),
        ([*had(november(23, 24)), *had(november(25), half=Half.AM)], ("extra_day", 0, True)),
        ([*weeks(*EARLIER[:3]), *had(november(23, 24, 25))], ("extra_day", 3, True)),
        ([*weeks(*EARLIER), *had(november(23, 24, 25))], ("extra_days_used", 4, True)),
        (
            [*weeks(*EARLIER[:3]), *had(november(23, 24, 25, 26))],
            ("extra_days_used", 4, True),
        ),
    ],
)
def test_extra_days_are_counted_over_the_whole_year(
    slots: list[Slot], told: tuple[str, float, bool]
) -> None:
    assert extra(ask(NO_SCHEME, FRIDAY, slots)) == told


def test_extra_days_by_right_are_in_nobodys_way() -> None:
    policy = changed(BORGO, ("booking", "extra", 0, "granted"), "by_right")

    found = ask(NO_SCHEME, FRIDAY, had(november(23, 24, 25)), policy=policy)

    assert extra(found) == ("extra_day", 0, False)


@pytest.mark.parametrize(("km", "code"), [(0, "quota_reached"), (11, "extra_day")])
def test_one_of_the_grounds_is_enough_for_extra_days(km: float, code: str) -> None:
    grounds = tuple(
        Condition.model_validate(one) for one in ({"km_over": 10}, {"part_time": True})
    )
    policy = changed(BORGO, ("booking", "extra", 0, "for_any"), grounds)

    found = ask(NO_SCHEME, FRIDAY, had(november(23, 24, 25)), policy=policy, km=km)

    assert code in {str(reason.code) for reason in found.reasons}
