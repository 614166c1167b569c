"""Processes that are killed: desks under load, and imports beside them."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.clock import MovableClock
from storage.store import Store
from storage.tables import AUDIT, EMPLOYEE, OFFICE
from tests.e2e import town_to_kill
from tests.e2e.hall import rome

CHECKOUT = Path(__file__).parents[2]
"""Where processes are started, so that they import the very code that is tested."""
AFTERLIFE_SECONDS = 0.2
"""A server may still be at the last word of a process that has just been killed."""
EARLY = 0.3
"""How many desks are killed without a look at whether they have begun."""
AT_WORK = 3
"""Things that people have done since, when a desk is at work."""
LATEST = rome("2026-11-23T16:00")
"""The clock leaps no further: in the evening messages would be held, and nothing would arrive."""


@dataclass
class Processes:
    """Desks and imports, forked by a process that has everything ready."""

    process: asyncio.subprocess.Process
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self, *words: object) -> int:
        """Start something; give its number."""
        return int(await self._asked(*words))

    async def end(self, number: int) -> int:
        """Wait for the end of something; give its code, below 0 if it was killed."""
        while (ended := await self._asked("look", number)) == "running":  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        return int(ended)

    async def kill(self, number: int) -> int:
        """Kill something, if it has not ended, and see it end."""
        os.kill(number, signal.SIGKILL)  # until it is looked at, its number is nobody else's
        return await self.end(number)

    async def _asked(self, *words: object) -> str:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        async with self.lock:
            stdin.write((" ".join(map(str, words)) + "\n").encode())
            return (await stdout.readline()).decode().strip()


@asynccontextmanager
async def processes(*words: str) -> AsyncIterator[Processes]:
    """Have processes made; none of them outlives this."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.e2e.desk_to_kill", *words),
        cwd=CHECKOUT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield Processes(process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


@dataclass
class Imports:
    """Imports under way while everything else happens; each gives everybody its number."""

    of: Processes
    store: Store
    clock: MovableClock
    folder: Path
    dice: random.Random
    began: int = 0
    whole: list[int] = field(default_factory=list)
    killed: int = 0
    wrong: list[str] = field(default_factory=list)

    async def go_on(self, until: asyncio.Event) -> None:
        """Import one file after another; kill half of them."""
        while not until.is_set():
            await asyncio.sleep(self.dice.uniform(0.3, 2))
            await self._one()

    async def _one(self) -> None:
        self.began += 1
        files = town_to_kill.write_change(self.folder / str(self.began), self.began)
        now = self.clock().isoformat()
        number = await self.of.start("import", now, town_to_kill.BODY, files)
        if self.dice.random() < 0.5:
            await asyncio.sleep(self.dice.uniform(0, 0.6))
            code = await self.of.kill(number)
            await asyncio.sleep(AFTERLIFE_SECONDS)
        else:
            code = await self.of.end(number)
        await self._judge(code)

    async def _judge(self, code: int) -> None:
        """Look what an import left: all of it if it ended well, else all or nothing."""
        before = max(self.whole, default=0)
        found = await asyncio.to_thread(self._found)
        self.killed += code != 0
        if code == 0 or found == {self.began}:
            self.whole.append(self.began)
        expected = {max(self.whole, default=0)}
        if found != expected or code not in {0, -signal.SIGKILL}:
            self.wrong.append(f"import {self.began} ended {code}: {before} became {found}")

    def _found(self) -> set[int]:
        """Read what the people and the offices were given last: one number, if it is whole."""
        with self.store.reading() as uow:
            km = {int(one) for one in uow.connection.execute(select(EMPLOYEE.c.km)).scalars()}
            names = uow.connection.execute(select(OFFICE.c.name)).scalars()
            return km | {int(name.rpartition(" ")[2]) for name in names}

    def noted(self) -> int:
        """Count imports in the trail."""
        with self.store.reading() as uow:
            wanted = select(AUDIT.c.id).where(AUDIT.c.action == "staff.imported")
            return len(uow.connection.execute(wanted).all())


@dataclass
class Killer:
    """Starts the desk and kills it, a third of the times before it has quite begun."""

    of: Processes
    clock: MovableClock
    dice: random.Random
    done: Callable[[], int]
    """Counts what people have begun to do: it grows as the desk answers."""

    async def kills(self, times: int) -> None:
        """Kill so many desks."""
        for _ in range(times):
            number = await self.of.start("desk", self.clock().isoformat())
            if self.dice.random() < EARLY:
                await asyncio.sleep(self.dice.uniform(0.05, 2))
            else:
                await self.sees_it_answer()
                await asyncio.sleep(self.dice.uniform(0, 3))
            await self._kill(number)

    async def sees_it_answer(self) -> None:
        """Wait until people get on: on a busy machine a desk takes its time to begin."""
        before = self.done()
        while self.done() < before + AT_WORK:  # noqa: ASYNC110  people tell nobody that they do
            await asyncio.sleep(0.02)

    async def _kill(self, number: int) -> None:
        assert await self.of.kill(number) == -signal.SIGKILL, "it ended by itself"
        if self.clock() < LATEST:
            self.clock.advance(timedelta(seconds=self.dice.choice([0, 0, 20, 150])))
