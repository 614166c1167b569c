"""The page in a real browser, at the width of a desk and of a phone, by mouse and keyboard."""

import asyncio
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, Route, expect

from bot.clock import MovableClock
from bot.playground import Person
from tests.browser.conftest import KEYBOARD
from tests.browser.playing import heard, set_clock, show
from tests.playground.conftest import NOON, Bot


async def test_start_follows_the_invitation(page: Page, desk: Bot, anna: Person) -> None:
    await page.locator("#panel-employee .start button").click()

    phone = page.locator("#panel-employee")
    await expect(phone.get_by_text("/start")).to_be_visible()
    assert (await heard(desk, "message"))[0]["text"] == "/start CODE11"


async def test_a_conversation_by_keyboard_alone(page: Page, desk: Bot, anna: Person) -> None:
    await anna.starts()
    phone = page.locator("#panel-employee")
    await expect(phone.locator(".write input")).to_be_visible()
    await phone.locator(".write input").focus()
    await page.keyboard.type("vorrei giovedì")
    await page.keyboard.press("Enter")
    await expect(phone.get_by_text("vorrei giovedì")).to_be_visible()
    sent = await desk.sends(anna, "<b>Va</b> bene?", parse_mode="HTML", reply_markup=KEYBOARD)

    await phone.get_by_role("button", name="Sì", exact=True).focus()
    await page.keyboard.press("Enter")
    (query,) = await heard(desk, "callback_query")
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
    (query,) = await heard(desk, "callback_query")
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


async def test_the_menu_is_never_empty(page: Page) -> None:
    phone = page.locator("#panel-employee")
    await phone.locator(".person").select_option(label="Dora")
    await phone.get_by_role("button", name="Menu", exact=True).click()
    await page.keyboard.press("Enter")

    await expect(phone.locator(".message.mine")).to_contain_text("/menu")


async def test_the_clock_moves_in_civil_time(page: Page, clock: MovableClock) -> None:
    await show(page, "desk")
    await page.get_by_role("button", name="Venerdì sera").click()

    await expect(page.locator("#now")).to_have_text("20:00")
    assert clock() == datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
    assert clock() != NOON


async def test_the_clock_is_not_moved_before_it_is_known(page: Page, clock: MovableClock) -> None:
    told = asyncio.Event()

    async def later(route: Route) -> None:
        await told.wait()
        await route.continue_()

    await page.route("**/demo/clock", later)
    await page.reload()
    await show(page, "desk")
    evening = page.get_by_role("button", name="Venerdì sera")
    await expect(evening).to_be_disabled()

    told.set()
    await evening.click()

    await expect(page.locator("#now")).to_have_text("20:00")


async def test_held_messages_are_listed_with_their_reason(page: Page) -> None:
    await show(page, "desk")

    held_list = page.locator("#held")
    await expect(held_list).to_contain_text("parte martedì 24 novembre alle 07:30")
    await expect(held_list).to_contain_text("Fascia di disconnessione")


async def test_the_page_speaks_english_too(page: Page) -> None:
    await page.get_by_role("button", name="English").click()

    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator("#panel-employee .role")).to_have_text("Employee")


async def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_under_each_name_is_what_to_try(page: Page) -> None:
    phone = page.locator("#panel-employee")
    await phone.locator(".person").select_option(label="Bruno")

    await expect(phone.locator(".try")).to_have_text("Prova con Bruno")


async def test_the_post_stands_with_the_office(page: Page) -> None:
    await show(page, "manager")

    await expect(page.locator("#panel-manager .office")).to_have_text("dirigente · Anagrafe")


async def test_an_empty_conversation_opens_the_menu_with_one_tap(page: Page) -> None:
    phone = page.locator("#panel-employee")
    await phone.locator(".person").select_option(label="Dora")
    await phone.get_by_role("button", name="Apri il menu").click()

    await expect(phone.locator(".message.mine")).to_contain_text("/menu")
    await expect(phone.get_by_role("button", name="Apri il menu")).to_be_hidden()


async def test_the_welcome_goes_once_and_for_all(page: Page) -> None:
    await expect(page.locator("#welcome")).to_contain_text("Apri il menu")
    await page.locator("#welcome button").click()
    await expect(page.locator("#welcome")).to_be_hidden()
    await page.reload()

    await expect(page.locator("#panel-employee .try")).to_have_text("Prova con Anna")
    await expect(page.locator("#welcome")).to_be_hidden()


async def test_an_answer_above_a_calendar_is_brought_into_view(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    month = {"inline_keyboard": [[{"text": "7", "callback_data": "d"}] * 7] * 14}
    sent = await desk.sends(anna, "Scegli", reply_markup=month)
    phone = page.locator("#panel-employee")
    await expect(phone.get_by_text("Scegli")).to_be_attached()
    await expect(phone.get_by_text("Scegli")).not_to_be_in_viewport()
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await desk.call("editMessageText", **where, text="Non si può", reply_markup=month)

    await expect(phone.get_by_text("Non si può")).to_be_in_viewport()


async def test_a_tap_on_the_tab_that_is_open_does_not_move_what_is_read(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    await desk.sends(anna, "Prima riga\n" + "una riga\n" * 80 + "ultima")
    log = page.locator("#panel-employee .log")
    await expect(log.get_by_text("ultima")).to_be_attached()
    await log.evaluate("node => { node.scrollTop = 100 }")
    await page.locator("#tab-employee").dispatch_event("click")

    assert await log.evaluate("node => node.scrollTop") == 100


async def test_the_clock_is_set_with_the_day_before_the_month(
    page: Page, clock: MovableClock
) -> None:
    await set_clock(page, "7/12/2026", "21:00")

    assert clock() == datetime(2026, 12, 7, 20, 0, tzinfo=UTC)
    await expect(page.locator("#day")).to_have_value("07/12/2026")


@pytest.mark.parametrize(
    ("day", "time", "wrong"),
    [
        ("31/11/2026", "9:00", "«31/11/2026» non è una data"),
        ("2026-11-23", "9:00", "«2026-11-23» non è una data"),
        ("24/11/2026", "24:00", "«24:00» non è un'ora"),
    ],
)
async def test_what_is_no_date_or_time_is_said(
    page: Page, clock: MovableClock, day: str, time: str, wrong: str
) -> None:
    await show(page, "desk")
    await page.locator("#day").fill(day)
    await page.locator("#time").fill(time)
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("alert")).to_contain_text(wrong)
    assert clock() == NOON
