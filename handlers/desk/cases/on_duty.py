"""The turn on call of one person on one day: between which hours, and by which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rules.calendar import why_free, workdays_of
from rules.facts import Band, Employee
from rules.history import History
from rules.on_call_hours import duty_spans
from rules.policy.library import Policy
from rules.reasons import ReasonCode
from rules.service import in_service

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """
    A day of a turn; `hours` are those of the day, empty where the act gives none.

    `monday` and `last` are the first and the last day of a turn without hours.
    """

    day: date
    hours: tuple[Band, ...]
    articles: tuple[str, ...]
    monday: date
    last: date


def duty_on(
    policy: Policy,
    person: Employee,
    history: History,
    day: date,
    *,
    left_on: date | None = None,
) -> Duty | None:
    """
    Tell when somebody is on call on a day; None for who is not, or is absent that day.

    `left_on` is the last day in the body, None for who stays.
    """
    if not in_service(day, hired=person.hired, left_on=left_on):
        return None
    tables = policy.on(day)
    if ReasonCode.ABSENT in why_free(history, day, workdays_of(person, tables.week.days)):
        return None
    monday = day - timedelta(days=day.weekday())
    last = monday + WEEK - timedelta(days=1)
    rules = tables.on_call.hours if tables.on_call else None
    hours = duty_spans(tables, person, history, day)
    if rules is None and monday in history.on_call:
        return Duty(day=day, hours=(), articles=(), monday=monday, last=last)
    if rules is None or not hours:
        return None
    articles = ((rules.source,) if rules.source else ()) + rules.also
    return Duty(day=day, hours=hours, articles=articles, monday=monday, last=last)
