"""What waits for an OK: shown once, closed by the keyboard, and the focus comes back."""

import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.playground import Person
from tests.browser.conftest import KEYBOARD
from tests.browser.playing import heard
from tests.browser.test_presses import CHAT, chats_held_back
from tests.playground.conftest import Bot


@pytest_asyncio.fixture(loop_scope="session")
async def card(page: Page, desk: Bot, anna: Person) -> int:
    """A message with a button on Anna's phone; its id."""
    await anna.starts()
    sent = await desk.sends(anna, "Va bene?", reply_markup=KEYBOARD)
    return int(sent["message_id"])


def yes(page: Page, phone: str = "employee") -> Locator:
    return page.locator(f"#panel-{phone}").get_by_role("button", name="Sì", exact=True)


async def is_answered(desk: Bot, text: str, *, press: int = 1) -> None:
    """Answer the first press that the desk hears, or a later one by its number."""
    query = (await heard(desk, "callback_query", times=press))[press - 1]
    await desk.call(
        "answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=True
    )


async def test_enter_or_escape_closes_it_and_gives_the_focus_back(
    page: Page, desk: Bot, anna: Person, card: int
) -> None:
    for press, key in enumerate(("Enter", "Escape"), start=1):
        await yes(page).focus()
        await page.keyboard.press("Enter")
        await expect(yes(page)).not_to_have_attribute("aria-busy", "true")
        await is_answered(desk, "Art. 20", press=press)
        await expect(page.get_by_role("dialog", name="Art. 20")).to_be_visible()

        await page.keyboard.press(key)
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await expect(yes(page)).to_be_focused()


async def test_the_focus_comes_back_to_a_button_that_was_edited_meanwhile(
    page: Page, desk: Bot, anna: Person, card: int
) -> None:
    await yes(page).click()
    await expect(yes(page)).not_to_have_attribute("aria-busy", "true")
    await is_answered(desk, "Art. 20")
    await expect(page.get_by_role("dialog")).to_be_visible()
    where = {"chat_id": anna.id, "message_id": card}
    await desk.call("editMessageText", **where, text="Fatto", reply_markup=KEYBOARD)
    await expect(page.locator("#panel-employee").get_by_text("Fatto")).to_be_attached()

    await page.keyboard.press("Enter")
    await expect(yes(page)).to_be_focused()


async def test_it_is_told_once_though_two_phones_show_the_same_person(
    page: Page, desk: Bot, anna: Person, card: int
) -> None:
    # nobody here is of the staff office, so the third phone holds Anna too
    await expect(page.locator("#panel-hr .person")).to_have_value("11")
    await yes(page).click()
    await expect(yes(page)).not_to_have_attribute("aria-busy", "true")
    async with chats_held_back(page) as held:
        await is_answered(desk, "Art. 20")
        first, second = await held.get(), await held.get()
        await first.continue_()
        await expect(page.get_by_role("dialog")).to_contain_text("Art. 20")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_hidden()
        async with page.expect_response(CHAT) as last:
            await second.continue_()
        await (await last.value).finished()

    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_of_two_at_once_the_second_waits_for_the_ok_of_the_first(
    page: Page, desk: Bot, anna: Person, card: int
) -> None:
    for _ in range(2):
        await yes(page).click()
        await expect(yes(page)).not_to_have_attribute("aria-busy", "true")
    await is_answered(desk, "Il primo")
    await expect(page.get_by_role("dialog")).to_contain_text("Il primo")
    async with page.expect_response(CHAT):
        await is_answered(desk, "Il secondo", press=2)
    await expect(page.get_by_role("dialog")).to_contain_text("Il primo")

    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("Il secondo")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()
