"""Where the time comes from: the one place that reads it, and a clock that can be moved."""

from __future__ import annotations

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

    With `ticking` (a source of seconds that only grows, such as `time.monotonic`) it runs on by
    itself from where it was put; without, only `set` and `advance` move it.
    """

    def __init__(self, at: datetime, *, ticking: Callable[[], float] = lambda: 0.0) -> None:
        self._seconds = ticking
        self.set(at)

    def __call__(self) -> datetime:
        """Give the moment it shows, aware, in UTC."""
        return self._at + timedelta(seconds=self._seconds() - self._since)

    def now(self) -> datetime:
        """Give the moment it shows, aware, in UTC."""
        return self()

    def set(self, at: datetime) -> None:
        """Put it to a moment, forward or back; raise ValueError on one without a time zone."""
        if at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} has no time zone: hand in an aware moment")
        self._at = at.astimezone(UTC)
        self._since = self._seconds()

    def advance(self, by: timedelta) -> None:
        """Move it by a span of real time, forward or back."""
        self.set(self() + by)
