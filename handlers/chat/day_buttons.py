"""Buttons about days that are held."""

from __future__ import annotations

from handlers.chat.replies import Button
from handlers.desk.presses import pack
from handlers.texts import label
from rules.facts import Half
from storage.requests.bookings import Booking


def take_back_button(booking: Booking, locale: str, half: Half | None = None) -> Button:
    """Make the button that asks to take a day back; with a half that shall be asked for then."""
    key = "booking.take_back" if half is None else f"booking.take_back.for.{half.value}"
    wanted = () if half is None else (half.value,)
    data = pack("booking", "cancel", booking.id, booking.version, *wanted)
    return Button(label(key, locale, day=booking.day), data)
