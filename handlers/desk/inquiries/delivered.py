"""When the card about a request reached somebody."""

from __future__ import annotations

from datetime import datetime

from handlers.desk.requests.kinds.days import request_of
from handlers.desk.requests.kinds.known import kind_of
from storage.requests import cards
from storage.requests.bookings import Booking
from storage.unit_of_work import UnitOfWork


def delivered_at(uow: UnitOfWork, booking: Booking, recipient_id: int) -> datetime | None:
    """Tell since when somebody has had the card about a day; None if they have not."""
    request = request_of(booking)
    keys = {request.key, *kind_of(request).shown_in(uow, [request])}
    return cards.reached_at(uow, keys, recipient_id)
