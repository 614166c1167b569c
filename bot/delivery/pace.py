"""How fast messages go out: one a second in one chat, thirty a second in all, in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

PER_CHAT_SECONDS = 1.0
IN_ALL_SECONDS = 1 / 30
_CHATS_REMEMBERED = 1000


class Pace:
    """
    Hands out turns; its time is monotonic and handed in, and is not the desk's clock.

    It knows what this process sends; several replicas together may go beyond, and are then told
    by Telegram how long to pause.
    """

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._next_in_all = 0.0
        self._next_in_chat: dict[int, float] = {}
        self._paused_until = 0.0

    async def turn(self, chat_id: int) -> None:
        """Wait until a message to this chat may go out, and count it as sent."""
        await self._until(self._next_in_chat.get(chat_id, 0.0))
        start = max(self._monotonic(), self._next_in_all)
        self._next_in_all = start + IN_ALL_SECONDS
        self._remember(chat_id, start + PER_CHAT_SECONDS)
        await self._until(start)

    def pause(self, span: timedelta) -> None:
        """Send nothing at all for a while: Telegram asked for it."""
        self._paused_until = max(self._paused_until, self._monotonic() + span.total_seconds())

    @property
    def paused_for(self) -> timedelta:
        """How long nothing may be sent yet; zero if it may."""
        return timedelta(seconds=max(0.0, self._paused_until - self._monotonic()))

    async def _until(self, moment: float) -> None:
        while (wait := moment - self._monotonic()) > 0:
            await self._sleep(wait)

    def _remember(self, chat_id: int, free_at: float) -> None:
        if len(self._next_in_chat) >= _CHATS_REMEMBERED:
            now = self._monotonic()
            self._next_in_chat = {c: t for c, t in self._next_in_chat.items() if t > now}
        self._next_in_chat[chat_id] = free_at
