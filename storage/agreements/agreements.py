"""Individual agreements, as rows and as the rules see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, or_, select

from rules.facts import Agreement, Band, Period, Scheme, Suspension
from storage.core.columns import spans_read, spans_written
from storage.core.statements import insert_row
from storage.tables import AGREEMENT, EMPLOYEE
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAgreement:
    """An agreement of an employee, with the id of its row."""

    id: int
    employee_id: int
    terms: Agreement


def add(
    uow: UnitOfWork, employee_id: int, terms: Agreement, *, at: datetime, by: int | None
) -> int:
    """Keep an agreement; give its id. Overlaps are for the rules and the import to judge."""
    row = to_row(terms) | {"employee_id": employee_id, "created_at": at}
    agreement_id = insert_row(uow.connection, AGREEMENT, **row)
    _note(uow, "agreement.added", agreement_id, employee_id, terms, at=at, by=by)
    return agreement_id


def note_changed(
    uow: UnitOfWork, employee_id: int, terms: Agreement, *, at: datetime, by: int | None
) -> None:
    """Note that a file changed the terms of the agreement of this mode that began that day."""
    wanted = select(AGREEMENT.c.id).where(
        AGREEMENT.c.employee_id == employee_id,
        AGREEMENT.c.mode == terms.mode,
        AGREEMENT.c.first_day == terms.first_day,
    )
    for agreement_id in uow.connection.execute(wanted).scalars().all():
        _note(uow, "agreement.changed", agreement_id, employee_id, terms, at=at, by=by)


def _note(
    uow: UnitOfWork,
    action: str,
    agreement_id: int,
    employee_id: int,
    terms: Agreement,
    *,
    at: datetime,
    by: int | None,
) -> None:
    uow.audit(
        action,
        chain=uow.body_of(employee_id),
        subject=f"agreement:{agreement_id}",
        at=at,
        actor_id=by,
        details={"employee": employee_id, "from": terms.first_day, "to": terms.last_day},
    )


def in_force(uow: UnitOfWork, employee_id: int, *, on: date) -> Agreement | None:
    """Give the agreement in force on a day, the one that began last; None without any."""
    wanted = select(AGREEMENT).where(
        AGREEMENT.c.employee_id == employee_id,
        AGREEMENT.c.first_day <= on,
        or_(AGREEMENT.c.last_day.is_(None), AGREEMENT.c.last_day >= on),
    )
    latest = wanted.order_by(AGREEMENT.c.first_day.desc(), AGREEMENT.c.id.desc()).limit(1)
    row = uow.connection.execute(latest).mappings().first()
    return None if row is None else from_row(row)


def nearest(uow: UnitOfWork, employee_id: int, *, on: date) -> Agreement | None:
    """
    Give the agreement in force on a day, or else the next to begin, or else the last that ended.

    So the rules can say that a day lies outside the agreement, and not that there is none.
    """
    return nearest_of([agreement.terms for agreement in of_person(uow, employee_id)], on=on)


def nearest_of(terms: Sequence[Agreement], *, on: date) -> Agreement | None:
    """Do the same among agreements already loaded, the earliest first."""
    covering = [agreement for agreement in terms if agreement.covers(on)]
    coming = [agreement for agreement in terms if agreement.first_day > on]
    if covering:
        return covering[-1]
    if coming:
        return coming[0]
    return terms[-1] if terms else None


def of_person(uow: UnitOfWork, employee_id: int) -> list[SignedAgreement]:
    """List an employee's agreements, the earliest first."""
    rows = uow.connection.execute(_OF_PERSON, {"who": employee_id})
    return [
        SignedAgreement(id=row["id"], employee_id=employee_id, terms=from_row(row))
        for row in rows.mappings()
    ]


def of_people(uow: UnitOfWork, employee_ids: Iterable[int]) -> dict[int, list[Agreement]]:
    """Give the agreements of several employees, the earliest first; who has none is left out."""
    found: defaultdict[int, list[Agreement]] = defaultdict(list)
    for row in uow.connection.execute(_OF_PEOPLE, {"who": list(employee_ids)}).mappings():
        found[row["employee_id"]].append(from_row(row))
    return dict(found)


def holders(uow: UnitOfWork, body_id: str, *, since: date, until: date) -> list[int]:
    """List the ids of a body's employees who have an agreement on some day of a span."""
    wanted = (
        select(AGREEMENT.c.employee_id)
        .distinct()
        .select_from(AGREEMENT.join(EMPLOYEE, EMPLOYEE.c.id == AGREEMENT.c.employee_id))
    )
    lasting = or_(AGREEMENT.c.last_day.is_(None), AGREEMENT.c.last_day >= since)
    touching = wanted.where(EMPLOYEE.c.body_id == body_id, AGREEMENT.c.first_day <= until)
    return list(uow.connection.execute(touching.where(lasting)).scalars())


def _ordered(wanted: Select[Any]) -> Select[Any]:
    return wanted.order_by(AGREEMENT.c.first_day, AGREEMENT.c.id)


_OF_PERSON = _ordered(select(AGREEMENT).where(AGREEMENT.c.employee_id == bindparam("who")))
_OF_PEOPLE = _ordered(
    select(AGREEMENT).where(AGREEMENT.c.employee_id.in_(bindparam("who", expanding=True)))
)


def to_row(terms: Agreement) -> dict[str, Any]:
    """Lay an agreement out as columns."""
    return {
        "mode": terms.mode,
        "first_day": terms.first_day,
        "last_day": terms.last_day,
        "scheme": None if terms.scheme is None else _scheme_columns(terms.scheme),
        "bands": [str(band) for band in terms.bands],
        "afternoon_bands": [str(band) for band in terms.afternoon_bands],
        "weekday_bands": spans_written(terms.weekday_bands),
        "disconnection": None if terms.disconnection is None else str(terms.disconnection),
        "presence_per_week": terms.presence_per_week,
        "motive": terms.motive or None,
        "suspended_from": terms.suspended.first_day if terms.suspended else None,
        "suspended_until": terms.suspended.last_day if terms.suspended else None,
    }


def from_row(row: RowMapping) -> Agreement:
    """Give the agreement that `to_row` laid out."""
    return Agreement(
        mode=row["mode"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        scheme=None if row["scheme"] is None else _scheme(row["scheme"]),
        bands=tuple(Band.parse(text) for text in row["bands"]),
        afternoon_bands=tuple(Band.parse(text) for text in row["afternoon_bands"]),
        weekday_bands=spans_read(row["weekday_bands"]),
        disconnection=None if row["disconnection"] is None else Band.parse(row["disconnection"]),
        presence_per_week=row["presence_per_week"],
        motive=row["motive"] or "",
        suspended=_suspension(row["suspended_from"], row["suspended_until"]),
    )


def _suspension(first: date | None, last: date | None) -> Suspension | None:
    return None if first is None else Suspension(first_day=first, last_day=last)


def _scheme_columns(scheme: Scheme) -> dict[str, Any]:
    if scheme.per is None:
        return {"weekdays": sorted(scheme.weekdays)}
    return {"per": scheme.per.value, "days": scheme.days}


def _scheme(columns: dict[str, Any]) -> Scheme:
    if "weekdays" in columns:
        return Scheme(weekdays=frozenset(columns["weekdays"]))
    return Scheme(per=Period(columns["per"]), days=columns["days"])
