"""What is left of each kind of permit that a body knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.calendar import workdays_of
from rules.facts import Employee, Period, Permit, moment
from rules.history import History, first_day_of
from rules.permit_limits import AskedPermit, days_used, minutes_used, most_minutes
from rules.policy.library import Policy
from rules.policy.working_day import PermitRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much a limit gives and how much of it is taken; in minutes or in days."""

    most: float
    used: float

    @property
    def left(self) -> float:
        """What may still be had; never below nothing."""
        return max(0, self.most - self.used)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """
    One kind of permit for one person on a day.

    `per` is a period, "event", "each" or None (without end); `start` is the first day of the
    period. `entitled` tells whether the person's facts give a right to it at all, `in_hours` and
    `in_days` how it may be had, `needs_event` whether the day of an event gives it.
    """

    kind: str
    per: str | None
    start: date
    minutes: Limit | None
    days: Limit | None
    entitled: bool
    in_hours: bool
    in_days: bool
    needs_event: bool
    articles: tuple[str, ...]


def balances(
    policy: Policy, person: Employee, history: History, *, on: date
) -> tuple[Balance, ...]:
    """
    Give what is left of each kind of permit in the period around a day, by kind.

    Permits to come and those that wait for an approval count as taken, as they do when another
    one is asked for.

    Source: the table `permits` of the policy.
    """
    tables = policy.on(on)
    workdays = workdays_of(person, tables.week.days)
    found = []
    for kind, rule in sorted(tables.permits.items()):
        asked = Permit(kind=kind, on=on)
        at, urgent = moment(on, 0), False
        request = AskedPermit(tables, person, history, workdays, at, asked, urgent)
        found.append(_balance(rule, request))
    return tuple(found)


def _balance(rule: PermitRule, request: AskedPermit) -> Balance:
    person, on = request.person, request.asked.on
    return Balance(
        kind=request.asked.kind,
        per=rule.per,
        start=first_day_of(rule.per, on) if isinstance(rule.per, Period) else on,
        minutes=_minutes(rule, request),
        days=_days(rule, request),
        entitled=not rule.entitled_any or any(c.holds(person, on) for c in rule.entitled_any),
        in_hours=rule.max_minutes is not None or rule.max_days is None,
        in_days=rule.share_of_day is None,
        needs_event=any(term is not None for term in _terms(rule)),
        articles=(*((rule.source,) if rule.source else ()), *rule.also),
    )


def _terms(rule: PermitRule) -> tuple[int | None, ...]:
    return rule.within_days, rule.within_working_days, rule.begins_within_days


def _minutes(rule: PermitRule, request: AskedPermit) -> Limit | None:
    if rule.max_minutes is None:
        return None
    used = minutes_used(rule, request) if _adds_up(rule) else 0
    return Limit(most=most_minutes(rule, rule.max_minutes, request), used=used)


def _days(rule: PermitRule, request: AskedPermit) -> Limit | None:
    if rule.max_days is None:
        return None
    key = first_day_of(rule.per, request.asked.on) if isinstance(rule.per, Period) else None
    used = days_used(rule, request, (key,))[key] if _adds_up(rule) else 0
    return Limit(most=rule.max_days, used=used)


def _adds_up(rule: PermitRule) -> bool:
    """Tell whether one permit takes from the next: not so where each event has its own."""
    return rule.per not in ("event", "each")
