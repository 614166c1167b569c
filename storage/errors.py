"""What may go wrong in the store: one class for each situation, its facts as attributes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rules.facts import Half


class StoreError(Exception):
    """The base of all errors of the store; the message says what happened and what to do."""


class BadStoreUrl(StoreError):  # noqa: N818 -- named for the situation
    """The address of the store cannot be used."""


class Unreachable(StoreError):  # noqa: N818 -- named for the situation
    """No connection to the database can be made."""


class SchemaMismatch(StoreError):  # noqa: N818 -- named for the situation
    """The database was made by an older or newer version of the program."""

    def __init__(self, *, found: str | None, needed: str, newer: bool) -> None:
        self.found = found
        self.needed = needed
        self.newer = newer
        if newer:
            advice = "It was written by a newer version: install that version again."
        else:
            advice = "Run `sportello db upgrade` (make a backup first)."
        known = found or "nothing (no table was made yet)"
        super().__init__(
            f"The database holds schema {known}, this program needs {needed}. {advice}"
        )


class NotMade(SchemaMismatch):
    """There is no database file at the address."""

    def __init__(self, file: Path, *, needed: str) -> None:
        super().__init__(found=None, needed=needed, newer=False)
        self.file = file
        told = (
            f"There is no database file {file}. Run `sportello db upgrade` if this is a first "
            "start, else look at SPORTELLO_DATABASE_URL: a path with three slashes begins at the "
            "folder in which the command is given, one with four at the root."
        )
        self.args = (told,)


class NotBelow(StoreError):  # noqa: N818 -- named for the situation
    """The database cannot be taken down to a schema: it is none, or not below what it holds."""

    def __init__(self, wanted: str, *, found: str | None, known: Sequence[str]) -> None:
        self.wanted = wanted
        self.found = found
        named = ", ".join(("base", *known))
        if wanted not in known:
            why = f"There is no schema {wanted}; there are {named}."
        else:
            why = f"The database holds {found or 'no tables'}, which is not above {wanted}."
        super().__init__(f"{why} Nothing was changed.")


class FileGone(StoreError):  # noqa: N818 -- named for the situation
    """
    The file of the database was taken away, or replaced, while the desk ran.

    `beside` names the one of its companions (`-wal`, `-shm`) if it was that.
    """

    def __init__(self, file: Path, *, replaced: bool, beside: Path | None = None) -> None:
        self.file = file
        self.replaced = replaced
        self.beside = beside
        what = "was replaced by another file" if replaced else "was deleted or moved"
        if beside is None:
            advice = "Put it back, or restore a backup (`sportello db restore`)"
            told = f"The database {file} {what}"
        else:
            advice = (
                "Leave what lies beside a database alone. See that `sportello audit verify` holds"
            )
            told = f"The file {beside}, which holds a part of the database, {what}"
        super().__init__(
            f"{told} while the desk ran. The desk stops, so that nothing is written to a file "
            f"that nobody would find again. {advice}, then start the desk again."
        )


class VaultError(StoreError):
    """The keys that seal health and family facts are missing, malformed or not the right ones."""


UNREADABLE = (VaultError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What reading a row raises in which somebody wrote what its columns cannot hold."""


class ReadOnly(StoreError):  # noqa: N818 -- named for the situation
    """A unit of work opened for reading was asked to write."""


class NotFound(StoreError):  # noqa: N818 -- named for the situation
    """A row that was named by its id does not exist."""

    def __init__(self, noun: str, key: object) -> None:
        self.noun = noun
        self.key = key
        super().__init__(f"There is no {noun} {key!r} in the store.")


class SlotTaken(StoreError):  # noqa: N818 -- named for the situation
    """A half day asked for is already held by a pending or approved request."""

    def __init__(self, *, employee_id: int, day: date, half: Half) -> None:
        self.employee_id = employee_id
        self.day = day
        self.half = half
        super().__init__(f"Employee {employee_id} already holds {half} of {day}: cancel it first.")


class PermitTaken(StoreError):  # noqa: N818 -- named for the situation
    """Time asked for is already held by another permit of the same person, `permit_id`."""

    def __init__(self, *, employee_id: int, permit_id: int) -> None:
        self.employee_id = employee_id
        self.permit_id = permit_id
        super().__init__(
            f"Employee {employee_id} already has permit {permit_id} at that time: correct it or "
            "take it back first."
        )


class Stale(StoreError):  # noqa: N818 -- named for the situation
    """
    Something changed since the person saw it; `current` is how it stands now.

    It is the typed row of the repository that raised (for a booking a `bookings.Booking`).
    """

    def __init__(self, noun: str, key: object, current: Any) -> None:
        self.noun = noun
        self.key = key
        self.current = current
        super().__init__(f"The {noun} {key!r} changed in the meantime: look at it again.")


class AlreadyThere(StoreError):  # noqa: N818 -- named for the situation
    """A row that may exist only once exists already."""

    def __init__(self, noun: str, key: object) -> None:
        self.noun = noun
        self.key = key
        super().__init__(f"There is already a {noun} {key!r} in the store.")


class BackupError(StoreError):
    """A backup cannot be made, or what was given cannot be restored; nothing was changed."""


class RestoreUnfinished(StoreError):  # noqa: N818 -- named for the situation
    """A restore was cut off before what it brought had been checked."""

    def __init__(self) -> None:
        super().__init__(
            "A restore into this database was cut off before it was checked: what it holds cannot "
            "be trusted. Say `sportello db restore FILE` again, which takes it out first."
        )
