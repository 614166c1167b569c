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
    """Put a row into its recipient's language; what is urgent says why, above all else."""
    locale = message.locale or texts.LOCALES[0]
    text = texts.message(message.key, locale, **message.args)
    if message.urgent_reason is not None:
        why = texts.message("delivery.urgent", locale, reason=message.urgent_reason)
        text = texts.Html(f"{why}\n\n{text}")
    return Words(text, keyboard(message.buttons, locale))
