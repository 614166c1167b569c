"""In which order updates are handled: one person's one by one, different people side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, cast

from telegram import Update
from telegram.ext import BaseUpdateProcessor

WAITING_PER_PERSON = 10
"""More presses than a quick thumb leaves unanswered; beyond it, it is a flood."""
HELD_AT_MOST = 10_000
"""Updates in memory over all people; the library reads no further until some are handled."""


@dataclass(slots=True)
class _Line:
    """The updates of one person: one is handled, the others wait for the lock."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    spared: int = 0
    """How many of those that wait are of a backlog."""
    warned: bool = False


class InOrderPerPerson(BaseUpdateProcessor):
    """
    Handle at most `at_once` updates at a time, never two of one person.

    The turn of a person is waited for before one of the `at_once` places is taken, so somebody who
    floods holds one place only. What they send beyond `waiting_per_person` is dropped;
    `on_flood` is awaited for the first such update, until their line is empty again. What gathered
    while nobody listened (`spare`) is no flood: all of it is handled, and it crowds out nothing.
    """

    def __init__(
        self,
        *,
        at_once: int,
        on_flood: Callable[[Update], Awaitable[None]] | None = None,
        waiting_per_person: int = WAITING_PER_PERSON,
    ) -> None:
        super().__init__(HELD_AT_MOST)
        self._places = asyncio.Semaphore(at_once)
        self.on_flood = on_flood
        self._waiting_per_person = waiting_per_person
        self._lines: dict[int, _Line] = {}
        self._dropped: list[int] = []
        self._spared: set[int] = set()

    def spare(self, update_id: int) -> None:
        """Note that an update about to come is of a backlog: whoever sent it was not quick."""
        self._spared.add(update_id)

    def take_dropped(self) -> list[int]:
        """Give the numbers of the updates dropped since this was asked last."""
        dropped, self._dropped = self._dropped, []
        return dropped

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close: the library waits for running updates itself."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for this person's turn, then for a place, then handle."""
        spared = self._take_spared(update)
        person = _person(update)
        if person is None:
            await self._handle(coroutine)
            return
        line = self._lines.setdefault(person, _Line())
        if not spared and line.waiting - line.spared >= self._waiting_per_person:
            await self._drop(update, coroutine, line)
            return
        line.waiting += 1
        line.spared += spared
        try:
            async with line.lock:
                await self._handle(coroutine)
        finally:
            line.waiting -= 1
            line.spared -= spared
            if not line.waiting:
                del self._lines[person]

    def _take_spared(self, update: object) -> bool:
        number = cast("Update", update).update_id
        spared = number in self._spared
        self._spared.discard(number)
        return spared

    async def _handle(self, coroutine: Awaitable[Any]) -> None:
        async with self._places:
            await coroutine

    async def _drop(self, update: object, coroutine: Awaitable[Any], line: _Line) -> None:
        cast("Coroutine[Any, Any, Any]", coroutine).close()
        self._dropped.append(cast("Update", update).update_id)
        if not line.warned and self.on_flood is not None:
            line.warned = True
            await self.on_flood(cast("Update", update))


def _person(update: object) -> int | None:
    if isinstance(update, Update) and update.effective_user is not None:
        return update.effective_user.id
    return None
