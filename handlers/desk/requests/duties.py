"""
Requests that wait: hand them to who can decide today, remind, pass them on, end them.

In this order: if who asked, or the approver, has moved so that the post of the one is not over the
other any more, whom the act names now gets a card at once; so does a delegate named after the
request was sent; if neither they nor the approver can be reached (away, or the bot is blocked),
the next whom the act names does;
who can be reached is reminded after some working days, and then it is passed on as well. What
nobody decided before its day was over has expired, and who asked is told.
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
from handlers.desk.requests import ageing, inbox, telling
from handlers.desk.requests.ageing import Matter, Surroundings
from handlers.desk.requests.kinds.known import all_waiting, kind_of, load, one
from handlers.desk.requests.request import Key, Request
from handlers.desk.requests.routing import Route, route_of
from handlers.texts import Line
from rules import questions as law
from storage.days import facts
from storage.people import people, preferences
from storage.people.people import Person
from storage.requests import cards
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
    """What is to be done: what has expired, what to hand or pass on, whom to remind of what."""

    expire: list[Request] = field(default_factory=list)
    hand: list[tuple[Matter, int]] = field(default_factory=list)
    pass_on: list[PassOn] = field(default_factory=list)
    remind: dict[int, list[tuple[Matter, date]]] = field(default_factory=dict)


def look_after(desk: Desk) -> None:
    """Bring every request that waits to somebody who can decide it."""
    with desk.store.reading() as uow:
        plan = plan_for(uow, desk)
    steps = [partial(_expire, desk, request.key) for request in plan.expire]
    steps += [partial(_hand, desk, matter, recipient_id) for matter, recipient_id in plan.hand]
    steps += [partial(_pass_on, desk, step) for step in plan.pass_on]
    steps += [partial(_remind, desk, who, aged) for who, aged in plan.remind.items()]
    for step in steps:
        try:
            step()
        except Exception:  # one matter that the program cannot handle must not stop the others
            log.exception("waiting.failed")


def plan_for(uow: UnitOfWork, desk: Desk) -> Plan:
    """Find what is to be done, in a handful of statements however much waits."""
    waiting = all_waiting(uow)
    over = {request.key for request in ageing.overdue(waiting, desk.today())}
    plan = Plan(expire=[request for request in waiting if request.key in over])
    found = ageing.matters(request for request in waiting if request.key not in over)
    if found:
        around = Surroundings.load(uow, desk, found)
        for matter in found:
            _look_at(desk, around, matter, plan)
    return _without_reminded(uow, plan)


def _look_at(desk: Desk, around: Surroundings, matter: Matter, plan: Plan) -> None:
    if matter.approver_id is None:
        plan.pass_on.append(PassOn(matter=matter, besides=frozenset(), why="nobody"))
        return
    if not around.still_decides(matter.approver_id, asker_id=matter.asker_id):
        plan.pass_on.append(PassOn(matter=matter, besides=frozenset(), why="moved"))
        return
    seat = around.seat(matter.approver_id, asker_id=matter.asker_id)
    both = frozenset({seat.acting_id, seat.principal_id})
    recipient_id = seat.reachable_id
    if recipient_id is None:
        plan.pass_on.append(PassOn(matter=matter, besides=both, why="away"))
        return
    got_it = around.had_card(matter, recipient_id)
    if got_it is None and recipient_id != seat.principal_id:
        plan.hand.append((matter, recipient_id))
        return
    since = got_it or matter.asked_at
    if desk.clock() - since < TOO_SOON:
        return
    patience = desk.patience
    passed = around.after_working_days(recipient_id, since, patience.pass_on)
    brought_up = around.after_working_days(recipient_id, since, patience.remind)
    if passed is not None and desk.clock() >= passed:
        plan.pass_on.append(PassOn(matter=matter, besides=both, why="waited", fresh=True))
    elif brought_up is not None and desk.clock() >= brought_up:
        plan.remind.setdefault(recipient_id, []).append((matter, brought_up.date()))


def _without_reminded(uow: UnitOfWork, plan: Plan) -> Plan:
    """Leave out who was reminded since the newest of it grew old."""
    keys = {who: _reminder_key(who, aged) for who, aged in plan.remind.items()}
    said = outbox.known(uow, keys.values()) if keys else set()
    for who, key in keys.items():
        if key in said:
            del plan.remind[who]
    return plan


def _expire(desk: Desk, key: Key) -> None:
    with desk.store.writing() as uow:
        uow.lock_employee(one(uow, key).employee_id)
        request = one(uow, key)
        kind, today = kind_of(request), desk.today()
        if not request.waits or not kind.overdue(request, today):
            return
        what = kind.expire(uow, request, today=today, at=desk.clock())
        telling.tell_expired(uow, desk, request, what)
        inbox.bring_up_to_date(uow, desk, [one(uow, key)])
        uow.commit()


def _hand(desk: Desk, matter: Matter, recipient_id: int) -> None:
    with desk.store.writing() as uow:
        uow.lock_employee(matter.asker_id)
        waiting = _still_waiting(uow, matter)
        had = cards.had(uow, [request.key for request in waiting])
        if waiting and not any((request.key, recipient_id) in had for request in waiting):
            inbox.send(uow, desk, waiting, recipient_id)
            uow.commit()


def _pass_on(desk: Desk, step: PassOn) -> None:
    with desk.store.writing() as uow:
        uow.lock_employee(step.matter.asker_id)
        waiting = _still_waiting(uow, step.matter)
        if not waiting:
            return
        asker = people.person(uow, step.matter.asker_id)
        route = _next(uow, desk, asker, step)
        if route is None or route.principal_id is None or route.acting_id is None:
            if step.matter.approver_id is not None:  # else they heard of it when it was asked
                telling.tell_hr(uow, desk, asker, waiting, key="approvals.stuck")
        else:
            _give_to(uow, desk, waiting, route.principal_id, route.acting_id, why=step.why)
        uow.commit()


def _give_to(
    uow: UnitOfWork,
    desk: Desk,
    waiting: Sequence[Request],
    principal_id: int,
    acting_id: int,
    *,
    why: str,
) -> None:
    for request in waiting:
        kind = kind_of(request)
        kind.reassign(uow, request, approver_id=principal_id, at=desk.clock(), why=why)
    now: Line = ("approvals.by", {"name": people.person(uow, acting_id).name})
    inbox.retire(uow, desk, waiting, to=now, besides=acting_id)
    had = cards.had(uow, [request.key for request in waiting])
    fresh = [request for request in waiting if (request.key, acting_id) not in had]
    if fresh:
        inbox.send(uow, desk, fresh, acting_id)


def _next(uow: UnitOfWork, desk: Desk, asker: Person, step: PassOn) -> Route | None:
    """Find whom the act names now; None if all have had it, or nobody can be reached."""
    person = facts.load(uow, asker.id, on=desk.today()).person
    policy, besides = desk.policies[asker.policy_id], set(step.besides)
    had = cards.given(uow, [request.key for request in step.matter.waiting])
    while True:
        route = route_of(uow, asker.id, person, policy=policy, at=desk.clock(), besides=besides)
        if route.acting_id is None:
            return None
        reached = ageing.can_be_reached(uow, desk, route.acting_id)
        had_it = any((one.key, route.acting_id) in had for one in step.matter.waiting)
        if reached and not (step.fresh and had_it):
            return route
        besides.add(route.acting_id)


def _still_waiting(uow: UnitOfWork, matter: Matter) -> list[Request]:
    """Give a matter as it is now; empty if anything of it was decided or passed on in between."""
    now = load(uow, [request.key for request in matter.waiting])
    same = all(request.waits and request.approver_id == matter.approver_id for request in now)
    return now if same else []


def _remind(desk: Desk, recipient_id: int, aged: Sequence[tuple[Matter, date]]) -> None:
    """Remind somebody of all that waits, once for each day on which something grew old."""
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
                dedupe_key=_reminder_key(recipient_id, aged),
                at=desk.clock(),
            )
        )
        uow.commit()


def _reminder_key(recipient_id: int, aged: Sequence[tuple[Matter, date]]) -> str:
    return f"approvals:reminder:{max(day for _, day in aged)}:{recipient_id}"


def _listed(matter: Matter, named: Mapping[int, Person]) -> Line:
    return "approvals.reminder.person", {
        "name": named[matter.asker_id].name,
        "what": kind_of(matter.first).what(matter.waiting),
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
