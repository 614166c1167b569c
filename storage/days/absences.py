"""What is given about a person: absences, permits, derogations, on-call weeks, closures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, RowMapping, bindparam, delete, literal, select, union_all

from rules.facts import AbsenceKind, Derogation, Permit
from storage.core.statements import insert_new, insert_row
from storage.requests import permit_slots, permits
from storage.tables import (
    ABSENCE,
    CLOSURE,
    DEROGATION,
    ON_CALL_WEEK,
    PERMIT,
    PRESENCE_DAY,
    PermitState,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceSpan:
    """Days on which a person does not work, both ends included, and why (health data)."""

    id: int
    employee_id: int
    first_day: date
    last_day: date
    kind: AbsenceKind


def add(
    uow: UnitOfWork, employee_id: int, kind: AbsenceKind, *, first_day: date, last_day: date
) -> int:
    """Note an absence, both ends included; give its id."""
    if last_day < first_day:
        raise ValueError(f"An absence cannot end on {last_day}, before it begins on {first_day}.")
    return insert_row(
        uow.connection,
        ABSENCE,
        employee_id=employee_id,
        first_day=first_day,
        last_day=last_day,
        kind=kind,
    )


def of_person(uow: UnitOfWork, employee_id: int, *, since: date, until: date) -> list[AbsenceSpan]:
    """List a person's absences that touch some days, both ends included, by first day."""
    asked = {"who": employee_id, "since": since, "until": until}
    return [_span(row) for row in uow.connection.execute(_OF_PERSON, asked).mappings()]


def of_people(
    uow: UnitOfWork, employee_ids: Iterable[int], *, since: date, until: date
) -> list[AbsenceSpan]:
    """List the absences of several people that touch some days, both ends included."""
    asked = {"who": list(employee_ids), "since": since, "until": until}
    return [_span(row) for row in uow.connection.execute(_OF_PEOPLE, asked).mappings()]


def remove(uow: UnitOfWork, absence_id: int) -> bool:
    """Take an absence out; False if there is none of this id."""
    gone = delete(ABSENCE).where(ABSENCE.c.id == absence_id)
    return bool(uow.connection.execute(gone).rowcount)


def away_since(
    uow: UnitOfWork, employee_ids: Iterable[int], *, on: date, before: timedelta
) -> tuple[dict[int, date], dict[int, date]]:
    """
    Tell which of some people are absent on a day, and who may be on a permit of whole days.

    Each with its first day; a permit may have begun so long `before`, and lasts as many days as
    the person works: whether it reaches the day is not told here.
    """
    people = tuple(sorted(set(employee_ids)))
    absent, permitted = uow.remembered(
        ("away", people, on, before), lambda: _read_away(uow, people, on=on, since=on - before)
    )
    return dict(absent), dict(permitted)


def _read_away(
    uow: UnitOfWork, people: tuple[int, ...], *, on: date, since: date
) -> tuple[dict[int, date], dict[int, date]]:
    asked = {"who": people, "on": on, "since": since}
    found: dict[str, dict[int, date]] = {"absence": {}, "permit": {}}
    for what, who, first in uow.connection.execute(_AWAY, asked):
        found[what][who] = min(first, found[what].get(who, first))
    return found["absence"], found["permit"]


def come_in(uow: UnitOfWork, employee_id: int, day: date) -> bool:
    """Note a day at the office against the weekly pattern; False if it was noted before."""
    return insert_new(uow.connection, PRESENCE_DAY, employee_id=employee_id, day=day)


def stay_out(uow: UnitOfWork, employee_id: int, day: date) -> bool:
    """Take back that somebody is at the office on a day; False if it was not noted."""
    noted = delete(PRESENCE_DAY).where(
        PRESENCE_DAY.c.employee_id == employee_id, PRESENCE_DAY.c.day == day
    )
    return bool(uow.connection.execute(noted).rowcount)


def add_permit(uow: UnitOfWork, employee_id: int, permit: Permit) -> int:
    """
    Enter a permit from a municipality's records, not audited one by one; give its id.

    The records are taken as they are: where two overlap, the older one holds the time of both.
    """
    named = permits.columns_of(permit)
    permit_id = insert_row(uow.connection, PERMIT, employee_id=employee_id, **named)
    permit_slots.lay_anew(uow, permit_id)
    return permit_id


def add_derogation(uow: UnitOfWork, employee_id: int, derogation: Derogation) -> int:
    """Note a derogation from the quota; give its id."""
    return insert_row(
        uow.connection,
        DEROGATION,
        employee_id=employee_id,
        first_day=derogation.first_day,
        last_day=derogation.last_day,
        per_week=derogation.per_week,
        motive=derogation.motive,
        article=derogation.article,
    )


def put_on_call(uow: UnitOfWork, employee_id: int, monday: date) -> bool:
    """Note a week on call; False if it was noted before."""
    if monday.weekday() != 0:
        raise ValueError(f"A week on call is named by its Monday, {monday} is none.")
    return insert_new(uow.connection, ON_CALL_WEEK, employee_id=employee_id, monday=monday)


def take_off_call(uow: UnitOfWork, employee_id: int, monday: date) -> bool:
    """Take a week on call back; False if there was none."""
    gone = delete(ON_CALL_WEEK).where(
        ON_CALL_WEEK.c.employee_id == employee_id, ON_CALL_WEEK.c.monday == monday
    )
    return bool(uow.connection.execute(gone).rowcount)


def close_offices(
    uow: UnitOfWork, body_id: str, day: date, *, at: datetime, by: int | None, reason: str = ""
) -> bool:
    """Note a day on which a body's offices are closed; False if it was noted before."""
    if not insert_new(uow.connection, CLOSURE, body_id=body_id, day=day, reason=reason):
        return False
    uow.audit("closure.added", chain=body_id, subject=f"day:{day}", at=at, actor_id=by)
    return True


def closures(uow: UnitOfWork, body_id: str, *, since: date, until: date) -> dict[date, str]:
    """Give the closures of a body in some days, both ends included, each with its reason."""
    wanted = select(CLOSURE.c.day, CLOSURE.c.reason).where(
        CLOSURE.c.body_id == body_id, CLOSURE.c.day.between(since, until)
    )
    rows = uow.connection.execute(wanted.order_by(CLOSURE.c.day))
    return {row.day: row.reason for row in rows}


_OF_PERSON = (
    select(ABSENCE)
    .where(ABSENCE.c.employee_id == bindparam("who"))
    .where(ABSENCE.c.first_day <= bindparam("until"), ABSENCE.c.last_day >= bindparam("since"))
    .order_by(ABSENCE.c.first_day, ABSENCE.c.id)
)
_THEM: BindParameter[Any] = bindparam("who", expanding=True)
_OF_PEOPLE = (
    select(ABSENCE)
    .where(ABSENCE.c.employee_id.in_(_THEM))
    .where(ABSENCE.c.first_day <= bindparam("until"), ABSENCE.c.last_day >= bindparam("since"))
    .order_by(ABSENCE.c.first_day, ABSENCE.c.id)
)
_ON: BindParameter[date] = bindparam("on")
_AWAY = union_all(
    select(literal("absence"), ABSENCE.c.employee_id, ABSENCE.c.first_day).where(
        ABSENCE.c.employee_id.in_(_THEM), ABSENCE.c.first_day <= _ON, ABSENCE.c.last_day >= _ON
    ),
    select(literal("permit"), PERMIT.c.employee_id, PERMIT.c.on_day).where(
        PERMIT.c.employee_id.in_(_THEM),
        PERMIT.c.on_day.between(bindparam("since"), _ON),
        PERMIT.c.days.is_not(None),
        PERMIT.c.state == PermitState.GRANTED,
    ),
)


def _span(row: RowMapping) -> AbsenceSpan:
    fields = dict(row)
    return AbsenceSpan(**fields | {"kind": AbsenceKind(fields["kind"])})
