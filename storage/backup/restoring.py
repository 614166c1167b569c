"""What must be true of a database before it is put in the place of the desk's."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from storage.backup import envelope, postgres, sqlite, stamps
from storage.backup.drafts import draft_of, told
from storage.core.vault import Vault
from storage.errors import BackupError, VaultError
from storage.store import Store
from storage.trail import audit, rotation, standing

MOST_NAMED = 5


def restore_file(
    source: Path, file: Path, vault: Vault, *, replace: bool, broken_trail: bool
) -> Path | None:
    """
    Put a backup in the place of the desk's file of SQLite; give where the one before is kept.

    It is unpacked beside the file, brought to the schema of this program and checked there: until
    all of it is well nothing is changed. `broken_trail` restores although the trail does not hold,
    or bytes were changed. Raises BackupError, SchemaMismatch.
    """
    with told(f"The backup {source} cannot be read"):
        sqlite.refuse_part(source, file)
    with draft_of(file) as draft:
        _unpack(source, draft, vault, although_changed=broken_trail)
        sqlite.check(draft, source)
        with closing(Store(f"sqlite:///{draft}", vault)) as store:
            _check(store, source, broken_trail=broken_trail)
        sqlite.settle(draft)
        with told(f"The backup {source} cannot be put in place"):
            return sqlite.put_back(draft, file, replace=replace)


def restore_server(source: Path, url: URL, vault: Vault, *, broken_trail: bool) -> bool:
    """
    Restore a dump into an empty PostgreSQL database, which is emptied again if a check fails.

    Tells whether a restore before it was cut off, and what it had left was taken out. Raises
    BackupError, SchemaMismatch.
    """
    with TemporaryDirectory(prefix="sportello-restore-") as folder:
        dump = Path(folder) / "dump"
        _unpack(source, dump, vault, although_changed=broken_trail)
        with postgres.restored(url, dump, source) as cut_off:
            address = url.render_as_string(hide_password=False)
            with closing(Store(address, vault)) as store:
                _check(store, source, broken_trail=broken_trail)
    return cut_off


def _unpack(source: Path, draft: Path, vault: Vault, *, although_changed: bool) -> None:
    envelope.unpack(source, draft, vault)
    with told(f"The backup {source} cannot be read"):
        if not envelope.is_wrapped(source):
            stamps.take_off(draft, source, although_changed=although_changed)


def _check(store: Store, source: Path, *, broken_trail: bool) -> None:
    """Raise unless schema, keys and audit trail of a store are right."""
    try:
        store.migrate()
        rotation.check_keys(store)
    except VaultError as error:
        raise BackupError(
            f"The backup {source} is of another desk, or of a key that was taken out: none of the "
            "keys in SPORTELLO_ENCRYPTION_KEYS opens what it holds. Put that key after the first."
        ) from error
    if not broken_trail and (wrong := _wrong(store)):
        more = f", and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
        raise BackupError(
            f"The audit trail of the backup {source} does not hold: "
            f"{'; '.join(wrong[:MOST_NAMED])}{more}. Take an older one, or say "
            "--broken-trail to restore it all the same."
        )


def _wrong(store: Store) -> list[str]:
    with store.reading() as uow:
        breaks = [f"{one.chain} {one.seq or ''}: {one.what}" for one in audit.verify(uow)]
        rows = [f"{one.kind} {one.key}: {one.what}" for one in standing.unexplained(uow)]
    return breaks + rows
