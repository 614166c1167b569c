"""When the card about a request reached somebody."""

from __future__ import annotations

from datetime import datetime

from handlers.desk.requests.ageing import Matter, cards_of
from storage.requests.bookings import Booking
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


def delivered_at(uow: UnitOfWork, booking: Booking, recipient_id: int) -> datetime | None:
    """Tell since when somebody has had the card about a day; None if they have not."""
    keys = [key for key, _ in cards_of(uow, Matter(waiting=(booking,)), recipient_id)]
    found = [outbox.by_dedupe_key(uow, key) for key in keys]
    sent = [one.sent_at for one in found if one is not None and one.sent_at is not None]
    return min(sent, default=None)
