"""One engine for the databases of many tests, which so compile each statement only once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Dialect, QueuePool, event

from storage.core.engines import address_of, is_sqlite, open_engine, usable_url
from storage.core.vault import Vault
from storage.store import Store


class OneEngine:
    """
    An engine of SQLite or of PostgreSQL that leads to one database after the other.

    An engine of its own for each test would spend a quarter of the test's time on compiling the
    statements that the test before compiled already.
    """

    def __init__(self, url: str, vault: Vault) -> None:
        self._vault = vault
        self._engine = open_engine(usable_url(url), vault)
        self._leads_to: URL | None = None
        self._led_to: URL | None = None
        """Where connections lead that are still open."""
        self._connections: list[Any] = []
        event.listen(self._engine, "do_connect", self._connect)
        if is_sqlite(self._engine):
            event.listen(self._engine, "connect", _give_unordered_rows_backwards)

    @contextmanager
    def store(self, url: str, *, again: bool = False) -> Iterator[Store]:
        """
        Open a database of the same kind, and on the same server, as that of the beginning.

        Where the next test opens it `again`, connections that nobody holds are left open.
        """
        if self._leads_to is not None:
            raise RuntimeError("A test with two databases needs an engine for each.")
        self._lead_to(usable_url(url))
        store = Store(url, self._vault, self._engine)
        try:
            yield store
        finally:
            if not again or self._is_held():
                self.close()
            self._leads_to = None

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
        self._led_to = None

    def open_connections(self) -> list[Any]:
        """Give the connections to PostgreSQL that are open, as its driver knows them."""
        self._connections = [one for one in self._connections if not one.closed]
        return self._connections

    def _lead_to(self, url: URL) -> None:
        if self._led_to not in {None, url}:
            self.close()
        self._leads_to = self._led_to = url

    def _is_held(self) -> bool:
        """Tell whether somebody holds a connection."""
        pool = self._engine.pool
        return not isinstance(pool, QueuePool) or pool.checkedout() > 0

    def _connect(self, dialect: Dialect, _pooled: object, _words: object, _named: object) -> Any:
        if self._leads_to is None:
            raise RuntimeError("A connection was asked for after the test's end.")
        words, named = dialect.create_connect_args(address_of(self._leads_to))
        connection = dialect.connect(*words, **named)
        if not is_sqlite(self._engine):
            self._connections.append(connection)
        return connection


def _give_unordered_rows_backwards(raw: sqlite3.Connection, _pooled: object) -> None:
    """Let whoever leans on an order that no statement asks for be found on SQLite too."""
    raw.execute("PRAGMA reverse_unordered_selects=ON")
