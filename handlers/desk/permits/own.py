"""What a person has of permits: those to come, what is left of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from handlers.desk.cases.permits import balances_on, has_begun, hearing_for
from handlers.desk.context import Actor, Desk
from handlers.desk.permits.actions import own
from rules.permit_balances import Balance
from storage.requests import permits
from storage.requests.permits import PermitRecord
from storage.tables import PERMITS_HELD, PermitState

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


def overview(desk: Desk, actor: Actor) -> Overview:
    """Give what a person has asked for and what is left."""
    today = desk.today()
    with desk.store.reading() as uow:
        hearing = hearing_for(uow, actor.id, policy=actor.policy, at=desk.clock(), on=today)
        found = permits.of_person(uow, actor.id, since=today - BEHIND, until=today + AHEAD)
        listed = [
            Listed(
                record=record,
                open=record.state in PERMITS_HELD and not has_begun(hearing, record.permit),
            )
            for record in found
            if record.state is not PermitState.CANCELLED
        ]
    return Overview(permits=tuple(listed), balances=balances_on(hearing, today))


def one(desk: Desk, actor: Actor, permit_id: int) -> PermitRecord:
    """Give one of a person's own permits; raise NotFound for anybody else's."""
    with desk.store.reading() as uow:
        return own(uow, actor, permit_id)
