"""When a person's working day begins and ends, as far as anybody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.desk.context import Actor, Desk
from storage.days import facts


@dataclass(frozen=True, slots=True)
class DayEdges:
    """Minutes of the day; `end` None where neither act nor store says it."""

    start: int
    end: int | None


def edges_of(desk: Desk, actor: Actor, day: date) -> DayEdges:
    """
    Give the edges of a working day.

    The act gives its beginning, and its length on days without an afternoon return: with one
    there is a break, and part time has hours of its own, that nobody told the desk.
    """
    hours = actor.policy.on(day).hours
    with desk.store.reading() as uow:
        person = facts.load(uow, actor.id, on=day).person
    returns = day.weekday() in person.afternoons
    known = hours.day_minutes if person.part_time == 100 and not returns else None
    return DayEdges(start=hours.start, end=None if known is None else hours.start + known)
