"""A playground on a free port, a person in it, and a plain HTTP client as the bot."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.playground import Limits, Person, Playground

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    """What the Bot API answered."""

    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def refusal(self) -> tuple[int, str]:
        """Code and words of a refusal, the code the same outside and inside."""
        assert not self.body["ok"], self.body
        assert self.body["error_code"] == self.status
        return self.status, self.body["description"]


class Bot:
    """Calls methods as JSON, without any library of bots."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.playground = playground
        self.session = session

    async def call(self, method: str, **parameters: Any) -> Reply:
        url = f"{self.playground.base_url}{self.playground.token}/{method}"
        async with self.session.post(url, json=parameters) as answer:
            return Reply(answer.status, await answer.json())

    async def sends(self, person: Person, text: str = "ciao", **parameters: Any) -> Any:
        reply = await self.call("sendMessage", chat_id=person.id, text=text, **parameters)
        return reply.result

    async def upload(
        self, person: Person, kind: str, content: bytes, name: str, **parameters: str
    ) -> Reply:
        form = aiohttp.FormData({"chat_id": str(person.id), kind: "attach://part"} | parameters)
        form.add_field(
            "part", BytesIO(content), filename=name, content_type="application/octet-stream"
        )
        url = f"{self.playground.base_url}{self.playground.token}/send{kind}"
        async with self.session.post(url, data=form) as answer:
            return Reply(answer.status, await answer.json())

    async def sends_file(
        self, person: Person, kind: str, content: bytes, name: str, **parameters: str
    ) -> int:
        reply = await self.upload(person, kind, content, name, **parameters)
        return int(reply.result["message_id"])

    async def download(self, path: str) -> tuple[int, bytes]:
        url = f"{self.playground.base_file_url}{self.playground.token}/{path}"
        async with self.session.get(url) as answer:
            return answer.status, await answer.read()

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        return list((await self.call("getUpdates", **parameters)).result)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
async def playground(clock: MovableClock) -> AsyncIterator[Playground]:
    async with Playground(clock=clock, limits=Limits.quick()) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def bot(playground: Playground, session: aiohttp.ClientSession) -> Bot:
    return Bot(playground, session)


@pytest.fixture
async def anna(playground: Playground) -> Person:
    """Anna, who has pressed start; her start was confirmed."""
    return await playground.client.add_person("Anna", last_name="Prova", standing="open")


@pytest.fixture
async def local_bot(clock: MovableClock, session: aiohttp.ClientSession) -> AsyncIterator[Bot]:
    """A bot whose playground takes webhooks on loopback."""
    async with Playground(clock=clock, limits=Limits.quick(), local=True) as running:
        yield Bot(running, session)
