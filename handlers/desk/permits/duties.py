"""
Permits that wait: bring each to who can decide today, remind, pass it on, tell HR.

As with days (`approvals/duties.py`): a delegate named later gets the card; who can be reached is
reminded after some working days, then it goes to the next whom the act names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.desk.context import Desk
from handlers.desk.permits import cards
from handlers.desk.requests import ageing
from handlers.desk.requests.duties import may_be_reminded
from handlers.desk.requests.routing import Route, route_of
from storage.days import facts
from storage.people import people
from storage.people.people import Person
from storage.requests import permits
from storage.requests.permits import PermitRecord
from storage.tables import PermitState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

TOO_SOON = timedelta(hours=20)
"""A working day later is never sooner: what is younger need not be looked at closely."""


class Do(StrEnum):
    """What a permit that waits needs."""

    HAND = "hand"
    REMIND = "remind"
    NEXT = "next"
    """To the next whom the act names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """
    What is to be done: for whom, or past whom.

    `fresh` passes on to nobody who has had the card already.
    """

    do: Do
    recipient_id: int = 0
    besides: frozenset[int] = frozenset()
    fresh: bool = False


def look_after(desk: Desk) -> None:
    """Bring every permit that waits to somebody who can decide it, each in its transaction."""
    with desk.store.reading() as uow:
        due = [one.id for one in permits.all_pending(uow) if _step(uow, desk, one) is not None]
    for permit_id in due:
        with desk.store.writing() as uow:
            uow.lock_employee(permits.by_id(uow, permit_id).employee_id)
            record = permits.by_id(uow, permit_id)
            step = _step(uow, desk, record)  # somebody may have decided in between
            if step is not None:
                _take(uow, desk, record, step)
                uow.commit()


def _step(uow: UnitOfWork, desk: Desk, record: PermitRecord) -> Step | None:
    if record.state is not PermitState.PENDING:
        return None
    if record.approver_id is None:
        return Step(do=Do.NEXT)
    asker, today = record.employee_id, desk.today()
    seat = ageing.seat_of(uow, record.approver_id, asker_id=asker, today=today)
    both = frozenset({seat.acting_id, seat.principal_id})
    if seat.reachable_id is None:
        return Step(do=Do.NEXT, besides=both)
    since = outbox.posted_at(uow, cards.card_key(record, seat.reachable_id))
    if since is None:
        return Step(do=Do.HAND, recipient_id=seat.reachable_id)
    return _when_old(uow, desk, record, since=since, recipient_id=seat.reachable_id, both=both)


def _when_old(
    uow: UnitOfWork,
    desk: Desk,
    record: PermitRecord,
    *,
    since: datetime,
    recipient_id: int,
    both: frozenset[int],
) -> Step | None:
    """Pass it on, or remind, once so many working days of the approver have gone by."""
    if desk.clock() - since < TOO_SOON:
        return None
    case = facts.load(uow, recipient_id, on=desk.today())
    passed, brought_up = (
        ageing.after_working_days(desk, case, since, count)
        for count in (desk.patience.pass_on, desk.patience.remind)
    )
    if passed is not None and desk.clock() >= passed:
        return Step(do=Do.NEXT, besides=both, fresh=True)
    reminded = outbox.posted_at(uow, cards.reminder_key(record, recipient_id)) is not None
    if reminded or brought_up is None or desk.clock() < brought_up:
        return None
    reachable = may_be_reminded(uow, desk, recipient_id)
    return Step(do=Do.REMIND, recipient_id=recipient_id) if reachable else None


def _take(uow: UnitOfWork, desk: Desk, record: PermitRecord, step: Step) -> None:
    asker = people.person(uow, record.employee_id)
    if step.do is Do.HAND:
        cards.send_card(uow, desk, asker, record, step.recipient_id)
    elif step.do is Do.REMIND:
        cards.remind(uow, desk, asker, record, step.recipient_id)
    else:
        _pass_on(uow, desk, asker, record, step)


def _pass_on(uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, step: Step) -> None:
    route = _next(uow, desk, asker, record, step)
    if route is not None and route.principal_id is not None and route.acting_id is not None:
        permits.reassign(uow, record.id, approver_id=route.principal_id, at=desk.clock())
        cards.send_card(uow, desk, asker, record, route.acting_id)
    elif record.approver_id is not None:  # else they heard of it when it was asked
        cards.tell_hr(uow, desk, asker, record, key="permits.stuck")


def _next(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, step: Step
) -> Route | None:
    """Find whom the act names now; None if all have had it, or nobody can be reached."""
    person = facts.load(uow, asker.id, on=desk.today()).person
    policy, besides = desk.policies[asker.policy_id], set(step.besides)
    while True:
        route = route_of(uow, asker.id, person, policy=policy, at=desk.clock(), besides=besides)
        if route.acting_id is None:
            return None
        reached = ageing.can_be_reached(uow, route.acting_id, today=desk.today())
        had_it = outbox.posted_at(uow, cards.card_key(record, route.acting_id)) is not None
        if reached and not (step.fresh and had_it):
            return route
        besides.add(route.acting_id)
