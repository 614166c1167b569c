"""What a pattern comes to: each of its days before the rules, and what is wrong with it itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.cases.judging import Hearing, Judged
from handlers.desk.cases.month import FURTHEST
from handlers.desk.patterns.drafts import Draft
from rules.decision import Verdict
from rules.facts import Half
from rules.reasons import ReasonCode
from storage.requests.patterns import Pattern, WeekDay, occurrences


class Wrong(StrEnum):
    """What is wrong with a pattern itself, before any of its days is looked at."""

    NO_DAYS = "no_days"
    NO_END = "no_end"
    PAST = "past"
    """It begins before today."""
    UPSIDE_DOWN = "upside_down"
    """It ends before it begins."""
    TOO_FAR = "too_far"
    """It ends later than the calendar leads."""
    AFTER_AGREEMENT = "after_agreement"
    OVERLAPS = "overlaps"
    """Another pattern of this person has one of these weekdays in these weeks."""
    EMPTY = "empty"
    """None of its weekdays falls between its two ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The days of a pattern: those that are asked for, those that are not, those of later on."""

    asked: tuple[Judged, ...] = ()
    beyond: tuple[Judged, ...] = ()
    """Over a limit set "di norma", and not asked for unless the person wants it."""
    refused: tuple[Judged, ...] = ()
    later: tuple[date, ...] = ()
    """Too far ahead to be asked for yet."""


def wrong_with(
    draft: Draft, *, today: date, agreement_ends: date | None, others: Sequence[Pattern]
) -> Wrong | None:
    """Tell what is wrong with a pattern itself; None if its days can be looked at."""
    last = draft.last
    if not draft.days:
        return Wrong.NO_DAYS
    if last is None:
        return Wrong.NO_END
    bounds = {
        Wrong.PAST: draft.first < today,
        Wrong.UPSIDE_DOWN: last < draft.first,
        Wrong.AFTER_AGREEMENT: agreement_ends is not None and last > agreement_ends,
        Wrong.TOO_FAR: last > today + FURTHEST,
        Wrong.OVERLAPS: overlapping(draft, last, others) is not None,
    }
    out_of_bounds = next((wrong for wrong, is_so in bounds.items() if is_so), None)
    if out_of_bounds is None and not occurrences(draft.days, draft.first, last):
        return Wrong.EMPTY
    return out_of_bounds


def overlapping(draft: Draft, last: date, others: Iterable[Pattern]) -> Pattern | None:
    """Find another pattern that has one of these half days in these weeks."""
    mine = set(halves_of(draft.days))
    for other in others:
        in_time = other.first_day <= last and draft.first <= other.last_day
        if other.id != draft.changes and in_time and mine & set(halves_of(other.days)):
            return other
    return None


def halves_of(days: Iterable[WeekDay]) -> list[WeekDay]:
    """List the half days of weekdays: a whole day has two."""
    return [(weekday, one) for weekday, half in days for one in ((half,) if half else tuple(Half))]


def plan(hearing: Hearing, days: Iterable[tuple[date, Half | None]], *, beyond: bool) -> Plan:
    """Judge the days in turn, each as if those before it that are asked for were booked."""
    asked: list[Judged] = []
    over: list[Judged] = []
    refused: list[Judged] = []
    later: list[date] = []
    for day, half in days:
        judged = hearing.judge(day, half)
        if later or is_early(judged):
            later.append(day)
        elif judged.refused:
            refused.append(judged)
        elif judged.decision.verdict is Verdict.DISCRETION and not beyond:
            over.append(judged)
        else:
            asked.append(judged)
            hearing = hearing.besides([judged.slot])
    return Plan(asked=tuple(asked), beyond=tuple(over), refused=tuple(refused), later=tuple(later))


def is_early(judged: Judged) -> bool:
    """Tell whether the act does not let this day be asked for yet."""
    return any(reason.code == ReasonCode.BOOKED_EARLY for reason in judged.decision.obstacles)


def settled_until(found: Plan, last: date) -> date:
    """Tell until which day everything is decided: the day before the first of later on."""
    return found.later[0] - timedelta(days=1) if found.later else last


def ends(first: date, today: date, agreement_ends: date | None) -> dict[str, date]:
    """Name the days on which a pattern can end, by the key of their words, the soonest first."""
    quarter = (first.month - 1) // 3 * 3 + 3
    found = {
        "month": _month_end(first.year, first.month),
        "quarter": _month_end(first.year, quarter),
        "june": date(first.year + (first > date(first.year, 6, 30)), 6, 30),
    }
    if agreement_ends is not None:
        found["agreement"] = agreement_ends
    furthest = min(today + FURTHEST, agreement_ends or date.max)
    fitting = {key: day for key, day in found.items() if first < day <= furthest}
    by_day = {day: key for key, day in fitting.items()}
    return {key: day for day, key in sorted(by_day.items())}


def _month_end(year: int, month: int) -> date:
    return (date(year, month, 1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
