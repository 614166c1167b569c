"""
Whether the machine's clock can be trusted: one that leaps must not end what waits.

A clock that was set wrongly for a minute would let days be over, messages be out of date, and
nights be mornings, and none of it could be taken back. So the desk does nothing by itself on the
strength of a leap: it goes on once the clock has stayed where it leapt to for a while, or is back.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

import structlog

from bot.clock import Clock
from storage.store import Store
from storage.trail import clock_notes

log = structlog.get_logger(__name__)

LEAP = timedelta(minutes=5)
"""Less is how clocks are kept right, and decides about few things."""
STEADY_FOR = timedelta(minutes=5)
"""How long a clock that leapt must go on at the pace of real time until it is believed."""
AWAY = timedelta(days=1)
"""A desk that stood still no longer than this is no surprise when it starts."""


def seconds_since_boot() -> float:
    """Give the monotonic time that goes on while the machine sleeps, where there is one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Steadiness:
    """
    Holds a clock against real time, and `last` of a start: the moment that was trusted before.

    May be asked from any thread, and must be asked every few seconds: what happens in between it
    does not see.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        monotonic: Callable[[], float] = seconds_since_boot,
        last: datetime | None = None,
    ) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._lock = Lock()
        self._trusted: float | None = None
        self._doubted: tuple[float, float] | None = None
        self._away = timedelta() if last is None else clock() - last
        if -LEAP <= self._away <= AWAY:
            self._trusted = self._gap()

    def is_steady(self) -> bool:
        """Tell whether the clock can be trusted now."""
        return self.leap() is None

    def leap(self) -> timedelta | None:
        """Tell how far the clock leapt, if it has not been steady since; None if it is trusted."""
        with self._lock:
            gap, now = self._gap(), self._monotonic()
            if self._trusted is not None and _near(gap, self._trusted):
                self._trust(gap, "it is back")
                return None
            if self._doubted is None or not _near(gap, self._doubted[0]):
                self._doubted = gap, now
                log.warning("clock.leapt", seconds=round(self._far(gap).total_seconds()))
            since = self._doubted[1]
            self._doubted = gap, since
            if now - since >= STEADY_FOR.total_seconds():
                self._trust(gap, "it was steady since")
                return None
            return self._far(gap)

    def _trust(self, gap: float, why: str) -> None:
        if self._doubted is not None:
            line = f"clock.trusted {why}"
            log.warning(line)
        self._trusted, self._doubted = gap, None

    def _far(self, gap: float) -> timedelta:
        return self._away if self._trusted is None else timedelta(seconds=gap - self._trusted)

    def _gap(self) -> float:
        return self._clock().timestamp() - self._monotonic()


def _near(gap: float, other: float) -> bool:
    return abs(gap - other) <= LEAP.total_seconds()


def watched(store: Store, clock: Clock) -> Steadiness:
    """Hold a clock against what a desk before noted in the store."""
    with store.reading() as uow:
        noted = clock_notes.last(uow)
    return Steadiness(clock, last=None if noted is None else noted.at)


class ClockNotes:
    """Notes in the store how it stands with the clock; asked again and again, as a job is."""

    def __init__(self, store: Store, clock: Clock, steadiness: Steadiness) -> None:
        self._store = store
        self._clock = clock
        self._steadiness = steadiness

    async def __call__(self) -> None:
        """Note it, in a worker thread."""
        await asyncio.to_thread(self._note)

    def _note(self) -> None:
        now, leap = self._clock(), self._steadiness.leap()
        with self._store.writing() as uow:
            if leap is None:
                clock_notes.trusted(uow, at=now)
            else:
                clock_notes.doubted(uow, at=now - leap, leap=leap)
            uow.commit()
