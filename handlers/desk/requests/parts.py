"""What waits of one person, or of anybody, on some days: how a button names it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.presses import StalePressError
from handlers.desk.requests.request import Request

MARK = "w"
MOST_APART = 48
"""Days from the first to the last that fit in a button, a bit for each."""


ANYBODY = 0
"""Where nobody is named: whoever asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Requests of one person, or of ANYBODY; of these days, if any are named."""

    person_id: int
    days: tuple[date, ...] = ()

    def of(self, requests: Iterable[Request]) -> list[Request]:
        """Give those of some requests that are meant."""
        return [
            one
            for one in requests
            if self.person_id in (ANYBODY, one.employee_id) and one.touches(self.days)
        ]

    def source(self, number: int) -> str | None:
        """Name a page of it in a button; None if its days are too far apart for one."""
        first = min(self.days, default=date.min)
        if self.days and (max(self.days) - first).days >= MOST_APART:
            return None
        bits = sum(1 << (day - first).days for day in set(self.days))
        return f"{MARK}{self.person_id}.{first.toordinal()}.{bits:x}.{number}"


def part_of(source: str) -> tuple[Part, int]:
    """Read what a button names, and which page; raise StalePressError for no button of ours."""
    try:
        person_id, first, bits, number = source.removeprefix(MARK).split(".")
        part = Part(person_id=int(person_id), days=_days(int(first), int(bits, 16)))
        found = part, int(number)
    except (ValueError, OverflowError) as error:
        raise StalePressError(f"{source!r} names nothing that waits") from error
    if found[1] < 0 or part.source(found[1]) != source:
        raise StalePressError(f"{source!r} names nothing that waits")
    return found


def _days(first: int, bits: int) -> tuple[date, ...]:
    start = date.fromordinal(first)
    return tuple(start + timedelta(n) for n in range(bits.bit_length()) if bits >> n & 1)
