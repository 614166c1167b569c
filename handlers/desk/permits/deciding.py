"""Decide about permits of others; every time the store and the rules are asked anew."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.cases.permits import bench_for, judge
from handlers.desk.context import Actor, Desk
from handlers.desk.permits.actions import family_of
from handlers.desk.permits.cards import PermitCard, others_out, tell_decided
from handlers.desk.requests.authority import Authority, authority_over
from handlers.desk.requests.decisions import Came, by_line
from rules.decision import Verdict
from storage.errors import NotFound
from storage.people import dialogues, people
from storage.requests import permits
from storage.requests.permits import PermitRecord
from storage.tables import PermitState
from storage.unit_of_work import UnitOfWork

FEATURE = "permits_motive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of it, and the permit as it stands after it."""

    came: Came
    card: PermitCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The decision whose reason is waited for."""

    permit_id: int
    version: int
    to: PermitState


def waiting(desk: Desk, actor: Actor) -> tuple[PermitCard, ...]:
    """Give the permits that wait for somebody, also in place of an approver who is away."""
    if not actor.approves:
        return ()
    with desk.store.reading() as uow:
        pending = permits.pending_of_body(uow, actor.person.body_id)
        mine = [record for record in pending if authority_over(uow, desk, actor, record)]
        return tuple(_card(uow, desk, actor, record) for record in mine)


def look(desk: Desk, actor: Actor, permit_id: int) -> PermitCard:
    """Give a permit that somebody may decide about, or has; raise NotFound."""
    with desk.store.reading() as uow:
        record = permits.by_id(uow, permit_id)
        if authority_over(uow, desk, actor, record) is None:
            raise NotFound("permit to decide about", permit_id)
        return _card(uow, desk, actor, record)


def decide(
    desk: Desk,
    actor: Actor,
    permit_id: int,
    *,
    version: int,
    to: PermitState,
    motive: str | None = None,
) -> Decided:
    """
    Grant or refuse a permit; with a motive, the dialogue that asked for it ends.

    Refusing needs a motive, and so does granting beyond a limit set "di norma". What the rules
    forbid by now is not granted; notice is counted from when it was asked. Raises NotFound.
    """
    with desk.store.writing() as uow:
        uow.lock_employee(permits.by_id(uow, permit_id).employee_id)
        record = permits.by_id(uow, permit_id)
        authority = authority_over(uow, desk, actor, record)
        card = _card(uow, desk, actor, record)
        came = _hindrance(actor, authority, card, version=version, to=to, motive=motive)
        if came is None and authority is not None:
            after = _write(uow, desk, actor, authority, record, to=to, motive=motive)
            tell_decided(uow, desk, after, by=by_line(uow, after), motive=motive)
            card = _card(uow, desk, actor, after)
        if motive is not None:
            dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return Decided(came=came or Came.DONE, card=card)


def ask_for_motive(
    desk: Desk, actor: Actor, permit_id: int, *, version: int, to: PermitState
) -> Decided:
    """Begin to wait for the reason of a decision, if the decision could be taken at all."""
    with desk.store.writing() as uow:
        record = permits.by_id(uow, permit_id)
        authority = authority_over(uow, desk, actor, record)
        card = _card(uow, desk, actor, record)
        came = _hindrance(actor, authority, card, version=version, to=to, motive=None)
        if came is Came.NEEDS_MOTIVE:
            left = ["permits.left", {"name": card.asker.name}]
            state = {"permit": permit_id, "version": version, "to": to, "awaits": left}
            dialogues.begin(uow, actor.telegram_id, FEATURE, state, at=desk.clock())
            uow.commit()
    return Decided(came=came or Came.DONE, card=card)


def motive_wanted(desk: Desk, actor: Actor) -> Wanted:
    """Tell for which decision a reason is waited for; raise NotFound if for none."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or standing.feature != FEATURE:
        raise NotFound("dialogue", actor.telegram_id)
    state = standing.state
    to = PermitState(state["to"])
    return Wanted(permit_id=state["permit"], version=state["version"], to=to)


def _hindrance(
    actor: Actor,
    authority: Authority | None,
    card: PermitCard,
    *,
    version: int,
    to: PermitState,
    motive: str | None,
) -> Came | None:
    """Tell what stands in the way of a decision, the gravest first; None if nothing does."""
    record, granting = card.record, to is PermitState.GRANTED
    if record.employee_id == actor.id:
        return Came.OWN
    if authority is None:
        return Came.FORBIDDEN
    if record.state is not PermitState.PENDING or record.version != version:
        return Came.ALREADY
    if granting and card.decision.verdict is Verdict.REFUSED:
        return Came.NOW_REFUSED
    beyond = card.decision.verdict is Verdict.DISCRETION
    return Came.NEEDS_MOTIVE if motive is None and (beyond or not granting) else None


def _write(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    authority: Authority,
    record: PermitRecord,
    *,
    to: PermitState,
    motive: str | None,
) -> PermitRecord:
    return permits.decide(
        uow,
        record.id,
        record.version,
        to=to,
        by=actor.id,
        on_behalf_of=authority.on_behalf_of,
        at=desk.clock(),
        reason=motive,
    )


def _card(uow: UnitOfWork, desk: Desk, actor: Actor, record: PermitRecord) -> PermitCard:
    """Judge a permit as if it were not yet held, as of when it was asked for."""
    asker = people.person(uow, record.employee_id)
    bench = bench_for(
        uow,
        asker.id,
        policy=actor.policy,
        at=record.asked_at or desk.clock(),
        on=record.permit.on,
        without=family_of(uow, record),
    )
    judged = judge(bench, record.permit, urgent=record.urgent)
    return PermitCard(
        asker=asker,
        record=record,
        decision=judged.decision,
        out=tuple(others_out(uow, asker, record)),
        decided_by=by_line(uow, record),
    )
