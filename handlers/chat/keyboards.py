"""Rows of buttons in the form of Telegram."""

from __future__ import annotations

from typing import cast

from telegram import InlineKeyboardMarkup

from handlers.chat.replies import Button, Rows


def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """
    Give rows as plain data, which the library sends as it is.

    A calendar has fifty buttons: as objects they cost more than everything else in a press.
    """
    if not rows:
        return None
    keyboard = [[_plain(button) for button in row] for row in rows]
    return cast("InlineKeyboardMarkup", {"inline_keyboard": keyboard})


def _plain(button: Button) -> dict[str, str]:
    data = {"text": button.label, "callback_data": button.data}
    return data if button.style is None else {**data, "style": button.style}
