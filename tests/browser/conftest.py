"""One browser in a process for all of its tests, which run in one loop; a page for each."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.clock import MovableClock
from bot.playground import DemoHooks, Limits, Person, Playground
from bot.playground.demo import BodyRow, CastRow, HeldRow
from tests.browser.chromium import MissingPackageError, find_chromium, open_browser
from tests.browser.playing import DESK, PHONE, page_of
from tests.playground.conftest import NOON, Bot

HERE = Path(__file__).parent
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Sì", "callback_data": "y"}, {"text": "No", "url": "https://a.it"}]
    ]
}
NAMES = {
    11: ("Anna", "employee"),
    12: ("Bruno", "employee"),
    13: ("Carla", "manager"),
    14: ("Dora", "employee"),
}
STANDING = {14: "open"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test of this folder: its name and its one loop."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium, started once; under CI it must be had."""
    try:
        path = await asyncio.to_thread(find_chromium)
    except MissingPackageError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    async with open_browser(path) as running:
        yield running


async def bodies() -> list[BodyRow]:
    cast: list[CastRow] = [
        {
            "person_id": number,
            "name": name,
            "role": role,
            "office": "Anagrafe",
            "invitation": f"CODE{number}",
            "linked": False,
            "post": "dirigente" if role == "manager" else "",
            "hint": f"Prova con {name}",
        }
        for number, (name, role) in NAMES.items()
    ]
    return [{"id": "a", "name": "Comune di Prova", "cast": cast}]


async def held() -> list[HeldRow]:
    until = "2026-11-24T07:30:00+01:00"
    return [
        {
            "recipient": "Anna",
            "about": "un richiamo in sede",
            "hold_until": until,
            "reason": "Fascia di disconnessione",
        }
    ]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(clock: MovableClock) -> AsyncIterator[Playground]:
    hooks = DemoHooks(bodies=bodies, held=held)
    async with Playground(clock=clock, limits=Limits.quick(), hooks=hooks) as playground:
        for number, (name, _) in NAMES.items():
            await playground.client.add_person(
                name, id=number, standing=STANDING.get(number, "new")
            )
        yield playground


@pytest_asyncio.fixture(loop_scope="session", params=[DESK, PHONE], ids=["desk", "phone"])
async def page(
    request: pytest.FixtureRequest, browser: Browser, stage: Playground
) -> AsyncIterator[Page]:
    """The open page; it fails the test if the page's own code does."""
    async with page_of(browser, stage.page_url, size=request.param) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="session")
async def desk(stage: Playground) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as session:
        yield Bot(stage, session)


@pytest_asyncio.fixture(loop_scope="session")
async def anna(stage: Playground) -> Person:
    return await stage.client.person(11)
