"""Bodies, offices and employees put into the store: made if new, brought up to date if known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from rules.facts import Employee
from storage.core.statements import bring_up_to_date, insert_new, insert_row
from storage.days.facts import open_facts, sensitive_facts
from storage.people.names import sort_name
from storage.tables import BODY, EMPLOYEE, OFFICE, Rank
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Patron:
    """The day of the local patron saint, the same each year."""

    month: int
    day: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    What a municipality says of one employee; `number` is the matricola.

    `facts` hold all but the rank (which may be elected) and the agreement (kept apart).
    """

    number: str
    family_name: str
    given_name: str
    rank: Rank = Rank.STAFF
    facts: Employee
    left_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """The id of a row, whether it is new, and whether a known one was changed."""

    id: int
    new: bool
    changed: bool = False


def put_body(
    uow: UnitOfWork, body_id: str, *, name: str, policy_id: str, patron: Patron | None = None
) -> bool:
    """Keep a body; True if it is new."""
    row: dict[str, Any] = {"name": name, "policy_id": policy_id}
    row |= {
        "patron_month": patron.month if patron else None,
        "patron_day": patron.day if patron else None,
        "patron_name": patron.name if patron else "",
    }
    if insert_new(uow.connection, BODY, id=body_id, **row):
        return True
    uow.connection.execute(BODY.update().where(BODY.c.id == body_id).values(row))
    return False


def put_office(uow: UnitOfWork, body_id: str, code: str, *, name: str) -> Put:
    """Keep an office of a body, known by its code."""
    same = (OFFICE.c.body_id == body_id) & (OFFICE.c.code == code)
    return _put(uow, OFFICE, same, {"body_id": body_id, "code": code, "name": name})


def put_employee(uow: UnitOfWork, body_id: str, record: Record, *, office_id: int) -> Put:
    """Keep an employee of a body, known by the number."""
    same = (EMPLOYEE.c.body_id == body_id) & (EMPLOYEE.c.number == record.number)
    row = {
        "body_id": body_id,
        "office_id": office_id,
        "number": record.number,
        "family_name": record.family_name,
        "given_name": record.given_name,
        "sort_name": sort_name(record.family_name, record.given_name),
        "rank": record.rank,
        "sensitive": sensitive_facts(record.facts),
        "left_on": record.left_on,
    }
    return _put(uow, EMPLOYEE, same, row | open_facts(record.facts))


def _put(uow: UnitOfWork, table: Table, same: ColumnElement[bool], row: dict[str, Any]) -> Put:
    changed = bring_up_to_date(uow.connection, table, same, row)
    if changed is None:
        return Put(id=insert_row(uow.connection, table, **row), new=True)
    known = uow.connection.execute(select(table.c.id).where(same)).scalar_one()
    return Put(id=int(known), new=False, changed=changed)
