"""One engine for the databases of many tests, which so compile each statement only once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Dialect, event

from storage.core.engines import address_of, open_engine, usable_url
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
        event.listen(self._engine, "do_connect", self._connect)

    @contextmanager
    def store(self, url: str) -> Iterator[Store]:
        """Open a database of the same kind, and on the same server, as that of the beginning."""
        if self._leads_to is not None:
            raise RuntimeError("A test with two databases needs an engine for each.")
        self._leads_to = usable_url(url)
        store = Store(url, self._vault, self._engine)
        try:
            yield store
        finally:
            store.close()
            self._leads_to = None

    def _connect(self, dialect: Dialect, _pooled: object, _words: object, _named: object) -> Any:
        if self._leads_to is None:
            raise RuntimeError("A connection was asked for after the test's end.")
        words, named = dialect.create_connect_args(address_of(self._leads_to))
        return dialect.connect(*words, **named)
