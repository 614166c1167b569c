"""Booking requests as they stand: by number, by person, by who decides, by what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import String, cast, exists, literal, or_, select

from rules.facts import Slot
from storage.errors import NotFound
from storage.requests.booking_rows import BOOKINGS, Booking, listed
from storage.tables import (
    AUDIT,
    BOOKING_REQUEST,
    BOOKING_SLOT,
    DELEGATION,
    EMPLOYEE,
    RequestState,
)
from storage.tables.work import WAITS
from storage.unit_of_work import UnitOfWork

FELL = "booking.fell"
"""What the trail says of a day whose ground has gone."""


def by_id(uow: UnitOfWork, booking_id: int) -> Booking:
    """Give one booking; raise NotFound."""
    found = listed(uow, BOOKINGS.where(BOOKING_REQUEST.c.id == booking_id))
    if not found:
        raise NotFound("booking", booking_id)
    return found[0]


def by_ids(uow: UnitOfWork, booking_ids: Iterable[int]) -> list[Booking]:
    """List bookings by their ids, by day; those that are not there are left out."""
    return listed(uow, BOOKINGS.where(BOOKING_REQUEST.c.id.in_(list(booking_ids))))


def of_person(
    uow: UnitOfWork,
    employee_id: int,
    *,
    since: date,
    until: date,
    states: Iterable[RequestState] = tuple(RequestState),
) -> list[Booking]:
    """List a person's bookings of some days, both ends included, by day."""
    wanted = BOOKINGS.where(
        BOOKING_REQUEST.c.employee_id == employee_id,
        BOOKING_REQUEST.c.day.between(since, until),
        BOOKING_REQUEST.c.state.in_(tuple(states)),
    )
    return listed(uow, wanted)


def fallen(uow: UnitOfWork, body_id: str, *, since: date, until: date) -> list[Booking]:
    """
    List days that fell with their ground and that nothing holds since, by day.

    They fell by the act itself, or because whoever decides took them back for want of ground.
    """
    taken = exists().where(
        BOOKING_SLOT.c.employee_id == BOOKING_REQUEST.c.employee_id,
        BOOKING_SLOT.c.day == BOOKING_REQUEST.c.day,
        or_(BOOKING_REQUEST.c.half.is_(None), BOOKING_SLOT.c.half == BOOKING_REQUEST.c.half),
    )
    of_body = select(EMPLOYEE.c.id).where(EMPLOYEE.c.body_id == body_id)
    wanted = BOOKINGS.where(
        BOOKING_REQUEST.c.employee_id.in_(of_body),
        BOOKING_REQUEST.c.day.between(since, until),
        BOOKING_REQUEST.c.state == RequestState.CANCELLED,
        BOOKING_REQUEST.c.version > 1,  # what files tell as ended never stood here
        ~taken,
        exists().where(
            AUDIT.c.subject == literal("booking:") + cast(BOOKING_REQUEST.c.id, String),
            AUDIT.c.action == FELL,
        ),
    )
    return listed(uow, wanted)


def pending_move_of(uow: UnitOfWork, employee_id: int, given_up: Slot) -> Booking | None:
    """Give the pending request for which a day would give way; None if there is none."""
    wanted = BOOKINGS.where(
        BOOKING_REQUEST.c.employee_id == employee_id,
        BOOKING_REQUEST.c.state == RequestState.PENDING,
        BOOKING_REQUEST.c.replaces_day == given_up.day,
    )
    found = (booking for booking in listed(uow, wanted) if booking.gives_up == given_up)
    return next(found, None)


def of_pattern(
    uow: UnitOfWork,
    pattern_id: int,
    *,
    after: date = date.min,
    states: Iterable[RequestState] = tuple(RequestState),
) -> list[Booking]:
    """List what was asked for by a weekly pattern, for days later than one, by day."""
    wanted = BOOKINGS.where(
        BOOKING_REQUEST.c.pattern_id == pattern_id,
        BOOKING_REQUEST.c.day > after,
        BOOKING_REQUEST.c.state.in_(tuple(states)),
    )
    return listed(uow, wanted)


def of_patterns(uow: UnitOfWork, pattern_ids: Iterable[int]) -> list[Booking]:
    """List all that was asked for by some weekly patterns, by day."""
    return listed(uow, BOOKINGS.where(BOOKING_REQUEST.c.pattern_id.in_(list(pattern_ids))))


def pending_for(uow: UnitOfWork, manager_id: int, *, on: date) -> list[Booking]:
    """List what waits for a manager, and for those who delegated to them on that day."""
    delegating = select(DELEGATION.c.manager_id).where(
        DELEGATION.c.delegate_id == manager_id,
        DELEGATION.c.first_day <= on,
        DELEGATION.c.last_day >= on,
    )
    approver = BOOKING_REQUEST.c.approver_id
    wanted = BOOKINGS.where(BOOKING_REQUEST.c.state == RequestState.PENDING)
    return listed(uow, wanted.where(or_(approver == manager_id, approver.in_(delegating))))


def pending_of_body(uow: UnitOfWork, body_id: str) -> list[Booking]:
    """List all that waits for a decision in a body."""
    people = select(EMPLOYEE.c.id).where(EMPLOYEE.c.body_id == body_id)
    wanted = BOOKINGS.where(BOOKING_REQUEST.c.state == RequestState.PENDING)
    return listed(uow, wanted.where(BOOKING_REQUEST.c.employee_id.in_(people)))


def all_pending(uow: UnitOfWork) -> list[Booking]:
    """List all that waits for a decision, in every body (an index of its own serves this)."""
    return listed(uow, BOOKINGS.where(WAITS))


def asked_with(uow: UnitOfWork, booking: Booking) -> list[Booking]:
    """List what a person asked for in the same minute, whatever became of it, by number."""
    minute = booking.asked_at.replace(second=0, microsecond=0)
    wanted = BOOKINGS.where(
        BOOKING_REQUEST.c.employee_id == booking.employee_id,
        BOOKING_REQUEST.c.asked_at >= minute,
        BOOKING_REQUEST.c.asked_at < minute + timedelta(minutes=1),
    )
    return sorted(listed(uow, wanted), key=lambda one: one.id)
