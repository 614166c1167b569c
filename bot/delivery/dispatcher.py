"""
The dispatcher: rows of the outbox that are due are judged in sets, then go out one by one.

How often can one message arrive? Each sending is noted before it begins: when the turn of the
message is near, not while it waits for it. If the program dies before it knows what came of it,
or the answer is lost, the message may have arrived or not. Then it waits until Telegram answers
again, is sent once more, and never a third time: a person may read a message twice, and that is
better than an approval that nobody ever hears of. What surely did not go out is tried again as
long as it is of use.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot

from bot.delivery.connection import Connection, Told
from bot.delivery.ledger import NOTED_AHEAD, Ledger, Nothing, NotYet, Sending
from bot.delivery.pace import Pace
from bot.delivery.queue import Queue
from bot.delivery.sending import Came, Outcome, send
from bot.duties import Trusted, always
from storage.trail.outbox import Outgoing
from storage.trail.turns import APART_IN_A_CHAT, LATEST

log = structlog.get_logger(__name__)

Result = TypeVar("Result")
PLACES = 30
"""Messages on their way at once: with a slow line, fewer would not keep up the pace."""
SHORTEST_PAUSE = timedelta(seconds=1)
NUDGES_APART_SECONDS = 0.2
"""A busy desk nudges with each answer: several are served by one look."""
FARTHEST_AHEAD = 5.0
"""How far ahead a turn is taken for a message that missed its own, in seconds."""
SETTLED_AGAIN_SECONDS = (0.2, 1.0, 5.0, 20.0)
"""Pauses before what came of a sending is noted once more: in all less than a claim lasts."""
LOOKED_AGAIN_SECONDS = 30.0
"""How soon a round that lasts looks for what another dispatcher judged and left behind."""


class Dispatcher:
    """
    Sends what is due. Several may run at once, here or on other machines: rows are claimed.

    `deliver_due` is a plain awaitable; it returns when nothing is due any more, or nothing can be
    sent for now. `told` hears what is wrong with the line to Telegram, `told_of_store` whether the
    outbox can be read and written. While the clock is not `trusted` nothing is judged or sent:
    what is due, or of no use any more, the clock says.
    """

    def __init__(
        self,
        bot: Bot,
        ledger: Ledger,
        pace: Pace,
        *,
        told: Told = lambda _: None,
        trusted: Trusted = always,
        told_of_store: Told = lambda _: None,
    ) -> None:
        self._bot = bot
        self._told_of_store = told_of_store
        self._ledger = ledger
        self._pace = pace
        self._trusted = trusted
        self._connection = Connection(bot, pace.monotonic, told=told)
        self._one_at_a_time = asyncio.Lock()
        self._queue = Queue()
        self._changed = asyncio.Event()
        self._nudged = False
        self._closing = False
        self._handled = 0
        self._settled = False
        self._error: Exception | None = None

    def close(self) -> None:
        """Begin no further sending; what was claimed is given back."""
        self._closing = True
        self._changed.set()

    async def finish(self) -> None:
        """Close, and wait for what is being sent."""
        self.close()
        async with self._one_at_a_time:
            return

    def nudge(self) -> None:
        """Say that something new may be due: the round that runs looks for it at once."""
        self._nudged = True
        self._changed.set()

    async def run(self, *, look_every: float) -> None:
        """
        Send whatever falls due until `close`; in seconds, how often it is looked for unasked.

        What fails is logged and tried again the next time.
        """
        while not self._closing:
            try:
                await self.deliver_due()
            except Exception as error:  # the store may be away for a while, and come back
                log.exception("delivery.round_failed")
                self._told_of_store(type(error).__name__)
            else:
                self._told_of_store("")
            if not self._nudged:
                self._changed.clear()
                with suppress(TimeoutError):
                    again_in = self.again_in
                    async with asyncio.timeout(min(look_every, again_in or look_every)):
                        await self._changed.wait()
            await asyncio.sleep(NUDGES_APART_SECONDS)

    @property
    def again_in(self) -> float | None:
        """Seconds until what cannot go out now can be tried; None if nothing stands in the way."""
        if not self._connection.works:
            return self._connection.asked_again_in
        return self._pace.paused_for.total_seconds() or None

    async def deliver_due(self) -> int:
        """
        Send, hold or give up every row that is due; give how many were dealt with.

        Raises what the store raised, when all that was begun has ended.
        """
        async with self._one_at_a_time:
            self._handled, self._error, self._nudged = 0, None, False
            if not self._trusted():
                return 0
            await self._connection.ask()
            async with asyncio.TaskGroup() as tasks:
                await self._round(tasks)
            if self._error is not None:
                raise self._error
            return self._handled

    async def _round(self, tasks: asyncio.TaskGroup) -> None:
        running: set[asyncio.Task[None]] = set()
        judging, timer = self._look(tasks), Timer(self._pace, self._changed)
        looked_at = self._pace.monotonic()
        while True:
            self._changed.clear()
            running = {task for task in running if not task.done()}
            if self._nudged and judging.done():
                self._nudged = False
                old = self._pace.monotonic() - looked_at > LOOKED_AGAIN_SECONDS
                looked_at = self._pace.monotonic() if old else looked_at
                judging = self._look(tasks) if old else tasks.create_task(self._judge())
            running |= {tasks.create_task(self._serve(who)) for who in self._next(len(running))}
            busy = running or not judging.done()
            if not busy and (self._queue.is_empty or not self._may_send):
                if not self._settled:
                    break
                self._settled = False  # what came of a sending may have posted something
                judging, busy = tasks.create_task(self._judge()), True
            timer.wake_at(tasks, self._queue.next_at if self._may_send else None)
            await self._changed.wait()
        timer.stop()

    def _look(self, tasks: asyncio.TaskGroup) -> asyncio.Task[None]:
        return tasks.create_task(self._look_and_judge())

    async def _look_and_judge(self) -> None:
        """Look for what was judged before, by this dispatcher or another, then judge the rest."""
        async with self._noting_errors():
            self._queue.replace(await self._store(self._ledger.lines))
            self._changed.set()
        await self._judge()

    async def _judge(self) -> None:
        """Judge all that is due; what may go out is in the queue at once."""
        async with self._noting_errors():
            while self._error is None and not self._closing and self._trusted():
                judged = await self._store(self._ledger.judge)
                if not judged.looked_at:
                    break
                self._handled += judged.looked_at - len(judged.lines)
                self._queue.add(judged.lines)
                self._changed.set()

    @property
    def _may_send(self) -> bool:
        stopped = self._closing or self._error is not None or not self._trusted()
        return not stopped and self._connection.works and not self._pace.paused_for

    def _next(self, running: int) -> list[int]:
        """Give who is written to next, as many as there are places."""
        if not self._may_send:
            return []
        now = self._pace.monotonic()
        found = (self._queue.pop(now) for _ in range(PLACES - running))
        return [who for who in found if who is not None]

    async def _serve(self, who: int) -> None:
        """Send somebody the next message; then they wait for the next turn of their chat."""
        async with self._noting_errors():
            begun = await self._begin(who)
            if isinstance(begun, Sending):
                await self._send(who, begun)
            elif isinstance(begun, NotYet):
                self._queue.done(who, sent=False, again_at=self._pace.monotonic() + begun.seconds)
            else:
                self._nothing_for(who, begun)
        self._queue.emptied(who)

    async def _begin(self, who: int) -> Sending | NotYet | Nothing:
        """Take somebody's next message; what cannot be read of it, or them, stops nobody else."""
        pace = self._pace
        try:
            return await self._store(self._ledger.begin, who, pace.turns_now, pace.answers.taken())
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("delivery.cannot_begin", employee_id=who)
            await self._store(self._ledger.put_off, who)
            return NotYet()

    async def _send(self, who: int, begun: Sending) -> None:
        await self._until(begun.at - NOTED_AHEAD)
        noted: Sending | None = begun
        if begun.claimed is not None and self._may_send:
            noted = await self._store(self._ledger.start, begun)
        if noted is None:
            self._queue.done(who, sent=True, again_at=begun.at)  # withdrawn: it waits no more
            return
        ready = await self._at_its_turn(noted)
        if not isinstance(ready, Sending):
            self._nothing_for(who, ready)
        elif not self._may_send or self._is_late(ready):
            await self._store(self._ledger.give_back, ready)
            self._queue.done(who, sent=False, again_at=self._pace.monotonic())
        else:
            await self._hand_over(who, ready)

    async def _at_its_turn(self, noted: Sending) -> Sending | Nothing:
        """
        Wait for the turn; who comes late to it, since the store was slow, takes another.

        Each time further ahead. What is late even so is late: there is nothing to wait for.
        """
        ahead = NOTED_AHEAD
        await self._until(noted.at)
        while self._is_late(noted) and self._may_send and ahead < FARTHEST_AHEAD:
            now = self._pace.turns_now
            again = await self._store(self._ledger.take_another_turn, noted, ahead, now)
            if not isinstance(again, Sending):
                return again
            noted, ahead = again, ahead * 2
            await self._until(noted.at)
        return noted

    async def _until(self, moment: float) -> None:
        await self._pace.sleep(max(0.0, moment - self._pace.monotonic()))

    def _is_late(self, sending: Sending) -> bool:
        return self._pace.monotonic() - sending.at > LATEST

    def _nothing_for(self, who: int, nothing: Nothing) -> None:
        self._queue.emptied(who)
        self._nudged = self._nudged or nothing.judge

    async def _hand_over(self, who: int, begun: Sending) -> None:
        words = begun.words
        outcome = await send(
            self._bot, begun.chat_id, words.text, words.buttons, edits=words.edits
        )
        self._learn(outcome)
        await self._settle(begun.row, outcome)
        self._handled, self._settled = self._handled + 1, True
        self._queue.done(who, sent=True, again_at=begun.at + APART_IN_A_CHAT)

    async def _settle(self, row: Outgoing, outcome: Outcome) -> None:
        """
        Note what came of a sending, again if the store is away for a moment.

        Else a message that arrived would count as one of which nobody knows, and go out again.
        """
        for pause in SETTLED_AGAIN_SECONDS:
            try:
                return await self._store(self._ledger.settle, row, outcome)
            except SQLAlchemyError as error:
                log.warning("outbox.not_noted", row_id=row.id, error=type(error).__name__)
            await self._pace.sleep(pause)
        return await self._store(self._ledger.settle, row, outcome)

    def _learn(self, outcome: Outcome) -> None:
        """Pause everything if Telegram asks for it or cannot be reached."""
        self._connection.learn(outcome)
        if outcome.came is Came.SLOW_DOWN:
            self._pace.pause(outcome.after or SHORTEST_PAUSE)

    @asynccontextmanager
    async def _noting_errors(self) -> AsyncIterator[None]:
        """Keep what fails until the round has ended: others must not be cut short in a sending."""
        try:
            yield
        except Exception as error:
            log.exception("delivery.failed")
            self._error = self._error or error
        finally:
            self._changed.set()

    async def _store(self, work: Callable[..., Result], *arguments: Any) -> Result:
        return await asyncio.to_thread(work, *arguments)


class Timer:
    """Sets an event at a moment of the pace's time; a sooner moment replaces a later one."""

    def __init__(self, pace: Pace, event: asyncio.Event) -> None:
        self._pace = pace
        self._event = event
        self._at: float | None = None
        self._task: asyncio.Task[None] | None = None

    def wake_at(self, tasks: asyncio.TaskGroup, moment: float | None) -> None:
        """Set the event then; None: no more."""
        if moment == self._at and self._task is not None and not self._task.done():
            return
        self.stop()
        self._at = moment
        if moment is not None:
            self._task = tasks.create_task(self._wait(moment))

    def stop(self) -> None:
        """Wake nobody."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _wait(self, moment: float) -> None:
        await self._pace.sleep(max(0.0, moment - self._pace.monotonic()))
        self._event.set()
