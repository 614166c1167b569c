"""The day that is to be moved: a booking, or a weekday that the agreement makes agile unbooked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.known_days import AWAY
from handlers.desk.presses import StalePressError, whole_number
from rules.facts import Half, Mode, Slot
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=92)
"""How far ahead days are offered for moving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A day somebody holds; `booking` None is a weekday of the agreement."""

    employee_id: int
    slot: Slot
    booking: Booking | None = None

    @property
    def token(self) -> str:
        """Name it in a button: `b<booking>.<version>` or `d<day>.<employee>`."""
        if self.booking is None:
            return f"d{self.slot.day:%Y%m%d}.{self.employee_id}"
        return f"b{self.booking.id}.{self.booking.version}"

    @property
    def line(self) -> tuple[str, dict[str, date]]:
        """Say the day, and which half of it."""
        return f"day.{self.slot.half or 'whole'}", {"day": self.slot.day}


@dataclass(frozen=True, slots=True)
class Token:
    """What a button says about the day to be moved, not yet believed."""

    kind: str
    number: int
    other: int
    """Of a booking its version, of a weekday the employee."""

    @classmethod
    def read(cls, text: str) -> Token:
        """Read it; raise StalePressError for what no button of ours says."""
        number, dot, other = text[1:].partition(".")
        if text[:1] not in ("b", "d") or not dot:
            raise StalePressError(f"{text!r} names no day to be moved")
        return cls(text[0], whole_number(number), whole_number(other))


def owner_of(uow: UnitOfWork, token: Token) -> int:
    """Tell whose day a button means; raise NotFound."""
    return bookings.by_id(uow, token.number).employee_id if token.kind == "b" else token.other


def find(uow: UnitOfWork, token: Token, hearing: Hearing) -> Source:
    """Find the day as it stands now; raise StalePressError if it changed, NotFound."""
    if token.kind == "b":
        booking = bookings.by_id(uow, token.number)
        if booking.version != token.other or booking.state not in HOLDING:
            raise StalePressError(f"the booking {booking.id} changed since it was shown")
        return Source(employee_id=booking.employee_id, slot=booking.slot, booking=booking)
    for source in agreed_days(hearing, hearing.today, hearing.today + AHEAD):
        if f"{source.slot.day:%Y%m%d}" == str(token.number):
            return source
    raise StalePressError(f"{token.number} is no agile day of the agreement")


def movable(uow: UnitOfWork, hearing: Hearing) -> list[Source]:
    """List the days from today on that somebody holds, booked or by their agreement, in order."""
    until = hearing.today + AHEAD
    held = bookings.of_person(
        uow, hearing.employee_id, since=hearing.today, until=until, states=HOLDING
    )
    booked = [Source(employee_id=b.employee_id, slot=b.slot, booking=b) for b in held]
    agreed = agreed_days(hearing, hearing.today, until)
    return sorted([*booked, *agreed], key=lambda source: (source.slot.day, source.token))


def on_day(uow: UnitOfWork, hearing: Hearing, day: date) -> list[Source]:
    """List what somebody holds on one day: nothing, one thing, or two halves."""
    return [source for source in movable(uow, hearing) if source.slot.day == day]


def agreed_days(hearing: Hearing, since: date, until: date) -> list[Source]:
    """List the working days that the agreement itself makes agile or remote."""
    days = [since + timedelta(n) for n in range((until - since).days + 1)]
    found = ((day, _agreed(hearing, day)) for day in days)
    return [
        Source(employee_id=hearing.employee_id, slot=Slot(day=day, mode=mode))
        for day, mode in found
        if mode is not None
    ]


def _agreed(hearing: Hearing, day: date) -> Mode | None:
    if hearing.history.halves(day) != (None, None):
        return None
    mode = hearing.where(day).modes[0]
    return mode if mode in AWAY else None


def part_of(source: Source, half: Half | None) -> Half | None:
    """Tell which half of the new day is meant: a whole day stays whole."""
    return source.slot.half and (half or source.slot.half)
