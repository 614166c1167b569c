"""Playground and desk together: one town hall on one machine, without Telegram."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from bot.application import Connection
from bot.clock import MovableClock
from bot.delivery.pace import Pace
from bot.demo import showing, tour
from bot.demo.filling import invite_newcomers, telegram_id_of
from bot.playground import DemoHooks, Limits, Playground
from bot.playground.demo import BodyRow, HeldRow, TourRow
from bot.playground.model import Person, Standing
from bot.service import Service
from handlers.desk.context import Desk
from storage.people import people

TICK_SECONDS = 1


class Stage:
    """
    Plays a desk in the playground: `async with Stage(desk, clock) as stage: stage.page_url`.

    The desk's clock must be `clock`. The bot polls the playground as it would poll Telegram;
    the page may move the clock and restart the bot. `pace` is handed in by tests.
    """

    def __init__(
        self, desk: Desk, clock: MovableClock, *, port: int = 0, pace: Pace | None = None
    ) -> None:
        self.desk = desk
        self._pace = pace
        self._codes: dict[int, str] = {}
        hooks = DemoHooks(
            bodies=self._bodies,
            held=self._held,
            tour=self._tour,
            on_clock_moved=self._clock_moved,
            on_restart=self.restart,
        )
        self.playground = Playground(clock=clock, port=port, hooks=hooks, limits=Limits.quick())
        self._running: Service | None = None
        self._whole = AsyncExitStack()
        self._changing = asyncio.Lock()

    @property
    def page_url(self) -> str:
        """The page for people."""
        return self.playground.page_url

    async def __aenter__(self) -> Self:
        """Open the playground, let everybody have a phone, start the bot."""
        self._codes = await asyncio.to_thread(
            invite_newcomers, self.desk.store, at=self.desk.clock()
        )
        await self._whole.enter_async_context(self.playground)
        self._whole.push_async_callback(self.stop_bot)
        await asyncio.to_thread(self._hand_out_phones)
        await self.restart()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the bot, then close the playground."""
        await self._whole.aclose()

    async def restart(self) -> None:
        """Stop the bot if it runs, and start it anew: everything it needs is in the store."""
        async with self._changing:
            await self.stop_bot()
            service = Service(
                self.desk, self._connection(), tick_seconds=TICK_SECONDS, pace=self._pace
            )
            await service.__aenter__()
            self._running = service

    async def tick(self) -> None:
        """Do whatever is due now."""
        if self._running is not None:
            await self._running.tick()

    async def stop_bot(self) -> None:
        """Stop the bot alone: people can still write, and wait for an answer."""
        if self._running is not None:
            running, self._running = self._running, None
            await running.__aexit__(None, None, None)

    def _connection(self) -> Connection:
        return Connection(
            token=self.playground.token,
            bot_address=self.playground.base_url,
            file_address=self.playground.base_file_url,
        )

    def _hand_out_phones(self) -> None:
        with self.desk.store.reading() as uow:
            for body in people.bodies(uow):
                for person in people.of_body(uow, body.id, on=self.desk.today()):
                    phone = Person(
                        id=telegram_id_of(person.id),
                        first_name=person.given_name,
                        last_name=person.family_name,
                    )
                    linked = person.telegram_user_id is not None
                    standing = Standing.OPEN if linked else Standing.NEW
                    self.playground.world.add_person(phone, standing=standing)

    async def _bodies(self) -> list[BodyRow]:
        return await asyncio.to_thread(showing.bodies, self.desk, self._codes)

    async def _held(self) -> list[HeldRow]:
        return await asyncio.to_thread(showing.held, self.desk)

    async def _tour(self) -> list[TourRow]:
        return await asyncio.to_thread(tour.steps, self.desk)

    async def _clock_moved(self) -> None:
        await self.tick()
