"""What colleagues may see of a day: who is away from the office, and never why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

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
    absent = _absent(uow, office_id, day)
    gone = {person.employee_id for person in absent}
    booked = [person for person in _booked(uow, office_id, day) if person.employee_id not in gone]
    everybody = [person for person in (*absent, *booked) if person.employee_id != besides]
    return sorted(everybody, key=lambda person: (person.name, person.half or ""))


_NAME = (EMPLOYEE.c.id, EMPLOYEE.c.given_name, EMPLOYEE.c.family_name)


def _booked(uow: UnitOfWork, office_id: int, day: date) -> list[Away]:
    joined = EMPLOYEE.join(BOOKING_REQUEST, BOOKING_REQUEST.c.employee_id == EMPLOYEE.c.id)
    wanted = (
        select(*_NAME, BOOKING_REQUEST.c.half)
        .select_from(joined)
        .where(EMPLOYEE.c.office_id == office_id, BOOKING_REQUEST.c.day == day)
        .where(BOOKING_REQUEST.c.state == RequestState.APPROVED)
    )
    return [
        Away(employee_id=row.id, name=_name(row), out=Out.AGILE, half=row.half)
        for row in uow.connection.execute(wanted)
    ]


def _absent(uow: UnitOfWork, office_id: int, day: date) -> list[Away]:
    wanted = (
        select(*_NAME)
        .select_from(EMPLOYEE.join(ABSENCE, ABSENCE.c.employee_id == EMPLOYEE.c.id))
        .where(EMPLOYEE.c.office_id == office_id)
        .where(ABSENCE.c.first_day <= day, ABSENCE.c.last_day >= day)
        .distinct()
    )
    return [
        Away(employee_id=row.id, name=_name(row), out=Out.ABSENT)
        for row in uow.connection.execute(wanted)
    ]


def _name(row: object) -> str:
    given, family = getattr(row, "given_name", ""), getattr(row, "family_name", "")
    return f"{given} {family}"
