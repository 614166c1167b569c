"""How much of a permit is left: days, minutes, share of the working day, who is entitled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rules.band_lengths import average_day
from rules.decision import Reason, Strength
from rules.facts import Employee, Period, Permit, moment
from rules.history import History, first_day_of
from rules.permit_days import days_of
from rules.policy.schema import Tables
from rules.policy.values import Value
from rules.policy.working_day import PermitRule
from rules.reasons import ReasonCode

FULL_TIME = 100


@dataclass(frozen=True, slots=True)
class AskedPermit:
    """A permit asked for, with everything that rules look at; `at` in Europe/Rome."""

    tables: Tables
    person: Employee
    history: History
    workdays: frozenset[int]
    at: datetime
    asked: Permit
    urgent: bool

    def minutes_of_day(self, day: date) -> float:
        """
        Give the working time of a day in minutes.

        That of the person's timetable; else the act's own hours, with or without afternoon
        return, for whom works whole days: full time, or on fewer days of the week; the average
        day for anybody else, or where the act gives none.
        """
        hours, person = self.tables.hours, self.person
        if person.timetable:
            return sum(span.minutes for span in person.hours_on(day.weekday()))
        fewer_days = len(self.workdays) < (person.week or self.tables.week.days)
        whole_days = person.weekly_hours is None and (person.part_time >= FULL_TIME or fewer_days)
        if not whole_days or hours.day_minutes is None:
            return average_day(person, self.workdays)
        if day.weekday() in person.afternoons and hours.afternoon_day_minutes is not None:
            return hours.afternoon_day_minutes
        return hours.day_minutes

    def begins_on(self, day: date) -> int:
        """Give the minute of a day at which work begins: by the timetable, or as the act says."""
        hours = self.person.hours_on(day.weekday())
        return min((span.start for span in hours), default=self.tables.hours.start)

    def consecutive_minutes(self, day: date) -> float:
        """Give the longest stretch of a working day without a break, as far as it is known."""
        hours = self.person.hours_on(day.weekday())
        return max((span.minutes for span in hours), default=self.minutes_of_day(day))

    def working_days(self, permit: Permit) -> list[date]:
        """List the working days that a permit of whole days takes, from its first on."""
        return days_of(without_permits(self.history), permit, self.workdays)


def limit_reasons(rule: PermitRule, request: AskedPermit) -> list[Reason]:
    """
    Check entitlement and every limit of a kind of permit.

    Source: the table `permits` of the policy.
    """
    kind = request.asked.kind
    reasons = []
    entitled = rule.entitled_any
    if entitled and not any(c.holds(request.person, request.asked.on) for c in entitled):
        code = ReasonCode.PERMIT_NOT_ENTITLED
        reasons.append(reason(code, rule, {"kind": kind}, against=True))
    if rule.max_days is not None and request.asked.days is not None:
        reasons.append(_days(rule, rule.max_days, request))
    if request.asked.minutes and rule.max_days is not None and rule.max_minutes is None:
        reasons += _hours_of_days(rule, rule.max_days, request)
    if rule.max_minutes is not None and (request.asked.minutes or rule.max_days is None):
        reasons.append(_minutes(rule, rule.max_minutes, request))
    if rule.indivisible and _earlier(rule, request):
        reasons.append(reason(ReasonCode.PERMIT_SPLIT, rule, {"kind": kind}, against=True))
    return [*reasons, *_share(rule, request), *_clashes(rule, request)]


def reason(
    code: ReasonCode,
    value: Value,
    figures: dict[str, Any],
    *,
    against: bool,
    strength: Strength | None = None,
) -> Reason:
    """Give a reason that rests on a value of the policy."""
    return Reason(
        code,
        value.cited,
        against=against,
        figures=figures,
        strength=strength or value.strength,
        also=value.also,
    )


def _related(rule: PermitRule, request: AskedPermit) -> list[Permit]:
    """List the permits that weigh on the same limit in some period, or for the same event."""
    asked = request.asked
    same = [p for p in request.history.permits if p.kind == asked.kind]
    if rule.per == "each":
        return []
    return [p for p in same if p.event == asked.event] if rule.per == "event" else same


def _earlier(rule: PermitRule, request: AskedPermit) -> list[Permit]:
    """List the permits that weigh on the limit in the period in which the asked one begins."""
    key = _key(rule, request.asked.on)
    return [p for p in _related(rule, request) if _key(rule, p.on) == key]


def _key(rule: PermitRule, day: date) -> date | None:
    return first_day_of(rule.per, day) if isinstance(rule.per, Period) else None


def _by_period(rule: PermitRule, request: AskedPermit, permit: Permit) -> Counter[date | None]:
    """Count the days of a permit in each period: one may begin in a month and end in the next."""
    if isinstance(rule.per, Period) and permit.days is not None:
        return Counter(_key(rule, day) for day in request.working_days(permit))
    return Counter({_key(rule, permit.on): permit.days or 0})


def days_used(
    rule: PermitRule, request: AskedPermit, keys: Iterable[date | None]
) -> Counter[date | None]:
    """Count the days already taken from a limit in some periods; hours taken weigh on them too."""
    others = _related(rule, request)
    used = sum((_by_period(rule, request, p) for p in others), Counter[date | None]())
    if rule.max_minutes is not None and rule.max_days is not None:
        for key in keys:
            minutes = sum(p.minutes or 0 for p in others if _key(rule, p.on) == key)
            used[key] += -int(-minutes // (rule.max_minutes / rule.max_days))
    return used


def minutes_used(rule: PermitRule, request: AskedPermit) -> float:
    """Sum the minutes already taken in the period in which the asked permit begins."""
    return sum(_weight(rule, request, p) for p in _earlier(rule, request))


def most_minutes(rule: PermitRule, limit: float, request: AskedPermit) -> float:
    """Give a limit of minutes for this person: it may shrink with part time."""
    return limit * request.person.part_time / FULL_TIME if rule.part_time else limit


def _days(rule: PermitRule, limit: int, request: AskedPermit) -> Reason:
    """Check a limit of days in each period that the permit lies in; tell the fullest."""
    asked = _by_period(rule, request, request.asked)
    used = days_used(rule, request, asked)
    fullest = max(asked, key=lambda key: used[key] + asked[key], default=None)
    figures = {
        "kind": request.asked.kind,
        "used": used[fullest],
        "asked": asked[fullest],
        "limit": limit,
    }
    over = used[fullest] + asked[fullest] > limit
    code = ReasonCode.PERMIT_OVER_DAYS if over else ReasonCode.PERMIT_WITHIN_DAYS
    return reason(code, rule, figures, against=over)


def _hours_of_days(rule: PermitRule, limit: int, request: AskedPermit) -> list[Reason]:
    """Hold hours against a kind given in days: none beyond them, none of an unbroken row."""
    kind = request.asked.kind
    if rule.indivisible:
        return [reason(ReasonCode.PERMIT_SPLIT, rule, {"kind": kind}, against=True)]
    key = _key(rule, request.asked.on)
    used = days_used(rule, request, (key,))[key]
    if used < limit:
        return []
    figures = {"kind": kind, "used": used, "asked": 1, "limit": limit}
    return [reason(ReasonCode.PERMIT_OVER_DAYS, rule, figures, against=True)]


def _minutes(rule: PermitRule, limit: float, request: AskedPermit) -> Reason:
    limit = most_minutes(rule, limit, request)
    used = minutes_used(rule, request)
    asked = _weight(rule, request, request.asked)
    figures = {"kind": request.asked.kind, "used": used, "asked": asked, "limit": limit}
    over = used + asked > limit
    code = ReasonCode.PERMIT_OVER_TIME if over else ReasonCode.PERMIT_WITHIN_TIME
    return reason(code, rule, figures, against=over)


def _weight(rule: PermitRule, request: AskedPermit, permit: Permit) -> float:
    """Give the minutes that a permit takes from a limit of minutes."""
    if permit.minutes is not None:
        return permit.minutes
    if rule.max_days is not None and rule.max_minutes is not None:
        return (permit.days or 0) * rule.max_minutes / rule.max_days
    if rule.day_minutes is not None:
        return (permit.days or 0) * rule.day_minutes
    return sum(request.minutes_of_day(day) for day in request.working_days(permit))


def _share(rule: PermitRule, request: AskedPermit) -> list[Reason]:
    if rule.share_of_day is None:
        return []
    day = request.minutes_of_day(request.asked.on)
    kind = request.asked.kind
    asked = _weight(rule, request, request.asked)
    reasons = []
    if asked > day * rule.share_of_day:
        figures = {"kind": kind, "asked": asked, "limit": day * rule.share_of_day}
        reasons.append(reason(ReasonCode.PERMIT_TOO_LONG, rule, figures, against=True))
    unbroken = request.consecutive_minutes(request.asked.on)
    if rule.shortest_day is not None and unbroken < rule.shortest_day:
        short = {"kind": kind, "minutes": unbroken, "least": rule.shortest_day}
        reasons.append(reason(ReasonCode.PERMIT_DAY_TOO_SHORT, rule, short, against=True))
    return reasons


def _clashes(rule: PermitRule, request: AskedPermit) -> list[Reason]:
    """
    Find permits of the same day that exclude this one, whichever of the two rules says so.

    Somebody who came back from a permit of some hours and must leave again may: a need that
    comes up once back at work, or an urgent one.
    """
    asked = request.asked
    reasons = []
    for other in request.history.permits:
        if other.on != asked.on or _came_back(other, request):
            continue
        theirs = request.tables.permits.get(other.kind)
        value = rule if other.kind in rule.never_with else None
        if value is None and theirs is not None and asked.kind in theirs.never_with:
            value = theirs
        if value is not None:
            figures = {"kind": asked.kind, "other": other.kind}
            reasons.append(reason(ReasonCode.PERMIT_CLASH, value, figures, against=True))
    return reasons


def _came_back(other: Permit, request: AskedPermit) -> bool:
    """Tell whether there is work between the two, and the need came up or is urgent."""
    asked, at = request.asked, request.at
    if other.start is None or other.minutes is None or asked.start is None:
        return False
    end = other.start + other.minutes
    since = request.urgent or at >= moment(other.on, end)
    return since and end < asked.start


def without_permits(history: History) -> History:
    """Give the days that are free for other reasons than permits."""
    return History(absences=history.absences, closures=history.closures, patron=history.patron)
