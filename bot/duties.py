"""The duties of the features as jobs: once a minute of the desk's clock, each in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.scheduler import Job
from handlers.chat.feature import Duty
from handlers.desk.context import Desk


def jobs_of(desk: Desk, duties: Mapping[str, Duty], *, every: timedelta) -> list[Job]:
    """Make a job of each duty."""
    return [
        Job(name=name, work=OnceAMinute(desk, duty), every=every) for name, duty in duties.items()
    ]


class OnceAMinute:
    """
    A duty that is asked at most once within a minute of the desk's clock.

    That clock is not the machine's where the desk is tried out. A duty that says that it has more
    to do than fits into one go is asked again at once.
    """

    def __init__(self, desk: Desk, duty: Duty) -> None:
        self._desk = desk
        self._duty = duty
        self._done: datetime | None = None

    async def __call__(self) -> None:
        """Do what is due, in a worker thread."""
        minute = self._desk.clock().replace(second=0, microsecond=0)
        if self._done == minute:
            return
        while await asyncio.to_thread(self._duty, self._desk):
            pass
        self._done = minute
