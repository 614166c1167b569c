"""Statements that SQLAlchemy spells differently for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, **values: Any) -> bool:
    """
    Insert a row unless a unique constraint already knows it; tell whether it was inserted.

    Unlike a caught IntegrityError this leaves the transaction usable on PostgreSQL.
    """
    key = table.primary_key.columns
    if connection.dialect.name == "sqlite":
        on_sqlite = sqlite.insert(table).values(values).on_conflict_do_nothing().returning(*key)
        return connection.execute(on_sqlite).first() is not None
    statement = postgresql.insert(table).values(values).on_conflict_do_nothing().returning(*key)
    return connection.execute(statement).first() is not None


def insert_row(connection: Connection, table: Table, **values: Any) -> int:
    """Insert a row and give its new id."""
    result = connection.execute(table.insert().values(values))
    primary = result.inserted_primary_key
    if primary is None:
        raise AssertionError(f"{table.name} gave no id")
    return int(primary[0])
