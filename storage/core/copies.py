"""A file of SQLite as it is at one moment, however much is written meanwhile."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_file(file: Path, target: Path) -> None:
    """Copy all pages in one go; nobody waits for it. Raises sqlite3.Error."""
    address = f"{file.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
