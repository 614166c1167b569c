"""`sportello demo`: five bodies, invented people, a page instead of Telegram."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.cli.installed import installed, own_folder
from bot.clock import MovableClock
from bot.demo.cast import DATA, STARTS_AT
from bot.demo.filling import DemoDataError, bodies_below, fill, fresh_store
from bot.demo.stage import Stage
from bot.refusal import Refusal
from bot.settings import LogFormat, LogLevel
from bot.stopping import until_told_to_stop
from handlers.desk.context import Desk
from storage.store import Store

DEFAULT_PORT = 8765


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="0: any that is free.")
    ] = DEFAULT_PORT,
    data: Annotated[
        Path | None, typer.Option(help="Make the database in this folder, and leave it there.")
    ] = None,
    bodies: Annotated[
        Path, typer.Option(help="A folder with one folder of CSV files for each body.")
    ] = DATA,
) -> None:
    """
    Try it: five bodies, invented people, no token needed.

    Open the address that is printed: phones side by side, and a clock to move. It begins on
    Monday 23 November 2026 at nine. Ctrl-C ends it, and every start begins afresh.
    """
    logs.configure(LogLevel.WARNING, LogFormat.TEXT)
    with _folder(data) as folder, _store(folder, bodies) as store:
        try:
            asyncio.run(play(store, port))
        except OSError as error:
            raise Refusal(
                f"Port {port} cannot be opened ({error.strerror}): another demo may be running. "
                "Choose another with --port, or 0 for any that is free."
            ) from error


async def play(store: Store, port: int) -> None:
    """Play until a signal comes."""
    clock = MovableClock(STARTS_AT, running=True)
    desk = Desk(store, installed(own_folder()), clock)
    async with until_told_to_stop() as told, Stage(desk, clock, port=port) as stage:
        typer.echo(f"The desk is open: {stage.page_url}  (Ctrl-C closes it)")
        await told.wait()


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="sportello-demo-") as folder:
        yield Path(folder)


@contextmanager
def _store(folder: Path, bodies: Path) -> Iterator[Store]:
    sources = bodies_below(bodies)
    if not sources:
        raise Refusal(f"{bodies} holds no body: each is a folder with ente.csv and others in it.")
    try:
        store = fresh_store(folder)
    except OSError as error:
        raise Refusal(f"The folder {folder} cannot be used: {error.strerror}.") from error
    try:
        fill(store, sources, installed(own_folder()), at=STARTS_AT)
        yield store
    except DemoDataError as error:
        raise Refusal(str(error)) from error
    finally:
        store.close()
