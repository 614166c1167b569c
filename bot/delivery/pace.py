"""The time in which messages are sent: monotonic, with pauses that Telegram asks for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta


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
