"""Rules B1 to B5: the lists of commands."""

from typing import Any

import pytest

from bot.playground import Person, Playground
from tests.playground.conftest import Bot


def command(name: str = "menu", description: str = "Il menu") -> dict[str, str]:
    return {"command": name, "description": description}


UNREADABLE = "can't parse BotCommand: "
REFUSED = [
    pytest.param("{", "can't parse commands JSON object", id="B1-no-json"),
    pytest.param({}, "expected an Array of BotCommand", id="B1-no-list"),
    pytest.param(
        [{"command": "menu"}], UNREADABLE + 'Can\'t find field "description"', id="B2-description"
    ),
    pytest.param(
        [{"description": "x"}], UNREADABLE + 'Can\'t find field "command"', id="B2-command"
    ),
    *(
        pytest.param([command(name)], "BOT_COMMAND_INVALID", id=f"B3-{name}")
        for name in ("Menu", "il menu", "idoneità", "a-b", "//x")
    ),
    pytest.param([command("x" * 33)], "command length must not exceed 32", id="B4-name-33"),
    pytest.param(
        [command(description="")], "command description must be non-empty", id="B4-empty"
    ),
    pytest.param(
        [command(description="x" * 257)],
        "command description length must not exceed 256",
        id="B4-description-257",
    ),
    pytest.param([command(f"c{i}") for i in range(101)], "BOT_COMMANDS_TOO_MUCH", id="B5-101"),
]


@pytest.mark.parametrize(("commands", "words"), REFUSED)
async def test_commands_that_are_refused(commands: Any, words: str, bot: Bot) -> None:
    reply = await bot.call("setMyCommands", commands=commands)

    assert reply.refusal == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param([command("x" * 32)], id="B4-name-32"),
        pytest.param([command(description="x" * 256)], id="B4-description-256"),
        pytest.param([command(f"c{i}") for i in range(100)], id="B5-100"),
    ],
)
async def test_commands_at_the_edge_pass(commands: Any, bot: Bot) -> None:
    await bot.call("setMyCommands", commands=commands)

    assert (await bot.call("getMyCommands")).result == commands


async def test_missing_commands_empty_the_list(bot: Bot) -> None:
    await bot.call("setMyCommands", commands=[command()])

    assert (await bot.call("setMyCommands")).result is True
    assert (await bot.call("getMyCommands")).result == []


async def test_a_leading_slash_is_taken_off(bot: Bot) -> None:
    await bot.call("setMyCommands", commands=[command("/menu")])

    assert (await bot.call("getMyCommands")).result == [command("menu")]


async def test_lists_are_kept_apart_for_scope_and_language(bot: Bot, anna: Person) -> None:
    scope = {"type": "chat", "chat_id": anna.id}
    await bot.call("setMyCommands", commands=[command("menu")])
    await bot.call("setMyCommands", commands=[command("squadra")], scope=scope)
    await bot.call("setMyCommands", commands=[command("team")], language_code="en")

    lists = [
        (await bot.call("getMyCommands", **where)).result[0]["command"]
        for where in ({}, {"scope": scope}, {"language_code": "en"})
    ]

    assert lists == ["menu", "squadra", "team"]


async def test_a_person_sees_the_narrowest_list_in_their_language(
    playground: Playground, bot: Bot, anna: Person
) -> None:
    john = await playground.client.add_person("John", language_code="en")
    scope = {"type": "chat", "chat_id": anna.id}
    await bot.call("setMyCommands", commands=[command("menu")])
    await bot.call("setMyCommands", commands=[command("squadra")], scope=scope)
    await bot.call("setMyCommands", commands=[command("team")], language_code="en")

    seen = [(await person.chat())["commands"][0]["command"] for person in (anna, john)]

    assert seen == ["squadra", "team"]


async def test_a_deleted_list_gives_way_to_the_wider_one(bot: Bot, anna: Person) -> None:
    scope = {"type": "chat", "chat_id": anna.id}
    await bot.call("setMyCommands", commands=[command("menu")])
    await bot.call("setMyCommands", commands=[command("squadra")], scope=scope)
    await bot.call("deleteMyCommands", scope=scope)

    assert (await anna.chat())["commands"] == [command("menu")]
