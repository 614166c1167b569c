"""Whose grounds changed: agreement, derogation, closure, facts of the person, act of the body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, select, union, update

from storage.tables import (
    BODY,
    BOOKING_REQUEST,
    EMPLOYEE,
    GROUND_CHANGE,
    HOLDING,
    PERMIT,
    PERMITS_HELD,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """People of a body who could not be looked at again: for which error, and when last (UTC)."""

    body_id: str
    error: str
    people: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Which policy a body follows, and what it said when the desk saw it last; None if never."""

    body_id: str
    policy_id: str
    act: str | None


def acts(uow: UnitOfWork) -> list[Act]:
    """List what each body follows."""
    wanted = select(BODY.c.id.label("body_id"), BODY.c.policy_id, BODY.c.act)
    return [Act(**row) for row in uow.connection.execute(wanted.order_by(BODY.c.id)).mappings()]


def note_act(uow: UnitOfWork, body_id: str, act: str) -> None:
    """Keep what a body's act says now."""
    uow.connection.execute(update(BODY).where(BODY.c.id == body_id).values(act=act))


def changed(uow: UnitOfWork, *, after: int = 0, limit: int) -> dict[int, list[int]]:
    """
    List people whose grounds changed, with the ids of the changes, the oldest first.

    `after` is the last change that was given before. The database notes them itself, whoever
    writes: a quiet minute costs this one statement.
    """
    found: defaultdict[int, list[int]] = defaultdict(list)
    for change_id, employee_id in uow.connection.execute(
        _CHANGED, {"after": after, "limit": limit}
    ):
        found[employee_id].append(change_id)
    return dict(found)


def note(uow: UnitOfWork, employee_id: int) -> None:
    """Have somebody looked at again for what no row of theirs says."""
    uow.connection.execute(GROUND_CHANGE.insert().values(employee_id=employee_id))


def note_all(uow: UnitOfWork, body_id: str) -> None:
    """Have everybody of a body looked at who holds a day or a permit."""
    of_body = select(EMPLOYEE.c.id).where(EMPLOYEE.c.body_id == body_id)
    held = union(
        select(BOOKING_REQUEST.c.employee_id).where(BOOKING_REQUEST.c.state.in_(HOLDING)),
        select(PERMIT.c.employee_id).where(PERMIT.c.state.in_(PERMITS_HELD)),
    ).subquery()
    who = of_body.where(EMPLOYEE.c.id.in_(select(held.c.employee_id)))
    uow.connection.execute(GROUND_CHANGE.insert().from_select(["employee_id"], who))


def note_held(uow: UnitOfWork, body_id: str, day: date) -> None:
    """Have everybody of a body looked at who holds a day: what spoke against it may be gone."""
    who = (
        select(BOOKING_REQUEST.c.employee_id)
        .join(EMPLOYEE, EMPLOYEE.c.id == BOOKING_REQUEST.c.employee_id)
        .where(
            EMPLOYEE.c.body_id == body_id,
            BOOKING_REQUEST.c.day == day,
            BOOKING_REQUEST.c.state.in_(HOLDING),
        )
        .distinct()
    )
    uow.connection.execute(GROUND_CHANGE.insert().from_select(["employee_id"], who))


def seen(uow: UnitOfWork, change_ids: Collection[int]) -> None:
    """Forget changes that were looked at; those noted since stay."""
    gone = delete(GROUND_CHANGE).where(GROUND_CHANGE.c.id.in_(list(change_ids)))
    uow.connection.execute(gone)


def failed(uow: UnitOfWork, change_ids: Collection[int], *, error: str, at: datetime) -> None:
    """Note that changes could not be looked at; they stay, and are looked at again."""
    these = update(GROUND_CHANGE).where(GROUND_CHANGE.c.id.in_(list(change_ids)))
    uow.connection.execute(these.values(failed_at=at, error=error[:60]))


def unjudged(uow: UnitOfWork) -> list[Unjudged]:
    """List what could not be looked at, by body and error."""
    return [Unjudged(**row) for row in uow.connection.execute(_UNJUDGED).mappings()]


def who_hold(uow: UnitOfWork, *, since: date) -> set[int]:
    """Give everybody who holds booked days from a day on."""
    wanted = select(BOOKING_REQUEST.c.employee_id).where(
        BOOKING_REQUEST.c.day >= since, BOOKING_REQUEST.c.state.in_(HOLDING)
    )
    return set(uow.connection.execute(wanted.distinct()).scalars())


def who_hold_on(uow: UnitOfWork, body_id: str, days: Collection[date]) -> list[int]:
    """Give everybody of a body who holds a booked day or a permit on one of some days."""
    of_body = select(EMPLOYEE.c.id).where(EMPLOYEE.c.body_id == body_id)
    held = union(
        select(BOOKING_REQUEST.c.employee_id).where(
            BOOKING_REQUEST.c.day.in_(list(days)), BOOKING_REQUEST.c.state.in_(HOLDING)
        ),
        select(PERMIT.c.employee_id).where(
            PERMIT.c.on_day.in_(list(days)), PERMIT.c.state.in_(PERMITS_HELD)
        ),
    ).subquery()
    wanted = of_body.where(EMPLOYEE.c.id.in_(select(held.c.employee_id)))
    return list(uow.connection.execute(wanted.order_by(EMPLOYEE.c.sort_name)).scalars())


_CHANGED = (
    select(GROUND_CHANGE.c.id, GROUND_CHANGE.c.employee_id)
    .where(GROUND_CHANGE.c.id > bindparam("after"))
    .order_by(GROUND_CHANGE.c.id)
    .limit(bindparam("limit"))
)
_UNJUDGED = (
    select(
        EMPLOYEE.c.body_id,
        GROUND_CHANGE.c.error,
        func.count(EMPLOYEE.c.id.distinct()).label("people"),
        func.max(GROUND_CHANGE.c.failed_at, type_=GROUND_CHANGE.c.failed_at.type).label("at"),
    )
    .join(GROUND_CHANGE, GROUND_CHANGE.c.employee_id == EMPLOYEE.c.id)
    .where(GROUND_CHANGE.c.error.is_not(None))
    .group_by(EMPLOYEE.c.body_id, GROUND_CHANGE.c.error)
    .order_by(EMPLOYEE.c.body_id, GROUND_CHANGE.c.error)
)
