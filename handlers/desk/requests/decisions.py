"""One decision about one request: what may hinder it, how it is written and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.desk.cases.judging import Bench, Judged
from handlers.desk.cases.moves import judge_again
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.authority import Authority
from handlers.desk.requests.cards import Card, Request, day_of, others_out
from handlers.texts import Line
from rules.decision import Verdict
from rules.policy.library import Policy
from storage.people import people
from storage.people.people import Person
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.requests.permits import PermitRecord
from storage.tables import RequestState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

DAYS_TOLD = 60
"""With these, what somebody is told stays within one message of Telegram."""


class Came(StrEnum):
    """What came of a wish to decide."""

    DONE = "done"
    FORBIDDEN = "forbidden"
    OWN = "own"
    ALREADY = "already"
    """Somebody was faster, or the employee took it back."""
    NOW_REFUSED = "now_refused"
    """The rules forbid it since something changed."""
    NEEDS_MOTIVE = "needs_motive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it, and the request as it stands after it."""

    came: Came
    asker: Person
    request: Request


def hindrance(
    actor: Actor,
    authority: Authority | None,
    request: Request,
    *,
    version: int,
    to: RequestState,
    motive: str | None,
) -> Came | None:
    """Tell what stands in the way of a decision, the gravest first; None if nothing does."""
    booking, approving = request.booking, to is RequestState.APPROVED
    if booking.employee_id == actor.id:
        return Came.OWN
    if authority is None:
        return Came.FORBIDDEN
    if booking.state is not RequestState.PENDING or booking.version != version:
        return Came.ALREADY
    if approving and request.decision.verdict is Verdict.REFUSED:
        return Came.NOW_REFUSED
    beyond = request.decision.verdict is Verdict.DISCRETION
    return Came.NEEDS_MOTIVE if motive is None and (beyond or not approving) else None


def write(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    authority: Authority,
    booking: Booking,
    *,
    to: RequestState,
    motive: str | None,
) -> Booking:
    """Write a decision, and in whose name it was taken."""
    return bookings.decide(
        uow,
        booking.id,
        booking.version,
        to=to,
        by=actor.id,
        on_behalf_of=authority.on_behalf_of,
        at=desk.clock(),
        reason=motive,
    )


def tell(
    uow: UnitOfWork, desk: Desk, employee_id: int, decided: Sequence[Booking], motive: str | None
) -> None:
    """Post the decision to the employee, whom it reaches outside their disconnection."""
    for start in range(0, len(decided), DAYS_TOLD):
        _tell(uow, desk, employee_id, decided[start : start + DAYS_TOLD], motive)


def _tell(
    uow: UnitOfWork, desk: Desk, employee_id: int, decided: Sequence[Booking], motive: str | None
) -> None:
    first = decided[0]
    key = f"approvals.{first.state.value}"
    if first.state is RequestState.APPROVED and motive is not None:
        key = "approvals.approved.motive"
    uow.post(
        outbox.Message(
            recipient_id=employee_id,
            key=key,
            args={
                "by": by_line(uow, first),
                "days": [day_of(booking) for booking in decided],
                "motive": motive or "",
            },
            dedupe_key=f"approvals:told:{first.id}:{first.version}",
            at=desk.clock(),
        )
    )


def by_line(uow: UnitOfWork, decided: Booking | PermitRecord) -> Line:
    """Say who decided, and in whose name."""
    ids = [found for found in (decided.decided_by, decided.decided_for) if found is not None]
    named = people.persons(uow, ids)
    names = [named[found].name for found in ids if found in named]
    if len(names) > 1:
        return "approvals.by.delegate", {"name": names[0], "principal": names[1]}
    return "approvals.by", {"name": names[0] if names else ""}


def locked(uow: UnitOfWork, booking_id: int) -> Booking:
    """Give a request that nobody else changes, nor the days that it is judged by."""
    uow.lock_employee(bookings.by_id(uow, booking_id).employee_id)
    return bookings.by_id(uow, booking_id)


def card_of(uow: UnitOfWork, desk: Desk, actor: Actor, found: Sequence[Booking]) -> Card:
    """Lay out requests of one person, each judged as things stand now."""
    asker = people.person(uow, found[0].employee_id)
    requests = tuple(request_of(uow, desk, actor, asker, booking) for booking in found)
    return Card(asker=asker, requests=requests)


def request_of(
    uow: UnitOfWork, desk: Desk, actor: Actor, asker: Person, booking: Booking
) -> Request:
    """Judge a request as if it were not yet held: it must not stand in its own way."""
    return judged_now(uow, desk, asker, booking, policy=actor.policy)


def judged_now(
    uow: UnitOfWork, desk: Desk, asker: Person, booking: Booking, *, policy: Policy
) -> Request:
    """Do the same where nobody asks: a request that came with the staff files was never judged."""
    bench = Bench.load(uow, asker.id, policy=policy, at=desk.clock(), on=booking.day)
    judged = judged_alone(bench.without(booking.slot), booking)
    return Request(
        booking=booking,
        decision=judged.decision,
        out=others_out(uow, asker, booking),
        decided_by=by_line(uow, booking),
    )


def judged_alone(bench: Bench, booking: Booking) -> Judged:
    """Ask the rules about a request on a bench that does not hold it; a swap as a swap."""
    given_up = booking.gives_up
    if given_up is not None and booking.state is RequestState.PENDING:
        return judge_again(bench, booking, given_up)
    return bench.judge(booking.day, booking.half, mode=booking.mode)
