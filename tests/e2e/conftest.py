"""Every story gets a town hall of its own: a copy of the filled store, free ports."""

import shutil
from collections.abc import AsyncIterator, Iterator
from io import StringIO
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.clock import MovableClock
from bot.demo.cast import DATA, STARTS_AT
from bot.demo.filling import bodies_below, fill
from bot.settings import LogFormat, LogLevel
from handlers.chat.understanding import warm_up
from handlers.desk.context import Desk
from handlers.desk.grounds.duties import look_again
from rules.policy import library
from storage.core.vault import Vault
from storage.store import Store
from tests.conftest import Postgres
from tests.e2e.hall import Hall, opened
from tests.one_engine import OneEngine


def filled(store: Store) -> None:
    """Fill a store, and let the desk look at everybody new: a quarter of what a story took."""
    fill(store, bodies_below(DATA), library.shipped(), at=STARTS_AT)
    look_again(Desk(store, library.shipped(), MovableClock(STARTS_AT)))


@pytest.fixture(scope="session")
def town_file(
    vault: Vault, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An SQLite file with everybody of the demo in it, to copy."""
    path = tmp_path_factory.mktemp("town") / "town.sqlite3"
    shutil.copy(sqlite_template, path)
    store = Store(f"sqlite:///{path}", vault)
    filled(store)
    store.close()
    return path


@pytest.fixture
def town_store(sqlite_engine: OneEngine, town_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of this test on a file of its own, `tmp_path / "sportello.sqlite3"`."""
    path = shutil.copy(town_file, tmp_path / "sportello.sqlite3")
    with sqlite_engine.store(f"sqlite:///{path}") as store:
        yield store


@pytest.fixture(scope="session")
def town_url(vault: Vault, postgres: Postgres) -> str:
    """A PostgreSQL database with everybody of the demo in it, to copy."""
    url = postgres.fresh_url()
    store = Store(url, vault)
    filled(store)
    store.close()
    return url


@pytest.fixture
def town_postgres(
    postgres_engine: OneEngine, postgres: Postgres, town_url: str
) -> Iterator[Store]:
    """A store of this test on PostgreSQL."""
    url = postgres.copy_of(town_url)
    with postgres_engine.store(url) as store:
        yield store
    postgres.drop(url)


@pytest.fixture(autouse=True)
def log() -> Iterator[StringIO]:
    """What is logged, all of it and as in production; the log's settings are undone at the end."""
    stream = StringIO()
    logs.configure(LogLevel.DEBUG, LogFormat.JSON, stream=stream)
    yield stream
    structlog.reset_defaults()


@pytest.fixture
async def hall(town_store: Store) -> AsyncIterator[Hall]:
    """The desk open on Monday 23 November 2026 at nine, on SQLite."""
    async with opened(town_store) as found:
        yield found


@pytest.fixture(params=["town_store", "town_postgres"])
async def any_hall(request: pytest.FixtureRequest) -> AsyncIterator[Hall]:
    """The same, once on SQLite and once on PostgreSQL."""
    async with opened(request.getfixturevalue(request.param)) as found:
        yield found


@pytest.fixture(autouse=True, scope="session")
def _grammars_are_built() -> None:
    """No story waits for the grammars, as nobody waits whose desk has been running a while."""
    warm_up()
