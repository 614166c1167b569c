"""The people of an office with what decides where they work, some days at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, or_, select

from rules.facts import AbsenceKind, Agreement, Employee, Permit, Slot
from rules.history import History
from storage.agreements import agreements
from storage.days.given import Span, patron_days
from storage.tables import (
    ABSENCE,
    AGREEMENT,
    BODY,
    BOOKING_REQUEST,
    CLOSURE,
    EMPLOYEE,
    LIVE,
    OFFICE,
    ON_CALL_WEEK,
    PERMIT,
    PRESENCE_DAY,
    RECALL,
    PermitState,
    Rank,
    RequestState,
)
from storage.unit_of_work import UnitOfWork

WHOLE_DAY_PERMITS_BEFORE = timedelta(days=62)
"""A permit of some days may have begun so long before the days that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """
    Somebody of an office; `person` has only what decides on which days they work.

    `history` holds the approved days, recalls to the office, absences without their kind, closures
    and the patron saint: nothing that colleagues may not see can be read from it.
    """

    employee_id: int
    name: str
    person: Employee
    terms: tuple[Agreement, ...]
    history: History


def members(
    uow: UnitOfWork,
    office_id: int,
    *,
    first: date,
    last: date,
    states: tuple[RequestState, ...] = (RequestState.APPROVED,),
) -> list[Member]:
    """
    List who works in an office in some days, both included, by name; elected people left out.

    It costs the same few statements for three people and for three hundred.
    """
    asked = {"office": office_id, "first": first, "last": last}
    rows = uow.connection.execute(_PEOPLE, asked).mappings().all()
    terms = _by_person(uow, _TERMS, asked)
    slots = _by_person(uow, _SLOTS.where(BOOKING_REQUEST.c.state.in_(states)), asked)
    absences = _by_person(uow, _ABSENCES, asked)
    presence = _by_person(uow, _PRESENCE, asked)
    recalled = _by_person(uow, _RECALLED, asked)
    permits = _by_person(uow, _PERMITS, asked | {"since": first - WHOLE_DAY_PERMITS_BEFORE})
    on_call = _by_person(uow, _ON_CALL, asked | {"since": first - timedelta(days=6)})
    closures = frozenset(uow.connection.execute(_CLOSURES, asked).scalars())
    return [
        Member(
            employee_id=row["id"],
            name=f"{row['family_name']} {row['given_name']}",
            person=_person(row),
            terms=tuple(agreements.from_row(found) for found in terms[row["id"]]),
            history=History(
                slots=[
                    Slot(day=s["day"], mode=s["mode"], half=s["half"]) for s in slots[row["id"]]
                ],
                absences=_days(absences[row["id"]], first, last),
                closures=closures,
                patron=_patron(row, Span(first, last)),
                presence=[found["day"] for found in presence[row["id"]]],
                recalled=[found["day"] for found in recalled[row["id"]]],
                permits=[_whole_days(found) for found in permits[row["id"]]],
                on_call=[found["monday"] for found in on_call[row["id"]]],
            ),
        )
        for row in rows
    ]


_OFFICE: BindParameter[int] = bindparam("office")
_FIRST: BindParameter[date] = bindparam("first")
_LAST: BindParameter[date] = bindparam("last")
_SINCE: BindParameter[date] = bindparam("since")
_THEM = select(EMPLOYEE.c.id).where(EMPLOYEE.c.office_id == _OFFICE)
_PEOPLE = (
    select(
        *(EMPLOYEE.c[name] for name in ("id", "family_name", "given_name", "week", "workdays")),
        BODY.c.patron_month,
        BODY.c.patron_day,
    )
    .select_from(EMPLOYEE.join(BODY, BODY.c.id == EMPLOYEE.c.body_id))
    .where(EMPLOYEE.c.office_id == _OFFICE, EMPLOYEE.c.rank != Rank.ELECTED)
    .where(or_(EMPLOYEE.c.left_on.is_(None), EMPLOYEE.c.left_on >= _FIRST))
    .where(or_(EMPLOYEE.c.hired.is_(None), EMPLOYEE.c.hired <= _LAST))
    .order_by(EMPLOYEE.c.sort_name, EMPLOYEE.c.id)
)
_TERMS = (
    select(AGREEMENT)
    .where(AGREEMENT.c.employee_id.in_(_THEM))
    .order_by(AGREEMENT.c.first_day, AGREEMENT.c.id)
)
_SLOTS = select(
    *(BOOKING_REQUEST.c[name] for name in ("employee_id", "day", "mode", "half"))
).where(BOOKING_REQUEST.c.employee_id.in_(_THEM), BOOKING_REQUEST.c.day.between(_FIRST, _LAST))
_ABSENCES = select(*(ABSENCE.c[name] for name in ("employee_id", "first_day", "last_day"))).where(
    ABSENCE.c.employee_id.in_(_THEM),
    ABSENCE.c.first_day <= _LAST,
    ABSENCE.c.last_day >= _FIRST,
)
_PRESENCE = select(PRESENCE_DAY.c.employee_id, PRESENCE_DAY.c.day).where(
    PRESENCE_DAY.c.employee_id.in_(_THEM), PRESENCE_DAY.c.day.between(_FIRST, _LAST)
)
_RECALLED = select(RECALL.c.employee_id, RECALL.c.day).where(
    RECALL.c.employee_id.in_(_THEM),
    RECALL.c.day.between(_FIRST, _LAST),
    RECALL.c.state.in_(LIVE),
)
_PERMITS = select(*(PERMIT.c[name] for name in ("employee_id", "on_day", "days"))).where(
    PERMIT.c.employee_id.in_(_THEM),
    PERMIT.c.days.is_not(None),
    PERMIT.c.on_day.between(_SINCE, _LAST),
    PERMIT.c.state == PermitState.GRANTED,
)
_ON_CALL = select(ON_CALL_WEEK.c.employee_id, ON_CALL_WEEK.c.monday).where(
    ON_CALL_WEEK.c.employee_id.in_(_THEM), ON_CALL_WEEK.c.monday.between(_SINCE, _LAST)
)
_CLOSURES = (
    select(CLOSURE.c.day)
    .select_from(CLOSURE.join(OFFICE, OFFICE.c.body_id == CLOSURE.c.body_id))
    .where(OFFICE.c.id == _OFFICE, CLOSURE.c.day.between(_FIRST, _LAST))
)


def _by_person(
    uow: UnitOfWork, wanted: Select[Any], asked: dict[str, Any]
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in uow.connection.execute(wanted, asked).mappings():
        found[row["employee_id"]].append(row)
    return found


def _person(row: Any) -> Employee:
    workdays = None if row["workdays"] is None else frozenset(row["workdays"])
    return Employee(week=row["week"], workdays=workdays)


def _days(spans: list[Any], first: date, last: date) -> dict[date, AbsenceKind]:
    """Lay absences out by day; the kind is never read, all look like leave."""
    found = {}
    for span in spans:
        day = max(first, span["first_day"])
        while day <= min(last, span["last_day"]):
            found[day] = AbsenceKind.LEAVE
            day += timedelta(days=1)
    return found


def _whole_days(row: Any) -> Permit:
    """Give a permit of some days without its kind."""
    return Permit(kind="personal", on=row["on_day"], days=row["days"])


def _patron(row: Any, span: Span) -> list[date]:
    month = row["patron_month"]
    days = patron_days(None if month is None else (month, row["patron_day"]), span)
    return [day for day in days if span.first <= day <= span.last]
