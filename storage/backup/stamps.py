"""
The last line of a backup that is not encrypted: by it a changed byte is noticed.

SQLite and pg_restore pass over it. Whoever may write to the backup may stamp again: that nobody
changed what the trail holds, the trail proves.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from storage.errors import BackupError

BEGINS = b"\nsportello-agile backup, sha256 "
LENGTH = len(BEGINS) + 2 * hashlib.sha256().digest_size + 1


def stamp(draft: Path) -> None:
    """Add the line to a backup that is whole."""
    line = BEGINS + _digest(draft) + b"\n"
    with draft.open("ab") as file:
        file.write(line)


def take_off(draft: Path, source: Path, *, although_changed: bool) -> None:
    """
    Take the line off what was read of a backup; one without it is of an older program.

    Raises BackupError if the backup is not as it was stamped, unless that is to be overlooked.
    """
    line = _line(draft)
    if not line.startswith(BEGINS):
        return
    os.truncate(draft, draft.stat().st_size - LENGTH)
    if line != BEGINS + _digest(draft) + b"\n" and not although_changed:
        raise BackupError(
            f"The backup {source} is damaged or was changed: it is not what was written into it. "
            "Copy it again, take another one, or say --broken-trail to restore it all the same."
        )


def _line(draft: Path) -> bytes:
    with draft.open("rb") as file:
        file.seek(-min(LENGTH, draft.stat().st_size), os.SEEK_END)
        return file.read()


def _digest(draft: Path) -> bytes:
    with draft.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().encode()
