"""Rules K1 to K12: what stands under a message."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

from typing import Any

import pytest
from telegram.constants import KeyboardButtonStyle

from bot.playground import Person, Playground
from tests.playground.conftest import Bot

UNREADABLE = "can't parse inline keyboard button: "
NO_ACTION = UNREADABLE + "Text buttons are unallowed in the inline keyboard"


def inline(*rows: Any) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "x", **action: Any) -> dict[str, Any]:
    return {"text": text} | (action or {"callback_data": "d"})


REFUSED = [
    pytest.param("{", "can't parse reply keyboard markup JSON object", id="K1"),
    pytest.param("[]", "object expected as reply markup", id="K2-list"),
    pytest.param("null", "object expected as reply markup", id="K2-null"),
    pytest.param(
        {"inline_keyboard": None},
        'field "inline_keyboard" must be of type Array',
        id="K3-null",
    ),
    pytest.param(
        {"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array', id="K3-object"
    ),
    pytest.param(
        inline(button()),
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        id="K4",
    ),
    pytest.param(inline([{"text": "x"}]), NO_ACTION, id="K5-only-text"),
    pytest.param(inline([button(callback_data="")]), NO_ACTION, id="K5-empty-data"),
    pytest.param(
        inline([{"callback_data": "d"}]), UNREADABLE + 'Can\'t find field "text"', id="K6"
    ),
    pytest.param(inline([button(callback_data="x" * 65)]), "BUTTON_DATA_INVALID", id="K7-65"),
    pytest.param(
        inline([button(callback_data="à" * 33)]), "BUTTON_DATA_INVALID", id="K7-counts-bytes"
    ),
    pytest.param(
        inline([button(url="http://localhost:8000/x")]),
        "inline keyboard button URL 'http://localhost:8000/x' is invalid: Wrong HTTP URL",
        id="K8",
    ),
    pytest.param(
        inline([button(web_app={"url": "http://comune.roma.it"})]),
        "inline keyboard button Web App URL 'http://comune.roma.it' is invalid: "
        "Only HTTPS links are allowed",
        id="K9",
    ),
    pytest.param(
        inline(*[[button("x" * 64, callback_data="d" * 64)] for _ in range(80)]),
        "reply markup is too long",
        id="K11",
    ),
    pytest.param(
        inline([button(callback_data="d", url="https://comune.roma.it")]),
        "BUTTON_TYPE_INVALID",
        id="stricter-than-Telegram-two-actions",
    ),
    pytest.param(
        inline([button() | {"style": "warning"}]),
        UNREADABLE + "invalid button style specified",
        id="K12-unknown-style",
    ),
    pytest.param(
        inline([button() | {"style": 1}]),
        UNREADABLE + 'Field "style" must be of type String',
        id="K12-no-string",
    ),
]


@pytest.mark.parametrize(("markup", "words"), REFUSED)
async def test_keyboard_that_is_refused(markup: Any, words: str, bot: Bot, anna: Person) -> None:
    reply = await bot.call("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)

    assert reply.refusal == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(inline([button(callback_data="x" * 64)]), id="K7-64-bytes"),
        pytest.param(inline([button(callback_data="à" * 32)]), id="K7-32-accents"),
        pytest.param(inline([button(url="https://comune.roma.it/x")]), id="K8-host-with-a-dot"),
        pytest.param(inline([button(web_app={"url": "https://a.it"})]), id="K9-https"),
        *(
            pytest.param(inline([button() | {"style": style}]), id=f"K12-{style.value}")
            for style in KeyboardButtonStyle
        ),
    ],
)
async def test_keyboard_that_passes_comes_back(markup: Any, bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=markup)

    assert sent["reply_markup"] == markup


@pytest.mark.parametrize("style", ["", "default"])
async def test_K12_the_usual_style_is_not_named(style: str, bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=inline([button() | {"style": style}]))

    assert sent["reply_markup"] == inline([button()])


async def test_K12_another_style_alone_is_a_change(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=inline([button()]))
    green = inline([button() | {"style": "Success"}])

    reply = await bot.call(
        "editMessageReplyMarkup",
        chat_id=anna.id,
        message_id=sent["message_id"],
        reply_markup=green,
    )

    assert reply.result["reply_markup"] == inline([button() | {"style": "success"}])


async def test_K10_an_edit_takes_only_inline_keyboards(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna)

    reply = await bot.call(
        "editMessageText",
        chat_id=anna.id,
        message_id=sent["message_id"],
        text="altro",
        reply_markup={"keyboard": [["x"]]},
    )

    assert reply.refusal == (400, "Bad Request: inline keyboard expected")


async def test_reply_keyboards_do_not_come_back(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup={"keyboard": [[{"text": "x"}]]})

    assert "reply_markup" not in sent


async def test_buttons_without_words_are_dropped_with_their_row(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=inline([button("")], [button("sì")]))

    assert sent["reply_markup"] == inline([button("sì")])


async def test_surplus_buttons_are_cut_without_an_error_but_with_a_warning(
    bot: Bot, anna: Person, playground: Playground
) -> None:
    sent = await bot.sends(anna, reply_markup=inline([button() for _ in range(13)]))
    call = (await playground.client.calls("sendMessage"))[-1]

    assert len(sent["reply_markup"]["inline_keyboard"][0]) == 12
    assert call["warnings"] == ["a row of 12 buttons: clients show 8"]


@pytest.mark.parametrize(("buttons", "warned"), [(8, 0), (9, 1)])
async def test_more_than_eight_in_a_row_is_warned_of(
    buttons: int, warned: int, bot: Bot, anna: Person, playground: Playground
) -> None:
    await bot.sends(anna, reply_markup=inline([button() for _ in range(buttons)]))
    call = (await playground.client.calls("sendMessage"))[-1]

    assert len(call["warnings"]) == warned
