"""sendMessage, and what every sending method shares."""

import json
from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.api.keyboards import Markup, check_keyboard, read_markup
from bot.playground.api.reach import refuse_unreachable
from bot.playground.model import Chat, Formatted, Message
from bot.playground.refusal import bad_request
from bot.playground.text.formatting import read_formatted

TEXT_POINTS = 4096
CAPTION_POINTS = 1024


async def send_message(call: ApiCall) -> dict[str, Any]:
    """Send words; rules T1 to T4, K1 to K11, M9, R1 to R7."""
    if not call.parameters.text("text"):
        raise bad_request("message text is empty")
    content = read_formatted(call.parameters)
    markup = read_markup(call)
    chat = call.chat()
    reply_to = replied_message(call, chat)
    if not content.text:
        raise bad_request("text must be non-empty")
    if len(content.text) > TEXT_POINTS:
        raise bad_request("message is too long")
    return deliver(call, chat, content, markup=markup, reply_to=reply_to)


def read_caption(call: ApiCall) -> Formatted:
    """
    Read the caption of a file.

    Raises:
        Refusal: T6 it is too long, T7 to T18 it cannot be parsed.

    """
    caption = read_formatted(call.parameters, words="caption", entities="caption_entities")
    if len(caption.text) > CAPTION_POINTS:
        raise bad_request("message caption is too long")
    return caption


def deliver(
    call: ApiCall,
    chat: Chat,
    content: Formatted,
    *,
    markup: Markup,
    media: dict[str, Any] | None = None,
    reply_to: int | None = None,
) -> dict[str, Any]:
    """Check keyboard and standing last, as Telegram's servers do, then post."""
    keyboard = check_keyboard(call, markup)
    refuse_unreachable(chat)
    message = call.world.post(
        chat, content, by=None, media=media, keyboard=keyboard, reply_to=reply_to
    )
    return rendered(chat, message)


def rendered(chat: Chat, message: Message) -> dict[str, Any]:
    """Give a message with the one it replies to."""
    answer = message.as_api()
    replied = chat.messages.get(message.reply_to or 0)
    return answer if replied is None else answer | {"reply_to_message": replied.as_api()}


def replied_message(call: ApiCall, chat: Chat) -> int | None:
    """
    Give the id of the message that is replied to, old and new way of saying it.

    Raises:
        Refusal: M9, it is not there.

    """
    wanted, lenient = _reply_wish(call)
    if not wanted:
        return None
    if wanted in chat.messages:
        return wanted
    if lenient:
        return None
    raise bad_request("message to be replied not found")


def _reply_wish(call: ApiCall) -> tuple[int, bool]:
    raw = call.parameters.text("reply_parameters")
    if not raw:
        wanted = call.parameters.integer("reply_to_message_id", 0, low=0, high=2**31 - 1)
        return wanted, call.parameters.flag("allow_sending_without_reply")
    given = call.parameters.json("reply_parameters", error="can't parse reply parameters")
    if not isinstance(given, dict) or not isinstance(given.get("message_id"), int):
        shown = json.dumps(given)
        raise bad_request(f"can't parse reply parameters: message_id expected in {shown}")
    return given["message_id"], bool(given.get("allow_sending_without_reply"))
