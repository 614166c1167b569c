"""A manager takes back a day whose ground has gone."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.context import Actor, Desk
from handlers.desk.grounds import told
from handlers.desk.grounds.falling import let_fall
from handlers.desk.requests.authority import authority_over_person
from storage.errors import NotFound
from storage.people import people
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.tables import HOLDING


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """The day as it is now, whose it was, and whether this press took it back."""

    booking: Booking
    name: str
    now: bool


def take_back(desk: Desk, actor: Actor, booking_id: int, *, version: int) -> TakenBack:
    """Take a day back; raise NotFound for a day about which this person may not decide."""
    with desk.store.writing() as uow:
        uow.lock_employee(bookings.by_id(uow, booking_id).employee_id)
        booking = bookings.by_id(uow, booking_id)
        person = people.person(uow, booking.employee_id)
        authority = authority_over_person(uow, desk, actor, person)
        if authority is None:
            raise NotFound("day of somebody about whom they decide", booking_id)
        if booking.version != version or booking.state not in HOLDING:
            return TakenBack(booking=booking, name=person.name, now=False)
        behalf = authority.on_behalf_of
        after = let_fall(uow, desk, booking, by=actor.id, on_behalf_of=behalf)
        told.of_taken_back(uow, desk, after, actor.person)
        uow.commit()
    return TakenBack(booking=after, name=person.name, now=True)
