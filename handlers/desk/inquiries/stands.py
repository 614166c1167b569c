"""Where one's requests stand: whom each lies with, since when, or how it was decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.cases.reaching import Reaching, reaching
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries.delivered import delivered_at
from handlers.desk.requests.ageing import seat_of
from storage.people import people
from storage.requests import bookings, permits
from storage.requests.bookings import Booking
from storage.requests.permits_found import PermitRecord
from storage.tables import PermitState, RequestState
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=366)
BACK = timedelta(days=60)
"""Decisions longer ago are no news."""
MOST_DECIDED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    A request as it stands.

    `lies_with` is who looks at it now (None: nobody whom the act names can), `read_at` when they
    got its card. `by` are the names of who decided, and in whose name.
    """

    booking: Booking | None = None
    permit: PermitRecord | None = None
    lies_with: Reaching | None = None
    read_at: datetime | None = None
    by: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether nobody decided yet."""
        if self.booking is not None:
            return self.booking.state is RequestState.PENDING
        return self.permit is not None and self.permit.state is PermitState.PENDING


def where_they_stand(desk: Desk, actor: Actor, days: Collection[date] = ()) -> tuple[Asked, ...]:
    """
    Give what was asked for some days, whatever became of it.

    Without days: all that waits, or if nothing does, the last decisions.
    """
    with desk.store.reading() as uow:
        asked = [*_days(uow, desk, actor), *_permits(uow, desk, actor)]
    if days:
        return tuple(one for one in asked if _day_of(one) in days)
    waiting = tuple(one for one in asked if one.waits and _day_of(one) >= desk.today())
    return waiting or _last_decided(asked)


def last_refused(desk: Desk, actor: Actor) -> Asked | None:
    """Give the day that was refused last; None if none was."""
    with desk.store.reading() as uow:
        asked = _days(uow, desk, actor)
    refused = [one for one in asked if one.booking and one.booking.state is RequestState.REFUSED]
    return next(iter(_last_decided(refused)), None)


def _last_decided(asked: Sequence[Asked]) -> tuple[Asked, ...]:
    decided = [(at, one) for one in asked if (at := _decided_at(one)) is not None]
    latest = sorted(decided, key=lambda pair: pair[0], reverse=True)
    return tuple(one for _, one in latest[:MOST_DECIDED])


def _days(uow: UnitOfWork, desk: Desk, actor: Actor) -> list[Asked]:
    today = desk.today()
    found = bookings.of_person(uow, actor.id, since=today - BACK, until=today + AHEAD)
    return [_day(uow, desk, actor, one) for one in found]


def _day(uow: UnitOfWork, desk: Desk, actor: Actor, booking: Booking) -> Asked:
    if booking.state is not RequestState.PENDING:
        return Asked(booking=booking, by=_names(uow, booking))
    found = _lies_with(uow, desk, actor, booking.approver_id)
    read_at = delivered_at(uow, booking, found.person.id) if found else None
    return Asked(booking=booking, lies_with=found, read_at=read_at)


def _permits(uow: UnitOfWork, desk: Desk, actor: Actor) -> list[Asked]:
    today = desk.today()
    found = permits.of_person(uow, actor.id, since=today - BACK, until=today + AHEAD)
    return [
        _permit(uow, desk, actor, one) for one in found if one.state is not PermitState.CANCELLED
    ]


def _permit(uow: UnitOfWork, desk: Desk, actor: Actor, record: PermitRecord) -> Asked:
    if record.state is not PermitState.PENDING:
        return Asked(permit=record, by=_names(uow, record))
    return Asked(permit=record, lies_with=_lies_with(uow, desk, actor, record.approver_id))


def _lies_with(
    uow: UnitOfWork, desk: Desk, actor: Actor, approver_id: int | None
) -> Reaching | None:
    if approver_id is None:
        return None
    seat = seat_of(uow, desk, approver_id, asker_id=actor.id)
    return reaching(uow, desk, seat.reachable_id or seat.acting_id)


def _names(uow: UnitOfWork, one: Booking | PermitRecord) -> tuple[str, ...]:
    ids = [who for who in (one.decided_by, one.decided_for) if who is not None]
    named = people.persons(uow, ids)
    return tuple(named[who].name for who in ids if who in named)


def _day_of(one: Asked) -> date:
    if one.booking is not None:
        return one.booking.day
    return one.permit.permit.on if one.permit is not None else date.min


def _decided_at(one: Asked) -> datetime | None:
    record = one.booking or one.permit
    return None if record is None or one.waits else record.decided_at
