"""Rules R1 to R7: who can be written to."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

from typing import Any

import pytest

from bot.playground import Person, Playground
from tests.playground.conftest import Bot


@pytest.mark.parametrize("given", [{}, {"chat_id": ""}])
async def test_R1_no_chat_named(given: dict[str, str], bot: Bot) -> None:
    reply = await bot.call("sendMessage", text="x", **given)

    assert reply.refusal == (400, "Bad Request: chat_id is empty")


@pytest.mark.parametrize("chat_id", [99, "abc", "@nobody", "-5", "²"])
async def test_R2_a_chat_never_seen(chat_id: Any, bot: Bot) -> None:
    reply = await bot.call("sendMessage", chat_id=chat_id, text="x")

    assert reply.refusal == (400, "Bad Request: chat not found")


async def test_R3_who_blocked_the_bot(bot: Bot, anna: Person) -> None:
    await anna.blocks()

    reply = await bot.call("sendMessage", chat_id=anna.id, text="x")

    assert reply.refusal == (403, "Forbidden: bot was blocked by the user")


async def test_R3_who_took_it_back_can_be_written_to(bot: Bot, anna: Person) -> None:
    await anna.blocks()
    await anna.unblocks()

    assert (await bot.sends(anna))["text"] == "ciao"


async def test_blocking_and_unblocking_reach_the_bot_as_updates(bot: Bot, anna: Person) -> None:
    await anna.blocks()
    await anna.unblocks()

    changes = [update["my_chat_member"] for update in await bot.updates()]

    statuses = [change["new_chat_member"]["status"] for change in changes]
    assert statuses == ["kicked", "member"]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        pytest.param("deactivated", "user is deactivated", id="R4"),
        pytest.param("new", "bot can't initiate conversation with a user", id="R5"),
    ],
)
async def test_people_who_cannot_be_reached(
    standing: str, words: str, playground: Playground, bot: Bot
) -> None:
    person = await playground.client.add_person("Carla", standing=standing)

    reply = await bot.call("sendMessage", chat_id=person.id, text="x")

    assert reply.refusal == (403, f"Forbidden: {words}")


async def test_R5_who_pressed_start_can_be_written_to(playground: Playground, bot: Bot) -> None:
    person = await playground.client.add_person("Carla")
    await person.starts()

    assert (await bot.sends(person))["chat"]["id"] == person.id


@pytest.mark.parametrize(
    ("standing", "kind", "words"),
    [
        pytest.param("kicked", "group", "bot was kicked from the group chat", id="R6-group"),
        pytest.param(
            "kicked", "supergroup", "bot was kicked from the supergroup chat", id="R6-supergroup"
        ),
        pytest.param(
            "left", "supergroup", "bot is not a member of the supergroup chat", id="R6-left"
        ),
    ],
)
async def test_groups_the_bot_is_out_of(
    standing: str, kind: str, words: str, playground: Playground, bot: Bot
) -> None:
    group = {"id": -7, "title": "Ufficio", "kind": kind, "standing": standing}
    await playground.client.ask("POST", "/groups", json=group)

    reply = await bot.call("sendMessage", chat_id=-7, text="x")

    assert reply.refusal == (403, f"Forbidden: {words}")


async def test_R7_a_group_that_moved_says_where(playground: Playground, bot: Bot) -> None:
    group = {"id": -7, "title": "Ufficio", "standing": "migrated", "migrated_to": -100777}
    await playground.client.ask("POST", "/groups", json=group)

    reply = await bot.call("sendMessage", chat_id=-7, text="x")

    words = "Bad Request: group chat was upgraded to a supergroup chat"
    assert reply.refusal == (400, words)
    assert reply.body["parameters"] == {"migrate_to_chat_id": -100777}
