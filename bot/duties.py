"""The duties of the features as jobs: once a minute of the desk's clock, each in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.scheduler import Job
from handlers.chat.feature import Duty
from handlers.desk.context import Desk

Trusted = Callable[[], bool]
"""Tells whether what the desk does by itself may be done now."""


def always() -> bool:
    """Tell that the clock is trusted: that of a desk that is tried out leaps when it is told."""
    return True


def jobs_of(
    desk: Desk, duties: Mapping[str, Duty], *, every: timedelta, trusted: Trusted = always
) -> list[Job]:
    """Make a job of each duty; while the clock is not `trusted` they wait."""
    return [
        Job(name=name, work=OnceAMinute(desk, duty, trusted), every=every)
        for name, duty in duties.items()
    ]


class OnceAMinute:
    """
    A duty that is asked at most once within a minute of the desk's clock.

    That clock is not the machine's where the desk is tried out. A duty that says that it has more
    to do than fits into one go is asked again at once. While the clock is not `trusted` it is
    not asked: it would end and tell what is not over.
    """

    def __init__(self, desk: Desk, duty: Duty, trusted: Trusted = always) -> None:
        self._desk = desk
        self._duty = duty
        self._trusted = trusted
        self._done: datetime | None = None

    async def __call__(self) -> None:
        """Do what is due, in a worker thread."""
        minute = self._desk.clock().replace(second=0, microsecond=0)
        if self._done == minute:
            return
        more: int | None = 1
        while more:
            if not self._trusted():
                return
            more = await asyncio.to_thread(self._duty, self._desk)
        self._done = minute
