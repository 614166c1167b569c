"""Flood control: how fast a bot may send."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.playground.model import Chat
from bot.playground.refusal import too_many_requests

_LONGEST = 60


class FloodMode(StrEnum):
    """Whether the playground limits the pace."""

    NONE = "none"  #: never, for fast tests
    BUCKET = "bucket"  #: token buckets with Telegram's documented figures


@dataclass
class Bucket:
    """A token bucket: so many a second, and a burst."""

    rate: float
    burst: float
    tokens: float
    filled_at: float

    def refill(self, now: float) -> None:
        """Let time pass."""
        self.tokens = min(self.burst, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now

    def missing_seconds(self) -> float:
        """Give the seconds until the next token; 0 if there is one."""
        return max(0.0, (1 - self.tokens) / self.rate)


class Flood:
    """
    Refuse a bot that sends too fast, and count one that sends again too early.

    ``early`` counts calls made before the ``retry_after`` of an earlier refusal was over; it
    counts for ordered 429 faults too, in both modes. Time is the machine's, not the clock's.
    """

    def __init__(
        self,
        mode: FloodMode = FloodMode.NONE,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.mode = mode
        self.early = 0
        self._monotonic = monotonic
        self._buckets: dict[int | None, Bucket] = {}
        self._forbidden_until: dict[int | None, float] = {}

    def check(self, chat: Chat | None) -> None:
        """
        Take a token for a call into *chat*, or for one that concerns none.

        Raises:
            Refusal: 429 with ``retry_after``.

        """
        now = self._monotonic()
        keys: list[int | None] = [None] if chat is None else [None, chat.id]
        self._count_early(keys, now)
        if self.mode is FloodMode.NONE:
            return
        buckets = {key: self._bucket(key, chat, now) for key in keys}
        for key, bucket in buckets.items():
            missing = bucket.missing_seconds()
            if missing > 0:
                seconds = min(_LONGEST, math.ceil(missing))
                self.forbid(key, seconds)
                raise too_many_requests(seconds)
        for bucket in buckets.values():
            bucket.tokens -= 1

    def forbid(self, chat_id: int | None, seconds: float) -> None:
        """Note that a chat, or the bot as a whole, must wait."""
        self._forbidden_until[chat_id] = self._monotonic() + seconds

    def _count_early(self, keys: list[int | None], now: float) -> None:
        if any(now < self._forbidden_until.get(key, 0.0) for key in keys):
            self.early += 1

    def _bucket(self, key: int | None, chat: Chat | None, now: float) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _new_bucket(key, chat, now)
        bucket.refill(now)
        return bucket


def _new_bucket(key: int | None, chat: Chat | None, now: float) -> Bucket:
    if key is None:
        rate, burst = 30.0, 30.0
    elif chat is not None and chat.is_group:
        rate, burst = 20 / 60, 20.0
    else:
        rate, burst = 1.0, 5.0
    return Bucket(rate=rate, burst=burst, tokens=burst, filled_at=now)
