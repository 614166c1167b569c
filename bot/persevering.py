"""To go on trying where Telegram does not answer, with pauses that grow, saying so once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.health import Health
from bot.transport import UNREADABLE, UnsentError

Given = TypeVar("Given")
Sleep = Callable[[float], Awaitable[object]]

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds; somebody who mends the network or the token need not wait longer."""


class Pauses:
    """How long to wait before the next try: twice as long each time, in seconds."""

    def __init__(self, first: float = FIRST_PAUSE, longest: float = LONGEST_PAUSE) -> None:
        self._first, self._longest = first, longest
        self._next = first

    def over(self) -> None:
        """Begin anew: it worked."""
        self._next = self._first

    def after(self, error: Exception) -> float:
        """Give the pause after a failure; at least what Telegram asks for."""
        pause, self._next = self._next, min(2 * self._next, self._longest)
        return max(pause, asked_for(error))


def asked_for(error: Exception) -> float:
    """Give the seconds that a 429 asks to wait for; 0 if it was none."""
    if not isinstance(error, RetryAfter):
        return 0.0
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def until_it_works(
    ask: Callable[[], Awaitable[Given]],
    *,
    health: Health,
    what: str,
    sleep: Sleep = asyncio.sleep,
    for_good: tuple[type[TelegramError], ...] = (InvalidToken, BadRequest),
) -> Given:
    """
    Ask Telegram until it answers; say to `health` that it waits, and that it worked.

    Raises what is wrong for good: a token that is refused, a request that cannot be right.
    """
    pauses = Pauses()
    while True:
        try:
            given = await ask()
        except for_good:
            raise
        except (TelegramError, *UNREADABLE) as error:
            health.ill(what, plain_words(error))
            await sleep(pauses.after(error))
        else:
            health.well(what)
            return given


def plain_words(error: Exception) -> str:
    """Say what keeps us from Telegram and what to do, without anything that was asked."""
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words
    return f"Telegram cannot be asked ({type(error).__name__}); trying again"


_NOT_OUR_BOT = (
    "Telegram refuses the token (401 or 404); trying again. If it was revoked, set "
    "SPORTELLO_TOKEN to the new one and restart"
)
_TWO_OF_US = (
    "another program asks for this bot's updates, or a webhook is set (409); trying again. "
    "Stop the other one"
)
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (InvalidToken, _NOT_OUR_BOT),
    (Conflict, _TWO_OF_US),
    (RetryAfter, "Telegram asks to slow down (429); trying again after the wait"),
    (TimedOut, "Telegram does not answer in time; trying again"),
    (UnsentError, "there is no connection to Telegram; trying again. Look at the network"),
    (BadRequest, "Telegram refuses what the desk asks (400); trying again"),
)
