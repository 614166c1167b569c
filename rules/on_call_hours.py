"""The hours of a turn on call, in which a call is let through whatever else holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rules.calendar import SATURDAY, SUNDAY, holiday_name
from rules.facts import MINUTES_OF_A_DAY, Band, Employee, Period
from rules.history import History, first_day_of
from rules.policy.schema import Tables
from rules.policy.working_day import OnCallHours


def duty_spans(tables: Tables, person: Employee, history: History, day: date) -> tuple[Band, ...]:
    """
    Give the hours of a civil day in which a person is on call, in minutes after midnight.

    In order, and none touches the next: the end of a night is part of a whole day that follows it.

    Empty without a turn, or where the act gives no hours. A turn begins on a Monday and ends on
    the next at the same hour; between them it covers what lies outside office hours, and the
    whole of Saturdays, Sundays and public holidays with the night after them.

    Source: the table `on_call.hours` of the policy.
    """
    rules = tables.on_call and tables.on_call.hours
    if not rules or not history.on_call:
        return ()
    monday = first_day_of(Period.WEEK, day)
    spans = []
    if (monday if day.weekday() else monday - timedelta(weeks=1)) in history.on_call:
        spans.append(_morning(rules, history, day))
    if monday in history.on_call:
        spans.append(_rest(rules, person, history, day))
    return _joined(span for span in spans if span.end > span.start)


def last_day_of_turn(tables: Tables, monday: date) -> date:
    """
    Give the last day of the turn that begins on a Monday.

    With hours it is the next Monday, in whose morning the turn ends; else the Sunday.

    Source: the table `on_call.hours` of the policy.
    """
    rules = tables.on_call
    return monday + timedelta(days=7 if rules is not None and rules.hours is not None else 6)


def _joined(spans: Iterable[Band]) -> tuple[Band, ...]:
    joined: list[Band] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Band(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _morning(rules: OnCallHours, history: History, day: date) -> Band:
    """Give the end of the night that began the day before, and on a free Monday the turn's end."""
    last = day.weekday() == 0 and _is_free_for_all(history, day)
    return Band(0, rules.turn_begins if last else rules.until)


def _rest(rules: OnCallHours, person: Employee, history: History, day: date) -> Band:
    first = day.weekday() == 0
    if _is_free_for_all(history, day):
        return Band(rules.turn_begins if first else 0, MINUTES_OF_A_DAY)
    returns = day.weekday() in person.afternoons
    return Band(rules.afternoon_from if returns else rules.weekday_from, MINUTES_OF_A_DAY)


def _is_free_for_all(history: History, day: date) -> bool:
    weekend = day.weekday() in (SATURDAY, SUNDAY)
    return weekend or holiday_name(day) is not None or day in history.patron
