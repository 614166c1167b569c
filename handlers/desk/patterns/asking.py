"""Ask for the days of a pattern in one go, and give them back in one go; one message for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.admission import tell_if_not_admitted
from handlers.desk.cases.judging import Hearing, Judged
from handlers.desk.cases.reaching import Reaching, reaching_of
from handlers.desk.context import Actor, Desk
from handlers.desk.patterns.planning import Plan
from handlers.desk.requests import inbox
from handlers.desk.requests.asking import send
from handlers.desk.requests.kinds.known import load
from handlers.desk.requests.routing import Route, route_of
from storage.days import facts
from storage.people.people import Person
from storage.requests import bookings, patterns
from storage.requests.bookings import Booking, Wish
from storage.requests.patterns import Pattern
from storage.tables import HOLDING, RequestState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for by a pattern, what was not and why, and whom it went to."""

    pattern: Pattern
    plan: Plan
    booked: tuple[Booking, ...]
    to: Reaching | None


def ask_for(
    uow: UnitOfWork,
    desk: Desk,
    asker: Person,
    pattern: Pattern,
    found: Plan,
    *,
    hearing: Hearing,
    route: Route,
    by: int | None,
) -> Asked:
    """Ask for the days of a plan; those that are not asked for become exceptions."""
    booked = [_request(uow, desk, pattern, judged, route=route, by=by) for judged in found.asked]
    for judged in (*found.refused, *found.beyond):
        patterns.except_day(uow, pattern.id, judged.day)
    keys = [("patterns", min(one.id for one in booked))] if booked else []
    send(uow, desk, asker, keys, route=route)
    days = [one.day for one in booked]
    tell_if_not_admitted(uow, desk, asker, hearing, days, manager_id=route.acting_id)
    to = reaching_of(uow, desk, route.acting_id)
    return Asked(pattern=pattern, plan=found, booked=tuple(booked), to=to)


def _request(
    uow: UnitOfWork,
    desk: Desk,
    pattern: Pattern,
    judged: Judged,
    *,
    route: Route,
    by: int | None,
) -> Booking:
    wish = Wish(
        employee_id=pattern.employee_id,
        day=judged.day,
        half=judged.half,
        mode=judged.mode,
        pattern_id=pattern.id,
    )
    return bookings.request(
        uow,
        wish,
        decision=judged.decision,
        at=desk.clock(),
        by=by,
        approver_id=route.principal_id,
    )


def dismiss(uow: UnitOfWork, desk: Desk, actor: Actor, pattern: Pattern) -> tuple[date, ...]:
    """Give back the days to come of a pattern; who approved any of them is told once."""
    held = bookings.of_pattern(uow, pattern.id, after=desk.today(), states=HOLDING)
    for booking in held:
        bookings.cancel(uow, booking.id, booking.version, by=actor.id, at=desk.clock())
    inbox.bring_up_to_date(uow, desk, load(uow, [("days", booking.id) for booking in held]))
    approved = [booking for booking in held if booking.state is RequestState.APPROVED]
    if approved:
        _tell_approver(uow, desk, actor, pattern, approved)
    return tuple(booking.day for booking in held)


def _tell_approver(
    uow: UnitOfWork, desk: Desk, actor: Actor, pattern: Pattern, freed: Sequence[Booking]
) -> None:
    person = facts.load(uow, actor.id, on=desk.today()).person
    route = route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock())
    for recipient_id in {booking.decided_by or route.acting_id for booking in freed} - {None}:
        uow.post(
            outbox.Message(
                recipient_id=recipient_id or 0,
                key="patterns.freed.told",
                args={"name": actor.person.name, "days": [booking.day for booking in freed]},
                dedupe_key=f"pattern:freed:{pattern.id}:{recipient_id}",
                at=desk.clock(),
            )
        )
