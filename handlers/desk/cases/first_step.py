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

WAYS = (Mode.AGILE, Mode.REMOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """
    Whether the act admits somebody, who takes the next step with them, and who knows more.

    `obstacles` are why it does not admit them to the way of working that was `meant`; `open_way`
    is the other, if it admits them to that. `role` is the one in which `who` acts; both None if
    nobody whom the act names is there. `of_hr` tells that they are of the personnel office.
    """

    admitted: bool
    meant: Mode = Mode.AGILE
    obstacles: tuple[Reason, ...] = ()
    open_way: Mode | None = None
    who: Person | None = None
    role: str | None = None
    hr: Person | None = None
    of_hr: bool = False


def first_step(desk: Desk, actor: Actor, meant: Mode | None = None) -> FirstStep:
    """Find the next step towards an agreement, of agile work unless another way was meant."""
    with desk.store.reading() as uow:
        person = facts.load(uow, actor.id, on=desk.today()).person
        route = route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock())
        who = people.person(uow, route.acting_id) if route.acting_id else None
        hr = hr_of(uow, desk, actor.person)
    at, meant = desk.clock(), meant or Mode.AGILE
    asked = {mode: law.eligible(actor.policy, person, at=at, mode=mode) for mode in WAYS}
    open_ways = [mode for mode, one in asked.items() if one.verdict is Verdict.ELIGIBLE]
    barred = meant not in open_ways
    return FirstStep(
        admitted=bool(open_ways),
        meant=meant,
        obstacles=tuple(asked[meant].obstacles) if barred else (),
        open_way=next(iter(open_ways), None) if barred else None,
        who=who,
        role=route.decision.values["role"] if who else None,
        hr=hr,
        of_hr=Role.HR in actor.roles,
    )


def personnel(desk: Desk, actor: Actor) -> Person | None:
    """Give who of the personnel office can be asked."""
    with desk.store.reading() as uow:
        return hr_of(uow, desk, actor.person)


def hr_of(uow: UnitOfWork, desk: Desk, person: Person) -> Person | None:
    """Give who of the personnel office sees to somebody: the first by id who is another."""
    found = appointments.holders(uow, person.body_id, Role.HR, on=desk.today())
    other = next((one for one in sorted(found) if one != person.id), None)
    return None if other is None else people.person(uow, other)


def exclusion_lines(step: FirstStep) -> list[Line]:
    """Say what keeps somebody from the way of working meant, and which other is open to them."""
    if not step.obstacles:
        return []
    named = {"mode": step.meant, "reasons": explaining.lines(step.obstacles)}
    barred: Line = ("first_step.barred", named)
    return [barred, *([("first_step.open_way", {"mode": step.open_way})] if step.open_way else [])]


def step_line(step: FirstStep) -> Line:
    """Say what to do first, by name where there is one."""
    if not step.admitted:
        return "first_step.not_admitted", {"hr": hr_line(step.hr, of_hr=step.of_hr)}
    if step.who is None:
        return "first_step.hr", {"hr": hr_line(step.hr, of_hr=step.of_hr)}
    return "first_step.who", {
        "name": step.who.name,
        "role": step.role,
        "hr": hr_line(step.hr, of_hr=step.of_hr),
    }


def whole_step_line(step: FirstStep) -> Line:
    """Say what keeps somebody from an agreement, if anything does, and what to do first."""
    return "booking.calendar", {"parts": [*exclusion_lines(step), step_line(step)]}


def hr_line(hr: Person | None, *, of_hr: bool = False) -> Line:
    """Name who of the personnel office to ask, or the office; whom else, to who is that office."""
    if hr is not None:
        return "first_step.hr.name", {"name": hr.name}
    return ("first_step.hr.own" if of_hr else "first_step.hr.office"), {}


def personnel_line(actor: Actor, hr: Person | None) -> Line:
    """Name who of the personnel office somebody can ask, who may be of that office themselves."""
    return hr_line(hr, of_hr=Role.HR in actor.roles)
