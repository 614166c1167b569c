"""A manager takes back a day whose ground has gone."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.context import Actor, Desk
from handlers.desk.grounds import told
from handlers.desk.requests import inbox
from handlers.desk.requests.authority import authority_over_person
from handlers.desk.requests.kinds.known import load
from storage.errors import NotFound, Stale
from storage.people import people
from storage.requests import bookings
from storage.requests.bookings import Booking


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """The day as it is now, whose it was, and whether this press took it back."""

    booking: Booking
    name: str
    now: bool


def take_back(desk: Desk, actor: Actor, booking_id: int, *, version: int) -> TakenBack:
    """Take a day back; raise NotFound for a day about which this person may not decide."""
    with desk.store.writing() as uow:
        booking = bookings.by_id(uow, booking_id)
        uow.lock_employee(booking.employee_id)
        person = people.person(uow, booking.employee_id)
        authority = authority_over_person(uow, desk, actor, person)
        if authority is None:
            raise NotFound("day of somebody about whom they decide", booking_id)
        try:
            after = bookings.fall(
                uow,
                booking_id,
                version,
                at=desk.clock(),
                by=actor.id,
                on_behalf_of=authority.on_behalf_of,
            )
        except Stale as stale:
            return TakenBack(booking=stale.current, name=person.name, now=False)
        told.of_taken_back(uow, desk, after, actor.person)
        inbox.bring_up_to_date(uow, desk, load(uow, [("days", booking_id)]))
        uow.commit()
    return TakenBack(booking=after, name=person.name, now=True)
