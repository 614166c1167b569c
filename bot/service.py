"""The desk at work: application, dispatcher and tick together, from start to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import TracebackType
from typing import Self

import structlog
from telegram.error import TelegramError

from bot.application import Connection, Register, build, impatient
from bot.background import Background
from bot.commands import CommandLists
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import Ledger
from bot.delivery.pace import Pace
from bot.duties import always, jobs_of
from bot.health import Health
from bot.persevering import until_it_works
from bot.scheduler import Job, Scheduler
from bot.steadiness import ClockNotes, Steadiness
from bot.updates import Updates
from handlers.chat import registry
from handlers.chat.feature import Duty
from handlers.chat.understanding import warm_up
from handlers.desk.context import Desk

log = structlog.get_logger(__name__)

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
GRACE_SECONDS = 20
"""How long answers that are being made may take at the end."""


class Service:
    """
    Runs a desk from `async with Service(desk, connection) as service` to the end of the block.

    At the end, what is being answered and sent is finished; the rest stays with Telegram or in
    the outbox. `pace` is handed in by tests, `features` and `duties` too. With `steadiness`,
    duties and delivery wait while the clock is in doubt.
    """

    def __init__(
        self,
        desk: Desk,
        connection: Connection,
        *,
        workers: int = 32,
        tick_seconds: float = 5,
        pace: Pace | None = None,
        features: Sequence[Register] | None = None,
        duties: Mapping[str, Duty] | None = None,
        health: Health | None = None,
        steadiness: Steadiness | None = None,
    ) -> None:
        self.desk = desk
        self._trusted = always if steadiness is None else steadiness.is_steady
        self.health = health or Health()
        pace = pace or Pace()
        self.application = build(
            desk,
            connection,
            workers=workers,
            answered=self._answered,
            answers=pace.answers,
            features=features,
        )
        self.dispatcher = Dispatcher(
            impatient(self.application.bot),
            Ledger(desk),
            pace,
            told=self._heard_of_the_line,
            trusted=self._trusted,
            told_of_store=self._heard_of_the_store,
        )
        given = registry.duties() if duties is None else duties
        often = min(A_MINUTE, timedelta(seconds=tick_seconds * 12))
        jobs = [
            Job(name="beat", work=self._beat, every=timedelta(seconds=tick_seconds)),
            *jobs_of(desk, given, every=often, trusted=self._trusted),
            Job(name="forget", work=self._forget, every=A_DAY),
        ]
        if steadiness is not None:
            notes = ClockNotes(desk.store, desk.clock, steadiness)
            jobs.append(Job(name="clock", work=notes, every=A_MINUTE))
        self.scheduler = Scheduler(jobs)
        self._look_every = tick_seconds
        self._heard_each = 10 * tick_seconds + 60
        self.background = Background()
        self.commands = CommandLists(desk, self.application.bot, self.background)
        self._updates = Updates(self.application, connection, self.health)

    async def __aenter__(self) -> Self:
        """Connect, begin to answer, begin to tick."""
        try:
            await self._updates.reach_telegram()
            await self._start()
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish what was begun and close."""
        await self._stop()

    async def tick(self) -> None:
        """Do whatever is due now, and send what comes of it."""
        await self.scheduler.do_all()
        await self.dispatcher.deliver_due()

    async def _start(self) -> None:
        await self._introduce()
        await self.application.start()
        self.scheduler.start()
        self.background.start(self.dispatcher.run(look_every=self._look_every), name="delivery")
        self.background.start(asyncio.to_thread(warm_up), name="phrases")
        await self._updates.start()
        log.info("service.started", mode=self._updates.mode)

    async def _stop(self) -> None:
        await self._updates.stop()
        if self.application.running:
            await self._finish_answers()
        await self.scheduler.stop()
        await self.dispatcher.finish()
        await self.background.stop()
        await self._updates.leave_telegram()
        log.info("service.stopped")

    async def _beat(self) -> None:
        """Say that jobs are done, and have a long round of delivery look for what fell due."""
        self.health.well("tick", within=self._heard_each)
        if self._trusted():  # asked each time: so the clock is watched
            self.dispatcher.nudge()

    async def _forget(self) -> None:
        if self._trusted():
            await self.application.seen.forget_old()

    def _heard_of_the_line(self, error: str) -> None:
        if error:
            self.health.ill("delivery", "Telegram takes no messages: they wait")
        else:
            self.health.well("delivery")

    def _heard_of_the_store(self, error: str) -> None:
        if error:
            self.health.ill(
                "outbox",
                f"messages cannot be taken from the store, or not noted in it ({error}); trying "
                "again. See delivery.round_failed in the log",
            )
        else:
            self.health.well("outbox")

    async def _introduce(self) -> None:
        """Say what this bot is; if Telegram stumbles over it, beside the answers."""
        try:
            await self.commands.announce()
        except TelegramError as error:
            log.warning("commands.not_announced", exc_info=error)
            again = until_it_works(self.commands.announce, health=self.health, what="commands")
            self.background.start(again, name="commands.announce")

    async def _finish_answers(self) -> None:
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                await self.application.stop()
        except TimeoutError:
            log.warning("service.answers_cut_off", seconds=GRACE_SECONDS)

    def _answered(self, update: object) -> None:
        self.commands.after(update)
        self._nudge()

    def _nudge(self) -> None:
        self.dispatcher.nudge()
