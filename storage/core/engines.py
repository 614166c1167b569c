"""How a database is opened: SQLite that waits for its writer, PostgreSQL through psycopg."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from storage.core.changes import count_changes
from storage.core.columns import hand_vault, json_text
from storage.core.vault import Vault
from storage.errors import BadStoreUrl

if TYPE_CHECKING:
    import psycopg

ADVICE = "Write it as sqlite:///data/sportello.sqlite3 or postgresql://user:password@host/name."
LONGEST_WAIT = 15
"""
Seconds that a writer waits for one of another program: SQLite tries again ten times a second, and
who has to get in between those of a desk at work needs many tries.
"""
PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    f"busy_timeout={LONGEST_WAIT * 1000}",
    "synchronous=FULL",
)
"""FULL: what a person was told is on disk, and a power cut takes nothing back."""
MOST_STATEMENTS_PREPARED = 1000
POSTGRES_NAMES = ("postgres", "postgresql", "postgresql+psycopg")


def usable_url(text: str) -> URL:
    """
    Read the address of a store; a file's becomes one from the root.

    Raises BadStoreUrl, without its password, if it is none.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:  # a port that is no number
        raise BadStoreUrl(f"The address of the store cannot be read. {ADVICE}") from error
    if url.drivername in POSTGRES_NAMES:
        return _with_hidden_password(url.set(drivername="postgresql+psycopg"))
    if url.drivername != "sqlite":
        raise BadStoreUrl(f"The store cannot be {url.drivername!r}. {ADVICE}")
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise BadStoreUrl(
            f"A store in memory would be empty for each thread, and needs a file's path. {ADVICE}"
        )
    return url.set(database=str(Path(url.database).absolute()))


def _with_hidden_password(url: URL) -> URL:
    """Put a password among the options (`?password=`) where nobody shows it."""
    told = url.query.get("password")
    if told is None:
        return url
    hidden = url.password or (told if isinstance(told, str) else told[-1])
    return url.difference_update_query(["password"]).set(password=hidden)


def file_of(url: URL) -> Path | None:
    """Give the file of a store on SQLite; None for PostgreSQL."""
    return Path(str(url.database)) if url.drivername == "sqlite" else None


def plain_engine(url: URL, **options: Any) -> Engine:
    """
    Make an engine for a usable address, without sealed columns.

    A file of SQLite that is not there is not made: an empty one would hide that it is gone.
    Connections to PostgreSQL are tried before use: the server may have closed them meanwhile.
    """
    waits = {"pool_pre_ping": True} if file_of(url) is None else {}
    return create_engine(address_of(url), **waits, **options)


def address_of(url: URL) -> URL:
    """Write a usable address as the driver takes it: a file of SQLite must be there."""
    file = file_of(url)
    if file is None:
        return url
    return url.set(database=f"file:{quote(str(file))}", query={"mode": "rw", "uri": "true"})


def open_engine(url: URL, vault: Vault) -> Engine:
    """Open a pool for a usable address; sealed columns of this engine use the vault."""
    engine = plain_engine(
        url,
        json_serializer=json_text,
        hide_parameters=True,  # an error that is logged tells no names
        pool_size=8,
        max_overflow=24,
    )
    if is_sqlite(engine):
        wait_for_the_writer(engine, PRAGMAS)
    else:
        keep_statements_prepared(engine)
    count_changes(engine)
    hand_vault(engine.dialect, vault)
    return engine


def is_busy(error: BaseException | None) -> bool:
    """Tell whether a file of SQLite could not be written to since somebody else writes to it."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_BUSY


def is_sqlite(engine: Engine | Connection) -> bool:
    """Tell SQLite from PostgreSQL."""
    return engine.dialect.name == "sqlite"


def keep_statements_prepared(engine: Engine) -> None:
    """
    Let each connection to PostgreSQL keep all statements of the desk that it has prepared.

    By itself the driver keeps a hundred: with several hundreds in use it would drop and prepare
    them again and again.
    """

    @event.listens_for(engine, "connect")
    def _connect(raw: psycopg.Connection[Any], _: Any) -> None:
        raw.prepared_max = MOST_STATEMENTS_PREPARED


def wait_for_the_writer(engine: Engine, pragmas: tuple[str, ...]) -> None:
    """
    Make SQLite transactions real, and writers queue at their BEGIN.

    The driver would begin late and upgrade a read lock to a write lock, which fails at once
    instead of waiting; so it is told to leave BEGIN to us.
    """

    @event.listens_for(engine, "connect")
    def _connect(raw: sqlite3.Connection, _: Any) -> None:
        raw.isolation_level = None
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")
