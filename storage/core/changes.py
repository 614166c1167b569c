"""Counts what may change what a connection reads, so that what was read can be kept until then."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event

CHANGES = "changes"
"""Under this name a connection of the pool keeps the count."""
ONLY_MARKS = ("SAVEPOINT", "RELEASE")
"""How a statement begins that marks a part of a transaction and takes nothing back."""
LOCKS = (" FOR ", "advisory")
"""
Words of a question that waits for others (FOR UPDATE, FOR SHARE, pg_try_advisory_lock...): what
they wrote meanwhile is to be seen. Where they mean something else, it costs one more look.
"""


def count_changes(engine: Engine) -> None:
    """Let each connection of an engine count the statements that are more than a question."""

    @event.listens_for(engine, "connect")
    def _connect(_raw: Any, record: Any) -> None:
        record.info[CHANGES] = 0

    @event.listens_for(engine, "before_cursor_execute")
    def _execute(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if may_change(statement):
            connection.info[CHANGES] += 1


def changes_of(connection: Connection) -> int | None:
    """Give how much may have changed so far; None where it is not counted."""
    count: int | None = connection.info.get(CHANGES)
    return count


def may_change(statement: str) -> bool:
    """Tell whether what is read after a statement may differ from what was read before."""
    if statement.startswith("SELECT"):
        return any(words in statement for words in LOCKS)
    return not statement.startswith(ONLY_MARKS)
