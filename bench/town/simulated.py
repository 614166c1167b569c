"""Time that passes only when somebody sleeps, and a Telegram that notes what comes and when."""

from __future__ import annotations

import asyncio
import heapq
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Lock
from typing import Any, Protocol

from telegram.request import BaseRequest, RequestData

TURNS_OF_THE_LOOP = 5
"""After so many, what a thread gave has reached whoever waited for it."""
BUSY_SECONDS = 0.0002
ROUNDING = timedelta(milliseconds=1)
"""A thirtieth of a second is no whole number of microseconds."""


class SimulatedTime:
    """
    A clock and a monotonic time in one, handed in wherever the machine's own would be asked.

    `sleep` waits for no real second: when all that runs sleeps, the soonest wakes, and it is then.
    `threads` must be the executor of the loop: what works in a thread does not sleep.
    """

    def __init__(self, start: datetime) -> None:
        self._began = start.astimezone(UTC)
        self._seconds = 0.0
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._waking: asyncio.Task[None] | None = None
        self.threads = CountingThreads()

    def clock(self) -> datetime:
        """Give the simulated moment, aware, in UTC."""
        return self._began + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        """Give the simulated seconds since the start."""
        return self._seconds

    def jump(self, to: datetime) -> None:
        """Let it be a later moment, if it is not later already."""
        self._seconds = max(self._seconds, (to - self._began).total_seconds())

    async def sleep(self, seconds: float) -> None:
        """Sleep for simulated seconds."""
        woken = asyncio.get_running_loop().create_future()
        entry = (self._seconds + seconds, next(self._numbers), woken)
        heapq.heappush(self._sleeping, entry)
        if self._waking is None or self._waking.done():
            self._waking = asyncio.create_task(self._wake())  # noqa: TID251  it ends by itself
        await woken

    async def _wake(self) -> None:
        while self._sleeping:
            await self._all_sleep()
            deadline, _, woken = heapq.heappop(self._sleeping)
            if woken.cancelled():
                continue
            self._seconds = max(self._seconds, deadline)
            woken.set_result(None)

    async def _all_sleep(self) -> None:
        """Wait until no thread works and what it gave has been taken up: that takes no time."""
        quiet = 0
        while quiet < TURNS_OF_THE_LOOP:
            quiet = 0 if self.threads.busy else quiet + 1
            await asyncio.sleep(BUSY_SECONDS if self.threads.busy else 0)


class CountingThreads(ThreadPoolExecutor):
    """Worker threads that tell how many of them have work."""

    def __init__(self) -> None:
        super().__init__(max_workers=8)
        self.busy = 0
        self._counting = Lock()

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Begin some work in a thread; called in the loop's own thread."""
        with self._counting:
            self.busy += 1
        begun = super().submit(fn, *args, **kwargs)
        begun.add_done_callback(self._ended)
        return begun

    def _ended(self, _done: Future[Any]) -> None:
        with self._counting:
            self.busy -= 1


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that reached Telegram: to which chat, and at which simulated moment."""

    chat_id: int
    at: datetime


class Timed(Protocol):
    """Tells what time it is."""

    def clock(self) -> datetime:
        """Give the moment, aware, in UTC."""
        ...


class NotingLine(BaseRequest):
    """
    Answers the bot at once, without a network, and notes each message in order.

    `after_each` is told how many there were.
    """

    def __init__(self, time: Timed, *, after_each: Callable[[int], None]) -> None:
        self._time = time
        self._after_each = after_each
        self.sent: list[Sent] = []

    @property
    def read_timeout(self) -> float:
        """Give how long an answer may take; none takes any time."""
        return 1.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(  # noqa: PLR0917  as the library calls it
        self,
        url: str,
        method: str,  # noqa: ARG002  as the library calls it
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002
        write_timeout: Any = None,  # noqa: ARG002
        connect_timeout: Any = None,  # noqa: ARG002
        pool_timeout: Any = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Take a message; anything else is no part of a morning."""
        if request_data is None or not url.endswith("/sendMessage"):
            raise ValueError(f"only messages are sent in this bench, not {url}")
        chat_id = int(str(request_data.parameters["chat_id"]))
        self.sent.append(Sent(chat_id, self._time.clock()))
        self._after_each(len(self.sent))
        result = {
            "message_id": len(self.sent),
            "date": int(self._time.clock().timestamp()),
            "chat": {"id": chat_id, "type": "private"},
        }
        return 200, json.dumps({"ok": True, "result": result}).encode()


def most_in_a_second(sent: list[Sent]) -> int:
    """Give the most messages in any span of one simulated second."""
    return max(_spans(sent), default=0)


def _spans(sent: list[Sent]) -> Iterator[int]:
    first = 0
    for place, one in enumerate(sent):
        while one.at - sent[first].at >= timedelta(seconds=1) - ROUNDING:
            first += 1
        yield place - first + 1
