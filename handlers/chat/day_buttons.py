"""Buttons about days that are held."""

from __future__ import annotations

from handlers.chat.replies import Button
from handlers.desk.presses import pack
from handlers.texts import label
from storage.requests.bookings import Booking


def take_back_button(booking: Booking, locale: str) -> Button:
    """Make the button that asks to take a day back."""
    words = label("booking.take_back", locale, day=booking.day)
    return Button(words, pack("booking", "cancel", booking.id, booking.version))
