"""
Answers to people when Telegram says "slow down" or stumbles: wait, and try again.

What the person asked for is done by then; without the answer they would not know. A call is
repeated when it surely was not done, or when doing it twice makes no difference.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

import structlog
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.delivery.pace import Answers
from bot.transport import UnsentError

log = structlog.get_logger(__name__)

LONGEST_WAIT = timedelta(seconds=10)
"""Beyond this nobody waits before a phone any more: the press fails with a kind word."""
TRIES = 3
PAUSE = timedelta(seconds=0.3)
"""Before a call is repeated that a fault of the line or of the server cut short."""
REPEATABLE = frozenset(
    {"answerCallbackQuery", "deleteMessage", "editMessageReplyMarkup", "editMessageText"}
)
"""Calls that leave the same behind, made once or twice."""
COUNTED = ("edit", "send")
"""Calls that Telegram counts as messages begin so."""


class Patience(BaseRateLimiter[None]):
    """
    Try a call again after the wait that a 429 asks for, or after a short one if it failed.

    Only that call waits: other people's answers go on, and are told to wait themselves if need be.
    What is sent is noted in `answers`, so that the outbox makes room for it.
    """

    def __init__(
        self, answers: Answers, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._answers = answers
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
            if endpoint.startswith(COUNTED):
                self._answers.add()
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait = _span(error)
                if not left or wait > LONGEST_WAIT:
                    raise
                log.info("answer.slow_down", key=endpoint, seconds=wait.total_seconds())
                await self._sleep(wait.total_seconds())
            except NetworkError as error:
                if not left or not may_repeat(endpoint, error):
                    raise
                log.info("answer.repeated", key=endpoint, error=type(error).__name__)
                await self._sleep(PAUSE.total_seconds())
        raise AssertionError("the last try returns or raises")


def may_repeat(endpoint: str, error: NetworkError) -> bool:
    """Tell whether a call that failed may be made again without writing to anybody twice."""
    if isinstance(error, BadRequest | TimedOut):
        return False  # refused for good; or waited for so long already that nobody is looking
    surely_not_done = isinstance(error, UnsentError) or type(error) is NetworkError  # a 5xx
    return surely_not_done or endpoint in REPEATABLE


def _span(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
