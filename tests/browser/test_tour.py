"""The guided tour on the page: each step brings its person and hour, and can write."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.demo import tour
from tests.browser.playing import DESK, PHONE, page_of, playing


async def plays(page: Page, step: tour.Step) -> None:
    """Follow a step and wait for the answer on the phone that it names."""
    await expect(page.locator("#tour-title")).to_have_text(step.it.title)
    await expect(page.locator("#tour-notice")).to_have_text(step.it.notice)
    await page.locator("#tour-play").click()
    if step.clock:
        await expect(page.locator("#now")).to_have_text(f"{step.clock:%H:%M}")
    answer = page.locator(f"#panel-{step.seat} .message").filter(has_text=step.answer)
    await expect(answer.last).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_tour_leads_from_the_first_step_to_the_last(
    browser: Browser, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with (
        playing(tmp_path, "tivoli", "ferrara") as stage,
        page_of(browser, stage.page_url, size=size) as page,
    ):
        await page.locator("#open-tour").click()
        for place, step in enumerate(tour.load(), start=1):
            await expect(page.locator("#tour-step")).to_have_text(f"Passo {place} di 10")
            await plays(page, step)
            if place < 10:
                await page.locator("#tour-next").click()
        await expect(page.locator("#tour-next")).to_be_disabled()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

        await page.locator("#tour-close").click()
        await expect(page.locator("#tour")).to_be_hidden()


async def test_the_place_in_the_tour_is_kept_and_the_clock_is_never_turned_back(
    browser: Browser, tmp_path: Path
) -> None:
    async with (
        playing(tmp_path, "tivoli", "ferrara") as stage,
        page_of(browser, stage.page_url, size=DESK) as page,
    ):
        await expect(page.locator("#today")).to_contain_text("23 novembre")
        await page.get_by_role("button", name="Lunedì 9:00").click()
        await expect(page.locator("#today")).to_contain_text("30 novembre")
        await page.locator("#open-tour").click()
        for _ in range(5):
            await page.locator("#tour-next").click()
        await page.reload()
        await page.locator("#open-tour").click()
        await expect(page.locator("#tour-step")).to_have_text("Passo 6 di 10")

        await page.locator("#tour-play").click()
        await expect(page.locator("#panel-employee .message").last).to_be_visible()
        await expect(page.locator("#today")).to_contain_text("30 novembre")
