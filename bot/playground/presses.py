"""Presses of buttons, real and forged."""

from typing import Any

from bot.playground.impossible import Impossible
from bot.playground.model import Button, Chat, Message, Query
from bot.playground.phones import chat_of, person_in
from bot.playground.world import World


def press(world: World, person_id: int, message: Message, data: str) -> Query:
    """
    Press a button that sends *data*; it need not be one that the message has.

    A changed client can send any data, from any message it has seen: so can this.
    """
    person = person_in(chat_of(world, person_id))
    chat = world.chats[message.chat_id]
    query = world.open_query(chat, message.id)
    update = {
        "id": query.id,
        "from": person.as_api(),
        "message": _as_pressed(chat, message),
        "chat_instance": str(chat.id * 2_654_435_761 % 2**63),
        "data": data,
    }
    lifetime = world.limits.query_lifetime
    world.tell_bot("callback_query", update, chat=chat, lifetime=lifetime)
    return query


def _as_pressed(chat: Chat, message: Message) -> dict[str, Any]:
    if message.id in chat.messages:
        return message.as_api()
    # A message that is gone: the Bot API then gives date 0 and nothing inside.
    return {"chat": message.chat, "message_id": message.id, "date": 0}


def find_button(message: Message, *, row: int, column: int) -> Button:
    """
    Give a button by its place, counted from 0.

    Raises:
        Impossible: There is none at that place.

    """
    try:
        return message.keyboard[row][column]
    except IndexError:
        shape = [len(buttons) for buttons in message.keyboard]
        raise Impossible(
            f"message {message.id} has no button at row {row}, column {column}: "
            f"its rows have {shape} buttons, counted from 0"
        ) from None
