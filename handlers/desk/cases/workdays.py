"""On which weekdays somebody works."""

from __future__ import annotations

from handlers.desk.context import Actor, Desk
from rules.calendar import workdays_of
from storage.days import facts


def workdays_of_actor(desk: Desk, actor: Actor) -> frozenset[int]:
    """Give the weekdays (0 is Monday) that stretches of days are made of for this person."""
    week = actor.policy.on(desk.today()).week.days
    if actor.person.is_elected:
        return frozenset(range(week))
    with desk.store.reading() as uow:
        return workdays_of(facts.load(uow, actor.id, on=desk.today()).person, week)
