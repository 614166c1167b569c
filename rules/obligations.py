"""What a period asks of a person: days away that are still missing, reports on those worked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rules.calendar import is_free, workdays_of, works_as
from rules.decision import Decision, Reason
from rules.facts import Employee, Mode, Period
from rules.history import History, days_of, first_day_of
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.reasons import ReasonCode

REPORTS_BACK = 4
"""How many periods that are over are still asked about."""


def least(policy: Policy, person: Employee, history: History, *, on: date) -> Decision:
    """
    Tell how many days away are missing in the period of a day to what the act wants at least.

    Days that were worked away count and days that are booked for later; half days make .5.

    Args:
        policy: the body's policy; the version in force on the day is asked.
        person: the facts, with the agreement; without one in the period nothing is asked.
        history: booked days, absences.
        on: a civil day of the period.

    Returns:
        A decision without verdict, with a reason against if days are missing and none otherwise;
        `missing` (0 if none) and, if the act wants any, `last_day` of the period in its values.

    Source: the table `booking.least` of the policy.

    """
    tables = policy.on(on)
    rule = tables.booking.least
    if rule is None or not _agreed(person, rule.modes, days_of(rule.per, on)):
        return Decision("least", None, (), {"missing": 0})
    days = days_of(rule.per, on)
    booked = _days_away(tables, person, history, days, rule.modes)
    missing = max(rule.min_days - booked, 0)
    values = {"missing": missing, "last_day": days[-1]}
    if not missing:
        return Decision("least", None, (), values)
    figures = {"booked": booked, "min_days": rule.min_days, "missing": missing}
    period = {"per": rule.per, "start": days[0]}
    short = Reason(
        ReasonCode.BELOW_LEAST,
        rule.cited,
        against=True,
        figures=figures | period,
        strength=rule.strength,
        also=rule.also,
    )
    return Decision("least", None, (short,), values)


def report(policy: Policy, person: Employee, history: History, *, on: date) -> Decision:
    """
    Tell on which periods that are over by a day the act wants a report.

    Only periods in which the person worked away are asked about, and only the last few.

    Args:
        policy: the body's policy; the version in force on the day is asked.
        person: the facts, with the agreement.
        history: booked days, absences.
        on: the civil day on which the question is asked.

    Returns:
        A decision without verdict: a reason for each period, the latest first, with `first_day`,
        `last_day` and `days` (worked away) among its figures.

    Source: the table `report` of the policy.

    """
    tables = policy.on(on)
    rule = tables.report
    if rule is None:
        return Decision("report", None, ())
    reasons, start = [], first_day_of(rule.per, on)
    for _ in range(REPORTS_BACK):
        start = first_day_of(rule.per, start - timedelta(days=1))
        days = days_of(rule.per, start)
        worked = _days_away(tables, person, history, days, rule.modes)
        if worked:
            figures = {"days": worked, **_span(rule.per, days)}
            code = ReasonCode.REPORT_DUE
            due = Reason(code, rule.cited, against=True, figures=figures, also=rule.also)
            reasons.append(due._replace(strength=rule.strength))
    return Decision("report", None, tuple(reasons))


def _span(per: Period, days: list[date]) -> dict[str, Any]:
    return {"per": per, "start": days[0], "first_day": days[0], "last_day": days[-1]}


def _agreed(person: Employee, modes: frozenset[Mode], days: list[date]) -> bool:
    agreement = person.agreement
    return (
        agreement is not None
        and agreement.mode in modes
        and agreement.first_day <= days[-1]
        and (agreement.last_day is None or agreement.last_day >= days[0])
    )


def _days_away(
    tables: Tables,
    person: Employee,
    history: History,
    days: list[date],
    modes: frozenset[Mode],
) -> float:
    """Count the days of a period that are worked away in some ways; a half day makes a half."""
    workdays = workdays_of(person, tables.week.days)
    halves = 0
    for day in days:
        if not is_free(history, day, workdays):
            halves += sum(mode in modes for mode in works_as(person, history, day) if mode)
    return halves / 2 if halves % 2 else halves // 2
