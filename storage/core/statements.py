"""Statements that SQLAlchemy spells differently for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.core import values


def insert_new(connection: Connection, table: Table, **row: Any) -> bool:
    """
    Insert a row unless a unique constraint already knows it; tell whether it was inserted.

    Unlike a caught IntegrityError this leaves the transaction usable on PostgreSQL.
    """
    statement = _insert_new(table, connection.dialect.name, tuple(row))
    return connection.execute(statement, row).first() is not None


def insert_all_new(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert the rows that no unique constraint knows yet, in one go."""
    statement = _insert_all_new(table, connection.dialect.name)
    connection.execute(statement, [dict(row) for row in rows])


def insert_row(connection: Connection, table: Table, **row: Any) -> int:
    """Insert a row and give its new id."""
    return int(connection.execute(_insert_row(table, tuple(row)), row).scalar_one())


def bring_up_to_date(
    connection: Connection, table: Table, same: ColumnElement[bool], row: Mapping[str, Any]
) -> bool | None:
    """Write a row that differs; tell whether it did, None if there is no such row."""
    found = connection.execute(select(*(table.c[name] for name in row)).where(same)).mappings()
    before = found.first()
    if before is None:
        return None
    if all(_alike(before[name], value) for name, value in row.items()):
        return False
    connection.execute(table.update().where(same).values(dict(row)))
    return True


def _alike(before: Any, now: Any) -> bool:
    """Compare as they are written: sealed sets and tuples come back as lists."""
    return bool(before == now) or values.dumps(before) == values.dumps(now)


@cache
def _insert_new(table: Table, dialect: str, names: Sequence[str]) -> Executable:
    """Build a statement once: building one costs as much as running it."""
    key = table.primary_key.columns
    columns = {name: _parameter(table, name) for name in names}
    if dialect == "sqlite":
        return sqlite.insert(table).values(columns).on_conflict_do_nothing().returning(*key)
    return postgresql.insert(table).values(columns).on_conflict_do_nothing().returning(*key)


@cache
def _insert_all_new(table: Table, dialect: str) -> Executable:
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


@cache
def _insert_row(table: Table, names: Sequence[str]) -> Executable:
    columns = {name: _parameter(table, name) for name in names}
    return table.insert().values(columns).returning(table.c.id)


def _parameter(table: Table, name: str) -> Any:
    return bindparam(name, type_=table.c[name].type)
