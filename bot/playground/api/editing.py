"""Edit and delete (rules M1 to M8)."""

from datetime import timedelta
from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.api.keyboards import Markup, check_keyboard, inline_only, read_markup
from bot.playground.api.reach import refuse_unreachable
from bot.playground.api.sending import CAPTION_POINTS, TEXT_POINTS, rendered
from bot.playground.model import Chat, Formatted, Message
from bot.playground.refusal import bad_request
from bot.playground.text.formatting import read_formatted

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


async def edit_message_text(call: ApiCall) -> dict[str, Any]:
    """Replace the words of a message; without ``reply_markup`` the keyboard goes."""
    if not call.parameters.text("text"):
        raise bad_request("message text is empty")
    content = read_formatted(call.parameters)
    markup = read_markup(call)
    chat, message = _editable(call)
    if not message.is_text:
        raise bad_request("there is no text in the message to edit")
    if not content.text:
        raise bad_request("text must be non-empty")
    if len(content.text) > TEXT_POINTS:
        raise bad_request("MESSAGE_TOO_LONG")
    return _edit(call, chat, message, content, markup)


async def edit_message_caption(call: ApiCall) -> dict[str, Any]:
    """Replace the caption of a photo or a document."""
    content = read_formatted(call.parameters, words="caption", entities="caption_entities")
    markup = read_markup(call)
    chat, message = _editable(call)
    if not message.takes_caption:
        raise bad_request("there is no caption in the message to edit")
    if len(content.text) > CAPTION_POINTS:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    return _edit(call, chat, message, content, markup)


async def edit_message_reply_markup(call: ApiCall) -> dict[str, Any]:
    """Replace the keyboard alone; none given means none left."""
    markup = read_markup(call)
    chat, message = _editable(call)
    return _edit(call, chat, message, message.content, markup)


async def delete_message(call: ApiCall) -> bool:
    """Delete a message of either side, within 48 hours."""
    chat = call.chat(missing="chat identifier is not specified")
    if not call.parameters.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = call.message(chat, missing="message to delete not found")
    age = call.world.clock() - message.date
    if age > timedelta(seconds=call.world.limits.delete_age):
        raise bad_request("message can't be deleted for everyone")
    chat.delete(message)
    call.world.changed(chat)
    return True


def _editable(call: ApiCall) -> tuple[Chat, Message]:
    chat = call.chat()
    message = call.message(chat, missing="message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(
    call: ApiCall, chat: Chat, message: Message, content: Formatted, markup: Markup
) -> dict[str, Any]:
    keyboard = check_keyboard(call, inline_only(markup))
    if content == message.content and keyboard == message.keyboard:
        raise bad_request(_NOT_MODIFIED)
    refuse_unreachable(chat)
    message.content = content
    message.keyboard = keyboard
    message.edited = call.world.clock()
    call.world.changed(chat, message)
    return rendered(chat, message)
