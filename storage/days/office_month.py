"""The people of an office with what decides where they work, some days at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select

from rules.facts import AbsenceKind, Agreement, Employee, Permit, Slot
from rules.history import History
from rules.permit_days import LONGEST_SPAN
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
    ON_CALL_WEEK,
    PERMIT,
    PRESENCE_DAY,
    RECALL,
    PermitState,
    Rank,
    RequestState,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """
    Somebody of an office; `person` has only what decides on which days they work.

    `name` begins with the family name, for lists; `called` is how people say it; `left_on` is the
    last day in the body, None for who stays.

    `history` holds the approved days, recalls to the office, absences and permits without their
    kind, closures and the patron saint: why somebody is absent cannot be read from it.
    """

    employee_id: int
    policy_id: str
    name: str
    called: str
    person: Employee
    terms: tuple[Agreement, ...]
    history: History
    left_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statements:
    """What is asked of the store about some people, whoever they are."""

    people: Select[Any]
    terms: Select[Any]
    slots: Select[Any]
    absences: Select[Any]
    presence: Select[Any]
    recalled: Select[Any]
    permits: Select[Any]
    on_call: Select[Any]
    closures: Select[Any]


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
    return _members(uow, _OF_OFFICE, asked, states)


def of_people(
    uow: UnitOfWork, employee_ids: Iterable[int], *, first: date, last: date
) -> dict[int, Member]:
    """Give the same of some people by id, whatever their office or rank."""
    asked = {"who": sorted(set(employee_ids)), "first": first, "last": last}
    found = _members(uow, _OF_PEOPLE, asked, (RequestState.APPROVED,))
    return {member.employee_id: member for member in found}


def _members(
    uow: UnitOfWork,
    wanted: _Statements,
    asked: dict[str, Any],
    states: tuple[RequestState, ...],
) -> list[Member]:
    first, last = asked["first"], asked["last"]
    # What uses up a permit of some days may lie before the days that are looked at.
    asked = asked | {"since": first - LONGEST_SPAN}
    rows = uow.connection.execute(wanted.people, asked).mappings().all()
    terms = _by_person(uow, wanted.terms, asked)
    slots = _by_person(uow, wanted.slots.where(BOOKING_REQUEST.c.state.in_(states)), asked)
    absences = _by_person(uow, wanted.absences, asked)
    presence = _by_person(uow, wanted.presence, asked)
    recalled = _by_person(uow, wanted.recalled, asked)
    permits = _by_person(uow, wanted.permits, asked)
    on_call = _by_person(uow, wanted.on_call, asked | {"since": first - timedelta(days=6)})
    closures: dict[str, set[date]] = defaultdict(set)
    for body_id, day in uow.connection.execute(wanted.closures, asked):
        closures[body_id].add(day)
    return [
        Member(
            employee_id=row["id"],
            policy_id=row["policy_id"],
            name=f"{row['family_name']} {row['given_name']}",
            called=f"{row['given_name']} {row['family_name']}",
            person=_person(row),
            terms=tuple(agreements.from_row(found) for found in terms[row["id"]]),
            history=History(
                slots=[
                    Slot(day=s["day"], mode=s["mode"], half=s["half"]) for s in slots[row["id"]]
                ],
                absences=_days(absences[row["id"]], first - LONGEST_SPAN, last),
                closures=frozenset(closures[row["body_id"]]),
                patron=_patron(row, Span(first - LONGEST_SPAN, last)),
                presence=[found["day"] for found in presence[row["id"]]],
                recalled=[found["day"] for found in recalled[row["id"]]],
                permits=[_permit(found) for found in permits[row["id"]]],
                on_call=[found["monday"] for found in on_call[row["id"]]],
            ),
            left_on=row["left_on"],
        )
        for row in rows
    ]


_OFFICE: BindParameter[int] = bindparam("office")
_FIRST: BindParameter[date] = bindparam("first")
_LAST: BindParameter[date] = bindparam("last")
_SINCE: BindParameter[date] = bindparam("since")


def _statements(them: Any, which: ColumnElement[bool]) -> _Statements:
    """Build the statements once for `them`, ids of people, who are those of `which` rows."""
    names = ("id", "body_id", "family_name", "given_name", "week", "workdays", "hired", "left_on")
    return _Statements(
        people=select(
            *(EMPLOYEE.c[name] for name in names),
            *(BODY.c[name] for name in ("policy_id", "patron_month", "patron_day")),
        )
        .select_from(EMPLOYEE.join(BODY, BODY.c.id == EMPLOYEE.c.body_id))
        .where(which)
        .where(or_(EMPLOYEE.c.left_on.is_(None), EMPLOYEE.c.left_on >= _FIRST))
        .where(or_(EMPLOYEE.c.hired.is_(None), EMPLOYEE.c.hired <= _LAST))
        .order_by(EMPLOYEE.c.sort_name, EMPLOYEE.c.id),
        terms=select(AGREEMENT)
        .where(AGREEMENT.c.employee_id.in_(them))
        .order_by(AGREEMENT.c.first_day, AGREEMENT.c.id),
        slots=select(
            *(BOOKING_REQUEST.c[name] for name in ("employee_id", "day", "mode", "half"))
        ).where(
            BOOKING_REQUEST.c.employee_id.in_(them), BOOKING_REQUEST.c.day.between(_FIRST, _LAST)
        ),
        absences=select(
            *(ABSENCE.c[name] for name in ("employee_id", "first_day", "last_day"))
        ).where(
            ABSENCE.c.employee_id.in_(them),
            ABSENCE.c.first_day <= _LAST,
            ABSENCE.c.last_day >= _SINCE,
        ),
        presence=select(PRESENCE_DAY.c.employee_id, PRESENCE_DAY.c.day).where(
            PRESENCE_DAY.c.employee_id.in_(them), PRESENCE_DAY.c.day.between(_FIRST, _LAST)
        ),
        recalled=select(RECALL.c.employee_id, RECALL.c.day).where(
            RECALL.c.employee_id.in_(them),
            RECALL.c.day.between(_FIRST, _LAST),
            RECALL.c.state.in_(LIVE),
        ),
        permits=select(
            *(
                PERMIT.c[name]
                for name in (
                    *("employee_id", "on_day", "days", "minutes", "start_minute"),
                    "consecutive",
                )
            )
        ).where(
            PERMIT.c.employee_id.in_(them),
            PERMIT.c.on_day.between(_SINCE, _LAST),
            or_(PERMIT.c.days.is_not(None), PERMIT.c.on_day >= _FIRST),
            PERMIT.c.state == PermitState.GRANTED,
        ),
        on_call=select(ON_CALL_WEEK.c.employee_id, ON_CALL_WEEK.c.monday).where(
            ON_CALL_WEEK.c.employee_id.in_(them), ON_CALL_WEEK.c.monday.between(_SINCE, _LAST)
        ),
        closures=select(CLOSURE.c.body_id, CLOSURE.c.day).where(
            CLOSURE.c.body_id.in_(select(EMPLOYEE.c.body_id).where(EMPLOYEE.c.id.in_(them))),
            CLOSURE.c.day.between(_SINCE, _LAST),
        ),
    )


_OF_OFFICE = _statements(
    select(EMPLOYEE.c.id).where(EMPLOYEE.c.office_id == _OFFICE),
    (EMPLOYEE.c.office_id == _OFFICE) & (EMPLOYEE.c.rank != Rank.ELECTED),
)
_WHO: BindParameter[Any] = bindparam("who", expanding=True)
_OF_PEOPLE = _statements(_WHO, EMPLOYEE.c.id.in_(_WHO))


def _by_person(
    uow: UnitOfWork, wanted: Select[Any], asked: dict[str, Any]
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in uow.connection.execute(wanted, asked).mappings():
        found[row["employee_id"]].append(row)
    return found


def _person(row: Any) -> Employee:
    workdays = None if row["workdays"] is None else frozenset(row["workdays"])
    return Employee(week=row["week"], workdays=workdays, hired=row["hired"])


def _days(spans: list[Any], first: date, last: date) -> dict[date, AbsenceKind]:
    """Lay absences out by day; the kind is never read, all look like leave."""
    found = {}
    for span in spans:
        day = max(first, span["first_day"])
        while day <= min(last, span["last_day"]):
            found[day] = AbsenceKind.LEAVE
            day += timedelta(days=1)
    return found


def _permit(row: Any) -> Permit:
    """Give a permit without its kind."""
    return Permit(
        kind="personal",
        on=row["on_day"],
        days=row["days"],
        minutes=row["minutes"],
        start=row["start_minute"],
        consecutive=row["consecutive"],
    )


def _patron(row: Any, span: Span) -> list[date]:
    month = row["patron_month"]
    days = patron_days(None if month is None else (month, row["patron_day"]), span)
    return [day for day in days if span.first <= day <= span.last]
