"""Rules C1 to C3, and what a press brings to the bot."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.playground import Person, Playground
from tests.playground.conftest import Bot

KEYBOARD = {"inline_keyboard": [[{"text": "Sì", "callback_data": "yes"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def press(bot: Bot, person: Person) -> str:
    await bot.sends(person, reply_markup=KEYBOARD)
    return await person.presses("Sì")


@pytest.mark.parametrize("query_id", ["", "12", "cbq-1"])
async def test_C1_unknown_queries(query_id: str, bot: Bot) -> None:
    reply = await bot.call("answerCallbackQuery", callback_query_id=query_id)

    assert reply.refusal == (400, TOO_OLD)


@pytest.mark.parametrize(("seconds", "status"), [(15, 200), (16, 400)])
async def test_C1_a_query_can_be_answered_for_a_while(
    seconds: int, status: int, bot: Bot, anna: Person, clock: MovableClock
) -> None:
    query_id = await press(bot, anna)
    clock.advance(timedelta(seconds=seconds))

    reply = await bot.call("answerCallbackQuery", callback_query_id=query_id)

    assert reply.status == status


async def test_C2_a_second_answer_is_refused(bot: Bot, anna: Person) -> None:
    query_id = await press(bot, anna)
    assert (await bot.call("answerCallbackQuery", callback_query_id=query_id)).result is True

    reply = await bot.call("answerCallbackQuery", callback_query_id=query_id)

    assert reply.refusal == (400, TOO_OLD)


async def test_C3_words_over_200_are_refused_and_leave_the_query_open(
    bot: Bot, anna: Person
) -> None:
    query_id = await press(bot, anna)

    long = await bot.call("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    short = await bot.call(
        "answerCallbackQuery", callback_query_id=query_id, text="x" * 200, show_alert=True
    )

    assert long.refusal == (400, "Bad Request: MESSAGE_TOO_LONG")
    assert short.result is True
    assert (await anna.waits_for_toast())["alert"] is True


async def test_a_press_carries_the_message_as_it_stands(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, "Va bene?", reply_markup=KEYBOARD)
    query_id = await anna.presses("Sì")

    query = (await bot.updates())[0]["callback_query"]

    assert query["message"] == sent
    assert (query["id"], query["data"]) == (query_id, "yes")
    assert query["id"].isdecimal()
    assert query["chat_instance"]
    assert query["from"]["id"] == anna.id


@pytest.mark.parametrize(("seconds", "kept"), [(149, 1), (150, 0)])
async def test_a_press_waits_150_seconds_in_the_queue(
    seconds: int, kept: int, bot: Bot, anna: Person, clock: MovableClock
) -> None:
    await press(bot, anna)
    clock.advance(timedelta(seconds=seconds))

    assert len(await bot.updates()) == kept


async def test_a_forged_press_carries_data_that_no_button_has(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=KEYBOARD)
    await anna.forges("v1:approvals:approve:42", on=sent["message_id"])

    query = (await bot.updates())[0]["callback_query"]

    assert query["data"] == "v1:approvals:approve:42"


async def test_a_press_on_a_message_of_somebody_else(
    playground: Playground, bot: Bot, anna: Person
) -> None:
    bruno = await playground.client.add_person("Bruno", standing="open")
    sent = await bot.sends(anna, reply_markup=KEYBOARD)
    await bruno.forges("yes", on=sent["message_id"], chat_id=anna.id)

    query = (await bot.updates())[0]["callback_query"]

    assert query["from"]["id"] == bruno.id
    assert query["message"]["chat"]["id"] == anna.id


async def test_a_press_on_a_deleted_message_carries_nothing_of_it(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=KEYBOARD)
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await bot.call("deleteMessage", **where)
    await anna.forges("yes", on=sent["message_id"])

    query = (await bot.updates())[0]["callback_query"]

    assert (query["message"]["date"], "text" in query["message"]) == (0, False)
