"""The page in a real browser, at the width of a desk and of a phone, by mouse and keyboard."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import ConsoleMessage, Page, async_playwright, expect

from bot.clock import MovableClock
from bot.playground import DemoHooks, Limits, Person, Playground
from bot.playground.demo import BodyRow, CastRow, HeldRow
from tests.playground.conftest import NOON, Bot

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium"),
]
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Sì", "callback_data": "y"}, {"text": "No", "url": "https://a.it"}]
    ]
}
NAMES = {11: ("Anna", "employee"), 12: ("Bruno", "employee"), 13: ("Carla", "manager")}


async def bodies() -> list[BodyRow]:
    cast: list[CastRow] = [
        {
            "person_id": number,
            "name": name,
            "role": role,
            "office": "Anagrafe",
            "invitation": f"CODE{number}",
            "linked": False,
        }
        for number, (name, role) in NAMES.items()
    ]
    return [{"id": "a", "name": "Comune di Prova", "cast": cast}]


async def held() -> list[HeldRow]:
    until = "2026-11-24T07:30:00+01:00"
    return [{"recipient": "Anna", "hold_until": until, "reason": "Fascia di disconnessione"}]


@pytest.fixture
async def stage(clock: MovableClock) -> AsyncIterator[Playground]:
    hooks = DemoHooks(bodies=bodies, held=held)
    async with Playground(clock=clock, limits=Limits.quick(), hooks=hooks) as playground:
        for number, (name, _) in NAMES.items():
            await playground.client.add_person(name, id=number)
        yield playground


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
async def page(request: pytest.FixtureRequest, stage: Playground) -> AsyncIterator[Page]:
    """The open page; it fails the test if the page's own code does."""
    failures: list[str] = []

    def note(line: ConsoleMessage) -> None:
        if line.type == "error":
            failures.append(line.text)

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": request.param, "height": 820})
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on(
            "console", lambda line: failures.append(line.text) if line.type == "error" else None
        )
        await page.goto(stage.page_url)
        await page.locator("#panel-employee .start button").wait_for()
        yield page
        await browser.close()
    assert failures == []


@pytest.fixture
async def desk(stage: Playground, session: object) -> Bot:
    return Bot(stage, session)  # type: ignore[arg-type]  # the fixture is an aiohttp session


@pytest.fixture
async def anna(stage: Playground) -> Person:
    return await stage.client.person(11)


async def test_start_follows_the_invitation(page: Page, desk: Bot, anna: Person) -> None:
    await page.locator("#panel-employee .start button").click()

    phone = page.locator("#panel-employee")
    await expect(phone.get_by_text("/start")).to_be_visible()
    assert (await desk.updates())[0]["message"]["text"] == "/start CODE11"


async def test_a_conversation_by_keyboard_alone(page: Page, desk: Bot, anna: Person) -> None:
    await anna.starts()
    phone = page.locator("#panel-employee")
    await phone.locator(".write input").focus()
    await page.keyboard.type("vorrei giovedì")
    await page.keyboard.press("Enter")
    await expect(phone.get_by_text("vorrei giovedì")).to_be_visible()
    sent = await desk.sends(anna, "<b>Va</b> bene?", parse_mode="HTML", reply_markup=KEYBOARD)

    await phone.get_by_role("button", name="Sì", exact=True).focus()
    await page.keyboard.press("Enter")
    query = (await desk.updates())[-1]["callback_query"]
    await desk.call("answerCallbackQuery", callback_query_id=query["id"], text="Prenotato")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await desk.call("editMessageText", **where, text="Fatto", reply_markup=KEYBOARD)

    await expect(phone.get_by_text("Prenotato")).to_be_visible()
    await expect(phone.get_by_text("Fatto")).to_be_visible()
    await expect(phone.get_by_role("button", name="Sì", exact=True)).to_be_focused()


async def test_markup_from_the_bot_stays_words(page: Page, desk: Bot, anna: Person) -> None:
    await anna.starts()
    await desk.sends(anna, "<script>alert(1)</script> <b>x</b>")

    phone = page.locator("#panel-employee")
    await expect(phone.get_by_text("<script>alert(1)</script> <b>x</b>")).to_be_visible()


async def test_an_alert_waits_for_its_ok(page: Page, desk: Bot, anna: Person) -> None:
    await anna.starts()
    await desk.sends(anna, "Va bene?", reply_markup=KEYBOARD)
    await page.locator("#panel-employee").get_by_role("button", name="Sì", exact=True).click()
    query = (await desk.updates())[-1]["callback_query"]
    await desk.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="Art. 20", show_alert=True
    )

    await expect(page.get_by_role("dialog")).to_contain_text("Art. 20")

    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_the_menu_lists_the_commands_and_sends_one(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    commands = [{"command": "prenota", "description": "Prenota le giornate"}]
    await desk.call("setMyCommands", commands=commands)
    phone = page.locator("#panel-employee")
    await phone.get_by_role("button", name="Menu", exact=True).click()
    await phone.get_by_role("button", name="Prenota le giornate").click()

    await expect(phone.locator(".message.mine").last).to_contain_text("/prenota")


async def test_the_clock_moves_in_civil_time(page: Page, clock: MovableClock) -> None:
    tab = page.get_by_role("tab", name="Orologio")
    if await tab.is_visible():
        await tab.click()
    await page.get_by_role("button", name="Venerdì sera").click()

    await expect(page.locator("#now")).to_have_text("20:00")
    assert clock() == datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
    assert clock() != NOON


async def test_held_messages_are_listed_with_their_reason(page: Page) -> None:
    tab = page.get_by_role("tab", name="Orologio")
    if await tab.is_visible():
        await tab.click()

    held_list = page.locator("#held")
    await expect(held_list).to_contain_text("martedì 24 novembre 2026, 07:30")
    await expect(held_list).to_contain_text("Fascia di disconnessione")


async def test_the_page_speaks_english_too(page: Page) -> None:
    await page.get_by_role("button", name="English").click()

    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#panel-employee .role")).to_have_text("Employee")


async def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
