"""From rows to what the rules are asked about: an Employee and a History."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import RowMapping, select

from rules import facts as rules
from rules.history import History
from storage import absences, agreements
from storage.errors import NotFound
from storage.tables import (
    BODY,
    BOOKING_REQUEST,
    CLOSURE,
    DEROGATION,
    EMPLOYEE,
    HOLDING,
    ON_CALL_WEEK,
    PERMIT,
    PRESENCE_DAY,
    Rank,
)
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a question to the rules needs about one person, loaded in one go."""

    employee_id: int
    body_id: str
    policy_id: str
    person: rules.Employee
    history: History


def load(uow: UnitOfWork, employee_id: int, *, on: date) -> Case:
    """
    Load a person as they stand on a day, with the history that any period around it needs.

    The agreement is the one in force on that day or else the nearest, so that the rules can tell
    "outside the agreement" from "without one". The history goes from the first day of the year
    before to the last day of the year after. Raises NotFound.
    """
    joined = EMPLOYEE.join(BODY, BODY.c.id == EMPLOYEE.c.body_id)
    patron = (BODY.c.policy_id, BODY.c.patron_month, BODY.c.patron_day)
    wanted = select(EMPLOYEE, *patron).select_from(joined).where(EMPLOYEE.c.id == employee_id)
    row = uow.connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFound("employee", employee_id)
    span = Span(date(on.year - 1, 1, 1), date(on.year + 1, 12, 31))
    agreement = agreements.nearest(uow, employee_id, on=on)
    return Case(
        employee_id=employee_id,
        body_id=row["body_id"],
        policy_id=row["policy_id"],
        person=_person(row, agreement),
        history=_history(uow, row, span),
    )


def sensitive_facts(person: rules.Employee) -> dict[str, Any]:
    """Lay out the health and family facts of a person for the sealed column."""
    return {
        "conditions": sorted(person.conditions),
        "children": [
            {"born": child.born, "disabled": child.disabled} for child in person.children
        ],
        "assists": person.assists,
        "maternity_leave_ended": person.maternity_leave_ended,
        "uses_family_leave": person.uses_family_leave,
        "discipline": [{"on": s.on, "sanction": s.sanction} for s in person.discipline],
        "evaluations": {str(year): points for year, points in person.evaluations.items()},
    }


def open_facts(person: rules.Employee) -> dict[str, Any]:
    """Lay out the other facts of a person for the plain columns, rank apart."""
    return {
        "contract": person.contract,
        "part_time": person.part_time,
        "week": person.week,
        "workdays": None if person.workdays is None else sorted(person.workdays),
        "afternoons": sorted(person.afternoons),
        "weekly_hours": person.weekly_hours,
        "hired": person.hired,
        "born": person.born,
        "km": person.km,
        "lives_outside": person.lives_outside,
        "work": _work_columns(person.work),
    }


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def days(self, since: date, until: date) -> Iterator[date]:
        """Give the days of a stretch that lie inside."""
        day = max(since, self.first)
        while day <= min(until, self.last):
            yield day
            day += timedelta(days=1)


def _person(row: RowMapping, agreement: rules.Agreement | None) -> rules.Employee:
    sealed = row["sensitive"]
    return rules.Employee(
        rank=_rank(row["rank"]),
        contract=row["contract"],
        part_time=row["part_time"],
        week=row["week"],
        workdays=None if row["workdays"] is None else frozenset(row["workdays"]),
        afternoons=frozenset(row["afternoons"]),
        weekly_hours=row["weekly_hours"],
        hired=row["hired"],
        born=row["born"],
        km=row["km"],
        lives_outside=row["lives_outside"],
        work=_work(row["work"]),
        agreement=agreement,
        **_opened(sealed),
    )


def _opened(sealed: Mapping[str, Any]) -> dict[str, Any]:
    evaluations = {int(year): points for year, points in sealed["evaluations"].items()}
    return {
        "conditions": frozenset(sealed["conditions"]),
        "children": tuple(rules.Child(**child) for child in sealed["children"]),
        "assists": sealed["assists"],
        "maternity_leave_ended": sealed["maternity_leave_ended"],
        "uses_family_leave": sealed["uses_family_leave"],
        "discipline": tuple(rules.Sanction(**sanction) for sanction in sealed["discipline"]),
        "evaluations": MappingProxyType(evaluations),
    }


def _rank(rank: Rank) -> rules.Rank:
    """Give the rank of the rules; elected people are protected at night like staff."""
    return rules.Rank.STAFF if rank is Rank.ELECTED else rules.Rank(rank.value)


def _work_columns(work: rules.Work) -> dict[str, Any]:
    plain = {name: getattr(work, name) for name in rules.Work.__slots__}
    return plain | {"kinds": sorted(work.kinds), "public_days": sorted(work.public_days)}


def _work(columns: Mapping[str, Any]) -> rules.Work:
    sets = {name: frozenset(columns[name]) for name in ("kinds", "public_days")}
    return rules.Work(**{**columns, **sets})


def _history(uow: UnitOfWork, row: RowMapping, span: Span) -> History:
    employee_id = int(row["id"])
    return History(
        slots=_slots(uow, employee_id, span),
        absences=_absences(uow, employee_id, span),
        closures=_closures(uow, row["body_id"], span),
        patron=_patron(row, span),
        presence=_presence(uow, employee_id, span),
        permits=_permits(uow, employee_id, span),
        derogations=_derogations(uow, employee_id, span),
        on_call=_on_call(uow, employee_id, span),
    )


def _slots(uow: UnitOfWork, employee_id: int, span: Span) -> list[rules.Slot]:
    """Give what is pending or approved: only that holds a half day."""
    wanted = select(BOOKING_REQUEST.c.day, BOOKING_REQUEST.c.mode, BOOKING_REQUEST.c.half).where(
        BOOKING_REQUEST.c.employee_id == employee_id,
        BOOKING_REQUEST.c.day.between(span.first, span.last),
        BOOKING_REQUEST.c.state.in_(HOLDING),
    )
    rows = uow.connection.execute(wanted.order_by(BOOKING_REQUEST.c.day))
    return [rules.Slot(day=row.day, mode=row.mode, half=row.half) for row in rows]


def _absences(uow: UnitOfWork, employee_id: int, span: Span) -> dict[date, rules.AbsenceKind]:
    found = absences.of_person(uow, employee_id, since=span.first, until=span.last)
    return {
        day: absence.kind
        for absence in found
        for day in span.days(absence.first_day, absence.last_day)
    }


def _closures(uow: UnitOfWork, body_id: str, span: Span) -> list[date]:
    wanted = select(CLOSURE.c.day).where(
        CLOSURE.c.body_id == body_id, CLOSURE.c.day.between(span.first, span.last)
    )
    return list(uow.connection.execute(wanted).scalars())


def _patron(row: RowMapping, span: Span) -> list[date]:
    if row["patron_month"] is None or row["patron_day"] is None:
        return []
    years = range(span.first.year, span.last.year + 1)
    return [date(year, row["patron_month"], row["patron_day"]) for year in years]


def _presence(uow: UnitOfWork, employee_id: int, span: Span) -> list[date]:
    wanted = select(PRESENCE_DAY.c.day).where(
        PRESENCE_DAY.c.employee_id == employee_id,
        PRESENCE_DAY.c.day.between(span.first, span.last),
    )
    return list(uow.connection.execute(wanted).scalars())


def _permits(uow: UnitOfWork, employee_id: int, span: Span) -> list[rules.Permit]:
    wanted = select(PERMIT).where(
        PERMIT.c.employee_id == employee_id, PERMIT.c.on_day.between(span.first, span.last)
    )
    return [
        rules.Permit(
            kind=row["kind"],
            on=row["on_day"],
            minutes=row["minutes"],
            days=row["days"],
            start=row["start_minute"],
            event=row["event_day"],
        )
        for row in uow.connection.execute(wanted.order_by(PERMIT.c.on_day, PERMIT.c.id)).mappings()
    ]


def _derogations(uow: UnitOfWork, employee_id: int, span: Span) -> list[rules.Derogation]:
    wanted = select(
        *(DEROGATION.c[name] for name in ("first_day", "last_day", "per_week", "motive"))
    ).where(
        DEROGATION.c.employee_id == employee_id,
        DEROGATION.c.first_day <= span.last,
        DEROGATION.c.last_day >= span.first,
    )
    rows = uow.connection.execute(wanted.order_by(DEROGATION.c.id)).mappings()
    return [rules.Derogation(**row) for row in rows]


def _on_call(uow: UnitOfWork, employee_id: int, span: Span) -> list[date]:
    wanted = select(ON_CALL_WEEK.c.monday).where(
        ON_CALL_WEEK.c.employee_id == employee_id,
        ON_CALL_WEEK.c.monday.between(span.first, span.last),
    )
    return list(uow.connection.execute(wanted).scalars())
