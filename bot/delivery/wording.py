"""An outbox row as its recipient reads it."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.delivery.sending import keyboard
from handlers import texts
from storage.trail.outbox import Outgoing


@dataclass(frozen=True, slots=True)
class Words:
    """A text in HTML, the buttons below it, and the message that they are for if it is there."""

    text: str
    buttons: InlineKeyboardMarkup | None
    edits: int | None = None


def words_of(message: Outgoing) -> Words:
    """
    Put a row into its recipient's language; what is urgent says why, above all else.

    What is sent again says when it was written: a day named in it is of then, and what it tells
    may not be so any more.

    It fits into one message of Telegram, or nobody would ever be told.
    """
    locale = message.locale or texts.LOCALES[0]
    above = ""
    if message.urgent_reason is not None:
        why = texts.message("delivery.urgent", locale, reason=message.urgent_reason)
        above = f"{why}\n\n"
    if message.again:
        written = texts.message("delivery.again", locale, written=message.created_at)
        above = f"{above}{written}\n\n"
    room = texts.LONGEST - texts.visible_length(above)
    text = texts.message_within(message.key, locale, message.args, room)
    return Words(texts.Html(f"{above}{text}"), keyboard(message.buttons, locale))
