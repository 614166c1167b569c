"""A playground over HTTP, for tests: people, groups, faults, calls, the clock."""

from __future__ import annotations

from typing import Any

import aiohttp

from bot.playground.impossible import PlaygroundError
from bot.playground.person import Person
from bot.playground.seen import SeenMessage

__all__ = ["Person", "PlaygroundClient", "PlaygroundError", "SeenMessage"]


class PlaygroundClient:
    """
    Talk to a playground over HTTP.

    Args:
        root_url: Where it listens, as in ``Playground.root_url``.

    """

    def __init__(self, root_url: str) -> None:
        self._root_url = root_url
        self._session: aiohttp.ClientSession | None = None

    async def ask(self, method: str, path: str, **options: Any) -> Any:
        """
        Ask anything of the person side, and give its JSON (``None`` if it has none).

        Raises:
            PlaygroundError: It said no.

        """
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.request(method, self._root_url + path, **options) as answer:
            given = await answer.json() if answer.content_type == "application/json" else None
            if answer.status >= 400:
                raise PlaygroundError(f"{method} {path}: {answer.status} {given}")
            return given

    async def close(self) -> None:
        """Close its connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def add_person(self, first_name: str, **details: Any) -> Person:
        """Let a person exist; *details* are ``id``, ``last_name``, ``language_code``..."""
        given = await self.ask("POST", "/people", json={"first_name": first_name} | details)
        return Person(self, given["id"], given["name"])

    async def person(self, wanted: int | str) -> Person:
        """Find a person by Telegram id or by name."""
        everybody = await self.ask("GET", "/people")
        for one in everybody:
            if wanted in (one["id"], one["name"], one["first_name"]):
                return Person(self, one["id"], one["name"])
        raise PlaygroundError(f"nobody is called {wanted}: {[p['name'] for p in everybody]}")

    async def add_group(self, group_id: int, title: str = "Ufficio") -> int:
        """Let a group exist that the bot is in; gives its id, which is below 0."""
        await self.ask("POST", "/groups", json={"id": group_id, "title": title})
        return group_id

    async def group_messages(self, group_id: int) -> list[SeenMessage]:
        """Give all messages of a group, oldest first, as last edited."""
        chat = await self.ask("GET", f"/groups/{group_id}/chat")
        return [SeenMessage(**message) for message in chat["messages"]]

    async def order_fault(self, kind: str, **details: Any) -> None:
        """Order a fault: ``method``, ``times``, ``containing``, ``text``, ``seconds``."""
        await self.ask("POST", "/faults", json={"kind": kind} | details)

    async def clear_faults(self) -> None:
        """Take back every ordered fault."""
        await self.ask("DELETE", "/faults")

    async def calls(self, method: str | None = None) -> list[dict[str, Any]]:
        """Give the bot's calls so far, refused ones too."""
        given = await self.ask("GET", "/calls", params={"method": method} if method else None)
        calls: list[dict[str, Any]] = given["calls"]
        return calls

    async def move_clock(self, **where: Any) -> None:
        """Move the clock: ``set`` to an ISO moment with zone, or ``advance_seconds``."""
        await self.ask("POST", "/demo/clock", json=where)

    async def restart_bot(self) -> None:
        """Let the composition restart the bot."""
        await self.ask("POST", "/restart")
