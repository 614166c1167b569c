"""
What only files bring: who changes it without them is found.

An import may bring thousands of rows; its entry carries a digest of each of these tables in their
place. So it is told of which table something was put in, changed or taken out, not of which row.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, select

from storage.core import values
from storage.tables import ABSENCE, BODY, CLOSURE, DEROGATION, EMPLOYEE, POST

DIGESTS = "brought"
"""Under this name they stand in the details of an entry."""
IMPORTED = "staff.imported"


def _of_body(table: Table, *names: str) -> tuple[Column[Any], Select[Any]]:
    return table.c.body_id, select(*(table.c[name] for name in ("id", *names)))


def _of_person(table: Table, *names: str) -> tuple[Column[Any], Select[Any]]:
    held = select(*(table.c[name] for name in ("id", "employee_id", *names)))
    return EMPLOYEE.c.body_id, held.join(EMPLOYEE, EMPLOYEE.c.id == table.c.employee_id)


_BROUGHT: Mapping[str, tuple[Column[Any], Select[Any]]] = MappingProxyType(
    {
        "absences": _of_person(ABSENCE, "first_day", "last_day"),
        "body": (BODY.c.id, select(BODY.c.id, BODY.c.policy_id)),
        "closures": _of_body(CLOSURE, "day"),
        "derogations": _of_person(DEROGATION, "first_day", "last_day", "per_week", "article"),
        "employees": _of_body(EMPLOYEE, "office_id", "number", "rank", "left_on"),
        "posts": _of_body(POST, "office_id", "role", "employee_id", "first_day", "last_day"),
    }
)
"""By name: the column that says whose rows they are, and what is held of them."""


def digests(connection: Connection, body_id: str) -> dict[str, str]:
    """Give a digest of each of these tables, of the rows of one body."""
    return {name: _digest(connection, name, body_id) for name in _BROUGHT}


def differing(connection: Connection, body_id: str, was: Mapping[str, str]) -> list[str]:
    """Name the tables that are not as they were, of those that are told of."""
    known = [name for name in _BROUGHT if name in was]
    return [name for name in known if _digest(connection, name, body_id) != was[name]]


def _digest(connection: Connection, name: str, body_id: str) -> str:
    whose, held = _BROUGHT[name]
    rows = connection.execute(held.where(whose == body_id).order_by(held.selected_columns.id))
    return sha256(values.dumps([list(row) for row in rows]).encode()).hexdigest()
