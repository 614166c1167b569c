"""Files that are made beside their place and put there when they are whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.core import files
from storage.errors import BackupError


def refuse_existing(target: Path) -> None:
    """Raise BackupError if there is something at a place: it is never overwritten."""
    if target.exists():
        raise BackupError(f"The file {target} is there already. Choose another name.")


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """Give a new file for its owner alone beside another; it is gone afterwards if still there."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    with suppress(FileNotFoundError):
        draft.unlink()
    with told(f"{target.parent} cannot be written to"):
        files.make_file(draft)
    try:
        yield draft
    finally:
        for end in ("", *files.BESIDE, "-journal"):
            with suppress(FileNotFoundError):
                Path(f"{draft}{end}").unlink()


def put_in_place(draft: Path, target: Path) -> None:
    """Let a draft become a file, on disk before anybody is told."""
    _sync(draft)
    draft.replace(target)
    _sync(target.parent)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what could not be done in one sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BackupError(f"{what}: {why}. Nothing was changed.") from error


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
