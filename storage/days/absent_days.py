"""Days away that an absence covers, found by index and told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, and_, bindparam, cast, exists, func, literal, or_, select

from rules.facts import AbsenceKind
from storage.tables import ABSENCE, BODY, BOOKING_REQUEST, EMPLOYEE, HOLDING, OUTBOX
from storage.unit_of_work import UnitOfWork

TOLD = "absent:"
"""Begins the dedupe key of what tells a person of an absence; its id and days follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An absence, and a booked day of the same person that lies in it."""

    absence_id: int
    employee_id: int
    policy_id: str
    first_day: date
    last_day: date
    kind: AbsenceKind
    day: date


def covered(uow: UnitOfWork, *, since: date, limit: int) -> list[Covered]:
    """
    List booked days from a day on in absences, of which nobody was told, by person.

    Of at most `limit` absences, and of each of them all the days.
    """
    asked = {"since": since, "limit": limit}
    rows = uow.connection.execute(_COVERED, asked).mappings()
    return [Covered(**{**row, "kind": AbsenceKind(row["kind"])}) for row in rows]


def told_key(absence_id: int, *, first: date, last: date) -> str:
    """Name the fact that a person was told of an absence over days away, the first to the last."""
    return f"{TOLD}{absence_id}:{first}:{last}"


_NAME = literal(TOLD) + cast(ABSENCE.c.id, String)
_DAY = cast(BOOKING_REQUEST.c.day, String)
_DAYS_TOLD = func.substr(OUTBOX.c.dedupe_key, func.length(_NAME) + 2)
_TOLD = exists().where(
    OUTBOX.c.recipient_id == ABSENCE.c.employee_id,
    or_(
        OUTBOX.c.dedupe_key == _NAME,  # as it was named before days were: it stands for all
        and_(
            OUTBOX.c.dedupe_key.like(_NAME + ":%"),
            func.substr(_DAYS_TOLD, 1, 10) <= _DAY,
            func.substr(_DAYS_TOLD, 12, 10) >= _DAY,
        ),
    ),
)
_UNTOLD = (
    ABSENCE.join(EMPLOYEE, EMPLOYEE.c.id == ABSENCE.c.employee_id)
    .join(BODY, BODY.c.id == EMPLOYEE.c.body_id)
    .join(
        BOOKING_REQUEST,
        (BOOKING_REQUEST.c.employee_id == ABSENCE.c.employee_id)
        & (BOOKING_REQUEST.c.day >= ABSENCE.c.first_day)
        & (BOOKING_REQUEST.c.day <= ABSENCE.c.last_day),
    )
)
_WHICH = (
    ABSENCE.c.last_day >= bindparam("since"),
    BOOKING_REQUEST.c.day >= bindparam("since"),
    BOOKING_REQUEST.c.state.in_(HOLDING),
    ~_TOLD,
)
_FIRST = (
    select(ABSENCE.c.employee_id, ABSENCE.c.id)
    .select_from(_UNTOLD)
    .where(*_WHICH)
    .distinct()
    .order_by(ABSENCE.c.employee_id, ABSENCE.c.id)
    .limit(bindparam("limit"))
    .subquery()
)
_COVERED = (
    select(
        ABSENCE.c.id.label("absence_id"),
        ABSENCE.c.employee_id,
        ABSENCE.c.first_day,
        ABSENCE.c.last_day,
        ABSENCE.c.kind,
        BODY.c.policy_id,
        BOOKING_REQUEST.c.day,
    )
    .select_from(_UNTOLD)
    .where(*_WHICH, ABSENCE.c.id.in_(select(_FIRST.c.id)))
    .order_by(ABSENCE.c.employee_id, ABSENCE.c.id, BOOKING_REQUEST.c.day)
)
