"""
Requests that wait: hand them to who can decide today, remind, pass them on, tell HR.

In this order: a delegate named after the request was sent gets a card at once; if neither they
nor the approver can be reached (away, or the bot is blocked), the next whom the act names does;
who can be reached is reminded after some working days, and then it is passed on as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

import structlog

from handlers.desk.cases import digest_hours as hours
from handlers.desk.context import Desk
from handlers.desk.presses import pack
from handlers.desk.requests import ageing
from handlers.desk.requests.ageing import Matter
from handlers.desk.requests.cards import Card, post_card
from handlers.desk.requests.decisions import judged_now
from handlers.desk.requests.routing import Route, route_of
from handlers.texts import Line
from rules import questions as law
from storage.days import facts
from storage.days.facts import Case
from storage.people import people, posts, preferences
from storage.people.people import Person
from storage.requests import bookings
from storage.tables import RequestState, Role
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

TOO_SOON = timedelta(hours=20)
"""A working day later is never sooner: what is younger need not be looked at closely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOn:
    """A matter that goes to the next, past some people; `fresh`: to nobody who has had it."""

    matter: Matter
    besides: frozenset[int]
    why: str
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done: whom to hand what to, what to pass on, whom to remind of what."""

    hand: list[tuple[Matter, int]] = field(default_factory=list)
    pass_on: list[PassOn] = field(default_factory=list)
    remind: dict[int, list[tuple[Matter, date]]] = field(default_factory=dict)


def look_after(desk: Desk) -> None:
    """Bring every request that waits to somebody who can decide it."""
    with desk.store.reading() as uow:
        plan = _plan(uow, desk)
    steps = [partial(_hand, desk, matter, recipient_id) for matter, recipient_id in plan.hand]
    steps += [partial(_pass_on, desk, step) for step in plan.pass_on]
    steps += [partial(_remind, desk, who, aged) for who, aged in plan.remind.items()]
    for step in steps:
        try:
            step()
        except Exception:  # one matter that the program cannot handle must not stop the others
            log.exception("waiting.failed")


def _plan(uow: UnitOfWork, desk: Desk) -> Plan:
    plan, cases = Plan(), dict[int, Case]()
    # What is over can no longer be approved: it is not handed on, and nobody is reminded of it.
    waiting = [booking for booking in bookings.all_pending(uow) if booking.day >= desk.today()]
    for matter in ageing.matters(waiting):
        _look_at(uow, desk, matter, plan, cases)
    return plan


def _look_at(
    uow: UnitOfWork, desk: Desk, matter: Matter, plan: Plan, cases: dict[int, Case]
) -> None:
    if matter.approver_id is None:
        plan.pass_on.append(PassOn(matter=matter, besides=frozenset(), why="nobody"))
        return
    today = desk.today()
    seat = ageing.seat_of(uow, matter.approver_id, asker_id=matter.asker_id, today=today)
    both = frozenset({seat.acting_id, seat.principal_id})
    recipient_id = seat.reachable_id
    if recipient_id is None:
        plan.pass_on.append(PassOn(matter=matter, besides=both, why="away"))
        return
    got_it = ageing.had_card(uow, matter, recipient_id)
    if got_it is None and recipient_id != seat.principal_id:
        plan.hand.append((matter, recipient_id))
        return
    since = got_it or matter.asked_at
    if desk.clock() - since < TOO_SOON:
        return
    if recipient_id not in cases:
        cases[recipient_id] = facts.load(uow, recipient_id, on=today)
    case, patience = cases[recipient_id], desk.patience
    passed = ageing.after_working_days(desk, case, since, patience.pass_on)
    brought_up = ageing.after_working_days(desk, case, since, patience.remind)
    if passed is not None and desk.clock() >= passed:
        plan.pass_on.append(PassOn(matter=matter, besides=both, why="waited", fresh=True))
    elif brought_up is not None and desk.clock() >= brought_up:
        plan.remind.setdefault(recipient_id, []).append((matter, brought_up.date()))


def _hand(desk: Desk, matter: Matter, recipient_id: int) -> None:
    with desk.store.writing() as uow:
        if _still_waits(uow, matter):
            _post_cards(uow, desk, matter, recipient_id)
            uow.commit()


def _pass_on(desk: Desk, step: PassOn) -> None:
    with desk.store.writing() as uow:
        uow.lock_employee(step.matter.asker_id)
        if not _still_waits(uow, step.matter):
            return
        route = _next(uow, desk, step)
        if route is None or route.principal_id is None or route.acting_id is None:
            _tell_hr(uow, desk, step)
        else:
            for booking in step.matter.waiting:
                to = route.principal_id
                bookings.reassign(uow, booking.id, approver_id=to, at=desk.clock(), why=step.why)
            _post_cards(uow, desk, step.matter, route.acting_id)
        uow.commit()


def _next(uow: UnitOfWork, desk: Desk, step: PassOn) -> Route | None:
    """Find whom the act names now; None if all have had it, or nobody can be reached."""
    asker = people.person(uow, step.matter.asker_id)
    person = facts.load(uow, asker.id, on=desk.today()).person
    policy, besides = desk.policies[asker.policy_id], set(step.besides)
    while True:
        route = route_of(uow, asker.id, person, policy=policy, at=desk.clock(), besides=besides)
        if route.acting_id is None:
            return None
        reached = ageing.can_be_reached(uow, route.acting_id, today=desk.today())
        had_it = step.fresh and ageing.had_card(uow, step.matter, route.acting_id) is not None
        if reached and not had_it:
            return route
        besides.add(route.acting_id)


def _still_waits(uow: UnitOfWork, matter: Matter) -> bool:
    """Tell whether nobody decided, took back or passed on anything of it in between."""
    now = [bookings.by_id(uow, booking.id) for booking in matter.waiting]
    return all(
        one.state is RequestState.PENDING and one.approver_id == matter.approver_id for one in now
    )


def _post_cards(uow: UnitOfWork, desk: Desk, matter: Matter, recipient_id: int) -> None:
    asker = people.person(uow, matter.asker_id)
    policy = desk.policies[asker.policy_id]
    for key, asked in ageing.cards_of(uow, matter, recipient_id):
        judged = [judged_now(uow, desk, asker, booking, policy=policy) for booking in asked]
        post_card(uow, desk, Card(asker=asker, requests=tuple(judged)), recipient_id, key=key)


def _tell_hr(uow: UnitOfWork, desk: Desk, step: PassOn) -> None:
    if step.matter.approver_id is None:
        return  # they heard of it when it was asked
    asker = people.person(uow, step.matter.asker_id)
    days = [booking.day for booking in step.matter.waiting]
    for hr in posts.holders(uow, asker.body_id, Role.HR, on=desk.today()):
        if hr == asker.id:
            continue
        uow.post(
            outbox.Message(
                recipient_id=hr,
                key="approvals.stuck",
                args={"name": asker.name, "days": days, "since": step.matter.asked_at},
                dedupe_key=f"approvals:stuck:{step.matter.waiting[0].id}:{hr}",
                at=desk.clock(),
            )
        )


def _remind(desk: Desk, recipient_id: int, aged: Sequence[tuple[Matter, date]]) -> None:
    """Remind somebody of all that waits, once for each day on which something grew old."""
    newest = max(day for _, day in aged)
    with desk.store.writing() as uow:
        if not may_be_reminded(uow, desk, recipient_id):
            return
        named = people.persons(uow, [matter.asker_id for matter, _ in aged])
        uow.post(
            outbox.Message(
                recipient_id=recipient_id,
                key="approvals.reminder",
                args={
                    "count": sum(len(matter.waiting) for matter, _ in aged),
                    "people": [_listed(matter, named) for matter, _ in aged],
                },
                buttons=[[["menu.approvals.list", {}, pack("approvals", "list")]]],
                dedupe_key=f"approvals:reminder:{newest}:{recipient_id}",
                at=desk.clock(),
            )
        )
        uow.commit()


def _listed(matter: Matter, named: Mapping[int, Person]) -> Line:
    return "approvals.reminder.person", {
        "name": named[matter.asker_id].name,
        "days": [booking.day for booking in matter.waiting],
        "since": matter.asked_at,
    }


def may_be_reminded(uow: UnitOfWork, desk: Desk, recipient_id: int) -> bool:
    """Tell whether a reminder may reach somebody now and their digest does not say it anyway."""
    today, now = desk.today(), desk.clock()
    case = facts.load(uow, recipient_id, on=today)
    policy = desk.policies[case.policy_id]
    if law.deliver(policy, case.person, case.history, at=now).values["when"] > now:
        return False
    wishes = preferences.wishes(uow, recipient_id)
    if not wishes.digest:
        return True
    to_come = now < hours.moment_of(policy, wishes, today)
    said = outbox.posted_at(uow, hours.key_of(recipient_id, today)) is not None
    return not to_come and not said
