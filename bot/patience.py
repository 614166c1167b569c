"""Answers to presses when Telegram says "slow down": wait as long as it asks, and try again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

import structlog
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

log = structlog.get_logger(__name__)

LONGEST_WAIT = timedelta(seconds=10)
"""Beyond this nobody waits before a phone any more: the press fails with a kind word."""
TRIES = 3


class Patience(BaseRateLimiter[None]):
    """
    Try a call again after the wait that a 429 asks for; it surely was not done.

    Only that call waits: other people's answers go on, and are told to wait themselves if need be.
    """

    def __init__(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0917  the signature is the library's
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],  # noqa: ARG002  whom it goes to makes no difference here
        rate_limit_args: None,  # noqa: ARG002  no call has its own
    ) -> Any:
        """Make a call, up to three times."""
        for left in reversed(range(TRIES)):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait = _span(error)
                if not left or wait > LONGEST_WAIT:
                    raise
                log.info("answer.slow_down", key=endpoint, seconds=wait.total_seconds())
                await self._sleep(wait.total_seconds())
        raise AssertionError("the last try returns or raises")


def _span(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
