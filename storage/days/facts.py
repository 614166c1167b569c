"""From rows to what the rules are asked about: an Employee and a History."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, select

from rules import facts as rules
from rules.history import History
from storage.agreements import agreements
from storage.core.columns import spans_read, spans_written
from storage.days import given
from storage.days.given import Given, Move, Span
from storage.errors import NotFound
from storage.tables import BODY, EMPLOYEE, Rank
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a question to the rules needs about one person, loaded in one go."""

    employee_id: int
    body_id: str
    office_id: int
    policy_id: str
    person: rules.Employee
    history: History
    terms: tuple[rules.Agreement, ...]
    """All agreements, the earliest first: `person` has the one of the day."""
    left_on: date | None = None
    """The last day in the body, None for who stays."""
    moves: tuple[Move, ...] = ()
    """Days that are held, each with the new one that waits: one of the two will stand."""

    def person_on(self, day: date) -> rules.Employee:
        """Give the person with the agreement of another day."""
        return replace(self.person, agreement=agreements.nearest_of(self.terms, on=day))


def load(
    uow: UnitOfWork,
    employee_id: int,
    *,
    on: date,
    settled: bool = False,
    without_permits: Collection[int] = (),
) -> Case:
    """
    Load a person as they stand on a day, with the history that any period around it needs.

    The agreement is the one in force on that day or else the nearest, so that the rules can tell
    "outside the agreement" from "without one". The history goes from the first day of the year
    before to the last day of the year after. `settled` leaves out what waits for a decision, for
    questions about how a day is worked rather than what may still be asked for;
    `without_permits` leaves out some permits by id. Raises NotFound.
    """
    case, known = _load(uow, employee_id, on=on, without_permits=without_permits)
    return case(history=known.history(settled=settled))


def load_both(uow: UnitOfWork, employee_id: int, *, on: date) -> tuple[Case, History]:
    """Load a person with what is settled, and the history that also holds what waits."""
    case, known = _load(uow, employee_id, on=on)
    return case(history=known.history(settled=True)), known.history(settled=False)


def _load(
    uow: UnitOfWork, employee_id: int, *, on: date, without_permits: Collection[int] = ()
) -> tuple[partial[Case], Given]:
    fields, terms, known = uow.remembered(
        ("facts", employee_id, on.year), lambda: _read(uow, employee_id, on.year)
    )
    known = known.without_permits(without_permits) if without_permits else known
    case = partial(
        Case,
        employee_id=employee_id,
        body_id=fields["body_id"],
        office_id=fields["office_id"],
        policy_id=fields["policy_id"],
        person=person_of(fields, agreements.nearest_of(terms, on=on)),
        terms=terms,
        left_on=fields["left_on"],
        moves=known.moves,
    )
    return case, known


def _read(
    uow: UnitOfWork, employee_id: int, year: int
) -> tuple[dict[str, Any], tuple[rules.Agreement, ...], Given]:
    row = uow.connection.execute(_PERSON, {"who": employee_id}).mappings().first()
    if row is None:
        raise NotFound("employee", employee_id)
    fields = dict(row)  # quicker to read from than the row
    span = Span(date(year - 1, 1, 1), date(year + 1, 12, 31))
    month = fields["patron_month"]
    patron = None if month is None else (month, fields["patron_day"])
    terms = tuple(signed.terms for signed in agreements.of_person(uow, employee_id))
    known = given.load(uow, employee_id, span, body_id=fields["body_id"], patron=patron)
    return fields, terms, known


ASKED_LATER: Mapping[str, Any] = {
    name: getattr(rules.Employee(), name)
    for name in (
        "assists_severe",
        "uses_104_permits",
        "uses_parental_leave",
        "sex",
        "pregnant",
        "invalidity",
    )
}
"""Sealed facts that older rows do not hold, and what is taken for true where nobody told."""


def sensitive_facts(person: rules.Employee) -> dict[str, Any]:
    """
    Lay out the health and family facts of a person for the sealed column.

    What was asked later stands there only if it is told, so that who was kept before it was asked
    has not changed.
    """
    later = {name: getattr(person, name) for name in ASKED_LATER}
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
        **{name: value for name, value in later.items() if value != ASKED_LATER[name]},
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
        "appointment": person.appointment,
        "reach_minutes": person.reach_minutes,
        "timetable": spans_written(person.timetable),
        "work": _work_columns(person.work),
    }


_PERSON = (
    select(EMPLOYEE, BODY.c.policy_id, BODY.c.patron_month, BODY.c.patron_day)
    .select_from(EMPLOYEE.join(BODY, BODY.c.id == EMPLOYEE.c.body_id))
    .where(EMPLOYEE.c.id == bindparam("who"))
)


def person_of(row: Mapping[str, Any], agreement: rules.Agreement | None = None) -> rules.Employee:
    """Give the person of a row of `employee`, with the agreement that matters, if any does."""
    sealed = row["sensitive"]
    return rules.Employee(
        rank=rank_of(row["rank"]),
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
        appointment=row["appointment"],
        reach_minutes=row["reach_minutes"],
        timetable=spans_read(row["timetable"]),
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
        **{name: sealed.get(name, usual) for name, usual in ASKED_LATER.items()},
    }


def rank_of(rank: Rank) -> rules.Rank:
    """Give the rank of the rules; elected people are protected at night like staff."""
    return rules.Rank.STAFF if rank is Rank.ELECTED else rules.Rank(rank.value)


def _work_columns(work: rules.Work) -> dict[str, Any]:
    plain = {name: getattr(work, name) for name in rules.Work.__slots__}
    return plain | {"kinds": sorted(work.kinds), "public_days": sorted(work.public_days)}


def _work(columns: Mapping[str, Any]) -> rules.Work:
    sets = {name: frozenset(columns[name]) for name in ("kinds", "public_days")}
    return rules.Work(**{**columns, **sets})
