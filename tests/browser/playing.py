"""The demo on a page: a stage for some bodies, and what hands and eyes do with the page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Response,
    Route,
    expect,
)

from bot.clock import MovableClock
from bot.demo.cast import DATA, STARTS_AT
from bot.demo.filling import fill, fresh_store
from bot.demo.stage import Stage
from handlers.desk.context import Desk
from rules.policy import library
from tests.e2e.hall import leaping_pace
from tests.playground.conftest import Bot

PHONE = (390, 844)
DESK = (1400, 900)
PATIENCE_MILLISECONDS = 30_000
"""For all that is waited for: on a busy machine the page, the bot and the browser take turns."""
expect.set_options(timeout=PATIENCE_MILLISECONDS)


@asynccontextmanager
async def playing(folder: Path, *bodies: str) -> AsyncIterator[Stage]:
    """Play some bodies of the demo, from its first morning; the clock stands until moved."""
    clock = MovableClock(STARTS_AT)
    store = await asyncio.to_thread(fresh_store, folder)
    folders = [DATA / body for body in bodies]
    await asyncio.to_thread(fill, store, folders, library.shipped(), at=STARTS_AT)
    try:
        desk = Desk(store, library.shipped(), clock)
        async with Stage(desk, clock, pace=leaping_pace()) as stage:
            yield stage
    finally:
        store.close()


@asynccontextmanager
async def page_of(
    browser: Browser, url: str, *, size: tuple[int, int], **options: bool | float
) -> AsyncIterator[Page]:
    """Open a page as a newcomer would; raise AssertionError at the end if its own code failed."""
    failures: list[str] = []

    def note(line: ConsoleMessage) -> None:
        if line.type == "error":
            failures.append(line.text)

    def fail(error: Error) -> None:
        failures.append(str(error))

    async with _window(browser, size, options) as page:
        page.on("pageerror", fail)
        page.on("console", note)
        await page.goto(url)
        await (
            page.locator("#panel-employee .write, #panel-employee .start")
            .locator("visible=true")
            .first.wait_for()
        )
        yield page
        page.remove_listener("pageerror", fail)
        page.remove_listener("console", note)
    assert failures == []


_windows: dict[tuple[Browser, tuple[int, int]], Page] = {}
"""Used again by test after test: to open a window costs the browser more than most tests."""


@asynccontextmanager
async def _window(
    browser: Browser, size: tuple[int, int], options: dict[str, bool | float]
) -> AsyncIterator[Page]:
    """
    Give an empty window, which is left empty.

    What a page remembers belongs to its address, and each playground has one of its own. A window
    in which a test failed is closed.
    """
    shared = not options
    page = _windows.pop((browser, size), None) if shared else None
    if page is None:
        viewport = {"width": size[0], "height": size[1]}
        context = await browser.new_context(locale="it-IT", viewport=viewport, **options)  # type: ignore[arg-type]  # a TypedDict, and options by name
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MILLISECONDS)
    try:
        yield page
    except BaseException:
        await page.context.close()
        raise
    if shared:
        await page.unroute_all()
        await page.goto("about:blank")
        _windows[browser, size] = page
    else:
        await page.context.close()


async def intercept(
    page: Page, url: str, handler: Callable[[Route], Coroutine[Any, Any, None] | None]
) -> None:
    """
    Hand what the page asks of a URL to a handler, and wait until that is so.

    Chromium says that it intercepts a moment before the open page feels it: what the page asked
    in that moment went past the handler.
    """
    felt = asyncio.Event()

    async def feel(route: Route) -> None:
        felt.set()
        await route.continue_()

    await page.route(url, handler)
    await page.route(ANSWERED_BY_EVERY_PLAYGROUND, feel)
    async with asyncio.timeout(PATIENCE_MILLISECONDS / 1000):
        while not felt.is_set():
            await page.evaluate("fetch('/people').then(() => null)")
    await page.unroute(ANSWERED_BY_EVERY_PLAYGROUND)


ANSWERED_BY_EVERY_PLAYGROUND = "**/people"


@dataclass
class Hand:
    """
    One of the phones of the page, `employee`, `manager` or `hr`, and what is done with it.

    What is seen must have come, or been edited, after this hand's last doing: words that stood
    there before are no answer.
    """

    page: Page
    seat: str
    since: int = -1

    @property
    def phone(self) -> Locator:
        return self.page.locator(f"#panel-{self.seat}")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.phone.locator(".message").last

    async def takes(self) -> None:
        """Come to the front, where one phone is shown at a time."""
        await show(self.page, self.seat)

    async def opens_menu(self) -> None:
        """Press the one button of an empty conversation."""
        await self.takes()
        async with self._doing("text"):
            await self.phone.locator(".idle button").click()

    async def says(self, text: str) -> None:
        """Write a message and send it by Enter."""
        await self.takes()
        field = self.phone.locator(".write input")
        await field.fill(text)
        async with self._doing("text"):
            await field.press("Enter")

    async def taps(self, label: str) -> None:
        """Press the newest button with exactly this label, apart from signs before and after."""
        await self.takes()
        buttons = self.phone.locator(".keyboard button").filter(has_text=_around(label))
        async with self._doing("press"):
            await buttons.last.click()

    async def taps_day(self, day: str) -> None:
        """Press a day as it is read out, "lunedì 30 novembre": two months may be there at once."""
        await self.takes()
        named = re.compile(rf"^{re.escape(day)}(,|$)")
        async with self._doing("press"):
            await self.phone.get_by_role("button", name=named).last.click()

    async def reads_alert(self, *words: str) -> None:
        """Read the window that a press has opened, and close it."""
        alert = self.page.locator("#alert")
        for each in words:
            await expect(alert).to_contain_text(each)
        await alert.locator("button").click()
        await expect(alert).to_be_hidden()

    async def sees(self, *words: str) -> None:
        """Wait until a message that is newer than the last doing contains all of these words."""
        await self.takes()
        answers = self.phone.locator(".message:not(.mine)")
        for each in words:
            answers = answers.filter(has_text=each)
        until = monotonic() + PATIENCE_MILLISECONDS / 1000
        while await _newest_version(answers) <= self.since:
            if monotonic() > until:
                shown = await self.phone.locator(".message").all_inner_texts()
                raise AssertionError(f"nothing new says {words}; last seen: {shown[-3:]}")
            await asyncio.sleep(0.05)

    @asynccontextmanager
    async def _doing(self, what: str) -> AsyncIterator[None]:
        """Let the page do something, and fail at once if the playground never hears of it."""
        path = re.compile(rf"/people/\d+/{what}$")
        async with self.page.expect_response(path) as answering:
            yield
        answer = await answering.value
        assert answer.ok, await answer.text()
        self.since = (await answer.json())["version"]


async def heard(desk: Bot, kind: str, *, times: int = 1) -> list[dict[str, Any]]:
    """Wait until the desk has heard of so many doings of a kind, and give them."""
    until = monotonic() + PATIENCE_MILLISECONDS / 1000
    while True:
        found = [update[kind] for update in await desk.updates() if kind in update]
        if len(found) >= times:
            return found
        if monotonic() > until:
            raise AssertionError(f"the desk has heard {len(found)} of {times}: {kind}")
        await asyncio.sleep(0.05)


async def _newest_version(messages: Locator) -> int:
    """Give the playground's version at the last change of any of these; -1 if there is none."""
    found: int = await messages.evaluate_all(
        "nodes => Math.max(-1, ...nodes.map((node) => Number(node.dataset.version)))"
    )
    return found


def _around(label: str) -> re.Pattern[str]:
    """Match a label with signs around it: "30" finds "✕30", and not "130"."""
    return re.compile(rf"^\W*{re.escape(label)}\W*(\(\d+\))?$")


async def show(page: Page, tab: str) -> None:
    """Bring a phone, or `desk` with the clock, to the front where there are tabs."""
    button = page.locator(f"#tab-{tab}")
    if await button.is_visible():
        await button.click()


async def set_clock(page: Page, day: str, time: str) -> None:
    """Write a date and a time into the fields of the clock; what falls due then is done after."""
    await show(page, "desk")
    await page.locator("#day").fill(day)
    await page.locator("#time").fill(time)
    async with page.expect_response(_moves_clock):
        await page.locator("#set-clock button").click()
    await expect(page.locator("#now")).to_have_text(time)


def _moves_clock(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.url.endswith("/demo/clock")
