"""The pictures of `docs/tour.md`: `python -m tests.browser.screenshots` takes them anew."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.chromium import find_chromium, install, open_browser
from tests.browser.playing import PHONE, Hand, page_of, playing, set_clock, show

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
EMOJI_FONT = "fonts-noto-color-emoji"
SHARPNESS = 1.5
"""Pixels of the picture for each pixel of the page, as on a phone of today."""


async def take(page: Page, name: str) -> None:
    """Save what the screen shows, once the answer to a press has faded."""
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    await page.locator(".toast span").first.wait_for(state="detached")
    path = FOLDER / f"{name}.png"
    await page.screenshot(path=path)
    sys.stdout.write(f"{path}\n")


async def play(page: Page) -> None:
    """Walk through the tour in the Comune di Tivoli and stop for each picture."""
    await page.locator("#welcome button").click()
    await page.locator("#body").select_option(label="Comune di Tivoli")
    await _book(page, Hand(page, "employee"))
    await _decide(page, Hand(page, "employee"), Hand(page, "manager"))
    await _speak(page, Hand(page, "employee"))
    await _look_around(page, Hand(page, "manager"))


async def _book(page: Page, anna: Hand) -> None:
    await anna.opens_menu()
    await anna.sees("Ciao Anna")
    await take(page, "menu")
    await anna.taps("Prenota")
    await anna.sees("novembre 2026")
    await take(page, "calendar")
    await anna.taps_day("lunedì 30 novembre")
    await expect(page.locator("#alert")).to_contain_text("il massimo è 8")
    await take(page, "refusal")
    await anna.reads_alert("il massimo è 8")
    await anna.sees("il massimo è 8")
    await anna.taps("Perché?")
    await anna.sees("8 giornate al mese")
    await take(page, "why")
    await anna.taps("Il calendario")
    await anna.sees("novembre 2026")
    await _ask(anna, "1")


async def _ask(anna: Hand, day: str) -> None:
    await anna.taps("dicembre")
    await anna.sees("dicembre 2026")
    await anna.taps(day)
    await anna.sees("Stai per chiedere")
    await anna.taps("Invia richiesta")
    await anna.sees("Richiesta inviata")


async def _decide(page: Page, anna: Hand, donatella: Hand) -> None:
    await donatella.sees("Anna Fiordaliso", "martedì 1° dicembre")
    await take(page, "card")
    await donatella.taps("✅ mar 1° dic")
    await anna.sees("Approvata da Donatella Peonia")
    await set_clock(page, "23/11/2026", "21:00")
    await anna.says("/prenota")
    await anna.sees("novembre 2026")
    await _ask(anna, "2")
    await show(page, "desk")
    await page.locator("#held li").wait_for()
    await take(page, "held")
    await set_clock(page, "24/11/2026", "08:00")
    await expect(page.locator("#held li")).to_have_count(0)
    await anna.says("/oggi")
    await anna.sees("Domani")
    await take(page, "today")


async def _speak(page: Page, anna: Hand) -> None:
    await anna.says("vorrei lavorare da casa venerdì della prossima settimana")
    await anna.sees("venerdì 4 dicembre")
    await take(page, "phrase")
    await anna.says("due ore venerdì dalle 10 per una visita medica")
    await anna.sees("venerdì 27 novembre")
    await take(page, "permit")


async def _look_around(page: Page, donatella: Hand) -> None:
    await donatella.says("/squadra")
    await donatella.sees("In ufficio")
    await donatella.taps("Tributi")
    await donatella.sees("Tributi")
    await donatella.taps("Mese in figura")
    await donatella.sees("A = agile")
    await donatella.last.locator("img").wait_for()
    await take(page, "team")


def require_emoji() -> None:
    """Install a font with emoji if there is none, so that buttons show no boxes."""
    lister = shutil.which("fc-list")
    listed = lister and subprocess.check_output([lister, ":lang=und-zsye"], text=True)  # noqa: S603 -- our own words
    if not listed:
        install(EMOJI_FONT)


async def main() -> None:
    """Take every picture."""
    require_emoji()
    chromium = await asyncio.to_thread(find_chromium)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            playing(Path(folder), "tivoli") as stage,
            open_browser(chromium) as browser,
            page_of(browser, stage.page_url, size=PHONE, device_scale_factor=SHARPNESS) as page,
        ):
            await play(page)


if __name__ == "__main__":
    asyncio.run(main())
