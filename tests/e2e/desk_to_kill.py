"""
Desks and imports in processes of their own, for tests that kill them.

`python -m tests.e2e.desk_to_kill DATABASE KEY TOKEN ADDRESS PORT` (PORT 0 means polling) reads
what to start, a line each, and answers with the number of the process:

    desk MOMENT                  a desk whose clock shows that moment and goes on from there
    import MOMENT BODY FOLDER    an import of staff files, applied, with every consent given
    look NUMBER                  answers how that process ended, `running` if it did not

Each is a fork of this process, which has imported and built everything: a start takes tenths of
a second instead of three, so that hundreds can be killed in minutes.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import logs
from bot.application import Connection
from bot.cli.staff import Told, bring_in, read_contents
from bot.clock import MovableClock
from bot.service import Service
from bot.settings import LogFormat, LogLevel
from bot.webhook import Door
from handlers.chat.understanding import warm_up
from handlers.desk.context import Desk
from rules.policy import library
from storage.core.vault import Vault
from storage.staff_file import Consent
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk finds its store and its Telegram."""

    database: str
    key: str
    token: str
    address: str
    port: int

    def desk(self, moment: str) -> Desk:
        """Open the store, with a clock that goes on from a moment."""
        clock = MovableClock(datetime.fromisoformat(moment), running=True)
        return Desk(Store(self.database, Vault(self.key)), library.shipped(), clock)

    @property
    def connection(self) -> Connection:
        """The way to the playground."""
        url = f"http://127.0.0.1:{self.port}/hook"
        return Connection(
            token=self.token,
            bot_address=f"{self.address}/bot",
            file_address=f"{self.address}/file/bot",
            door=Door(url, "a-secret-of-the-test", self.port, "127.0.0.1") if self.port else None,
        )


async def serve(place: Place, moment: str) -> None:
    """Serve until somebody kills it."""
    async with Service(place.desk(moment), place.connection):
        await asyncio.Event().wait()


def bring_in_files(place: Place, moment: str, body: str, folder: str) -> None:
    """Do what `sportello staff import FOLDER --apply` does, at a moment of the test's clock."""
    desk, paths = place.desk(moment), [Path(folder)]
    told = Told(
        body_id=body,
        last=True,
        consents=frozenset(Consent),
        same_people=False,
        different_people=False,
    )
    bring_in(desk, read_contents(paths), told, paths)


def fork(work: Callable[[], None]) -> int:
    """Let a process do something and end; give its number."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        work()
        code = 0
    except Exception:  # noqa: BLE001  told on the error stream of the test, which fails for it
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def answer(place: Place, words: list[str]) -> object:
    """Do what a line says."""
    match words:
        case ["desk", moment]:
            return fork(lambda: asyncio.run(serve(place, moment)))
        case ["import", moment, body, folder]:
            return fork(lambda: bring_in_files(place, moment, body, folder))
        case ["look", number]:
            ended, status = os.waitpid(int(number), os.WNOHANG)
            return os.waitstatus_to_exitcode(status) if ended else "running"
        case _:
            raise ValueError(f"cannot do {words}")


def main(database: str, key: str, token: str, address: str, port: str) -> None:
    """Answer line by line until there are no more."""
    logs.configure(LogLevel.WARNING, LogFormat.JSON)
    library.shipped()
    warm_up()
    place = Place(database, key, token, address, int(port))
    for line in sys.stdin:
        sys.stdout.write(f"{answer(place, line.split())}\n")
        sys.stdout.flush()
    os.killpg(0, signal.SIGKILL)  # who asked is gone: nothing of this runs on


if __name__ == "__main__":
    main(*sys.argv[1:])
