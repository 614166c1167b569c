"""
Updates that we ask for: long polling that confirms an update only once it was handled.

Telegram forgets what lies below the offset of the next question. So the offset is the number of
the first update that is not handled yet; what was handled beyond it comes again, and is known.
If the program dies, all that was not handled comes again to the next one; what had been handled
beyond the offset is known to the store (storage.people.updates).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

import structlog
from telegram.error import TelegramError

from bot.background import Background
from bot.health import Health
from bot.incoming import NoUpdateError, UnansweredError, number_of
from bot.persevering import LONGEST_PAUSE, Pauses, plain_words
from bot.window import Window

log = structlog.get_logger(__name__)

LONG_POLL_SECONDS = 25
"""How long Telegram holds a question to which there is no answer yet."""
AGAIN_SECONDS = 0.6
"""While somebody's update takes long we look for others'. Sooner, Telegram gives only that one."""
APART_SECONDS = 0.03
"""A busy desk handles several updates in this time: one question confirms them all."""
ANSWER_TRIES = 7
"""How often an update is taken that Telegram lets us not answer: for about two minutes."""
CROWDED = 50
"""Telegram brings a hundred at most, handled or not: beyond half of them nobody is waited for."""
GRACE_SECONDS = 20
"""How long answers that are being made may take at the end."""
FULL = 100
"""So many updates Telegram brings at most: behind them more may wait that came as long ago."""
UNHEARD_SECONDS = 5.0
"""After so long without a question, what has come meanwhile is a backlog: a desk that runs asks
several times in that, so what it finds then came at the pace at which it was sent."""
CATCHING_UP_SECONDS = 600.0
"""How long full answers may follow one another and still be of the same backlog."""
HEARD_WITHIN = LONG_POLL_SECONDS + LONGEST_PAUSE
"""Seconds after which no word from Telegram means that something is wrong."""
PART = "updates"

Fetch = Callable[[int, int], Awaitable[Sequence[object]]]
"""Asks for updates: the offset, and how many seconds to wait for one."""
Take = Callable[[object], Awaitable[None]]
"""Handles one update; returns when it need not come again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The seconds of polling; tests are quicker."""

    long_poll: int = LONG_POLL_SECONDS
    again: float = AGAIN_SECONDS
    apart: float = APART_SECONDS
    grace: float = GRACE_SECONDS
    unheard: float = UNHEARD_SECONDS
    answer_tries: int = ANSWER_TRIES


class Backlog:
    """
    Whether the last answer brought what had gathered while nobody asked.

    Moments are seconds of the monotonic clock.
    """

    def __init__(self, unheard: float) -> None:
        self._unheard = unheard
        self._answered_at: float | None = None
        self._began = 0.0
        self._asked_late = False
        self._more = False
        self.brought = False

    def asks(self, now: float) -> None:
        """Note that a question is asked."""
        since = self._answered_at
        self._asked_late = since is None or now - since > self._unheard

    def answered(self, now: float, *, full: bool) -> None:
        """Note that it was answered, with as much as Telegram gives at most or less."""
        goes_on = self._more and now - self._began < CATCHING_UP_SECONDS
        if self._asked_late and not goes_on:
            self._began = now
        self.brought = self._asked_late or goes_on
        self._more = full and self.brought
        self._answered_at = now


class Poller:
    """
    Ask for updates until told to stop, and hand each to `take` at once, in order.

    That one person's are handled one after another is for `take` to see to. Whatever Telegram
    answers, it is asked again after a pause; `health` is told. What had gathered while nobody
    asked (a restart, a line that was down) goes to `take_late`; `let_go` hears of an update that
    is given up because Telegram takes no answer to it.
    """

    def __init__(
        self,
        fetch: Fetch,
        take: Take,
        *,
        health: Health,
        pace: Pace | None = None,
        take_late: Take | None = None,
        let_go: Take | None = None,
    ) -> None:
        self._fetch = fetch
        self._take = take
        self._let_go = let_go
        self._take_late = take_late or take
        self._health = health
        self._pace = pace or Pace()
        self._window = Window()
        self._backlog = Backlog(self._pace.unheard)
        self._confirmed = 0
        self._heard = False
        self._moved = asyncio.Event()
        self._stopping = asyncio.Event()
        self._pauses = Pauses()
        self._polling = Background()
        self._handling = Background()

    def start(self) -> None:
        """Begin to ask."""
        self._polling.start(self._poll(), name="poll")

    async def stop(self) -> None:
        """Ask no more, finish what was begun, and confirm it, so that it does not come again."""
        self._stopping.set()
        await self._polling.stop()
        try:
            async with asyncio.timeout(self._pace.grace):
                await self._handling.idle()
        except TimeoutError:
            log.warning("poll.answers_cut_off", seconds=self._pace.grace)
            await self._handling.stop()
        await self._confirm()
        self._health.forget(PART)

    async def _poll(self) -> None:
        while True:
            asked_from = self._window.offset
            try:
                self._begin(await self._ask(asked_from), asked_from)
            except TelegramError as error:
                await self._wait_after(error, plain_words(error))
            except Exception as error:  # whatever it is, people must not go unheard for it
                log.exception("poll.failed")
                await self._wait_after(error, "asking for updates failed; trying again")
            else:
                self._pauses.over()
                self._health.well(PART, within=HEARD_WITHIN)
                await self._until_it_is_worth_asking(asked_from)

    async def _ask(self, offset: int) -> Sequence[object]:
        self._backlog.asks(monotonic())
        waits = self._window.is_idle and self._heard  # first it is seen whether the line works
        self._heard = False
        found = await self._fetch(offset, self._pace.long_poll if waits else 0)
        self._confirmed, self._heard = offset, True
        self._backlog.answered(monotonic(), full=len(found) >= FULL)
        return found

    def _begin(self, batch: Sequence[object], asked_from: int) -> None:
        take = self._take_late if self._backlog.brought else self._take
        for raw in batch:
            try:
                number = number_of(raw)
            except NoUpdateError:
                log.warning("update.without_number")
                continue
            if self._window.brought(number, asked_from=asked_from):
                self._handling.start(self._handle(number, raw, take), name="update")

    async def _handle(self, number: int, raw: object, take: Take) -> None:
        try:
            handled = await self._taken(number, raw, take)
        except Exception:  # never the same update for ever, and all others behind it
            log.exception("update.lost", update_id=number)
            handled = True
        if handled:
            self._window.handled(number)
            self._moved.set()

    async def _taken(self, number: int, raw: object, take: Take) -> bool:
        """Hand an update over, again if Telegram does not take the answer; False at the end."""
        pauses = Pauses()
        for _ in range(self._pace.answer_tries):
            try:
                await take(raw)
            except UnansweredError as error:
                if len(self._window) > CROWDED:
                    break  # others wait behind it, and this one is known to the store
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pauses.after(error))
                if self._stopping.is_set():
                    return False
            else:
                return True
        log.warning("update.given_up", update_id=number)
        if self._let_go is not None:
            await self._let_go(raw)
        return True

    async def _until_it_is_worth_asking(self, asked_from: int) -> None:
        """Wait until the offset has moved; not for long, since others may have written."""
        if self._window.is_idle:
            return
        try:
            async with asyncio.timeout(self._pace.again):
                while self._window.offset == asked_from:
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            return
        if not self._window.is_idle:
            await asyncio.sleep(self._pace.apart)

    async def _wait_after(self, error: Exception, words: str) -> None:
        self._health.ill(PART, words)
        await asyncio.sleep(self._pauses.after(error))

    async def _confirm(self) -> None:
        if self._window.offset == self._confirmed:
            return
        try:
            await self._fetch(self._window.offset, 0)
        except TelegramError as error:
            log.warning("poll.not_confirmed", exc_info=error)
