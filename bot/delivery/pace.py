"""The time in which messages are sent: monotonic, with pauses that Telegram asks for."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

A_SECOND = 1.0


class Answers:
    """
    Answers that people are given: they wait for no turn, and Telegram counts them all the same.

    What is sent from the outbox makes room for them: `taken` tells how many there were within the
    last second that nobody has made room for yet.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._moments: deque[float] = deque()

    def add(self) -> None:
        """Note that one goes out."""
        self._moments.append(self._monotonic())
        self._forget()

    def taken(self) -> int:
        """Count those of the last second, each once."""
        self._forget()
        count = len(self._moments)
        self._moments.clear()
        return count

    def _forget(self) -> None:
        while self._moments and self._moments[0] <= self._monotonic() - A_SECOND:
            self._moments.popleft()


class Pace:
    """
    The time of sending, which is not the desk's clock; handed in where time is simulated.

    The turns themselves stand in the store (storage.trail.turns), for all replicas.
    """

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.monotonic = monotonic or time.monotonic
        self.sleep = sleep
        self.simulated = monotonic is not None
        self.answers = Answers(self.monotonic)
        self._paused_until = 0.0

    @property
    def turns_now(self) -> float | None:
        """Give the time that turns are counted in; None: the store's own."""
        return self.monotonic() if self.simulated else None

    def pause(self, span: timedelta) -> None:
        """Send nothing at all for a while: Telegram asked for it."""
        self._paused_until = max(self._paused_until, self.monotonic() + span.total_seconds())

    @property
    def paused_for(self) -> timedelta:
        """How long nothing may be sent yet; zero if it may."""
        return timedelta(seconds=max(0.0, self._paused_until - self.monotonic()))
