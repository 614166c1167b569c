"""
The dispatcher: rows of the outbox that are due go out, wait, or are given up.

How often can one message arrive? Each sending is noted before it begins. If the program dies
before it knows what came of it, or the answer is lost, the message may have arrived or not. Then
it is sent once more and never a third time: a person may read a message twice, and that is
better than an approval that nobody ever hears of. What surely did not go out (no connection,
"slow down", a fault of the server) is tried again as long as it takes.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from telegram import Bot

from bot.delivery.ledger import Ledger
from bot.delivery.pace import Pace
from bot.delivery.sending import Came, Outcome, send
from storage.trail.outbox import Outgoing

log = structlog.get_logger(__name__)

Result = TypeVar("Result")
BATCH = 30
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=1)


class Dispatcher:
    """
    Sends what is due. Several may run at once, here or on other machines: rows are claimed.

    `deliver_due` is a plain awaitable; it returns when nothing is due any more.
    """

    def __init__(self, bot: Bot, ledger: Ledger, pace: Pace) -> None:
        self._bot = bot
        self._ledger = ledger
        self._pace = pace
        self._outage = FIRST_PAUSE
        self._closing = False

    def close(self) -> None:
        """Begin no further sending; what was claimed is given back."""
        self._closing = True

    async def deliver_due(self) -> int:
        """Send, hold or give up every row that is due; give how many were looked at."""
        handled = 0
        while not self._closing and not self._pace.paused_for:
            batch = await self._store(self._ledger.take, BATCH)
            if not batch:
                break
            handled += len(batch)
            await self._side_by_side(_by_recipient(batch))
        return handled

    async def _side_by_side(self, lines: list[list[Outgoing]]) -> None:
        """Deliver several lines; one that fails leaves the others whole, and then raises."""
        for done in await asyncio.gather(*map(self._line, lines), return_exceptions=True):
            if isinstance(done, BaseException):
                raise done

    async def _line(self, rows: list[Outgoing]) -> None:
        """
        Deliver the rows of one recipient one after the other.

        After one that is to be tried again the others wait too: they do not overtake it.
        """
        for place, row in enumerate(rows):
            wait = await self._deliver_or_note(row)
            if wait is not None:
                # Not longer than a minute: one bad message must not keep all others back.
                later = min(wait, LONGEST_PAUSE)
                await self._store(self._ledger.give_back, rows[place + 1 :], later)
                return

    async def _deliver_or_note(self, row: Outgoing) -> timedelta | None:
        """Deliver one row; a row that the program cannot handle must not stop the others."""
        try:
            return await self._deliver(row)
        except Exception as error:
            log.exception("outbox.failed", row_id=row.id, key=row.key)
            await self._store(self._ledger.broken, row, type(error).__name__)
            return None

    async def _deliver(self, row: Outgoing) -> timedelta | None:
        """Deliver one row; if it is to be tried again, give after which wait."""
        if row.telegram_user_id is None or row.blocked:
            await self._store(self._ledger.unreachable, row)
            return None
        await self._pace.turn(row.telegram_user_id)
        if self._closing or self._pace.paused_for:
            await self._store(self._ledger.give_back, [row], self._pace.paused_for)
            return self._pace.paused_for
        words = await self._store(self._ledger.begin, row)
        if words is None:
            return None
        outcome = await send(
            self._bot, row.telegram_user_id, words.text, words.buttons, edits=words.edits
        )
        self._learn(outcome)
        return await self._store(self._ledger.settle, row, outcome)

    def _learn(self, outcome: Outcome) -> None:
        """Pause everything if Telegram asks for it or cannot be reached."""
        if outcome.came is Came.SLOW_DOWN:
            self._pace.pause(outcome.after or FIRST_PAUSE)
        elif outcome.came is Came.NO_CONNECTION:
            self._pace.pause(self._outage)
            self._outage = min(self._outage * 2, LONGEST_PAUSE)
        elif outcome.came is Came.SENT:
            self._outage = FIRST_PAUSE

    async def _store(self, work: Callable[..., Result], *arguments: Any) -> Result:
        return await asyncio.to_thread(work, *arguments)


def _by_recipient(batch: list[Outgoing]) -> list[list[Outgoing]]:
    lines: defaultdict[int, list[Outgoing]] = defaultdict(list)
    for row in batch:
        lines[row.recipient_id].append(row)
    return list(lines.values())
