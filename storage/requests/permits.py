"""Permits: asked for, communicated, decided, taken back, corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rules import facts as rules
from rules.decision import Decision
from storage.core.statements import insert_row
from storage.core.values import pack_reasons
from storage.errors import Stale
from storage.requests import permit_slots
from storage.requests.permit_slots import Holding
from storage.requests.permits_found import (
    FELL,
    LENGTHENED,
    SHORTENED,
    PermitRecord,
    all_pending,
    by_id,
    by_ids,
    fallen,
    family_of,
    of_person,
    pending_of_body,
    shortened,
)
from storage.tables import PERMIT, PERMITS_HELD, PermitState
from storage.unit_of_work import UnitOfWork

__all__ = (
    "DECIDED",
    "FELL",
    "LENGTHENED",
    "SHORTENED",
    "PermitRecord",
    "PermitWish",
    "all_pending",
    "ask",
    "by_id",
    "by_ids",
    "cancel",
    "columns_of",
    "correct_records",
    "decide",
    "expire",
    "fall",
    "fallen",
    "family_of",
    "give_way",
    "lengthen",
    "of_person",
    "pending_of_body",
    "reassign",
    "reopen",
    "shorten",
    "shortened",
)

_DECISION = ("decided_at", "decided_by", "decided_for", "decision_reason")
DECIDED = frozenset({PermitState.GRANTED, PermitState.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitWish:
    """
    What is asked for, by whom, and which permit it corrects.

    `takes` are the working days of whole ones; the weekdays from the first on if unsaid.
    """

    employee_id: int
    permit: rules.Permit
    urgent: bool = False
    words: str | None = None
    replaces_id: int | None = None
    takes: tuple[date, ...] = ()


def ask(
    uow: UnitOfWork,
    wish: PermitWish,
    *,
    decision: Decision,
    state: PermitState,
    at: datetime,
    approver_id: int | None,
) -> PermitRecord:
    """
    Note a permit: PENDING if somebody must approve it, GRANTED if it is communicated.

    Call `uow.lock_employee` before counting what is left of a limit. Raises PermitTaken if another
    permit of the person holds any of its time, other than the one that it corrects.
    """
    chain = uow.lock_employee(wish.employee_id)
    verdict = None if decision.verdict is None else decision.verdict.value
    permit_id = insert_row(
        uow.connection,
        PERMIT,
        **columns_of(wish.permit),
        employee_id=wish.employee_id,
        urgent=wish.urgent,
        words=wish.words,
        state=state,
        version=1,
        asked_at=at,
        approver_id=approver_id,
        verdict=verdict,
        reasons=pack_reasons(decision.reasons),
        replaces_id=wish.replaces_id,
        takes=permit_slots.write_days(wish.takes),
    )
    after = by_id(uow, permit_id)
    permit_slots.hold(uow, _holding(after))
    done = "requested" if state is PermitState.PENDING else "communicated"
    # The kind is health or family data: the trail tells the hours and not what for.
    details = {**_time_of(after), "verdict": verdict, "urgent": wish.urgent}
    details["replaces"] = wish.replaces_id
    subject = f"permit:{permit_id}"
    by = wish.employee_id
    uow.audit(f"permit.{done}", chain=chain, subject=subject, at=at, actor_id=by, details=details)
    return after


def columns_of(permit: rules.Permit) -> dict[str, Any]:
    """Lay out a permit as the columns of its table."""
    return {
        "on_day": permit.on,
        "minutes": permit.minutes,
        "days": permit.days,
        "start_minute": permit.start,
        "event_day": permit.event,
        "kind": permit.kind,
        "consecutive": permit.consecutive,
    }


def decide(
    uow: UnitOfWork,
    permit_id: int,
    version: int,
    *,
    to: PermitState,
    by: int,
    on_behalf_of: int | None = None,
    at: datetime,
    reason: str | None = None,
) -> PermitRecord:
    """
    Grant or refuse a pending permit that still has the version that was shown.

    What it corrects is taken back in the same transaction when it is granted. Raises Stale,
    carrying the permit as it stands, if somebody was faster; NotFound.
    """
    if to not in DECIDED:
        raise ValueError(f"A decision grants or refuses, it does not make a permit {to}.")
    values: dict[str, Any] = {"decided_by": by, "decided_for": on_behalf_of, "decided_at": at}
    values["decision_reason"] = reason
    pending = frozenset({PermitState.PENDING})
    after = _change(uow, permit_id, version, since=pending, to=to, values=values)
    if to is PermitState.GRANTED:
        give_way(uow, after, by=by, at=at)
    return after


def give_way(uow: UnitOfWork, new: PermitRecord, *, by: int, at: datetime) -> None:
    """Take back the permit that a new one corrects, if it still stands."""
    old = by_id(uow, new.replaces_id) if new.replaces_id is not None else None
    if old is not None and old.state in PERMITS_HELD:
        cancel(uow, old.id, old.version, by=by, at=at)
        permit_slots.hold(uow, _holding(new))


def cancel(
    uow: UnitOfWork, permit_id: int, version: int, *, by: int, at: datetime
) -> PermitRecord:
    """Take back a permit that is pending or granted; raise Stale if it changed, NotFound."""
    values = {"decided_by": by, "decided_for": None, "decided_at": at}
    to = PermitState.CANCELLED
    return _change(uow, permit_id, version, since=PERMITS_HELD, to=to, values=values)


def fall(uow: UnitOfWork, permit_id: int, version: int, *, at: datetime) -> PermitRecord:
    """Free a permit for which there is no day any more; raise Stale if it changed, NotFound."""
    return _end(uow, permit_id, version, at=at, action=FELL)


def correct_records(
    uow: UnitOfWork, permit_id: int, version: int, *, at: datetime
) -> PermitRecord:
    """Take out a permit that records told wrongly; raise Stale if it changed, NotFound."""
    return _end(uow, permit_id, version, at=at)


def _end(
    uow: UnitOfWork, permit_id: int, version: int, *, at: datetime, action: str | None = None
) -> PermitRecord:
    """End a permit by nobody's hand."""
    values = {"decided_by": None, "decided_for": None, "decided_at": at}
    to, since = PermitState.CANCELLED, PERMITS_HELD
    return _change(uow, permit_id, version, since=since, to=to, values=values, action=action)


def shorten(
    uow: UnitOfWork, record: PermitRecord, takes: Sequence[date], *, at: datetime
) -> PermitRecord:
    """Leave of a permit of whole days only some of them; raise Stale if it changed, NotFound."""
    days = {"days": len(takes), "takes": permit_slots.write_days(takes)}
    since = frozenset({record.state})
    _write(uow, record.id, record.version, since=since, to=record.state, values=days)
    after = by_id(uow, record.id)
    permit_slots.lay_anew(uow, record.id)
    uow.audit(
        SHORTENED,
        chain=uow.body_of(after.employee_id),
        subject=f"permit:{after.id}",
        at=at,
        details={**_time_of(after), "was": record.permit.days},
    )
    return after


def lengthen(
    uow: UnitOfWork, record: PermitRecord, takes: Sequence[date], *, at: datetime
) -> PermitRecord:
    """
    Give a permit of whole days back some that were taken from it.

    Raises PermitTaken if another one holds their time by now, Stale if it changed, NotFound.
    """
    days = {"days": len(takes), "takes": permit_slots.write_days(takes)}
    since = frozenset({record.state})
    _write(uow, record.id, record.version, since=since, to=record.state, values=days)
    permit_slots.free(uow, record.id)
    permit_slots.hold_row(uow, record.id)
    after = by_id(uow, record.id)
    uow.audit(
        LENGTHENED,
        chain=uow.body_of(after.employee_id),
        subject=f"permit:{after.id}",
        at=at,
        details={**_time_of(after), "was": record.permit.days},
    )
    return after


def expire(uow: UnitOfWork, permit_id: int, version: int, *, at: datetime) -> PermitRecord:
    """Note that nobody decided before its day was over; raise Stale if it changed, NotFound."""
    values = {"decided_by": None, "decided_for": None, "decided_at": at}
    pending, to = frozenset({PermitState.PENDING}), PermitState.EXPIRED
    return _change(uow, permit_id, version, since=pending, to=to, values=values)


def reopen(
    uow: UnitOfWork,
    permit_id: int,
    version: int,
    *,
    by: int,
    at: datetime,
    gave_way: PermitRecord | None,
) -> PermitRecord:
    """
    Take a decision back: the permit waits again, and the one that it corrected stands again.

    `gave_way` is that one as it was before the decision. Raises Stale if the permit changed since,
    PermitTaken if its time was given to another one.
    """
    undone = dict.fromkeys(_DECISION)
    _write(uow, permit_id, version, since=DECIDED, to=PermitState.PENDING, values=undone)
    after = by_id(uow, permit_id)
    if gave_way is not None:
        back = {name: getattr(gave_way, name) for name in undone}
        gone = frozenset({PermitState.CANCELLED})
        now = by_id(uow, gave_way.id)
        _write(uow, gave_way.id, now.version, since=gone, to=gave_way.state, values=back)
        _note_again(uow, "permit.restored", gave_way, at=at, by=by)
        # What both hold belongs to the one that stands, whatever is decided of the other.
        permit_slots.free(uow, permit_id)
        permit_slots.hold(uow, _holding(by_id(uow, gave_way.id)))
    permit_slots.hold(uow, _holding(after))
    _note_again(uow, "permit.reopened", after, at=at, by=by)
    return after


def _note_again(
    uow: UnitOfWork, action: str, again: PermitRecord, *, at: datetime, by: int
) -> None:
    chain, subject = uow.body_of(again.employee_id), f"permit:{again.id}"
    details = _time_of(again)
    uow.audit(action, chain=chain, subject=subject, at=at, actor_id=by, details=details)


def reassign(uow: UnitOfWork, permit_id: int, *, approver_id: int, at: datetime, why: str) -> None:
    """Route a pending permit to another approver; `why` is a word for the audit trail."""
    before = by_id(uow, permit_id)
    pending = PERMIT.update().where(
        PERMIT.c.id == permit_id, PERMIT.c.state == PermitState.PENDING
    )
    if not uow.connection.execute(pending.values(approver_id=approver_id)).rowcount:
        return
    uow.audit(
        "permit.reassigned",
        chain=uow.body_of(before.employee_id),
        subject=f"permit:{permit_id}",
        at=at,
        details={"from": before.approver_id, "to": approver_id, "why": why},
    )


def _change(
    uow: UnitOfWork,
    permit_id: int,
    version: int,
    *,
    since: frozenset[PermitState],
    to: PermitState,
    values: dict[str, Any],
    action: str | None = None,
) -> PermitRecord:
    _write(uow, permit_id, version, since=since, to=to, values=values)
    after = by_id(uow, permit_id)
    uow.audit(
        action or f"permit.{to.value}",
        chain=uow.body_of(after.employee_id),
        subject=f"permit:{permit_id}",
        at=values["decided_at"],
        actor_id=values["decided_by"],
        on_behalf_of=values["decided_for"],
        details={**_time_of(after), "reason": after.decision_reason},
    )
    return after


def _write(
    uow: UnitOfWork,
    permit_id: int,
    version: int,
    *,
    since: frozenset[PermitState],
    to: PermitState,
    values: dict[str, Any],
) -> None:
    as_shown = PERMIT.update().where(
        PERMIT.c.id == permit_id, PERMIT.c.version == version, PERMIT.c.state.in_(since)
    )
    changed = as_shown.values(state=to, version=version + 1, **values)
    if not uow.connection.execute(changed).rowcount:
        raise Stale("permit", permit_id, by_id(uow, permit_id))
    if to not in PERMITS_HELD:
        permit_slots.free(uow, permit_id)


def _holding(record: PermitRecord) -> Holding:
    return Holding(
        id=record.id,
        employee_id=record.employee_id,
        permit=record.permit,
        takes=record.takes,
        corrects=record.replaces_id,
    )


def _time_of(record: PermitRecord) -> dict[str, Any]:
    permit = record.permit
    return {
        "day": permit.on,
        "start": permit.start,
        "minutes": permit.minutes,
        "days": permit.days,
    }
