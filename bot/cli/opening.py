"""What most commands begin with: settings read, logs set up, the store opened with its keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, OperationalError

from bot import logs, settings
from bot.cli.installed import installed
from bot.clock import system_clock
from bot.refusal import Refusal
from bot.settings import Settings
from handlers.desk.context import Desk, Patience
from storage.backup import postgres
from storage.core import files
from storage.core.engines import LONGEST_WAIT, file_of, is_busy, usable_url
from storage.core.vault import Vault
from storage.store import Store
from storage.trail import rotation


def read_settings(*names: str) -> Settings:
    """Read the settings and set up the logs; raise SettingsError if one of `names` is missing."""
    found = settings.load()
    settings.needed(found, *names)
    logs.configure(found.log_level, found.log_format)
    return found


@contextmanager
def database_of(found: Settings) -> Iterator[URL]:
    """Give the database's address; what keeps us from reaching it becomes one sentence."""
    url = usable_url(found.database_url)
    try:
        yield url
    except DatabaseError as error:
        shown = url.render_as_string(hide_password=True)
        if is_busy(error.orig):
            raise Refusal(
                f"The database {shown} is busy: another program has been writing to it for more "
                f"than {LONGEST_WAIT} seconds. Nothing was changed; try again in a while."
            ) from error
        why = str(error.orig).strip().splitlines()[0]
        raise Refusal(
            f"The database {shown} cannot be opened: {why}. Look at SPORTELLO_DATABASE_URL, and "
            "whether the server runs or the folder is there and may be written to."
        ) from error


@contextmanager
def open_store(found: Settings) -> Iterator[Store]:
    """Open the store of the settings, sure of its schema and its keys; close it at the end."""
    settings.needed(found, "encryption_keys")
    make_folder(found)
    with database_of(found):
        store = store_of(found)
        try:
            _see_restored(store)
            store.check_schema()
            rotation.check_keys(store)
            yield store
        finally:
            store.close()


def _see_restored(store: Store) -> None:
    """Stop at a server's database that a restore left half done; if it is there, others say."""
    if file_of(store.url) is not None:
        return
    with suppress(OperationalError), store.engine.connect() as connection:
        postgres.check_finished(connection)


def store_of(found: Settings) -> Store:
    """Give the store of the settings, which nobody has looked at yet."""
    return Store(found.database_url, Vault(",".join(found.keys)))


@contextmanager
def open_desk(found: Settings) -> Iterator[Desk]:
    """Open the desk of the settings: its policies, its store, the machine's clock."""
    policies = installed(found.policies)
    with open_store(found) as store:
        patience = Patience(remind=found.remind_after_days, pass_on=found.pass_on_after_days)
        yield Desk(store, policies, system_clock, patience)


def make_folder(found: Settings) -> None:
    """Make the folder of a SQLite file, for a first start without preparation; raise Refusal."""
    file = file_of(usable_url(found.database_url))
    if file is None:
        return
    folder = file.parent
    try:
        files.make_folder(folder)
    except OSError as error:
        raise Refusal(
            f"The folder {folder} for the database cannot be made: {error.strerror}. "
            "Look at SPORTELLO_DATABASE_URL."
        ) from error
