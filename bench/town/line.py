"""A cheap stand-in for Telegram: hands out updates and notes when each person was answered."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from aiohttp import web

TOKEN = "7000000001:only-for-the-playground-on-loopback"  # noqa: S105  (opens nothing)
AT_ONCE = 100
"""As many updates as Telegram gives in one answer."""
SHOWN = ("sendMessage", "editMessageText")
"""Calls that show something to a person: the update of that chat counts as answered."""
_CHAT = re.compile(rb'chat_id"?(?:=|\r\n\r\n)(-?\d+)')
_OFFSET = re.compile(rb'offset"?(?:=|\r\n\r\n)(\d+)')
_TIMEOUT = re.compile(rb'timeout"?(?:=|\r\n\r\n)(\d+)')
_ME = {
    "id": 7000000001,
    "is_bot": True,
    "first_name": "Sportello",
    "username": "sportello_agile_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


class Line:
    """
    Serves one bot at a time: `async with Line() as line: await line.play(updates)`.

    It checks nothing and keeps nothing but times, so that it costs both sides of a comparison
    the same and little.
    """

    def __init__(self) -> None:
        self._waiting: list[dict[str, Any]] = []
        self._news = asyncio.Event()
        self._answered: dict[int, float] = {}
        self._awaited: set[int] = set()
        self._all_answered = asyncio.Event()
        self._polled = asyncio.Event()
        self._server = web.ServerRunner(web.Server(self._serve, access_log=None))
        self.calls = 0

    async def __aenter__(self) -> Self:
        """Open a port of the machine's choice."""
        await self._server.setup()
        site = web.TCPSite(self._server, "127.0.0.1", 0, backlog=1024)
        await site.start()
        self.root = f"http://127.0.0.1:{self._server.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        await self._server.cleanup()

    async def polled(self) -> None:
        """Wait until a bot asks for updates."""
        self._polled.clear()
        await self._polled.wait()

    def offer(self, updates: Sequence[dict[str, Any]]) -> None:
        """Let the bot find updates at its next question."""
        self._waiting += updates
        self._news.set()

    async def play(
        self, updates: Sequence[dict[str, Any]], *, per_second: float | None = None
    ) -> list[float]:
        """
        Hand out updates of different people, all at once or so many per second.

        Gives for each the seconds from when it could be had until its person was shown an answer.
        """
        self._expect(updates)
        began = time.perf_counter()
        offered: dict[int, float] = {}
        for number, update in enumerate(updates):
            due = began + (number / per_second if per_second else 0)
            if per_second and (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            offered[person_of(update)] = due
            self.offer([update])
        async with asyncio.timeout(60):
            await self._all_answered.wait()
        return [self._answered[person] - due for person, due in offered.items()]

    async def first_answer(self, updates: Sequence[dict[str, Any]]) -> float:
        """Hand out updates and give the moment (of `time.perf_counter`) of the last answer."""
        self._expect(updates)
        self.offer(updates)
        async with asyncio.timeout(60):
            await self._all_answered.wait()
        return max(self._answered.values())

    def _expect(self, updates: Sequence[dict[str, Any]]) -> None:
        self._answered = {}
        self._awaited = {person_of(update) for update in updates}
        self._all_answered.clear()

    async def _serve(self, request: web.BaseRequest) -> web.Response:
        self.calls += 1
        method = request.path.rpartition("/")[2]
        body = await request.read()
        if method == "getUpdates":
            return _ok(await self._updates(body))
        if method == "getMe":
            return _ok(_ME)
        if method not in SHOWN:
            return _ok(result=True)
        person = int(_number(_CHAT, body))
        self._note(person)
        return _ok(_message(person))

    def _note(self, person: int) -> None:
        if person in self._awaited and person not in self._answered:
            self._answered[person] = time.perf_counter()
            if len(self._answered) == len(self._awaited):
                self._all_answered.set()

    async def _updates(self, body: bytes) -> list[dict[str, Any]]:
        self._polled.set()
        offset = int(_number(_OFFSET, body))
        self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
        seconds = int(_number(_TIMEOUT, body))
        if not self._waiting and seconds:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return []
        return self._waiting[:AT_ONCE]


def person_of(update: dict[str, Any]) -> int:
    """Give the Telegram id of who sent an update."""
    content = update.get("message") or update["callback_query"]
    return int(content["from"]["id"])


def said(update_id: int, person: int, text: str) -> dict[str, Any]:
    """Make the update of a person who writes."""
    message = _message(person) | {"from": _user(person), "text": text}
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": update_id, "message": message}


def pressed(
    update_id: int, person: int, data: str, keyboard: list[list[dict[str, str]]]
) -> dict[str, Any]:
    """Make the update of a person who presses a button under a message with many."""
    message = _message(person) | {"reply_markup": {"inline_keyboard": keyboard}}
    query = {"id": str(update_id), "from": _user(person), "chat_instance": "1", "data": data}
    return {"update_id": update_id, "callback_query": query | {"message": message}}


def _user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "Anna", "language_code": "it"}


def _message(person: int) -> dict[str, Any]:
    return {
        "message_id": 1,
        "date": 1795424400,
        "chat": {"id": person, "type": "private", "first_name": "Anna"},
        "from": _ME,
        "text": "Va bene.",
    }


def _number(pattern: re.Pattern[bytes], body: bytes) -> bytes:
    found = pattern.search(body)
    return found[1] if found else b"0"


def _ok(result: object) -> web.Response:
    body = json.dumps({"ok": True, "result": result}).encode()
    return web.Response(body=body, content_type="application/json")
