"""The desk at work: application, dispatcher and tick together, from start to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import structlog
from telegram.error import TelegramError

from bot.application import UPDATES, Connection, Register, build, impatient
from bot.background import Background
from bot.commands import CommandLists
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import Ledger
from bot.delivery.pace import Pace
from bot.rounds import Rounds
from bot.scheduler import Scheduler
from bot.webhook import Webhook
from handlers.chat import registry
from handlers.chat.feature import Duty
from handlers.chat.understanding import warm_up
from handlers.desk.context import Desk

log = structlog.get_logger(__name__)

GRACE_SECONDS = 20
"""How long answers that are being made may take at the end."""
BOOT_RETRIES = 5
"""How often Telegram is asked again at the start: the network may come up after us."""


class Service:
    """
    Runs a desk from `async with Service(desk, connection) as service` to the end of the block.

    At the end, what is being answered and sent is finished; the rest stays with Telegram or in
    the outbox. `pace` is handed in by tests, `features` and `duties` too.
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
    ) -> None:
        self.desk = desk
        self.application = build(
            desk, connection, workers=workers, answered=self._answered, features=features
        )
        self.dispatcher = Dispatcher(impatient(self.application.bot), Ledger(desk), pace or Pace())
        given = registry.duties() if duties is None else duties
        rounds = Rounds(desk, given, again=self._nudge)
        self.scheduler = Scheduler(
            {
                "duties": rounds,
                "deliver": self.dispatcher.deliver_due,
                "forget": self.application.seen.forget_old,
            },
            seconds=tick_seconds,
        )
        self.background = Background()
        self.commands = CommandLists(desk, self.application.bot, self.background)
        self._webhook = Webhook(self.application, connection.door) if connection.door else None

    async def __aenter__(self) -> Self:
        """Connect, begin to answer, begin to tick."""
        await self.application.initialize()
        try:
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
        """Do whatever is due now."""
        await self.scheduler.tick()

    async def _start(self) -> None:
        await self.commands.announce()
        await self.application.start()
        self.scheduler.start()
        self.background.start(asyncio.to_thread(warm_up), name="phrases")
        if self._webhook is not None:
            await self._webhook.start(UPDATES)
        elif self.application.updater is not None:
            await self.application.updater.start_polling(
                allowed_updates=UPDATES,
                bootstrap_retries=BOOT_RETRIES,
                error_callback=_poll_failed,
            )
        log.info("service.started", mode="webhook" if self._webhook else "polling")

    async def _stop(self) -> None:
        updater = self.application.updater
        if self._webhook is not None:
            await self._webhook.stop()
        elif updater is not None and updater.running:
            await updater.stop()
        if self.application.running:
            await self._finish_answers()
        self.dispatcher.close()
        await self.scheduler.stop()
        await self.background.stop()
        await self.application.shutdown()
        log.info("service.stopped")

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
        self.scheduler.nudge()


def _poll_failed(error: TelegramError) -> None:
    log.warning("poll.failed", exc_info=error)
