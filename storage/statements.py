"""Statements that SQLAlchemy spells differently for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, **values: Any) -> bool:
    """
    Insert a row unless a unique constraint already knows it; tell whether it was inserted.

    Unlike a caught IntegrityError this leaves the transaction usable on PostgreSQL.
    """
    statement = _insert_new(table, connection.dialect.name, tuple(values))
    return connection.execute(statement, values).first() is not None


def insert_row(connection: Connection, table: Table, **values: Any) -> int:
    """Insert a row and give its new id."""
    return int(connection.execute(_insert_row(table, tuple(values)), values).scalar_one())


@cache
def _insert_new(table: Table, dialect: str, names: Sequence[str]) -> Executable:
    """Build a statement once: building one costs as much as running it."""
    key = table.primary_key.columns
    columns = {name: _parameter(table, name) for name in names}
    if dialect == "sqlite":
        return sqlite.insert(table).values(columns).on_conflict_do_nothing().returning(*key)
    return postgresql.insert(table).values(columns).on_conflict_do_nothing().returning(*key)


@cache
def _insert_row(table: Table, names: Sequence[str]) -> Executable:
    columns = {name: _parameter(table, name) for name in names}
    return table.insert().values(columns).returning(table.c.id)


def _parameter(table: Table, name: str) -> Any:
    return bindparam(name, type_=table.c[name].type)
