"""A week on call that was said to be taken over: which week it is, and who sees to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.first_step import hr_of
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.routing import route_of
from handlers.desk.team.offices import replacing
from rules.facts import Period
from rules.history import first_day_of
from rules.on_call_hours import last_day_of_turn
from storage.days import facts, office_month
from storage.errors import NotFound
from storage.people import people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A week on call of one person; `has` tells whether it is theirs, `last` its last day."""

    person: Person
    monday: date
    last: date
    has: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTo:
    """Who sees to the weeks on call of somebody: who decides about them, the personnel office."""

    who: Person | None
    role: str | None
    hr: Person | None


def sees_to(desk: Desk, actor: Actor, person: Person) -> bool:
    """Tell whether somebody may hand on a person's weeks on call."""
    with desk.store.reading() as uow:
        return _sees_to(uow, actor, person)


def turn_of(desk: Desk, actor: Actor, person_id: int, day: date | None) -> Turn:
    """Give the week of a day; without one the next that the person has, or else this week."""
    with desk.store.reading() as uow:
        person = people.person(uow, person_id)
        if person.body_id != actor.person.body_id:
            raise NotFound("person of this body", person_id)
        history = facts.load(uow, person_id, on=day or desk.today()).history
    this_week = _monday(desk.today())
    to_come = sorted(one for one in history.on_call if one >= this_week)
    monday = _monday(day) if day else next(iter(to_come), this_week)
    last = last_day_of_turn(actor.policy.on(monday), monday)
    return Turn(person=person, monday=monday, last=last, has=monday in history.on_call)


def only_turn(
    desk: Desk, actor: Actor, office_id: int, day: date, *, besides: Sequence[int]
) -> int | None:
    """Give who of an office is on call in the week of a day, if that is one person (id)."""
    monday = _monday(day)
    with desk.store.reading() as uow:
        replacing(uow, actor, office_id)
        members = office_month.members(uow, office_id, first=monday, last=monday)
    found = [
        one.employee_id
        for one in members
        if monday in one.history.on_call and one.employee_id not in besides
    ]
    return found[0] if len(found) == 1 else None


def seen_to_by(desk: Desk, actor: Actor) -> SeenTo:
    """Name who sees to the weeks on call of whoever asks."""
    with desk.store.reading() as uow:
        person = facts.load(uow, actor.id, on=desk.today()).person
        route = route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock())
        who = people.person(uow, route.acting_id) if route.acting_id else None
        role = route.decision.values["role"] if who else None
        return SeenTo(who=who, role=role, hr=hr_of(uow, desk, actor.person))


def _sees_to(uow: UnitOfWork, actor: Actor, person: Person) -> bool:
    try:
        replacing(uow, actor, person.office_id)
    except NotFound:
        return False
    return not person.is_elected


def _monday(day: date) -> date:
    return first_day_of(Period.WEEK, day)
