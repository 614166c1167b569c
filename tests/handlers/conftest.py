"""The desk of an invented town: real store, real law, the bot on a real (local) Bot API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.ext import ApplicationBuilder, ExtBot

from bot.clock import MovableClock
from bot.order import InOrderPerPerson
from bot.playground import Limits, Playground
from bot.transport import AiohttpRequest
from handlers.chat import registry
from handlers.chat.door import Door
from handlers.chat.understanding import warm_up
from handlers.desk.context import Desk
from rules.policy import library
from storage.store import Store
from tests.handlers.town import NOW, Phones, Town, found_town


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def desk(sqlite_store: Store, clock: MovableClock) -> Desk:
    return Desk(sqlite_store, library.shipped(), clock)


@pytest.fixture
def tivoli(desk: Desk) -> Town:
    """A dirigente decides; eight days a month."""
    return found_town(desk, "tivoli")


@pytest.fixture
def sorano(desk: Desk) -> Town:
    """Six roles may decide, one after the other."""
    return found_town(desk, "sorano", first_telegram_id=200)


@pytest.fixture
def arena_po(desk: Desk) -> Town:
    """Halves of days are allowed."""
    return found_town(desk, "arena-po", first_telegram_id=300)


@pytest.fixture
def alonte(desk: Desk) -> Town:
    """Remote work beside agile work."""
    return found_town(desk, "alonte", first_telegram_id=400)


@pytest.fixture
def ferrara(desk: Desk) -> Town:
    """A report each week."""
    return found_town(desk, "ferrara", first_telegram_id=500)


@asynccontextmanager
async def bot_running(desk: Desk, playground: Playground) -> AsyncIterator[None]:
    """The features on a real application that polls the playground, as the desk runs them."""
    bot: ExtBot[None] = ExtBot(
        playground.token,
        base_url=playground.base_url,
        base_file_url=playground.base_file_url,
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=2),
    )

    async def on_flood(_update: object) -> None:
        """Nobody floods in these tests."""

    order = InOrderPerPerson(at_once=8, on_flood=on_flood)
    application = ApplicationBuilder().bot(bot).concurrent_updates(order).job_queue(None).build()
    Door(application, desk).open_for(registry.features())
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(poll_interval=0)
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()


@pytest.fixture
async def playground(clock: MovableClock) -> AsyncIterator[Playground]:
    async with Playground(clock=clock, limits=Limits.quick()) as running:
        yield running


@pytest.fixture
async def phones(desk: Desk, playground: Playground) -> AsyncIterator[Phones]:
    """People with phones, and the bot at the other end."""
    async with bot_running(desk, playground):
        yield Phones(playground)


@pytest.fixture(autouse=True, scope="session")
def _grammars_are_built() -> None:
    """No test waits for the grammars, as nobody waits who writes to a desk that has started."""
    warm_up()
