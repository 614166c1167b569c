"""The store: one address, one vault, units of work for reading and writing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.core import files, schema
from storage.core.copies import copy_file
from storage.core.engines import file_of, is_sqlite, open_engine, usable_url
from storage.core.vault import Vault
from storage.errors import FileGone, NotMade, Unreachable
from storage.unit_of_work import UnitOfWork

_ABOUT_FILES = (
    "See that whoever runs the desk may read and write it and its folder, and that there is room "
    "on the disk."
)


class Store:
    """
    Everything that the desk keeps, on SQLite or PostgreSQL.

    The first unit of work raises SchemaMismatch if the database was made by an older or newer
    program. Later ones raise FileGone if the file of SQLite, or what it keeps beside it, is not
    that of the first any more.
    A Store may be used from several threads at once. An engine that is handed in must lead to
    the address, with the vault.
    """

    def __init__(self, url: str, vault: Vault, engine: Engine | None = None) -> None:
        self.url = usable_url(url)
        self.vault = vault
        self.engine = open_engine(self.url, vault) if engine is None else engine
        self._writers = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._readers = _reading(self.engine)
        self._turn: AbstractContextManager[object] = (
            Lock() if is_sqlite(self.engine) else nullcontext()
        )
        """Writers of SQLite queue here: its own way to wait is to sleep and try again."""
        self._schema_is_right = False
        self._file = file_of(self.url)
        self._opened_file: files.Identity | None = None
        self._opened_beside: dict[Path, files.Identity | None] = {}

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Open a unit of work that sees one state of the store and cannot change it."""
        yield from self._opened(self._readers, writable=False)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """Open a unit of work that rolls back unless it is committed."""
        with self._turn:
            yield from self._opened(self._writers, writable=True)

    @contextmanager
    def one_unit(self) -> Iterator[tuple[UnitOfWork, Store]]:
        """
        Open one unit of work, with a store whose units are all parts of it.

        Whatever is read and written through that store lasts when the unit is committed, all of
        it or nothing. For one thread.
        """
        with self.writing() as unit:
            yield unit, _InOneUnit(self, unit)

    @contextmanager
    def scratch(self) -> Iterator[Store]:
        """
        Open a store in which something may be tried out that is not to last.

        Of SQLite it is a copy of this moment, thrown away at the end: nobody waits meanwhile.
        PostgreSQL lets others write beside what is rolled back, so there it is this store itself.
        Raises Unreachable if there is no room for the copy.
        """
        if self._file is None:
            yield self
            return
        self.check_file()
        with tempfile.TemporaryDirectory(prefix="sportello-") as folder:
            copy = Path(folder) / self._file.name
            try:
                copy_file(self._file, copy)
            except (OSError, sqlite3.Error) as error:
                raise Unreachable(
                    f"The store {self._file} cannot be copied to {folder} to try it there: "
                    f"{error}. Make room, or let TMPDIR name a folder with more."
                ) from error
            store = Store(f"sqlite:///{copy}", self.vault)
            try:
                yield store
            finally:
                store.close()

    def migrate(self) -> None:
        """
        Bring the schema to what this program needs; raise SchemaMismatch if it is newer.

        Raises VaultError if an older database holds something that the keys do not open. A file
        of SQLite is made with its folder if it is not there, for its owner alone; Unreachable
        says why it cannot be.
        """
        if self._file is not None:
            try:
                files.make_folder(self._file.parent)
                files.make_file(self._file)
            except OSError as error:
                why = f"cannot be made: {error.strerror}"
                raise Unreachable(f"The database {self._file} {why}. {_ABOUT_FILES}") from error
        schema.upgrade(self.url, self.vault)
        self._schema_is_right = False

    def close(self) -> None:
        """Close every connection; the next unit of work begins as the first did."""
        self.engine.dispose()
        self._schema_is_right = False
        self._opened_file = None
        self._opened_beside = {}  # SQLite removes them with the last connection

    def check_schema(self) -> None:
        """
        Raise SchemaMismatch unless the schema is the one that this program needs.

        Raises NotMade if there is no file at the address, Unreachable, without the password, if
        it cannot be reached.
        """
        there = None if self._file is None else files.identity(self._file)
        if self._file is not None and there is None and self._file.parent.is_dir():
            raise NotMade(self._file, needed=schema.HEAD)
        with self._reached() as connection:
            schema.check(connection)
            beside = {} if self._file is None else files.beside(self._file)
        self._opened_file = there
        self._opened_beside = beside
        self._schema_is_right = True

    def check_file(self) -> None:
        """
        Raise FileGone if the file of SQLite was taken away or replaced since it was opened.

        So it is if one of those beside it was, which hold what was written last: connections that
        are open would go on with the old one, and others begin a new one.
        """
        if self._file is None or self._opened_file is None:
            return
        there = files.identity(self._file)
        if there != self._opened_file:
            raise FileGone(self._file, replaced=there is not None)
        for one, opened in self._opened_beside.items():
            found = None if opened is None else files.identity(one)
            if found != opened:
                raise FileGone(self._file, replaced=found is not None, beside=one)

    @contextmanager
    def _reached(self) -> Iterator[Connection]:
        try:
            connection = self.engine.connect()
        except OperationalError as error:
            raise Unreachable(self._why_not(error)) from error
        with connection:
            yield connection

    def _why_not(self, error: OperationalError) -> str:
        if self._file is not None:
            return f"The store {self._file} cannot be reached: {error.orig}. {_ABOUT_FILES}"
        where = self.url.render_as_string()
        advice = "Is the server running, the database there, the password right?"
        return f"The store at {where} cannot be reached. {advice}"

    def _opened(self, engine: Engine, *, writable: bool) -> Iterator[UnitOfWork]:
        if not self._schema_is_right:
            self.check_schema()
        self.check_file()
        with engine.connect() as connection:
            uow = UnitOfWork(connection, writable=writable)
            try:
                yield uow
            finally:
                uow.close()


def _reading(engine: Engine) -> Engine:
    if is_sqlite(engine):
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class _InOneUnit(Store):
    """A store for the length of one unit of work, which everything done through it belongs to."""

    def __init__(self, store: Store, unit: UnitOfWork) -> None:
        self.url, self.vault, self.engine = store.url, store.vault, store.engine
        self._unit = unit

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Look at the store as the unit has left it so far."""
        yield from self._part_of_it(writable=False)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """Change something as a part of the unit: taken back by itself unless it is committed."""
        yield from self._part_of_it(writable=True)

    @contextmanager
    def one_unit(self) -> Iterator[tuple[UnitOfWork, Store]]:
        """Go on in the same unit."""
        with self.writing() as part:
            yield part, self

    def _part_of_it(self, *, writable: bool) -> Iterator[UnitOfWork]:
        part = UnitOfWork(self._unit.connection, writable=writable, within=self._unit)
        try:
            yield part
        finally:
            part.close()
