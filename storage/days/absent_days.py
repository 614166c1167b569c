"""Days away that an absence covers, found by index and told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, bindparam, cast, exists, literal, select

from rules.facts import AbsenceKind
from storage.tables import ABSENCE, BODY, BOOKING_REQUEST, EMPLOYEE, HOLDING, OUTBOX
from storage.unit_of_work import UnitOfWork

TOLD = "absent:"
"""Begins the dedupe key of what tells a person of an absence; its id follows."""


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
    """List booked days from a day on, in absences of which nobody was told, by person."""
    asked = {"since": since, "limit": limit}
    rows = uow.connection.execute(_COVERED, asked).mappings()
    return [Covered(**{**row, "kind": AbsenceKind(row["kind"])}) for row in rows]


def told_key(absence_id: int) -> str:
    """Name the fact that a person was told of an absence over days away."""
    return f"{TOLD}{absence_id}"


_TOLD = exists().where(OUTBOX.c.dedupe_key == literal(TOLD) + cast(ABSENCE.c.id, String))
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
    .select_from(
        ABSENCE.join(EMPLOYEE, EMPLOYEE.c.id == ABSENCE.c.employee_id)
        .join(BODY, BODY.c.id == EMPLOYEE.c.body_id)
        .join(
            BOOKING_REQUEST,
            (BOOKING_REQUEST.c.employee_id == ABSENCE.c.employee_id)
            & (BOOKING_REQUEST.c.day >= ABSENCE.c.first_day)
            & (BOOKING_REQUEST.c.day <= ABSENCE.c.last_day),
        )
    )
    .where(ABSENCE.c.last_day >= bindparam("since"))
    .where(BOOKING_REQUEST.c.day >= bindparam("since"))
    .where(BOOKING_REQUEST.c.state.in_(HOLDING), ~_TOLD)
    .order_by(ABSENCE.c.employee_id, ABSENCE.c.id, BOOKING_REQUEST.c.day)
    .limit(bindparam("limit"))
)
