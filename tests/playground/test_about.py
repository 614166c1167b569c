"""Rules A1 to A3: what a bot says of itself, and the button beside the field."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

from typing import Any

import pytest
from telegram.constants import BotDescriptionLimit, BotNameLimit

from bot.playground import Person, Playground
from bot.playground.api.about_methods import MOST_POINTS
from tests.playground.conftest import Bot

TEXTS = [
    pytest.param("Name", "name", BotNameLimit.MAX_NAME_LENGTH, id="name"),
    pytest.param(
        "Description", "description", BotDescriptionLimit.MAX_DESCRIPTION_LENGTH, id="description"
    ),
    pytest.param(
        "ShortDescription",
        "short_description",
        BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH,
        id="short-description",
    ),
]
APP = {"type": "web_app", "text": "Apri", "web_app": {"url": "https://comune.it/"}}


@pytest.mark.parametrize(("method", "field", "most"), TEXTS)
async def test_A1_a_text_may_be_as_long_as_the_limit_and_no_longer(
    method: str, field: str, most: int, bot: Bot
) -> None:
    for length, status in ((most, 200), (most + 1, 400)):
        reply = await bot.call(f"setMy{method}", **{field: "è" * length})
        assert reply.status == status

    assert (await bot.call(f"getMy{method}")).result == {field: "è" * most}


@pytest.mark.parametrize(("method", "field", "most"), TEXTS)
async def test_A1_a_language_without_a_text_of_its_own_shows_that_for_all(
    method: str, field: str, most: int, bot: Bot
) -> None:
    await bot.call(f"setMy{method}", **{field: "tutti"})
    await bot.call(f"setMy{method}", **{field: "everybody", "language_code": "en"})

    answers = [
        (await bot.call(f"getMy{method}", language_code=code)).result[field]
        for code in ("", "en", "de")
    ]

    assert answers == ["tutti", "everybody", "tutti"]


@pytest.mark.parametrize(("method", "field", "most"), TEXTS)
async def test_A1_an_empty_text_takes_back_that_of_its_language(
    method: str, field: str, most: int, bot: Bot
) -> None:
    await bot.call(f"setMy{method}", **{field: "tutti"})
    await bot.call(f"setMy{method}", **{field: "x", "language_code": "en"})
    await bot.call(f"setMy{method}", language_code="en")

    answer = await bot.call(f"getMy{method}", language_code="en")

    assert answer.result == {field: "tutti"}


@pytest.mark.parametrize("method", ["setMyName", "getMyDescription", "setMyShortDescription"])
async def test_A2_a_language_has_two_letters(method: str, bot: Bot) -> None:
    reply = await bot.call(method, language_code="ita")

    assert reply.refusal == (400, "Bad Request: invalid language code specified")


async def test_a_new_name_is_told_by_getMe(bot: Bot) -> None:
    assert (await bot.call("getMyName")).result == {"name": "Sportello Agile"}

    await bot.call("setMyName", name="Sportello")

    assert (await bot.call("getMe")).result["first_name"] == "Sportello"


async def test_a_person_is_shown_the_texts_in_their_language(
    bot: Bot, playground: Playground
) -> None:
    john = await playground.client.add_person("John", language_code="en")
    await bot.call("setMyDescription", description="Chiedi qui")
    await bot.call("setMyDescription", description="Ask here", language_code="en")

    assert (await john.chat())["about"]["description"] == "Ask here"


@pytest.mark.parametrize("button", [{"type": "commands"}, APP])
async def test_A3_a_menu_button_of_one_chat_is_not_that_of_all(
    button: dict[str, Any], bot: Bot, anna: Person
) -> None:
    await bot.call("setChatMenuButton", chat_id=anna.id, menu_button=button)

    of_all = (await bot.call("getChatMenuButton")).result
    of_anna = (await bot.call("getChatMenuButton", chat_id=anna.id)).result

    assert (of_all, of_anna) == ({"type": "commands"}, button)
    assert (await anna.chat())["menu_button"] == button


async def test_A3_the_default_gives_way_to_the_button_for_all(bot: Bot, anna: Person) -> None:
    await bot.call("setChatMenuButton", menu_button=APP)
    await bot.call("setChatMenuButton", chat_id=anna.id)

    assert (await bot.call("getChatMenuButton", chat_id=anna.id)).result == APP


UNREADABLE = "can't parse menu button: "


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ("{", "can't parse menu button JSON object"),
        ("[]", UNREADABLE + "MenuButton must be an Object"),
        ({}, UNREADABLE + 'Can\'t find field "type"'),
        ({"type": 1}, UNREADABLE + 'Field "type" must be of type String'),
        ({"type": "x"}, UNREADABLE + "MenuButton has unsupported type"),
        ({"type": "web_app"}, UNREADABLE + 'Can\'t find field "text"'),
        ({"type": "web_app", "text": "x"}, UNREADABLE + 'Can\'t find field "web_app"'),
        (APP | {"web_app": {}}, UNREADABLE + 'Can\'t find field "url"'),
        (APP | {"text": ""}, "menu button text must be non-empty"),
        (
            APP | {"web_app": {"url": "http://a.it"}},
            "menu button Web App URL 'http://a.it' is invalid: Only HTTPS links are allowed",
        ),
    ],
)
async def test_A3_menu_button_that_is_refused(button: Any, words: str, bot: Bot) -> None:
    reply = await bot.call("setChatMenuButton", menu_button=button)

    assert reply.refusal == (400, f"Bad Request: {words}")


async def test_A3_a_group_has_no_menu_button(bot: Bot, playground: Playground) -> None:
    await playground.client.ask("POST", "/groups", json={"id": -7, "title": "Ufficio"})

    reply = await bot.call("getChatMenuButton", chat_id=-7)

    assert reply.refusal == (400, "Bad Request: chat not found")


def test_the_limits_are_those_of_the_library() -> None:
    assert [most for _, _, most in (case.values for case in TEXTS)] == list(MOST_POINTS.values())
