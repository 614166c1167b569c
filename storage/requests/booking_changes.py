"""Booking requests written and moved from state to state, their half days, their trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from rules.facts import Half
from storage.core.statements import insert_all_new, insert_new
from storage.errors import SlotTaken, Stale
from storage.requests.booking_rows import Booking, Wish
from storage.requests.bookings_found import by_id
from storage.tables import (
    BOOKING_REQUEST,
    BOOKING_SLOT,
    HOLDING,
    RequestState,
)
from storage.unit_of_work import UnitOfWork


def asked(wish: Wish, *, at: datetime, by: int | None, state: RequestState) -> dict[str, Any]:
    """Give the columns of a new request."""
    return {
        "employee_id": wish.employee_id,
        "day": wish.day,
        "half": wish.half,
        "mode": wish.mode,
        "state": state,
        "version": 1,
        "asked_at": at,
        "asked_by": by,
        "replaces_id": wish.replaces_id,
        "replaces_day": wish.replaces.day if wish.replaces else None,
        "replaces_half": wish.replaces.half if wish.replaces else None,
        "pattern_id": wish.pattern_id,
    }


def hold(uow: UnitOfWork, request_id: int, wish: Wish) -> None:
    """Hold the half days of a request; SlotTaken if another holds one."""
    for slot in _slots_of(wish):
        if not insert_new(uow.connection, BOOKING_SLOT, request_id=request_id, **slot):
            raise SlotTaken(**slot)


def hold_all(uow: UnitOfWork, wishes: Sequence[tuple[int, Wish]]) -> None:
    """Hold the half days of many requests at once; SlotTaken if another holds one."""
    slots = [
        {"request_id": request_id, **slot}
        for request_id, wish in wishes
        for slot in _slots_of(wish)
    ]
    if not slots:
        return
    insert_all_new(uow.connection, BOOKING_SLOT, slots)
    ids = [request_id for request_id, _ in wishes]
    wanted = select(BOOKING_SLOT.c.request_id, BOOKING_SLOT.c.half)
    held = {
        (row.request_id, row.half)
        for row in uow.connection.execute(wanted.where(BOOKING_SLOT.c.request_id.in_(ids)))
    }
    for slot in slots:
        if (slot.pop("request_id"), slot["half"]) not in held:
            raise SlotTaken(**slot)


def _slots_of(wish: Wish) -> list[dict[str, Any]]:
    halves = (wish.half,) if wish.half else tuple(Half)
    return [{"employee_id": wish.employee_id, "day": wish.day, "half": half} for half in halves]


def change(
    uow: UnitOfWork,
    booking_id: int,
    version: int,
    *,
    since: tuple[RequestState, ...],
    to: RequestState,
    values: dict[str, Any],
) -> Booking:
    """Decide about a request, or take it back, and note it."""
    after = move(uow, booking_id, version, since=since, to=to, values=values)
    by, on_behalf_of = values["decided_by"], values["decided_for"]
    note_move(uow, after, at=values["decided_at"], by=by, on_behalf_of=on_behalf_of)
    return after


def move(
    uow: UnitOfWork,
    booking_id: int,
    version: int,
    *,
    since: tuple[RequestState, ...],
    to: RequestState,
    values: dict[str, Any],
) -> Booking:
    """Take a request from one of these states to another; Stale if it stands in none of them."""
    as_shown = BOOKING_REQUEST.update().where(
        BOOKING_REQUEST.c.id == booking_id,
        BOOKING_REQUEST.c.version == version,
        BOOKING_REQUEST.c.state.in_(since),
    )
    changed = as_shown.values(state=to, version=version + 1, **values)
    if not uow.connection.execute(changed).rowcount:
        raise Stale("booking", booking_id, by_id(uow, booking_id))
    if to not in HOLDING:
        freed = delete(BOOKING_SLOT).where(BOOKING_SLOT.c.request_id == booking_id)
        uow.connection.execute(freed)
    return by_id(uow, booking_id)


def note_move(
    uow: UnitOfWork, after: Booking, *, at: datetime, by: int, on_behalf_of: int | None
) -> None:
    """Note in the trail what a request has become."""
    note(
        uow,
        f"booking.{after.state.value}",
        after.id,
        chain=uow.body_of(after.employee_id),
        at=at,
        actor_id=by,
        on_behalf_of=on_behalf_of,
        details={"day": after.day, "half": after.half, "reason": after.decision_reason},
    )


def note_restored(uow: UnitOfWork, again: Booking, *, at: datetime, by: int | None) -> None:
    """Note in the trail that a day stands again."""
    chain = uow.body_of(again.employee_id)
    details = {"day": again.day, "half": again.half}
    note(uow, "booking.restored", again.id, chain=chain, at=at, actor_id=by, details=details)


def note(uow: UnitOfWork, action: str, booking_id: int, **facts: Any) -> None:
    """Note something of a request in the trail."""
    uow.audit(action, subject=f"booking:{booking_id}", **facts)
