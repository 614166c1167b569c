"""A booking request as it stands, what is asked for, and how rows become the one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, select

from rules.decision import Reason
from rules.facts import Half, Mode, Slot
from storage.core.values import unpack_reasons
from storage.tables import BOOKING_REQUEST, RequestState
from storage.unit_of_work import UnitOfWork

BOOKINGS = select(BOOKING_REQUEST)
"""To be narrowed down, and handed to `listed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """
    A booking request as it stands; `half` None is the whole day.

    `decided_for` is the manager in whose name `decided_by` decided. `reasons` are what the rules
    answered when it was asked, `verdict` in their words.
    """

    id: int
    employee_id: int
    day: date
    half: Half | None
    mode: Mode
    state: RequestState
    version: int
    asked_at: datetime
    asked_by: int | None
    approver_id: int | None
    decided_at: datetime | None
    decided_by: int | None
    decided_for: int | None
    decision_reason: str | None
    verdict: str | None
    reasons: tuple[Reason, ...]
    replaces_id: int | None
    replaces_day: date | None
    replaces_half: Half | None
    pattern_id: int | None

    @property
    def slot(self) -> Slot:
        """The day as the rules count it."""
        return Slot(day=self.day, mode=self.mode, half=self.half)

    @property
    def gives_up(self) -> Slot | None:
        """The day that gives way if this one is approved; None unless this is a swap."""
        if self.replaces_day is None:
            return None
        return Slot(day=self.replaces_day, mode=self.mode, half=self.replaces_half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """
    What is asked for: a day, or a half of it.

    `replaces` is the day (or half) that gives way if this one is approved: the booking
    `replaces_id`, or (None) a weekday of the agreement. `pattern_id` is the weekly pattern it
    comes from.
    """

    employee_id: int
    day: date
    half: Half | None = None
    mode: Mode = Mode.AGILE
    replaces_id: int | None = None
    replaces: Slot | None = None
    pattern_id: int | None = None


def listed(uow: UnitOfWork, wanted: Select[Any]) -> list[Booking]:
    """Give the bookings of a statement, by day."""
    ordered = wanted.order_by(BOOKING_REQUEST.c.day, BOOKING_REQUEST.c.id)
    return [_booking(row) for row in uow.connection.execute(ordered).mappings()]


def _booking(row: RowMapping) -> Booking:
    fields = dict(row)
    reasons = unpack_reasons(fields.pop("reasons"))
    half = fields.pop("replaces_half")
    return Booking(**fields, replaces_half=half and Half(half), reasons=reasons)
