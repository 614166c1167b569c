"""The days on which the offices are shut: public holidays, the patron saint, closures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.context import Actor, Desk
from rules.calendar import holiday_name, workdays_of
from storage.days import absences, facts

AHEAD = timedelta(days=120)
"""How far ahead they are listed: the season that people plan."""


class Why(StrEnum):
    """Why nobody works."""

    HOLIDAY = "holiday"
    PATRON = "patron"
    CLOSURE = "closure"
    FREE = "free"
    """A weekday on which this person does not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A day on which somebody does not work; `name` is the feast or the reason."""

    day: date
    why: Why
    name: str = ""


def coming(desk: Desk, actor: Actor) -> tuple[Closed, ...]:
    """List the days to come on which this person would work if the offices were open."""
    today = desk.today()
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=today)
        shut = absences.closures(uow, actor.person.body_id, since=today, until=today + AHEAD)
    workdays = workdays_of(case.person, actor.policy.on(today).week.days)
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD.days + 1))
    found = (_closed(day, case.history.patron, shut) for day in days if day.weekday() in workdays)
    return tuple(one for one in found if one is not None)


def of_days(desk: Desk, actor: Actor, days: Sequence[date]) -> tuple[Closed | None, ...]:
    """Tell of each day why this person does not work on it; None where the offices are open."""
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=desk.today())
        shut = absences.closures(uow, actor.person.body_id, since=min(days), until=max(days))
    workdays = workdays_of(case.person, actor.policy.on(desk.today()).week.days)
    return tuple(
        _closed(day, case.history.patron, shut)
        or (None if day.weekday() in workdays else Closed(day=day, why=Why.FREE))
        for day in days
    )


def _closed(day: date, patron: frozenset[date], shut: dict[date, str]) -> Closed | None:
    feast = holiday_name(day)
    if feast is not None:
        return Closed(day=day, why=Why.HOLIDAY, name=feast)
    if day in patron:
        return Closed(day=day, why=Why.PATRON)
    return Closed(day=day, why=Why.CLOSURE, name=shut[day]) if day in shut else None
