"""A press reaches the desk, as what was on the button, whatever is redrawn meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from playwright.async_api import APIResponse, Locator, Page, Route, expect

from bot.playground import Person, Playground
from tests.browser.playing import PATIENCE_MILLISECONDS, intercept
from tests.playground.conftest import Bot

CHAT = "**/people/11/chat"


def buttons(*labels: str) -> dict[str, Any]:
    """A keyboard of one row whose buttons say what they send."""
    return {"inline_keyboard": [[{"text": each, "callback_data": each} for each in labels]]}


class Card:
    """A message with buttons on the first phone, which the desk may write anew."""

    def __init__(self, page: Page, desk: Bot, place: dict[str, int]) -> None:
        self.page = page
        self.desk = desk
        self.place = place

    def button(self, label: str) -> Locator:
        return self.page.locator("#panel-employee").get_by_role("button", name=label, exact=True)

    async def becomes(self, text: str, *labels: str) -> None:
        """Edit the message, and wait until the page has heard of it."""
        async with self.page.expect_response(CHAT) as heard:
            edit = {"text": text, "reply_markup": buttons(*labels)}
            reply = await self.desk.call("editMessageText", **self.place, **edit)
            assert reply.result
        await (await heard.value).finished()

    async def pressed(self) -> dict[str, Any]:
        """The press that the desk receives."""
        updates = await self.desk.updates(
            timeout=PATIENCE_MILLISECONDS // 1000, allowed_updates=["callback_query"]
        )
        query: dict[str, Any] = updates[-1]["callback_query"]
        return query


async def card_of(page: Page, desk: Bot, anna: Person, *labels: str) -> Card:
    await anna.starts()
    await desk.updates()
    await desk.updates(offset=-1)
    sent = await desk.sends(anna, "Quando?", reply_markup=buttons(*labels))
    last = (await desk.updates())[-1]["update_id"]
    await desk.updates(offset=last + 1)
    card = Card(page, desk, {"chat_id": anna.id, "message_id": sent["message_id"]})
    await expect(card.button(labels[0])).to_be_visible()
    return card


async def centre(button: Locator) -> tuple[float, float]:
    await button.scroll_into_view_if_needed()
    box = await button.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def test_a_click_is_not_lost_when_its_message_changes_under_it(
    page: Page, desk: Bot, anna: Person
) -> None:
    card = await card_of(page, desk, anna, "lunedì", "martedì")
    await page.mouse.move(*await centre(card.button("lunedì")))
    await page.mouse.down()
    await card.becomes("Un'altra domanda, più lunga,\nche sposta i bottoni", "sì", "no", "forse")
    await page.mouse.up()

    assert (await card.pressed())["data"] == "lunedì"
    await expect(card.button("forse")).to_be_visible()


async def test_a_touch_is_not_lost_when_its_message_changes_under_it(
    page: Page, desk: Bot, anna: Person
) -> None:
    card = await card_of(page, desk, anna, "lunedì", "martedì")
    x, y = await centre(card.button("lunedì"))
    finger = await page.context.new_cdp_session(page)
    touch = "Input.dispatchTouchEvent"
    await finger.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    await card.becomes("Un'altra domanda,\npiù lunga", "sì", "no", "forse")
    await finger.send(touch, {"type": "touchEnd", "touchPoints": []})

    assert (await card.pressed())["data"] == "lunedì"
    await expect(card.button("forse")).to_be_visible()


async def test_the_space_bar_is_not_lost_when_its_message_changes_under_it(
    page: Page, desk: Bot, anna: Person
) -> None:
    card = await card_of(page, desk, anna, "lunedì", "martedì")
    await card.button("martedì").focus()
    await page.keyboard.down(" ")
    await card.becomes("Altro", "sì")
    await page.keyboard.up(" ")

    assert (await card.pressed())["data"] == "martedì"
    await expect(card.button("sì")).to_be_visible()


async def test_a_finger_that_slides_off_presses_nothing_and_the_page_goes_on(
    page: Page, desk: Bot, anna: Person
) -> None:
    card = await card_of(page, desk, anna, "lunedì", "martedì")
    await page.mouse.move(*await centre(card.button("lunedì")))
    await page.mouse.down()
    await card.becomes("Altro", "sì")
    await page.mouse.move(5, 5)
    await page.mouse.up()

    await expect(card.button("sì")).to_be_visible()
    assert await desk.updates() == []


async def test_the_clock_beside_the_phones_waits_for_the_finger_too(
    page: Page, stage: Playground, desk: Bot, anna: Person
) -> None:
    card = await card_of(page, desk, anna, "lunedì")
    before = await page.locator("#now").text_content()
    await page.mouse.move(*await centre(card.button("lunedì")))
    await page.mouse.down()
    async with page.expect_response("**/demo/clock") as heard:
        await stage.client.move_clock(advance_seconds=600)
    await (await heard.value).finished()

    assert await page.locator("#now").text_content() == before
    await page.mouse.up()
    await expect(page.locator("#now")).not_to_have_text(str(before))


async def test_an_older_time_that_comes_last_is_not_shown(page: Page, stage: Playground) -> None:
    now, first = page.locator("#now"), asyncio.Queue[tuple[Route, APIResponse]]()
    asked = count()

    async def keep_the_first(route: Route) -> None:
        if next(asked):
            await route.continue_()
        else:
            first.put_nowait((route, await route.fetch()))

    await intercept(page, "**/demo/clock", keep_the_first)
    await stage.client.move_clock(set="2026-11-23T13:00:00+01:00")
    older, told = await asyncio.wait_for(first.get(), PATIENCE_MILLISECONDS / 1000)
    await stage.client.move_clock(set="2026-11-23T14:00:00+01:00")
    await expect(now).to_have_text("14:00")
    async with page.expect_response(lambda answer: answer.request == older.request) as last:
        await older.fulfill(response=told)
    await (await last.value).finished()
    await page.evaluate("new Promise((done) => setTimeout(done, 100))")  # it is read and drawn

    assert await now.text_content() == "14:00"
    await page.unroute_all(behavior="wait")


async def test_a_press_says_what_was_seen_even_if_the_desk_has_written_anew(
    page: Page, desk: Bot, anna: Person
) -> None:
    card = await card_of(page, desk, anna, "lunedì", "martedì")
    async with chats_held_back(page) as held:
        await desk.call(
            "editMessageText", **card.place, text="Altro", reply_markup=buttons("martedì")
        )
        held.put_nowait(await held.get())
        await card.button("lunedì").click()
        assert (await card.pressed())["data"] == "lunedì"


async def test_one_tap_is_enough_while_the_list_of_commands_is_open(
    page: Page, desk: Bot, anna: Person
) -> None:
    card = await card_of(page, desk, anna, "lunedì")
    phone = page.locator("#panel-employee")
    await phone.get_by_role("button", name="Menu", exact=True).click()
    await expect(phone.locator(".commands")).to_be_visible()
    await card.button("lunedì").click()

    assert (await card.pressed())["data"] == "lunedì"
    await expect(phone.locator(".commands")).to_be_hidden()


@asynccontextmanager
async def chats_held_back(page: Page) -> AsyncIterator[asyncio.Queue[Route]]:
    """Keep what the page asks about the chat waiting in a queue; the rest goes on at the end."""
    held: asyncio.Queue[Route] = asyncio.Queue()
    await intercept(page, CHAT, held.put_nowait)
    async with asyncio.timeout(PATIENCE_MILLISECONDS / 1000):
        yield held
    while not held.empty():
        await held.get_nowait().continue_()
    await page.unroute(CHAT)
