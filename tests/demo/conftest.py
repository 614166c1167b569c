"""One store with the five bodies of the demo, for tests that only read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo import cast
from storage.core.vault import Vault
from storage.store import Store
from tests.demo.town import settle


@pytest.fixture(scope="session")
def demo(
    vault: Vault, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The store as it is at 9:00 on the demo's first morning."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("demo") / "demo.sqlite3")
    store = Store(f"sqlite:///{path}", vault)
    for body in cast.load():
        settle(store, body)
    yield store
    store.close()
