"""What somebody without an agreement does first, and with whom: an answer that leads on."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.context import Actor, Desk
from handlers.desk.requests.routing import route_of
from handlers.texts import Line, explaining
from rules import questions as law
from rules.decision import Reason, Verdict
from rules.facts import Mode
from storage.days import facts
from storage.people import appointments, people
from storage.people.people import Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """
    Whether the act admits somebody, who takes the next step with them, and who knows more.

    `obstacles` are why it does not. `role` is the one in which `who` acts; both None if nobody
    whom the act names is there.
    """

    admitted: bool
    obstacles: tuple[Reason, ...] = ()
    who: Person | None = None
    role: str | None = None
    hr: Person | None = None


def first_step(desk: Desk, actor: Actor) -> FirstStep:
    """Find the next step towards an agreement."""
    with desk.store.reading() as uow:
        person = facts.load(uow, actor.id, on=desk.today()).person
        route = route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock())
        who = people.person(uow, route.acting_id) if route.acting_id else None
        hr = hr_of(uow, desk, actor.person)
    at = desk.clock()
    asked = [
        law.eligible(actor.policy, person, at=at, mode=mode) for mode in (Mode.AGILE, Mode.REMOTE)
    ]
    admitted = any(one.verdict is Verdict.ELIGIBLE for one in asked)
    obstacles = () if admitted else tuple(asked[0].obstacles)
    role = route.decision.values["role"] if who else None
    return FirstStep(admitted=admitted, obstacles=obstacles, who=who, role=role, hr=hr)


def personnel(desk: Desk, actor: Actor) -> Person | None:
    """Give who of the personnel office can be asked."""
    with desk.store.reading() as uow:
        return hr_of(uow, desk, actor.person)


def hr_of(uow: UnitOfWork, desk: Desk, person: Person) -> Person | None:
    """Give who of the personnel office sees to somebody: the first by id who is another."""
    found = appointments.holders(uow, person.body_id, Role.HR, on=desk.today())
    other = next((one for one in sorted(found) if one != person.id), None)
    return None if other is None else people.person(uow, other)


def step_line(step: FirstStep) -> Line:
    """Say what to do first, by name where there is one."""
    if not step.admitted:
        reasons = explaining.lines(step.obstacles)
        return "first_step.not_admitted", {"reasons": reasons, "hr": hr_line(step.hr)}
    if step.who is None:
        return "first_step.hr", {"hr": hr_line(step.hr)}
    return "first_step.who", {"name": step.who.name, "role": step.role, "hr": hr_line(step.hr)}


def hr_line(hr: Person | None) -> Line:
    """Name who of the personnel office to ask, or the office."""
    return (
        ("first_step.hr.office", {}) if hr is None else ("first_step.hr.name", {"name": hr.name})
    )
