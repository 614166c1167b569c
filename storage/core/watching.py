"""What is written through a connection while somebody watches it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event

WRITING = ("INSERT", "UPDATE", "DELETE")
TELLS_LATER = "RETURNING"
"""Of such a statement SQLite knows how many rows it wrote only when they are fetched."""


@dataclass(slots=True)
class Writes:
    """Whether anything was written so far."""

    any: bool = False


@contextmanager
def watched(connection: Connection) -> Iterator[Writes]:
    """Tell what is written in between; a statement that finds no row to change writes nothing."""
    found = Writes()

    def note(
        _connection: Connection, cursor: Any, statement: str, *_parameters_and_more: Any
    ) -> None:
        if statement.lstrip().upper().startswith(WRITING):
            found.any |= cursor.rowcount != 0 or TELLS_LATER in statement.upper()

    event.listen(connection, "after_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(connection, "after_cursor_execute", note)
