"""Brings updates to the bot's webhook, and tries again until they are taken or too old."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.playground.updates import Update
from bot.playground.world import World

#: Carries out a method that the bot put into its answer (W4); gives nothing back.
Executor = Callable[[str, dict[str, Any]], Awaitable[None]]
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
_LONGEST_RETRY_AFTER = 3600.0
_TIMEOUT = aiohttp.ClientTimeout(total=60)
_NEVER_EXECUTED = ("get", "setwebhook", "deletewebhook")


class Deliverer:
    """
    Deliver updates while a webhook is set: those of one chat in order, chats side by side.

    Pauses before another try are real seconds. ``start`` and ``stop`` may be called at any
    time; ``stop`` waits until nothing is under way, and raises what went wrong.
    """

    def __init__(self, world: World, execute: Executor) -> None:
        self._world = world
        self._execute = execute
        self._wake = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._busy_chats: set[int] = set()
        world.updates.on_new.append(self._wake.set)

    def start(self) -> None:
        """Begin to deliver to the webhook that the world now has."""
        self._wake.set()
        if self._worker is None or self._worker.done():
            work = asyncio.create_task(self._work(), name="webhook")  # noqa: TID251 -- kept here
            self._worker = work

    async def stop(self) -> None:
        """Deliver nothing any more."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.cancel()
            await asyncio.wait([worker])
            if not worker.cancelled() and (error := worker.exception()) is not None:
                raise error

    async def _work(self) -> None:
        self._busy_chats.clear()
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            asyncio.TaskGroup() as deliveries,
        ):
            while True:
                self._wake.clear()
                for update in self._startable():
                    self._busy_chats.add(update.chat_id)
                    deliveries.create_task(self._deliver(session, update))
                await self._wake.wait()

    def _startable(self) -> list[Update]:
        """Give the oldest update of each chat that nothing is under way for."""
        free = self._world.webhook.max_connections - len(self._busy_chats)
        first: dict[int, Update] = {}
        for update in self._world.updates.pending():
            if update.chat_id not in self._busy_chats:
                first.setdefault(update.chat_id, update)
        return list(first.values())[: max(0, free)]

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> None:
        pause = self._world.limits.webhook_first_pause
        while self._world.updates.holds(update):
            asked = await self._try(session, update)
            if asked is None:
                self._world.updates.forget(update)
                break
            await asyncio.sleep(max(pause, asked))
            pause = min(pause * 2, self._world.limits.webhook_longest_pause)
        self._busy_chats.discard(update.chat_id)
        self._wake.set()

    async def _try(self, session: aiohttp.ClientSession, update: Update) -> float | None:
        """Try once; ``None`` when it was taken, else the pause in seconds the bot asks for."""
        webhook = self._world.webhook
        headers = {_SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with session.post(webhook.url, json=update.as_api(), headers=headers) as answer:
                body = await answer.read()
                if 200 <= answer.status < 300:
                    await self._execute_answer(body)
                    return None
                self._failed(f"Wrong response from the webhook: {answer.status}")
                return _retry_after(answer.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return 0.0

    def _failed(self, words: str) -> None:
        self._world.webhook.last_error_at = self._world.clock()
        self._world.webhook.last_error = words

    async def _execute_answer(self, body: bytes) -> None:
        try:
            asked = json.loads(body) if body else None
        except ValueError:
            return
        if not isinstance(asked, dict):
            return
        method = asked.pop("method", None)
        if isinstance(method, str) and not method.lower().startswith(_NEVER_EXECUTED):
            await self._execute(method, asked)


def _retry_after(header: str) -> float:
    return min(_LONGEST_RETRY_AFTER, float(header)) if header.isdecimal() else 0.0
