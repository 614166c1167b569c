"""Days of one weekly pattern that were asked for together."""

from __future__ import annotations

from datetime import datetime

from storage.requests.bookings import Booking


def batch_of(booking: Booking) -> tuple[int, datetime]:
    """Name the days of a pattern that were asked for in the same minute."""
    return booking.pattern_id or 0, booking.asked_at.replace(second=0, microsecond=0)
