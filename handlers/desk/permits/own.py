"""What a person has of permits: those to come, what is left of each kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.desk.cases.permits import balances_on, has_begun, hearing_for
from handlers.desk.context import Actor, Desk
from handlers.desk.permits.actions import own
from rules.permit_balances import Balance
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Which of the permits of a person were named."""

    days: tuple[date, ...] = ()
    kind: str | None = None
    start: int | None = None

    def fits(self, record: PermitRecord) -> bool:
        """Tell whether a permit is one of them; what was not said fits any."""
        permit = record.permit
        wanted = (not self.days or permit.on in self.days, self.kind in (None, permit.kind))
        return all(wanted) and self.start in (None, permit.start)


def named(desk: Desk, actor: Actor, which: Named) -> tuple[Listed, ...]:
    """Give the permits that were named: the visit on Thursday may be of another kind."""
    every = overview(desk, actor).permits
    found = tuple(one for one in every if which.fits(one.record))
    if found or which.kind is None or not (which.days or which.start is not None):
        return found
    return tuple(one for one in every if replace(which, kind=None).fits(one.record))


def one(desk: Desk, actor: Actor, permit_id: int) -> PermitRecord:
    """Give one of a person's own permits; raise NotFound for anybody else's."""
    with desk.store.reading() as uow:
        return own(uow, actor, permit_id)
