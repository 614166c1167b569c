"""The rounds: once a minute of the desk's clock, every duty of the features is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from handlers.chat.feature import Duty
from handlers.desk.context import Desk

log = structlog.get_logger(__name__)


class Rounds:
    """
    Does the duties, each in a worker thread; a coroutine function for the scheduler.

    A busy desk ticks several times a second: a duty that has nothing left is not asked again
    within the same minute. One that fails is logged, the others are done all the same, and the
    next minute tries again. `again` is called if a duty has more to do than fits into one go.
    """

    def __init__(
        self, desk: Desk, duties: Mapping[str, Duty], *, again: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._duties = dict(duties)
        self._again = again
        self._done: dict[str, datetime] = {}

    async def __call__(self) -> None:
        """Do each duty that this minute has not seen finished."""
        minute = self._desk.clock().replace(second=0, microsecond=0)
        left = [name for name in self._duties if self._done.get(name) != minute]
        unfinished = [name for name in left if await self._has_more(name)]
        self._done.update({name: minute for name in left if name not in unfinished})
        if unfinished:
            self._again()

    async def _has_more(self, name: str) -> bool:
        try:
            return bool(await asyncio.to_thread(self._duties[name], self._desk))
        except Exception:  # the others must be done whatever this one meets
            log.exception("rounds.duty_failed", task=name)
            return False
