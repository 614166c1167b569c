"""Rules M1 to M9: edit, delete, reply."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.playground import Person
from tests.playground.conftest import Bot, Reply
from tests.playground.test_files import png

KEYBOARD = {"inline_keyboard": [[{"text": "Sì", "callback_data": "yes"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


async def edit(bot: Bot, person: Person, message_id: int, text: str, **more: Any) -> Reply:
    return await bot.call(
        "editMessageText", chat_id=person.id, message_id=message_id, text=text, **more
    )


async def test_M1_the_same_again_is_refused_after_parsing_and_trimming(
    bot: Bot, anna: Person
) -> None:
    sent = await bot.sends(anna, "<b>ciao</b>", parse_mode="HTML", reply_markup=KEYBOARD)

    reply = await edit(
        bot,
        anna,
        sent["message_id"],
        " <strong>ciao</strong> ",
        parse_mode="HTML",
        reply_markup=KEYBOARD,
    )

    assert reply.refusal == (400, NOT_MODIFIED)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        pytest.param("altro", {"reply_markup": KEYBOARD}, id="M1-other-text"),
        pytest.param("ciao", {}, id="M1-other-keyboard"),
        pytest.param("ciao", {"reply_markup": KEYBOARD, "parse_mode": None}, id="M1-no-bold"),
    ],
)
async def test_M1_one_difference_is_enough(
    text: str, more: dict[str, Any], bot: Bot, anna: Person
) -> None:
    sent = await bot.sends(anna, "<b>ciao</b>", parse_mode="HTML", reply_markup=KEYBOARD)

    more = {"parse_mode": "HTML"} | more
    reply = await edit(bot, anna, sent["message_id"], text, **more)

    assert reply.result["edit_date"] == sent["date"]


async def test_an_edit_without_reply_markup_removes_the_keyboard(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=KEYBOARD)

    reply = await edit(bot, anna, sent["message_id"], "fatto")

    assert "reply_markup" not in reply.result
    assert (await anna.last_message()).keyboard == []


async def test_the_keyboard_alone_can_be_replaced(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=KEYBOARD)

    reply = await bot.call(
        "editMessageReplyMarkup", chat_id=anna.id, message_id=sent["message_id"]
    )

    assert reply.result["text"] == "ciao"
    assert "reply_markup" not in reply.result


async def test_M2_a_message_that_is_not_there(bot: Bot, anna: Person) -> None:
    reply = await edit(bot, anna, 3, "x")

    assert reply.refusal == (400, "Bad Request: message to edit not found")


async def test_M3_a_message_that_the_bot_did_not_write(bot: Bot, anna: Person) -> None:
    message_id = await anna.says("ciao")

    reply = await edit(bot, anna, message_id, "x")

    assert reply.refusal == (400, "Bad Request: message can't be edited")


async def test_M4_a_document_has_no_text(bot: Bot, anna: Person) -> None:
    message_id = await bot.sends_file(anna, "document", b"ciao", "a.txt")

    reply = await edit(bot, anna, message_id, "x")

    assert reply.refusal == (400, "Bad Request: there is no text in the message to edit")


async def test_M5_a_text_has_no_caption(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna)

    reply = await bot.call(
        "editMessageCaption", chat_id=anna.id, message_id=sent["message_id"], caption="x"
    )

    assert reply.refusal == (400, "Bad Request: there is no caption in the message to edit")


async def test_a_caption_can_be_edited(bot: Bot, anna: Person) -> None:
    message_id = await bot.sends_file(anna, "photo", png(10, 10), "a.png")

    reply = await bot.call(
        "editMessageCaption", chat_id=anna.id, message_id=message_id, caption="novembre"
    )

    assert reply.result["caption"] == "novembre"


async def test_M6_a_second_delete_finds_nothing(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna)
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert (await bot.call("deleteMessage", **where)).result is True

    reply = await bot.call("deleteMessage", **where)

    assert reply.refusal == (400, "Bad Request: message to delete not found")


@pytest.mark.parametrize(("hours", "status"), [(48, 200), (49, 400)])
async def test_M7_only_messages_of_two_days_can_be_deleted(
    hours: int, status: int, bot: Bot, anna: Person, clock: MovableClock
) -> None:
    sent = await bot.sends(anna)
    clock.advance(timedelta(hours=hours))

    reply = await bot.call("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])

    assert reply.status == status


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        pytest.param({"message_id": 1}, "chat identifier is not specified", id="M8-chat"),
        pytest.param({"chat_id": 0}, "message identifier is not specified", id="M8-message"),
    ],
)
async def test_M8_delete_needs_both_names(
    parameters: dict[str, int], words: str, bot: Bot, anna: Person
) -> None:
    given = {k: anna.id if k == "chat_id" else v for k, v in parameters.items()}

    reply = await bot.call("deleteMessage", **given)

    assert reply.refusal == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    "how",
    [
        {"reply_parameters": {"message_id": 3}},
        {"reply_to_message_id": 3},
    ],
)
async def test_M9_a_reply_to_nothing_is_refused(
    how: dict[str, Any], bot: Bot, anna: Person
) -> None:
    reply = await bot.call("sendMessage", chat_id=anna.id, text="x", **how)

    assert reply.refusal == (400, "Bad Request: message to be replied not found")


async def test_M9_a_lenient_reply_to_nothing_is_sent_without_it(bot: Bot, anna: Person) -> None:
    how = {"message_id": 3, "allow_sending_without_reply": True}

    sent = await bot.sends(anna, reply_parameters=how)

    assert "reply_to_message" not in sent


async def test_a_reply_carries_the_message_it_answers(bot: Bot, anna: Person) -> None:
    asked = await anna.says("posso?")

    sent = await bot.sends(anna, reply_parameters={"message_id": asked})

    assert sent["reply_to_message"]["text"] == "posso?"
