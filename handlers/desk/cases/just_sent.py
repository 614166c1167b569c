"""What somebody sent last, a moment ago: words that follow may still be about it."""

from __future__ import annotations

from datetime import timedelta

from handlers.desk.context import Actor, Desk
from storage.requests import bookings, permits
from storage.requests.bookings import Booking
from storage.requests.permits import PermitRecord
from storage.tables import PERMITS_HELD, RequestState

A_MOMENT = timedelta(minutes=10)
AHEAD = timedelta(days=366)


def just_sent(desk: Desk, actor: Actor) -> tuple[Booking, ...]:
    """Give the days that were asked for together in the last minutes and wait; weekly ones not."""
    today, since = desk.today(), desk.clock() - A_MOMENT
    states = (RequestState.PENDING,)
    with desk.store.reading() as uow:
        waiting = bookings.of_person(
            uow, actor.id, since=today, until=today + AHEAD, states=states
        )
    recent = [one for one in waiting if one.asked_at >= since and one.asked_by == actor.id]
    last = max((one.asked_at for one in recent), default=None)
    return tuple(one for one in recent if one.asked_at == last and one.pattern_id is None)


def permit_just_sent(desk: Desk, actor: Actor) -> PermitRecord | None:
    """Give the permit asked for in the last minutes, if no day was asked for since."""
    today, since = desk.today(), desk.clock() - A_MOMENT
    with desk.store.reading() as uow:
        found = permits.of_person(uow, actor.id, since=today, until=today + AHEAD)
    recent = [
        (one.asked_at, one)
        for one in found
        if one.asked_at is not None and one.asked_at >= since and one.state in PERMITS_HELD
    ]
    if not recent:
        return None
    asked_at, last = max(recent, key=lambda pair: pair[0])
    later = any(one.asked_at > asked_at for one in just_sent(desk, actor))
    return None if later else last
