"""What a person has of permits: those to come, what is left of each kind, taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.cases.permits import balances_on, bench_for, has_begun
from handlers.desk.context import Actor, Desk
from handlers.desk.permits.actions import own
from handlers.desk.permits.cards import tell_taken_back
from handlers.desk.requests.routing import route_of
from rules.permit_balances import Balance
from storage.requests import permits
from storage.requests.permits import PermitRecord
from storage.tables import PERMITS_HELD, PermitState
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=400)
BEHIND = timedelta(days=14)
"""For so long a refusal or the permits just had are still listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A permit of one's own; `open` tells whether it may still be taken back or corrected."""

    record: PermitRecord
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A person's permits by day, and what is left of each kind."""

    permits: tuple[Listed, ...]
    balances: tuple[Balance, ...]


class Took(StrEnum):
    """What came of taking a permit back."""

    DONE = "done"
    BEGUN = "begun"
    """It has begun: it stays on record."""
    CHANGED = "changed"
    """It was decided or taken back since the button was shown."""


def overview(desk: Desk, actor: Actor) -> Overview:
    """Give what a person has asked for and what is left."""
    today = desk.today()
    with desk.store.reading() as uow:
        bench = bench_for(uow, actor.id, policy=actor.policy, at=desk.clock(), on=today)
        found = permits.of_person(uow, actor.id, since=today - BEHIND, until=today + AHEAD)
        listed = [
            Listed(
                record=record,
                open=record.state in PERMITS_HELD and not has_begun(bench, record.permit),
            )
            for record in found
            if record.state is not PermitState.CANCELLED
        ]
    return Overview(permits=tuple(listed), balances=balances_on(bench, today))


def one(desk: Desk, actor: Actor, permit_id: int) -> PermitRecord:
    """Give one of a person's own permits; raise NotFound for anybody else's."""
    with desk.store.reading() as uow:
        return own(uow, actor, permit_id)


def take_back(desk: Desk, actor: Actor, permit_id: int, *, version: int) -> Took:
    """Take back a permit that has not begun; who decides is told. Raises NotFound."""
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        record = own(uow, actor, permit_id)
        if record.version != version or record.state not in PERMITS_HELD:
            return Took.CHANGED
        day = record.permit.on
        bench = bench_for(uow, actor.id, policy=actor.policy, at=desk.clock(), on=day)
        if has_begun(bench, record.permit):
            return Took.BEGUN
        _with_its_correction(uow, desk, actor, record)
        recipient = record.decided_by or _who_decides(uow, desk, actor, day)
        if recipient is not None:
            tell_taken_back(uow, desk, actor.person, record, recipient)
        uow.commit()
    return Took.DONE


def _with_its_correction(uow: UnitOfWork, desk: Desk, actor: Actor, record: PermitRecord) -> None:
    """Take back a permit, and a correction of it that still waits: nothing is left to correct."""
    permits.cancel(uow, record.id, record.version, by=actor.id, at=desk.clock())
    pending = permits.of_person(
        uow, actor.id, since=date.min, until=date.max, states=(PermitState.PENDING,)
    )
    for other in pending:
        if other.replaces_id == record.id:
            permits.cancel(uow, other.id, other.version, by=actor.id, at=desk.clock())


def _who_decides(uow: UnitOfWork, desk: Desk, actor: Actor, day: date) -> int | None:
    bench = bench_for(uow, actor.id, policy=actor.policy, at=desk.clock(), on=day)
    route = route_of(uow, actor.id, bench.person, policy=actor.policy, at=desk.clock())
    return route.acting_id
