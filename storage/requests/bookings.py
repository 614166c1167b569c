"""Booking requests and the half days that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rules.decision import Decision
from storage.core.statements import insert_row
from storage.core.values import pack_reasons
from storage.days import absences
from storage.requests import patterns
from storage.requests.booking_changes import (
    asked,
    change,
    hold,
    hold_all,
    move,
    note,
    note_move,
    note_restored,
)
from storage.requests.booking_rows import Booking, Wish
from storage.requests.bookings_found import (
    FELL,
    all_pending,
    asked_with,
    by_id,
    by_ids,
    fallen,
    of_pattern,
    of_patterns,
    of_person,
    pending_for,
    pending_move_of,
    pending_of_body,
)
from storage.tables import (
    BOOKING_REQUEST,
    HOLDING,
    RequestState,
)
from storage.unit_of_work import UnitOfWork

__all__ = (
    "Booking",
    "Entered",
    "Wish",
    "all_pending",
    "asked_with",
    "by_id",
    "by_ids",
    "cancel",
    "decide",
    "enter",
    "enter_all",
    "expire",
    "fall",
    "fallen",
    "of_pattern",
    "of_patterns",
    "of_person",
    "pending_for",
    "pending_move_of",
    "pending_of_body",
    "reassign",
    "recall",
    "reopen",
    "request",
    "restore",
)


AT_ONCE = 500
"""Days entered in one statement."""
_TOLD = ("employee_id", "day", "half", "mode", "state")
"""What tells days of records apart; those that are alike in it are alike in everything."""
_ENTER = BOOKING_REQUEST.insert().returning(
    BOOKING_REQUEST.c.id, *(BOOKING_REQUEST.c[name] for name in _TOLD)
)


@dataclass(frozen=True, slots=True)
class Entered:
    """A day of a municipality's records: who decides about it, if it is still pending."""

    wish: Wish
    state: RequestState
    approver_id: int | None = None


def request(
    uow: UnitOfWork,
    wish: Wish,
    *,
    decision: Decision,
    at: datetime,
    by: int | None,
    approver_id: int | None,
) -> Booking:
    """
    Ask for a day: hold its half days until somebody decides.

    Call `uow.lock_employee` before counting quotas. `approver_id` is whom the rules name, the
    principal and not the delegate. Raises SlotTaken if a half is held already.
    """
    chain = uow.lock_employee(wish.employee_id)
    verdict = None if decision.verdict is None else decision.verdict.value
    row = asked(wish, at=at, by=by, state=RequestState.PENDING)
    row |= {"approver_id": approver_id, "verdict": verdict}
    packed = pack_reasons(decision.reasons)
    request_id = insert_row(uow.connection, BOOKING_REQUEST, **row | {"reasons": packed})
    hold(uow, request_id, wish)
    details: dict[str, Any] = {"day": wish.day, "half": wish.half, "mode": wish.mode}
    details |= {"verdict": verdict, "because": decision.because}
    note(uow, "booking.requested", request_id, chain=chain, at=at, actor_id=by, details=details)
    undecided = dict.fromkeys(_DECISION)
    row |= {"replaces_half": wish.replaces.half if wish.replaces else None}
    return Booking(**row | undecided, id=request_id, reasons=decision.reasons)


def enter(
    uow: UnitOfWork,
    wish: Wish,
    *,
    at: datetime,
    state: RequestState,
    approver_id: int | None = None,
) -> int:
    """Enter a day from a municipality's records, free of the rules; give its id."""
    return enter_all(uow, [Entered(wish, state, approver_id)], at=at)[0]


def enter_all(uow: UnitOfWork, days: Sequence[Entered], *, at: datetime) -> list[int]:
    """
    Enter days from a municipality's records, free of the rules; give their ids, in order.

    Thousands come in a few statements: on SQLite the one writer is busy meanwhile. Raises
    SlotTaken if a half day is held already.
    """
    ids: list[int] = []
    for first in range(0, len(days), AT_ONCE):
        some = days[first : first + AT_ONCE]
        rows = [
            asked(day.wish, at=at, by=None, state=day.state)
            | {"approver_id": day.approver_id, "reasons": []}
            for day in some
        ]
        # In what order ids come back is not promised: asking for it costs a statement for each.
        found: dict[Any, list[int]] = {}
        for row in uow.connection.execute(_ENTER, rows).mappings():
            found.setdefault(tuple(row[name] for name in _TOLD), []).append(row["id"])
        new = [found[tuple(row[name] for name in _TOLD)].pop() for row in rows]
        standing = zip(new, some, strict=True)
        hold_all(uow, [(one, day.wish) for one, day in standing if day.state in HOLDING])
        ids += new
    for request_id, day in zip(ids, days, strict=True):
        chain, details = uow.body_of(day.wish.employee_id), {"state": day.state.value}
        note(uow, "booking.entered", request_id, chain=chain, at=at, details=details)
    return ids


def decide(
    uow: UnitOfWork,
    booking_id: int,
    version: int,
    *,
    to: RequestState,
    by: int,
    on_behalf_of: int | None = None,
    at: datetime,
    reason: str | None = None,
) -> Booking:
    """
    Approve or refuse a pending request that still has the version that was shown.

    The day that an approved one replaces gives way with it. Raises Stale, carrying the booking
    as it stands, if somebody was faster; NotFound.
    """
    if to not in (RequestState.APPROVED, RequestState.REFUSED):
        raise ValueError(f"A decision approves or refuses, it does not make a request {to}.")
    who = {"decided_by": by, "decided_for": on_behalf_of, "decided_at": at}
    values = who | {"decision_reason": reason}
    pending = (RequestState.PENDING,)
    after = change(uow, booking_id, version, since=pending, to=to, values=values)
    if to is RequestState.APPROVED and after.replaces_day is not None:
        _give_way(uow, after, after.replaces_day, values=who)
    return after


def _give_way(uow: UnitOfWork, new: Booking, day: date, *, values: dict[str, Any]) -> None:
    """Free the day that another replaces; a weekday of the agreement becomes one at the office."""
    if new.replaces_id is not None:
        _cancel_for(uow, by_id(uow, new.replaces_id), new, values=values)
    if day != new.day:
        absences.come_in(uow, new.employee_id, day)


def _cancel_for(uow: UnitOfWork, old: Booking, new: Booking, *, values: dict[str, Any]) -> None:
    since, to = tuple(HOLDING), RequestState.CANCELLED
    move(uow, old.id, old.version, since=since, to=to, values=values)
    if old.pattern_id is not None:
        patterns.except_day(uow, old.pattern_id, old.day)
    note(
        uow,
        "booking.moved",
        old.id,
        chain=uow.body_of(old.employee_id),
        at=values["decided_at"],
        actor_id=values["decided_by"],
        on_behalf_of=values["decided_for"],
        details={"day": old.day, "half": old.half, "by": f"booking:{new.id}"},
    )


def cancel(uow: UnitOfWork, booking_id: int, version: int, *, by: int, at: datetime) -> Booking:
    """
    Take back a pending or approved request; raise Stale if it changed, NotFound.

    A day of a weekly pattern becomes an exception of it.
    """
    after = change(
        uow,
        booking_id,
        version,
        since=tuple(HOLDING),
        to=RequestState.CANCELLED,
        values={"decided_by": by, "decided_for": None, "decided_at": at},
    )
    if after.pattern_id is not None:
        patterns.except_day(uow, after.pattern_id, after.day)
    return after


def fall(
    uow: UnitOfWork,
    booking_id: int,
    version: int,
    *,
    at: datetime,
    by: int | None = None,
    on_behalf_of: int | None = None,
) -> Booking:
    """
    Free a day whose ground has gone; `by` None is the act itself. Raises Stale, NotFound.

    A day of a weekly pattern becomes an exception of it.
    """
    values = {"decided_by": by, "decided_for": on_behalf_of, "decided_at": at}
    since, to = tuple(HOLDING), RequestState.CANCELLED
    after = move(uow, booking_id, version, since=since, to=to, values=values)
    if after.pattern_id is not None:
        patterns.except_day(uow, after.pattern_id, after.day)
    note(
        uow,
        FELL,
        after.id,
        chain=uow.body_of(after.employee_id),
        at=at,
        actor_id=by,
        on_behalf_of=on_behalf_of,
        details={"day": after.day, "half": after.half},
    )
    return after


def expire(uow: UnitOfWork, booking_id: int, version: int, *, at: datetime) -> Booking:
    """Note that nobody decided before the day was over; raise Stale if it changed, NotFound."""
    values = {"decided_by": None, "decided_for": None, "decided_at": at}
    pending, to = (RequestState.PENDING,), RequestState.EXPIRED
    return change(uow, booking_id, version, since=pending, to=to, values=values)


def reopen(
    uow: UnitOfWork,
    booking_id: int,
    version: int,
    *,
    by: int,
    at: datetime,
    gave_way: Booking | None,
) -> Booking:
    """
    Take a decision back: the request waits again, and what gave way to it stands again.

    `gave_way` is the booking that it replaced, as it was before the decision. Raises Stale if the
    request changed since, SlotTaken if a half day was given to another one.
    """
    decided = (RequestState.APPROVED, RequestState.REFUSED)
    undone = dict.fromkeys(_DECISION)
    before = by_id(uow, booking_id)
    to = RequestState.PENDING
    after = move(uow, booking_id, version, since=decided, to=to, values=undone)
    if before.state is RequestState.REFUSED:
        hold(uow, booking_id, _wish_of(after))
    elif after.replaces_day is not None:
        _stand_again(uow, after, after.replaces_day, gave_way, at=at, by=by)
    details = {"day": after.day, "half": after.half, "was": before.state.value}
    chain = uow.body_of(after.employee_id)
    note(uow, "booking.reopened", booking_id, chain=chain, at=at, actor_id=by, details=details)
    return after


def _stand_again(
    uow: UnitOfWork, new: Booking, day: date, old: Booking | None, *, at: datetime, by: int
) -> None:
    """Give back the day that had given way."""
    if day != new.day:
        absences.stay_out(uow, new.employee_id, day)
    if old is None:
        return
    gone = (RequestState.CANCELLED,)
    values = {name: getattr(old, name) for name in _DECISION}
    now = by_id(uow, old.id)
    move(uow, old.id, now.version, since=gone, to=old.state, values=values)
    hold(uow, old.id, _wish_of(old))
    if old.pattern_id is not None:
        patterns.hold_again(uow, old.pattern_id, old.day)
    note_restored(uow, old, at=at, by=by)


_DECISION = ("decided_at", "decided_by", "decided_for", "decision_reason")


def _wish_of(booking: Booking) -> Wish:
    return Wish(
        employee_id=booking.employee_id, day=booking.day, half=booking.half, mode=booking.mode
    )


def recall(
    uow: UnitOfWork, booking: Booking, *, by: int, on_behalf_of: int | None, at: datetime
) -> Booking:
    """Free an approved day because of a recall; who approved it stays on record. Raises Stale."""
    to, since = RequestState.RECALLED, (RequestState.APPROVED,)
    after = move(uow, booking.id, booking.version, since=since, to=to, values={})
    note_move(uow, after, at=at, by=by, on_behalf_of=on_behalf_of)
    return after


def restore(uow: UnitOfWork, booking: Booking, *, by: int | None, at: datetime) -> Booking:
    """Give back a day whose recall ended; raise SlotTaken, Stale."""
    to, since = RequestState.APPROVED, (RequestState.RECALLED,)
    after = move(uow, booking.id, booking.version, since=since, to=to, values={})
    hold(uow, after.id, _wish_of(after))
    note_restored(uow, after, at=at, by=by)
    return after


def reassign(
    uow: UnitOfWork, booking_id: int, *, approver_id: int, at: datetime, why: str
) -> None:
    """Route a pending request to another approver; `why` is a word for the audit trail."""
    pending = BOOKING_REQUEST.update().where(
        BOOKING_REQUEST.c.id == booking_id, BOOKING_REQUEST.c.state == RequestState.PENDING
    )
    if not uow.connection.execute(pending.values(approver_id=approver_id)).rowcount:
        return
    chain = uow.body_of(by_id(uow, booking_id).employee_id)
    details = {"approver": approver_id, "why": why}
    note(uow, "booking.reassigned", booking_id, chain=chain, at=at, details=details)
