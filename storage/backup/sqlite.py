"""
Backup and restore of a file of SQLite.

The copy is taken through SQLite's own interface, as of one moment, while others write. A copy of
the file alone (`cp`) is none: what was committed last lies beside it, in `-wal`.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from storage.backup import envelope, stamps
from storage.backup.drafts import draft_of, put_in_place, refuse_existing, told
from storage.core import files
from storage.core.copies import copy_file
from storage.core.vault import Vault
from storage.errors import BackupError

MAGIC = b"SQLite format 3\x00"
WAL_MODE = slice(18, 20), b"\x02\x02"
"""Where a file says that a log belongs to it; `db backup` makes files without."""
KEPT = ".before-restore"


def back_up(file: Path, target: Path, *, vault: Vault | None) -> None:
    """
    Copy a database as it is now into a new file for its owner alone.

    It is encrypted if a vault is given. Raises BackupError, and leaves nothing behind, if that is
    not possible.
    """
    refuse_existing(target)
    with told(f"The backup {target} cannot be made"), draft_of(target) as draft:
        if vault is None:
            copy_file(file, draft)
            stamps.stamp(draft)
        else:
            with draft_of(file) as plain, draft.open("wb") as sealed:
                copy_file(file, plain)
                envelope.wrap(plain, sealed, vault)
        put_in_place(draft, target)


def refuse_part(source: Path, file: Path) -> None:
    """Raise BackupError for the desk's own file, and for a copy whose log lies beside it."""
    if source.exists() and file.exists() and source.samefile(file):
        raise BackupError(f"The file {source} is the desk's own database, and no backup of it.")
    log = Path(f"{source}-wal")
    if is_bare_copy(source) and log.exists() and log.stat().st_size:
        raise BackupError(
            f"The file {source} is a copy of a database, and what was committed last lies in "
            f"{log}: restored alone it would be lost. Let SPORTELLO_DATABASE_URL name the copy "
            "for once, make a backup of it with `sportello db backup`, and restore that."
        )


def is_bare_copy(source: Path) -> bool:
    """Tell whether a file is a copy of a database that was in use, and not made by `back_up`."""
    if not source.is_file():
        return False
    with source.open("rb") as found:
        head = found.read(WAL_MODE[0].stop)
    return head.startswith(MAGIC) and head[WAL_MODE[0]] == WAL_MODE[1]


def check(draft: Path, source: Path) -> None:
    """Raise BackupError unless a draft is a whole database."""
    _refuse_other(draft, source)
    with told(f"The backup {source} is damaged"), closing(sqlite3.connect(draft)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        astray = copy.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or astray is not None:
        raise BackupError(f"The backup {source} is damaged ({found}). Take another one.")


def settle(draft: Path) -> None:
    """Make one file of a draft that a store was opened on."""
    with told(f"{draft.parent} cannot be written to"), closing(sqlite3.connect(draft)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")


def put_back(draft: Path, file: Path, *, replace: bool) -> Path | None:
    """
    Put a checked draft in the place of the desk's file; give where the one before is kept.

    Raises BackupError if there is one that holds something and `replace` was not said, or if
    somebody has it open.
    """
    kept = _free_name(file)
    if not file.exists():
        _set_aside(file, kept)
        put_in_place(draft, file)
        return None
    if not replace and _holds_something(file):
        raise BackupError(
            f"The database {file} holds something already. Say --replace to restore in its place; "
            f"it is then kept as {kept.name}."
        )
    _close_down(file)
    os.link(file, kept)
    _set_aside(file, kept)
    put_in_place(draft, file)
    return kept


def _set_aside(file: Path, kept: Path) -> None:
    """
    Move what was left beside a file that is gone or damaged.

    SQLite would read it into whatever file stands there next.
    """
    for end in files.BESIDE:
        with suppress(FileNotFoundError):
            Path(f"{file}{end}").rename(f"{kept}{end}")


def _refuse_other(draft: Path, source: Path) -> None:
    with draft.open("rb") as found:
        if found.read(len(MAGIC)) != MAGIC:
            raise BackupError(
                f"The file {source} holds no database of SQLite, as SPORTELLO_DATABASE_URL asks "
                "for. Name a file that `sportello db backup` made of one."
            )


def _holds_something(file: Path) -> bool:
    """Tell whether there is anybody or anything in it; what cannot be read may be much."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as there:
        try:
            names = [row[0] for row in there.execute("SELECT name FROM sqlite_master")]
            if "alembic_version" not in names:
                return bool(names)
            return there.execute("SELECT 1 FROM body LIMIT 1").fetchone() is not None
        except sqlite3.Error:
            return True


def _close_down(file: Path) -> None:
    """Bring what lies beside a file into it; raise BackupError if somebody else has it open."""
    with closing(sqlite3.connect(file, timeout=1)) as there:
        try:
            there.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise BackupError(
                f"The database {file} is in use. Stop the desk, then restore."
            ) from error
        except sqlite3.DatabaseError:
            return  # damaged: it is kept as it is


def _free_name(file: Path) -> Path:
    names = (file.with_name(f"{file.name}{KEPT}{n or ''}") for n in range(1000))
    return next(name for name in names if not name.exists())
