"""
What the desk does by itself, as jobs of APScheduler: each by its name, with its own trigger.

A job keeps no work of its own. What is due stands in the store, so nothing is lost while the
program is down and nothing is done twice: the first run after a start does what fell due. That is
why runs that were missed are made up by a single one, however late (`coalesce`, no misfire
grace), and why no job runs twice side by side (`max_instances`).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.background import Background

log = structlog.get_logger(__name__)

Work = Callable[[], Awaitable[object]]
"""Something that looks for what is due and does it; called again, it finds nothing left."""
WATCHED_SECONDS = 5.0
"""How often the machine's clock is held against its monotonic time."""
JUMP_SECONDS = 2.0
"""A smaller difference is how clocks are kept right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is done how often; `name` stands in logs."""

    name: str
    work: Work
    every: timedelta


class Scheduler:
    """
    Does some jobs again and again, the first time at once, each apart from the others.

    `do_all` can be awaited by anybody at any time. A job that fails is logged and tried again when
    it is due next. `zone` is handed in by tests that move the machine's clock.

    APScheduler reckons in the machine's clock. If that is set back, what was due in a minute would
    be due in an hour; so it is watched, and after a jump every job is due at once.
    """

    def __init__(
        self, jobs: Iterable[Job], *, zone: tzinfo = UTC, watched: float = WATCHED_SECONDS
    ) -> None:
        self.jobs = tuple(jobs)
        self._zone = zone
        self._watched = watched
        self._locks = {job.name: asyncio.Lock() for job in self.jobs}
        self._background = Background()
        self._clockwork = AsyncIOScheduler(timezone=zone)

    def start(self) -> None:
        """Begin; everything is done once at the start."""
        for job in self.jobs:
            self._clockwork.add_job(
                self._do,
                IntervalTrigger(seconds=job.every.total_seconds(), timezone=UTC),
                args=[job],
                id=job.name,
                name=job.name,
                coalesce=True,
                misfire_grace_time=None,
                max_instances=1,
                next_run_time=self._now(),
            )
        self._clockwork.start()
        self._background.start(self._watch_the_clock(), name="scheduler.clock")

    async def stop(self) -> None:
        """Begin nothing more, and wait for what runs."""
        await self._background.stop()
        if not self._clockwork.running:
            return
        self._clockwork.pause()
        for lock in self._locks.values():
            async with lock:
                continue
        self._clockwork.shutdown(wait=False)  # what it would cut short has ended

    async def do_all(self) -> None:
        """Do every job once, now, one after the other."""
        for job in self.jobs:
            await self._do(job)

    async def _do(self, job: Job) -> None:
        async with self._locks[job.name]:
            began = time.monotonic()
            try:
                await job.work()
            except Exception:  # the job must be there the next time, whatever it meets now
                log.exception("scheduler.job_failed", task=job.name)
                return
            log.debug("scheduler.job_done", task=job.name, seconds=time.monotonic() - began)

    async def _watch_the_clock(self) -> None:
        """Let everything be due at once when the machine's clock was set, or it woke up."""
        gap = self._gap()
        while True:
            await asyncio.sleep(self._watched)
            jumped = self._gap() - gap
            if abs(jumped) > JUMP_SECONDS:
                log.warning("scheduler.clock_jumped", seconds=round(jumped, 1))
                gap += jumped
                for job in self._clockwork.get_jobs():
                    job.modify(next_run_time=self._now())

    def _gap(self) -> float:
        return self._now().timestamp() - time.monotonic()

    def _now(self) -> datetime:
        return datetime.now(self._zone)  # noqa: TID251  the clock that APScheduler reckons in
