"""The file of SQLite: made for its owner alone, and known again while the desk runs."""

from __future__ import annotations

import os
from pathlib import Path

OWNERS_FILE, OWNERS_FOLDER = 0o600, 0o700
BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file, with the rights of the file."""

Identity = tuple[int, int]
"""Device and inode: what stays the same as long as it is the same file."""


def make_folder(folder: Path) -> None:
    """Make a folder, and those above that are missing, for the owner alone; raise OSError."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
    folder.mkdir(exist_ok=True)  # raises if a file stands there


def make_file(file: Path) -> None:
    """Make an empty file for the owner alone; one that is there stays; raise OSError."""
    if not file.exists():  # it may be for reading alone
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, OWNERS_FILE))


def identity(file: Path) -> Identity | None:
    """Tell which file stands there; None if none does."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def beside(file: Path) -> dict[Path, Identity | None]:
    """Tell which file each is that SQLite keeps beside a database at this moment."""
    return {one: identity(one) for one in (Path(f"{file}{end}") for end in BESIDE)}


def open_to_others(file: Path) -> list[tuple[Path, int]]:
    """List a file, its folder and what lies beside it if others may open them, with the mode."""
    every = [(file.parent, OWNERS_FOLDER), (file, OWNERS_FILE)]
    every += [(Path(f"{file}{end}"), OWNERS_FILE) for end in BESIDE]
    there = [(one, one.stat().st_mode & 0o777, right) for one, right in every if one.exists()]
    return [(one, mode) for one, mode, right in there if mode & ~right & 0o077]
