"""The desk is killed at random moments under load: nothing that people sent stays unanswered."""

import asyncio
import os
import random
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.clock import system_clock
from bot.demo.filling import telegram_id_of
from bot.playground import Limits, Person, Playground
from storage.people import people
from storage.store import Store
from tests.e2e.hall import eventually

KILLS = int(os.environ.get("KILLS", "3"))
"""A night's run: `KILLS=75 pytest tests/e2e/test_killed.py`, which makes 300."""
PEOPLE = 12
AGAIN = "ià ricevuto"
"""What both words for an update that came again hold."""
PATIENT = Limits(
    conflict_delay=0,
    webhook_interval=0,
    webhook_first_pause=0.05,
    webhook_longest_pause=0.5,
    query_lifetime=3600,
    query_age=3600,
)


@dataclass
class Sender:
    """Somebody who writes and presses without waiting for an answer."""

    phone: Person
    menu: int
    said: int = 0
    pressed: list[str] = field(default_factory=list)

    async def sends(self) -> None:
        """Write /oggi, or press a button of the menu."""
        if random.random() < 0.5:
            self.said += 1
            await self.phone.says("/oggi")
        else:
            self.pressed.append(await self.phone.forges("v1:menu:nothing", on=self.menu))

    async def unanswered(self) -> tuple[int, int]:
        """Count texts without an answer, and presses."""
        chat = await self.phone.chat()
        answers = sum(message["from_bot"] for message in chat["messages"])
        answered = {toast["query_id"] for toast in chat["toasts"]}
        return max(0, self.said - answers + 1), len(set(self.pressed) - answered)

    async def twice(self) -> int:
        """Count answers beyond the first; that an update came again is not one."""
        chat = await self.phone.chat()
        texts = [m["text"] for m in chat["messages"] if m["from_bot"] and AGAIN not in m["text"]]
        pressed = Counter(toast["query_id"] for toast in chat["toasts"])
        return max(0, len(texts) - self.said - 1) + sum(n - 1 for n in pressed.values())


@dataclass
class Killed:
    """A desk that is started again whenever it was killed."""

    command: list[str]
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(sys.executable, *self.command)

    async def kill(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


@pytest.fixture
def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def street(store: Store) -> AsyncIterator[tuple[Playground, list[Sender]]]:
    """A playground with some linked people of the demo, each with one message to press on."""
    async with Playground(clock=_now, limits=PATIENT, local=True) as playground:
        with store.reading() as uow:
            linked = [
                one
                for body in people.bodies(uow)
                for one in people.of_body(uow, body.id, on=_now().date())
                if one.telegram_user_id is not None
            ]
        senders = []
        for one in linked[:PEOPLE]:
            number = telegram_id_of(one.id)
            phone = await playground.client.add_person(one.given_name, id=number, standing="open")
            senders.append(Sender(phone, 0))
        yield playground, senders


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("database", ["town_store", "town_postgres"])
async def test_whatever_was_sent_is_answered_once_or_told_to_have_come_again(
    request: pytest.FixtureRequest, key: str, port: int, database: str, mode: str
) -> None:
    store: Store = request.getfixturevalue(database)
    url = store.url.render_as_string(hide_password=False)
    async with street(store) as (playground, senders):
        where = str(port if mode == "webhook" else 0)
        module = ["-m", "tests.e2e.desk_to_kill"]
        desk = Killed([*module, url, key, playground.token, playground.root_url, where])
        await desk.start()
        try:
            for sender in senders:
                sender.menu = (await sender.phone.asks("/menu", patience=60)).id
            for _ in range(KILLS):
                until = asyncio.get_running_loop().time() + random.uniform(0.1, 1.2)
                while asyncio.get_running_loop().time() < until:
                    await random.choice(senders).sends()
                    await asyncio.sleep(0.01)
                await desk.kill()
                for sender in senders[:4]:
                    await sender.sends()
                await desk.start()
                await eventually(lambda: _nothing_waits(playground), "answers", patience=60)
            unanswered = [await sender.unanswered() for sender in senders]
            twice = [await sender.twice() for sender in senders]
        finally:
            await desk.kill()

    sent = sum(sender.said + len(sender.pressed) for sender in senders)
    assert sent > 20 * KILLS
    assert unanswered == [(0, 0)] * len(senders)
    assert twice == [0] * len(senders)


async def _nothing_waits(playground: Playground) -> bool | None:
    return True if not playground.world.updates.pending() else None


def _now() -> datetime:
    return system_clock()
