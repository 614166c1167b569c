"""The page under a finger, at double zoom, and read aloud."""

from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.playground import Person, Playground
from tests.browser.playing import PHONE, page_of, show
from tests.playground.conftest import Bot

CONTROLS = "button, select, summary, input"
SMALL = f"""() => [...document.querySelectorAll("{CONTROLS}")]
    .filter((node) => node.checkVisibility() && !node.closest(".words"))
    .map((node) => [node.textContent || node.id || node.className, node.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([name, box]) => `${{name.trim().slice(0, 30)}}: ${{box.width}} x ${{box.height}}`)"""
COVERED = f"""() => [...document.querySelectorAll("{CONTROLS}, .status, .office, .words")]
    .filter((node) => node.checkVisibility() && !node.closest("[hidden]"))
    .filter((node) => {{
        node.scrollIntoView({{ block: "center" }});
        const box = node.getBoundingClientRect();
        const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return !(hit && (node.contains(hit) || hit.contains(node)));
    }})
    .map((node) => node.textContent || node.id || node.className)"""
FITS = """(select) => {
    const pen = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(select);
    pen.font = style.font;
    const [before, after, arrow] = [style.paddingLeft, style.paddingRight, "20"].map(parseFloat);
    const room = select.clientWidth - before - after - arrow;
    return (label) => pen.measureText(label).width <= room;
}"""
ZOOMED = [(700, 450), (320, 420)]
"""A desk of 1400 x 900 at double zoom, and what is asked of every page: 320 px."""


def month(*first_week: str) -> dict[str, Any]:
    """The first two rows of days of November 2026, under its name."""
    rows = [["novembre 2026", "dicembre ›"], ["lun"] * 7, list(first_week), ["✕9", *"······"]]
    keys = [[{"text": text, "callback_data": "d"} for text in row] for row in rows]
    return {"inline_keyboard": keys}


@pytest_asyncio.fixture(loop_scope="session")
async def calendar(desk: Bot, anna: Person) -> None:
    """A month of buttons on Anna's phone."""
    await anna.starts()
    words = "Prenota: novembre 2026\n✕ non si può: tocca e vedi perché, 🏠 approvata"
    await desk.sends(anna, words, reply_markup=month(*"······", "🏠1"))


@pytest.fixture(params=["employee", "desk"])
def tab(request: pytest.FixtureRequest) -> str:
    """A tab of the page on a phone."""
    return str(request.param)


async def test_a_finger_finds_room_on_everything_it_can_press(
    browser: Browser, stage: Playground, calendar: None, tab: str
) -> None:
    async with page_of(browser, stage.page_url, size=PHONE) as page:
        await page.locator("#tab-employee").click()
        await page.locator("#panel-employee .menu").click()
        await show(page, tab)

        assert await page.evaluate(SMALL) == []


@pytest.mark.parametrize("size", ZOOMED, ids=["desk", "phone"])
async def test_nothing_lies_over_anything_at_double_zoom(
    browser: Browser, stage: Playground, calendar: None, size: tuple[int, int], tab: str
) -> None:
    async with page_of(browser, stage.page_url, size=size) as page:
        await show(page, tab)

        assert await page.evaluate(COVERED) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("body", ["Comune di Arena Po", "Provincia di Ferrara"])
async def test_the_chooser_on_a_phone_has_room_for_the_whole_name_of_a_body(
    browser: Browser, stage: Playground, body: str
) -> None:
    async with page_of(browser, stage.page_url, size=PHONE) as page:
        # the guided tour of the demo stands beside it
        await page.evaluate("document.querySelector('#open-tour').hidden = false")

        assert await page.locator("#body").evaluate(f"(node) => ({FITS})(node)('{body}')")


async def test_a_day_is_read_out_with_its_date_and_what_its_sign_means(
    page: Page, calendar: None
) -> None:
    phone = page.locator("#panel-employee")

    for name in ("domenica 1 novembre, approvata", "lunedì 9 novembre, non si può: tocca e vedi"):
        await expect(phone.get_by_role("button", name=name)).to_have_count(1)
    await expect(phone.get_by_role("button", name="·")).to_have_count(0)


async def test_equal_days_of_two_months_on_top_of_each_other_are_read_out_apart(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    rows = [["novembre 2026", "dicembre ›"], ["lun"] * 7, ["23", "24", "25", *"····"]]
    rows += [["dicembre 2026"], ["🏠21", "22", "23", "24", "✶25", "·", "·"]]
    keys = [[{"text": text, "callback_data": "d"} for text in row] for row in rows]
    words = "Prenota: novembre 2026\n🏠 approvata, ✶ festa o chiusura"
    await desk.sends(anna, words, reply_markup={"inline_keyboard": keys})

    phone = page.locator("#panel-employee")
    names = ["martedì 24 novembre", "giovedì 24 dicembre", "lunedì 21 dicembre, approvata"]
    for name in (*names, "mercoledì 25 novembre", "venerdì 25 dicembre, festa o chiusura"):
        await expect(phone.get_by_role("button", name=name, exact=True)).to_have_count(1)


async def test_a_day_whose_month_is_not_told_keeps_its_own_words(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    rows = [["marzo 2026"], ["🏠1", *"······"]]  # the first of March was a Sunday
    keys = [[{"text": text, "callback_data": "d"} for text in row] for row in rows]
    await desk.sends(anna, "Scegli", reply_markup={"inline_keyboard": keys})

    phone = page.locator("#panel-employee")
    await expect(phone.get_by_role("button", name="🏠1", exact=True)).to_have_count(1)


async def test_the_list_of_commands_closes_by_escape_and_gives_the_focus_back(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    phone = page.locator("#panel-employee")
    await phone.locator(".menu").click()
    await expect(phone.locator(".commands button").first).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(phone.locator(".commands")).to_be_hidden()
    await expect(phone.locator(".write input")).to_be_focused()
