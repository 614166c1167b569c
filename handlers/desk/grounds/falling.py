"""A held day is given up, and with it a move of it that waits."""

from __future__ import annotations

from handlers.desk.context import Desk
from handlers.desk.requests import inbox
from handlers.desk.requests.kinds.known import load
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork


def let_fall(
    uow: UnitOfWork,
    desk: Desk,
    booking: Booking,
    *,
    by: int | None = None,
    on_behalf_of: int | None = None,
) -> Booking:
    """
    Free a day and change its cards; `by` None is the act itself. Raises Stale if it changed.

    A move for which it would give way has no sense without it, and ends too.
    """
    move = bookings.pending_move_of(uow, booking.employee_id, booking.slot)
    both = [booking] if move is None else [booking, move]
    for one in both:
        bookings.fall(uow, one.id, one.version, at=desk.clock(), by=by, on_behalf_of=on_behalf_of)
    inbox.bring_up_to_date(uow, desk, load(uow, [("days", one.id) for one in both]))
    return bookings.by_id(uow, booking.id)


def still_held(uow: UnitOfWork, booking: Booking) -> bool:
    """Tell whether a day has not ended meanwhile, as a move ends with the day it moves."""
    return bookings.by_id(uow, booking.id).state in HOLDING
