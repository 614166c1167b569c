"""Whether an on-call week may be assigned to a person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from rules.calendar import is_free, why_free, workdays_of, works_as
from rules.conditions import months_after
from rules.decision import Decision, Reason, Source, Strength, verdict_of
from rules.facts import ROME, Employee
from rules.history import History
from rules.policy.library import Policy
from rules.policy.values import Value
from rules.policy.working_day import OnCall
from rules.reasons import ReasonCode


def on_call(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    week: date,
    substitution: bool = False,
) -> Decision:
    """
    Decide whether the on-call week that begins on a Monday may be assigned.

    Args:
        policy: the body's policy; the version in force in that week is asked.
        person: the facts.
        history: other on-call weeks, absences, booked days.
        at: aware moment of the assignment.
        week: the Monday.
        substitution: whether the person takes over the week of somebody who is impeded; the term
            of the programme does not hold then.

    Returns:
        ALLOWED, DISCRETION (the person may be left out, by the act's words) or REFUSED.

    Source: the table `on_call` of the policy.

    """
    tables = policy.on(max(week, at.astimezone(ROME).date()))
    rules = tables.on_call or OnCall()
    found = (
        *_turns(rules, history, week),
        *(() if substitution else _programme(rules, at, week)),
        *_bars(rules, person, week),
        *_days(rules, person, history, week, workdays_of(person, tables.week.days)),
    )
    if not found and rules.only_bars:
        figures = {"topic": "on_call"}
        found = (Reason(ReasonCode.SILENT, Source(""), against=False, figures=figures),)
    return Decision("on_call", verdict_of(found), found)


def _days_of(week: date) -> list[date]:
    return [week + timedelta(days=n) for n in range(7)]


def _turns(rules: OnCall, history: History, week: date) -> list[Reason]:
    if rules.limit is None:
        return []
    others = history.on_call - {week}
    turns = 1 + sum(1 for one in others if (one.year, one.month) == (week.year, week.month))
    over = turns > rules.limit.per_month
    code = ReasonCode.TURNS_REACHED if over else ReasonCode.TURN_FREE
    figures = {"turns": turns, "limit": rules.limit.per_month}
    return [_reason(code, rules.limit, figures, against=over)]


def _programme(rules: OnCall, at: datetime, week: date) -> list[Reason]:
    if rules.programme is None:
        return []
    today = at.astimezone(ROME).date()
    if today <= months_after(week, -rules.programme.months):
        return []
    # Counted back from the Monday: the first one for which there is still time is told.
    earliest = next(
        monday
        for monday in (week + timedelta(weeks=n) for n in range(1, 60 * rules.programme.months))
        if today <= months_after(monday, -rules.programme.months)
    )
    figures = {"months": rules.programme.months, "earliest": earliest}
    return [_reason(ReasonCode.TURN_NOT_PROGRAMMED, rules.programme, figures, against=True)]


def _bars(rules: OnCall, person: Employee, week: date) -> list[Reason]:
    found = [
        bar.because(
            ReasonCode.TURN_BARRED if bar.strength is Strength.HARD else ReasonCode.TURN_MAY_BAR,
            {},
            against=True,
        )
        for bar in rules.bars
        if bar.for_if.holds(person, week)
    ]
    agreement = person.agreement
    in_force = agreement is not None and any(agreement.holds(day) for day in _days_of(week))
    if rules.agile_agreement is not None and in_force:
        code = ReasonCode.TURN_AGILE_AGREEMENT
        found.append(_reason(code, rules.agile_agreement, {}, against=True))
    return found


def _days(
    rules: OnCall, person: Employee, history: History, week: date, workdays: frozenset[int]
) -> list[Reason]:
    days = _days_of(week)
    found = []
    if rules.absence is not None:
        found += [
            _reason(ReasonCode.TURN_ABSENCE, rules.absence, {"day": day}, against=True)
            for day in days
            if ReasonCode.ABSENT in why_free(history, day, workdays)
        ]
    away = [
        day
        for day in days
        if any(works_as(person, history, day)) and not is_free(history, day, workdays)
    ]
    if rules.away_days is not None and away:
        figures = {"days": away}
        found.append(_reason(ReasonCode.TURN_AWAY_DAYS, rules.away_days, figures, against=True))
    return found


def _reason(code: ReasonCode, value: Value, figures: dict[str, Any], *, against: bool) -> Reason:
    return Reason(code, value.cited, against=against, figures=figures, also=value.also)
