"""Permits as they stand: by number, by person, by body; what was shortened or fell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, String, cast, exists, literal, or_, select

from rules import facts as rules
from rules.decision import Reason
from storage.core.values import unpack_reasons
from storage.errors import NotFound
from storage.requests import permit_slots
from storage.tables import AUDIT, EMPLOYEE, PERMIT, PERMITS_HELD, PermitState
from storage.unit_of_work import UnitOfWork

FELL = "permit.fell"
"""What the trail says of a permit whose ground has gone."""
SHORTENED = "permit.shortened"
"""The same of one of whole days of which only some have gone."""
LENGTHENED = "permit.lengthened"


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitRecord:
    """
    A permit as it stands; all of it but day, state and people is sealed in the store.

    `words` are why it is urgent. `decided_for` is the manager in whose name `decided_by` decided;
    `approver_id` is whom the act names, also where a permit is only communicated. `reasons` are
    what the rules answered when it was asked. `replaces_id` is the permit that it corrects;
    `takes` are the working days of whole ones, as they were when it was asked for.
    """

    id: int
    employee_id: int
    permit: rules.Permit
    urgent: bool
    words: str | None
    state: PermitState
    version: int
    asked_at: datetime | None
    approver_id: int | None
    decided_at: datetime | None
    decided_by: int | None
    decided_for: int | None
    decision_reason: str | None
    verdict: str | None
    reasons: tuple[Reason, ...]
    replaces_id: int | None
    takes: tuple[date, ...] = ()


def shortened(uow: UnitOfWork, employee_id: int) -> list[tuple[PermitRecord, int]]:
    """
    List permits of somebody, asked for in chat, that stand shortened, by day, with their length.

    It is the one that they had when nothing had been taken from them yet. What anybody did with
    one since holds as it is: it is not among them.
    """
    standing = _PERMITS.where(
        PERMIT.c.employee_id == employee_id,
        PERMIT.c.state.in_(PERMITS_HELD),
        PERMIT.c.asked_at.is_not(None),
        PERMIT.c.days.is_not(None),
    )
    with_length = ((record, _length_before(uow, record.id)) for record in _all(uow, standing))
    return [(record, length) for record, length in with_length if length is not None]


def _length_before(uow: UnitOfWork, permit_id: int) -> int | None:
    """Give how long a permit was before its last entries, if these only changed its length."""
    entries = (
        select(AUDIT.c.action, AUDIT.c.details)
        .where(AUDIT.c.subject == f"permit:{permit_id}")
        .order_by(AUDIT.c.seq.desc())
    )
    length = None
    for action, details in uow.connection.execute(entries):
        if action not in (SHORTENED, LENGTHENED):
            break
        length = details["facts"]["was"]
    return length


def by_ids(uow: UnitOfWork, permit_ids: Iterable[int]) -> list[PermitRecord]:
    """List permits by their ids, by day; those that are not there are left out."""
    return _all(uow, _PERMITS.where(PERMIT.c.id.in_(list(permit_ids))))


def by_id(uow: UnitOfWork, permit_id: int) -> PermitRecord:
    """Give one permit; raise NotFound."""
    found = _all(uow, _PERMITS.where(PERMIT.c.id == permit_id))
    if not found:
        raise NotFound("permit", permit_id)
    return found[0]


def of_person(
    uow: UnitOfWork,
    employee_id: int,
    *,
    since: date,
    until: date,
    states: Iterable[PermitState] = tuple(PermitState),
) -> list[PermitRecord]:
    """List a person's permits that begin in some days, both ends included, by day."""
    asked = tuple(states)
    wanted = _PERMITS.where(
        PERMIT.c.employee_id == employee_id,
        PERMIT.c.on_day.between(since, until),
        PERMIT.c.state.in_(asked),
    )
    what = ("permits", employee_id, since, until, asked)
    return [*uow.remembered(what, lambda: _all(uow, wanted))]


def family_of(uow: UnitOfWork, record: PermitRecord) -> set[int]:
    """Give the ids that stand for one permit: itself, what it corrects, what corrects it."""
    pending = of_person(
        uow, record.employee_id, since=date.min, until=date.max, states=(PermitState.PENDING,)
    )
    root = record.replaces_id or record.id
    return {record.id, root, *(p.id for p in pending if p.replaces_id in (root, record.id))}


def pending_of_body(uow: UnitOfWork, body_id: str) -> list[PermitRecord]:
    """List all permits that wait for a decision in a body."""
    people = select(EMPLOYEE.c.id).where(EMPLOYEE.c.body_id == body_id)
    wanted = _PERMITS.where(PERMIT.c.state == PermitState.PENDING)
    return _all(uow, wanted.where(PERMIT.c.employee_id.in_(people)))


def all_pending(uow: UnitOfWork) -> list[PermitRecord]:
    """List all permits that wait for a decision, whatever the body."""
    return _all(uow, _PERMITS.where(PERMIT.c.state == PermitState.PENDING))


def fallen(uow: UnitOfWork, body_id: str, *, since: date, until: date) -> list[PermitRecord]:
    """
    List permits that fell with their ground and begin in some days, both ends included, by day.

    Of those asked for in chat nobody else ends one by nobody's hand; files take back their own.
    """
    noted = exists().where(
        AUDIT.c.subject == literal("permit:") + cast(PERMIT.c.id, String), AUDIT.c.action == FELL
    )
    wanted = _PERMITS.where(
        PERMIT.c.employee_id.in_(select(EMPLOYEE.c.id).where(EMPLOYEE.c.body_id == body_id)),
        PERMIT.c.on_day.between(since, until),
        PERMIT.c.state == PermitState.CANCELLED,
        PERMIT.c.decided_by.is_(None),
        or_(PERMIT.c.asked_at.is_not(None), noted),
    )
    return _all(uow, wanted)


_PERMITS = select(PERMIT)
_NAMES = {"on_day": "on", "start_minute": "start", "event_day": "event"}
_OF_PERMIT = ("on_day", "minutes", "days", "start_minute", "event_day", "kind", "consecutive")


def _all(uow: UnitOfWork, wanted: Select[Any]) -> list[PermitRecord]:
    ordered = wanted.order_by(PERMIT.c.on_day, PERMIT.c.start_minute, PERMIT.c.id)
    return [_record(row) for row in uow.connection.execute(ordered).mappings()]


def _record(row: RowMapping) -> PermitRecord:
    fields = dict(row)
    own = {_NAMES.get(name, name): fields.pop(name) for name in _OF_PERMIT}
    reasons = unpack_reasons(fields.pop("reasons") or [])
    takes = permit_slots.read_days(fields.pop("takes"))
    return PermitRecord(**fields, permit=rules.Permit(**own), reasons=reasons, takes=takes)
