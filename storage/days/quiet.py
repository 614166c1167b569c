"""What disconnection depends on, for many people in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, select

from rules import facts as rules
from rules.history import History
from rules.permit_days import LONGEST_SPAN
from storage.agreements import agreements
from storage.days import absences
from storage.days.facts import person_of
from storage.days.given import Span, patron_days, whole_day_permits
from storage.tables import BODY, CLOSURE, EMPLOYEE
from storage.unit_of_work import UnitOfWork

AFTER = timedelta(days=366)
"""The days after the one asked about that are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietCase:
    """One person: which policy, who they are, and the days on which they do not work."""

    employee_id: int
    policy_id: str
    person: rules.Employee
    history: History


def load(uow: UnitOfWork, employee_ids: Sequence[int], *, on: date) -> dict[int, QuietCase]:
    """
    Load several people as they stand on a day, without what leaves their disconnection alone.

    Bookings and permits of hours are left out. Who does not exist is left out of the answer.
    """
    span = Span(on - LONGEST_SPAN, on + AFTER)
    found_people = uow.connection.execute(_PEOPLE, {"who": list(employee_ids)})
    rows = [dict(row) for row in found_people.mappings()]
    closed = _closures(uow, {row["body_id"] for row in rows}, span)
    terms = agreements.of_people(uow, employee_ids)
    away = _absences(uow, employee_ids, span)
    permits = whole_day_permits(uow, employee_ids, span)
    found: dict[int, QuietCase] = {}
    for row in rows:
        who, month = row["id"], row["patron_month"]
        patron = None if month is None else (month, row["patron_day"])
        found[who] = QuietCase(
            employee_id=who,
            policy_id=row["policy_id"],
            person=person_of(row, agreements.nearest_of(terms.get(who, ()), on=on)),
            history=History(
                absences=away.get(who, {}),
                closures=closed.get(row["body_id"], []),
                patron=patron_days(patron, span),
                permits=permits.get(who, ()),
            ),
        )
    return found


def _closures(uow: UnitOfWork, body_ids: set[str], span: Span) -> dict[str, list[date]]:
    asked = {"bodies": sorted(body_ids), "first": span.first, "last": span.last}
    found: defaultdict[str, list[date]] = defaultdict(list)
    for body_id, day in uow.connection.execute(_CLOSED, asked):
        found[body_id].append(day)
    return dict(found)


def _absences(
    uow: UnitOfWork, employee_ids: Sequence[int], span: Span
) -> dict[int, dict[date, rules.AbsenceKind]]:
    found: defaultdict[int, dict[date, rules.AbsenceKind]] = defaultdict(dict)
    spans = absences.of_people(uow, employee_ids, since=span.first, until=span.last)
    for absence in spans:
        days = span.days(absence.first_day, absence.last_day)
        found[absence.employee_id].update(dict.fromkeys(days, absence.kind))
    return dict(found)


_PEOPLE = (
    select(EMPLOYEE, BODY.c.policy_id, BODY.c.patron_month, BODY.c.patron_day)
    .select_from(EMPLOYEE.join(BODY, BODY.c.id == EMPLOYEE.c.body_id))
    .where(EMPLOYEE.c.id.in_(bindparam("who", expanding=True)))
)
_CLOSED = select(CLOSURE.c.body_id, CLOSURE.c.day).where(
    CLOSURE.c.body_id.in_(bindparam("bodies", expanding=True)),
    CLOSURE.c.day.between(bindparam("first"), bindparam("last")),
)
