"""
Days that a proposal asks for, written into its own button.

So two proposals may lie open side by side, and a press sends exactly what stood above it. A
character holds three days, two bits for each: not asked for, whole, morning, afternoon.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from string import ascii_letters, digits

from handlers.desk.booking.wishes import Days
from handlers.desk.presses import Press, StalePressError, pack
from rules.facts import Half

ALPHABET = f"{digits}{ascii_letters}-_"
PARTS = (None, Half.AM, Half.PM)
"""What two bits say of a day, from 1 on; 0 is that it is not asked for."""
IN_A_CHARACTER = 3
MOST_CHARACTERS = 35
REACH = timedelta(days=IN_A_CHARACTER * MOST_CHARACTERS)
"""From the first day of a button to the day after the last that it can hold."""


def buttons_for(days: Days) -> Iterator[tuple[str, int]]:
    """Write days into as few buttons as hold them; give callback data and count of each."""
    left = dict(days)
    while left:
        first = min(left)
        some = {day: half for day, half in left.items() if day < first + REACH}
        yield pack("booking", "send", first, _written(first, some)), len(some)
        left = {day: half for day, half in left.items() if day not in some}


def days_of(press: Press) -> Days:
    """Read the days of a button; raise StalePressError for what was never written so."""
    first, written = press.day(0), press.text(1)
    if len(written) > MOST_CHARACTERS or not set(written) <= set(ALPHABET):
        raise StalePressError(f"{written!r} holds no days")
    bits = [ALPHABET.index(character) >> shift & 3 for character in written for shift in (4, 2, 0)]
    if not any(bits):
        raise StalePressError(f"{written!r} holds no days")
    days = ((first + timedelta(days=n), bit) for n, bit in enumerate(bits) if bit)
    return {day: PARTS[bit - 1] for day, bit in days}


def _written(first: date, days: Days) -> str:
    span = [first + timedelta(days=n) for n in range((max(days) - first).days + 1)]
    bits = [PARTS.index(days[day]) + 1 if day in days else 0 for day in span]
    bits += [0] * (-len(bits) % IN_A_CHARACTER)
    starts = range(0, len(bits), IN_A_CHARACTER)
    return "".join(ALPHABET[bits[n] << 4 | bits[n + 1] << 2 | bits[n + 2]] for n in starts)
