"""`sportello run` as a process: it waits for a network, tells who asks how it is, and stops."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from bot.clock import system_clock
from bot.playground import Limits, Playground
from storage.core.vault import Vault, new_key
from storage.store import Store
from tests.bot.front import Front

PATIENCE = 60
STRANGER = "7000000001:somebody-elses-token-of-some-length"


@dataclass
class Run:
    """A desk that was started from the command line."""

    process: asyncio.subprocess.Process
    health: str
    said: list[str] = field(default_factory=list)

    async def stops(self) -> int:
        """Send the signal of a service manager; give the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ends()

    async def ends(self) -> int:
        async with asyncio.timeout(PATIENCE):
            _, errors = await self.process.communicate()
        self.said.append(errors.decode())
        return self.process.returncode or 0

    async def answers(self, status: int, words: str) -> None:
        """Wait until the health page answers so."""
        async with aiohttp.ClientSession() as session:
            for _ in range(10 * PATIENCE):
                if await self._asked(session, words) == status:
                    return
                await asyncio.sleep(0.1)
        raise AssertionError(f"no {status} with {words!r}")

    async def _asked(self, session: aiohttp.ClientSession, words: str) -> int | None:
        try:
            async with session.get(self.health) as answer:
                return answer.status if words in await answer.text() else None
        except aiohttp.ClientError:
            return None


@asynccontextmanager
async def run(folder: Path, address: str, token: str, port: int) -> AsyncIterator[Run]:
    """Start a desk with a database of its own."""
    key = new_key()
    store = Store(f"sqlite:///{folder}/desk.sqlite3", Vault(key))
    store.migrate()
    store.close()
    settings = {
        "TOKEN": token,
        "API_BASE": address,
        "ENCRYPTION_KEYS": key,
        "DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3",
        "HEALTH_PORT": str(port),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "run"),
        cwd=folder,
        env=kept
        | {f"SPORTELLO_{name}": value for name, value in settings.items()}
        | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Run(process, f"http://127.0.0.1:{port}/")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def playground(port: int = 0) -> Playground:
    return Playground(clock=system_clock, limits=Limits.quick(), port=port)


@pytest.fixture
def other_port(free_port: int) -> int:
    """A second port, of the health page."""
    return free_port + 1


async def test_it_waits_for_the_network_says_so_and_then_answers(
    tmp_path: Path, free_port: int, other_port: int
) -> None:
    address = f"http://127.0.0.1:{free_port}"
    async with run(tmp_path, address, playground().token, other_port) as desk:
        await desk.answers(503, "telegram: there is no connection to Telegram")
        async with playground(free_port) as telegram:
            await desk.answers(200, "updates: well")
            zoe = await telegram.client.add_person("Zoe", standing="open")
            answer = await zoe.asks("/start", patience=PATIENCE)
            status = await desk.stops()

    assert "invito" in answer.text
    assert status == 0
    assert desk.said[0].count("health.ill telegram") == 1
    assert "health.well" in desk.said[0]


async def test_it_stops_at_once_while_it_waits(
    tmp_path: Path, free_port: int, other_port: int
) -> None:
    async with run(
        tmp_path, f"http://127.0.0.1:{free_port}", playground().token, other_port
    ) as desk:
        await desk.answers(503, "telegram:")
        status = await desk.stops()

    assert status == 0


async def test_a_token_that_is_refused_at_the_start_ends_it_with_a_clear_word(
    tmp_path: Path, other_port: int
) -> None:
    async with (
        playground() as telegram,
        run(tmp_path, telegram.root_url, STRANGER, other_port) as desk,
    ):
        status = await desk.ends()

    assert status == 1
    assert "Telegram does not know this token" in desk.said[0]
    assert STRANGER not in desk.said[0]


async def test_a_port_that_somebody_else_has_ends_it_with_a_clear_word(
    tmp_path: Path, other_port: int
) -> None:
    async with (
        playground(other_port),
        playground() as telegram,
        run(tmp_path, telegram.root_url, telegram.token, other_port) as desk,
    ):
        status = await desk.ends()

    assert status == 1
    assert f"Port {other_port} of 127.0.0.1 cannot be opened" in desk.said[0]
    assert "SPORTELLO_HEALTH_PORT" in desk.said[0]
    assert "Traceback" not in desk.said[0]


async def test_a_token_that_is_refused_later_does_not_end_it(
    tmp_path: Path, other_port: int
) -> None:
    async with (
        playground() as telegram,
        run(tmp_path, telegram.root_url, telegram.token, other_port) as desk,
    ):
        await desk.answers(200, "updates: well")
        await telegram.client.order_fault("401", method="getUpdates", times=2)
        zoe = await telegram.client.add_person("Zoe", standing="open")
        await zoe.says("/start")  # ends the question that is held
        await desk.answers(503, "refuses the token")
        await desk.answers(200, "updates: well")
        answer = await zoe.asks("/start", patience=PATIENCE)
        status = await desk.stops()

    assert answer.text
    assert status == 0


@pytest.mark.parametrize(
    "says", [(404, "<html>Sign in first</html>"), (200, '{"ok":true,"result":true}')], ids=str
)
async def test_a_portal_in_front_of_telegram_at_the_start_is_waited_for(
    tmp_path: Path, free_port: int, says: tuple[int, str]
) -> None:
    async with playground() as telegram, Front(telegram.root_url) as front:
        front.says = says
        async with run(tmp_path, front.root, telegram.token, free_port) as desk:
            await desk.answers(503, "telegram: Telegram cannot be asked")
            front.says = None
            await desk.answers(200, "updates: well")
            status = await desk.stops()

    assert status == 0
