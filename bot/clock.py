"""Where the time comes from: the one place that reads it, and a clock that can be moved."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""What is handed in wherever the time is needed; gives aware moments in UTC."""


def system_clock() -> datetime:
    """Tell the moment it is, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the one place where the machine's clock is read


class MovableClock:
    """
    A clock that stands where it is put; being callable, it is itself a `Clock`.

    A running one goes on by itself, at the pace of real seconds, from where it was put; a
    standing one moves only when told.
    """

    def __init__(
        self,
        start: datetime,
        *,
        running: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = monotonic if running else lambda: 0.0
        self.set(start)

    def __call__(self) -> datetime:
        """Give the moment it shows, aware, in UTC."""
        return self.now()

    def now(self) -> datetime:
        """Give the moment it shows, aware, in UTC."""
        return self._at + timedelta(seconds=self._seconds() - self._since)

    def set(self, moment: datetime) -> None:
        """Put it to a moment, forward or back; raise ValueError on one without a time zone."""
        if moment.tzinfo is None:
            raise ValueError(
                f"{moment.isoformat()} has no time zone: give an aware moment, "
                "for example 2026-11-23T08:00:00+01:00"
            )
        self._at = moment.astimezone(UTC)
        self._since = self._seconds()

    def advance(self, by: timedelta) -> None:
        """Move it by a span of real time, forward or back."""
        self.set(self.now() + by)
