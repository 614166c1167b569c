"""What colleagues may see of a day: who is away from the office, and never why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import BindParameter, bindparam, cast, literal, null, select, union_all

from rules.facts import Half
from storage.tables import ABSENCE, BOOKING_REQUEST, EMPLOYEE, RequestState
from storage.unit_of_work import UnitOfWork


class Out(StrEnum):
    """The only two things that colleagues see of somebody who is not in the office."""

    AGILE = "agile"
    """Works elsewhere, agile or remote."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody who is out of the office, for a half day or (None) the whole day."""

    employee_id: int
    name: str
    out: Out
    half: Half | None = None


def who_is_out(
    uow: UnitOfWork, office_id: int, day: date, *, besides: int | None = None
) -> list[Away]:
    """
    List who of an office is booked elsewhere (approved only) or absent on a day, by name.

    `besides` leaves one person out: the one whose request is being decided.
    """
    rows = uow.connection.execute(_OUT, {"office": office_id, "day": day}).all()
    found = [
        Away(employee_id=who, name=f"{given} {family}", out=Out(out), half=half)
        for who, given, family, half, out in rows
        if who != besides
    ]
    absent = {person.employee_id for person in found if person.out is Out.ABSENT}
    shown = {p for p in found if p.out is Out.ABSENT or p.employee_id not in absent}
    return sorted(shown, key=lambda person: (person.name, person.half or ""))


_NAME = (EMPLOYEE.c.id, EMPLOYEE.c.given_name, EMPLOYEE.c.family_name)
_OFFICE: BindParameter[int] = bindparam("office")
_DAY: BindParameter[date] = bindparam("day")
_OUT = union_all(
    select(*_NAME, BOOKING_REQUEST.c.half, literal(Out.AGILE.value).label("out"))
    .select_from(EMPLOYEE.join(BOOKING_REQUEST, BOOKING_REQUEST.c.employee_id == EMPLOYEE.c.id))
    .where(EMPLOYEE.c.office_id == _OFFICE, BOOKING_REQUEST.c.day == _DAY)
    .where(BOOKING_REQUEST.c.state == RequestState.APPROVED),
    select(*_NAME, cast(null(), BOOKING_REQUEST.c.half.type), literal(Out.ABSENT.value))
    .select_from(EMPLOYEE.join(ABSENCE, ABSENCE.c.employee_id == EMPLOYEE.c.id))
    .where(EMPLOYEE.c.office_id == _OFFICE)
    .where(ABSENCE.c.first_day <= _DAY, ABSENCE.c.last_day >= _DAY),
)
