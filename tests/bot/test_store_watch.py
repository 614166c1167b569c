"""`sportello run` ends with a clear word when the file of its database is taken away."""

import asyncio
import os
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.playground import Playground
from bot.settings import PREFIX
from storage.store import Store

PATIENCE = 30


def _delete(file: Path) -> None:
    file.unlink()


def _replace(file: Path) -> None:
    copy = file.with_suffix(".copy")
    shutil.copy(file, copy)
    copy.replace(file)


def _delete_what_was_written_last(file: Path) -> None:
    Path(f"{file}-wal").unlink()


@asynccontextmanager
async def running(playground: Playground, store: Store, key: str) -> AsyncIterator[Process]:
    """The bot in a process of its own, once it answers."""
    settings = {
        "TOKEN": playground.token,
        "API_BASE": playground.base_url.removesuffix("/bot"),
        "DATABASE_URL": store.url.render_as_string(),
        "ENCRYPTION_KEYS": key,
    }
    environment = {name: value for name, value in os.environ.items() if PREFIX not in name}
    environment |= {PREFIX + name: value for name, value in settings.items()}
    command = (sys.executable, "-m", "bot.cli", "run")
    process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=PIPE)
    try:
        assert process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            while b"service.started" not in await process.stderr.readline():
                assert not process.stderr.at_eof()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_delete, "was deleted or moved"),
        (_replace, "was replaced"),
        (_delete_what_was_written_last, "-wal, which holds a part of the database, was "),
    ],
)
async def test_it_stops_with_a_clear_word_and_a_status(  # noqa: PLR0917  fixtures
    playground: Playground,
    sqlite_store: Store,
    key: str,
    tmp_path: Path,
    happens: Callable[[Path], None],
    said: str,
) -> None:
    async with running(playground, sqlite_store, key) as process:
        happens(tmp_path / "sportello.sqlite3")
        async with asyncio.timeout(PATIENCE):
            _, errors = await process.communicate()

    lines = errors.decode().splitlines()
    assert process.returncode == 1
    assert any("store.file_gone" in line for line in lines)
    assert said in lines[-1]
    assert "Traceback" not in errors.decode()
