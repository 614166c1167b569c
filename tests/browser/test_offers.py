"""What a bot may offer, as the page shows it: styles, quotes that unfold, words about itself."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.playground import Person
from tests.browser.playing import heard
from tests.playground.conftest import Bot
from tests.playground.test_files import png

LONG = "\n".join(f"comma {number}" for number in range(1, 9))
CONTRAST = """(node) => {
    const light = (text) => {
        const [r, g, b] = text.match(/\\d+/g).slice(0, 3).map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const { color, backgroundColor } = getComputedStyle(node);
    const [less, more] = [light(color), light(backgroundColor)].sort((a, b) => a - b);
    return more / less;
}"""


def keyboard(**styles: str) -> dict[str, Any]:
    row = [{"text": text, "callback_data": text, "style": style} for text, style in styles.items()]
    return {"inline_keyboard": [row]}


async def test_each_style_has_a_colour_of_its_own_that_can_be_read(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    markup = keyboard(Approva="success", Rifiuta="danger", Apri="primary", Altro="default")
    await desk.sends(anna, "Che cosa fai?", reply_markup=markup)
    phone = page.locator("#panel-employee")
    buttons = phone.locator(".keyboard button")
    await expect(buttons).to_have_count(4)

    grounds = await buttons.evaluate_all(
        "nodes => nodes.map((node) => getComputedStyle(node).backgroundColor)"
    )
    assert len(set(grounds)) == 4
    for button in await buttons.all():
        assert await button.evaluate(CONTRAST) >= 4.5


async def test_a_button_loses_the_style_that_an_edit_takes_away(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    sent = await desk.sends(anna, "Va bene?", reply_markup=keyboard(Sì="success"))
    button = page.locator("#panel-employee").get_by_role("button", name="Sì", exact=True)
    await expect(button).to_have_class("success")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await desk.call("editMessageReplyMarkup", **where, reply_markup=keyboard(Sì=""))

    await expect(button).to_have_class("")


async def test_a_long_quote_is_folded_until_a_tap(page: Page, desk: Bot, anna: Person) -> None:
    await anna.starts()
    words = f"Art. 20 <blockquote expandable>{LONG}</blockquote>"
    await desk.sends(anna, words, parse_mode="HTML")
    quote = page.locator("#panel-employee blockquote")
    unfold = quote.get_by_role("button")
    await expect(unfold).to_have_attribute("aria-expanded", "false")
    folded = await quote.evaluate("node => node.clientHeight < node.scrollHeight")
    await quote.click()

    assert folded
    await expect(unfold).to_have_attribute("aria-expanded", "true")
    assert await quote.evaluate("node => node.clientHeight >= node.scrollHeight")

    await unfold.press("Enter")
    await expect(unfold).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("words", ["<blockquote expandable>breve</blockquote>", "<blockquote>{}"])
async def test_a_short_or_common_quote_has_nothing_to_unfold(
    words: str, page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    markup = words if "breve" in words else words.format(LONG) + "</blockquote>"
    await desk.sends(anna, markup, parse_mode="HTML")

    quote = page.locator("#panel-employee blockquote")
    await expect(quote).to_be_visible()
    await expect(quote.get_by_role("button")).to_have_count(0)


async def test_the_description_is_read_before_the_start_and_not_after(
    page: Page, desk: Bot, anna: Person
) -> None:
    phone = page.locator("#panel-employee")
    await desk.call("setMyDescription", description="Chiedi giornate agili e permessi.")
    await expect(phone.get_by_text("Chiedi giornate agili e permessi.")).to_be_visible()
    await phone.get_by_role("button", name="Avvia").click()

    await expect(phone.get_by_text("Chiedi giornate agili e permessi.")).to_be_hidden()


async def test_name_and_menu_button_are_those_that_the_bot_has_set(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.starts()
    phone = page.locator("#panel-employee")
    await expect(phone.locator(".menu")).to_have_text("Menu")
    app = {"type": "web_app", "text": "Apri", "web_app": {"url": "https://comune.it/"}}
    await desk.call("setMyName", name="Lo sportello")
    await desk.call("setChatMenuButton", menu_button=app)

    await expect(phone.locator(".name")).to_have_text("Lo sportello")
    await expect(phone.locator(".menu")).to_have_text("Apri")


async def test_arrow_up_brings_the_last_text_back_to_be_edited(
    page: Page, desk: Bot, anna: Person
) -> None:
    await anna.says("lunedi")
    phone = page.locator("#panel-employee")
    await expect(phone.locator(".mine")).to_contain_text("lunedi")
    field = phone.locator(".write input")
    await field.press("ArrowUp")
    await expect(field).to_have_value("lunedi")
    await field.fill("lunedì")
    await field.press("Enter")

    await expect(phone.locator(".mine")).to_contain_text("lunedì")
    await expect(phone.locator(".mine")).to_have_count(1)
    assert (await heard(desk, "edited_message"))[0]["text"] == "lunedì"

    await field.fill("ciao")
    await field.press("Enter")
    await expect(phone.locator(".mine")).to_have_count(2)


async def test_escape_gives_an_edit_up(page: Page, desk: Bot, anna: Person) -> None:
    await anna.says("lunedi")
    phone = page.locator("#panel-employee")
    await expect(phone.locator(".mine")).to_contain_text("lunedi")
    await phone.locator(".more summary").click()
    await phone.get_by_role("button", name="Modifica l'ultimo messaggio").click()
    await expect(phone.locator(".write input")).to_have_value("lunedi")
    await page.keyboard.press("Escape")

    await expect(phone.locator(".write input")).to_have_value("")


async def test_what_was_passed_on_says_from_whom(page: Page, desk: Bot, anna: Person) -> None:
    said = await anna.says("domani agile?")
    await anna.forwards(said, hidden=True)
    await anna.sends_file(png(64, 64), name="s.png", kind="sticker")
    await anna.sends_file(b"a", name="v.ogg", kind="voice", caption="ascolta")

    phone = page.locator("#panel-employee")
    await expect(phone.get_by_text("Inoltrato da Anna")).to_be_visible()
    await expect(phone.get_by_role("img", name="Adesivo")).to_be_visible()
    await expect(phone.get_by_role("link", name="Messaggio vocale")).to_be_visible()
    await expect(phone.get_by_text("ascolta")).to_be_visible()
