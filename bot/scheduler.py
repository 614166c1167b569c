"""
The tick: again and again the desk looks for what is due.

The scheduler keeps no work of its own. What is due stands in the store, so nothing is lost while
the program is down and nothing is done twice: the first tick after a start does what fell due.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.background import Background

log = structlog.get_logger(__name__)

Duty = Callable[[], Awaitable[object]]
"""Something that looks for due rows and does what they ask; called again, it finds none left."""
NUDGES_APART_SECONDS = 0.2
"""A busy desk nudges with each answer: several are served by one look."""


class Scheduler:
    """
    Tick over `duties` (by name) every `seconds`, and as soon as somebody nudges.

    `tick` itself can be awaited by anybody at any time. A duty that fails is logged, the others
    are still done, and the next tick tries again.
    """

    def __init__(self, duties: Mapping[str, Duty], *, seconds: float) -> None:
        self._duties = dict(duties)
        self._seconds = seconds
        self._ticking = asyncio.Lock()
        self._nudged = asyncio.Event()
        self._background = Background()
        self._clockwork = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin to tick; the first tick comes at once."""
        self._clockwork.add_job(
            self.nudge,
            "interval",
            seconds=self._seconds,
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )
        self._clockwork.start()
        self._background.start(self._listen(), name="scheduler.listen")
        self.nudge()

    async def stop(self) -> None:
        """Begin no further tick, and wait for the one that runs."""
        if self._clockwork.running:
            self._clockwork.shutdown(wait=False)
        async with self._ticking:
            await self._background.stop()

    def nudge(self) -> None:
        """Ask for a tick soon, without waiting for it."""
        self._nudged.set()

    async def tick(self) -> None:
        """Do once whatever is due now."""
        async with self._ticking:
            for name, duty in self._duties.items():
                await self._do(name, duty)

    async def _do(self, name: str, duty: Duty) -> None:
        try:
            await duty()
        except Exception:  # the worker loop must outlive whatever a duty meets
            log.exception("scheduler.duty_failed", task=name)

    async def _listen(self) -> None:
        while True:
            await self._nudged.wait()
            self._nudged.clear()
            await self.tick()
            await asyncio.sleep(NUDGES_APART_SECONDS)
