"""One message to Telegram, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import UNREADABLE, AnswerLostError, UnsentError
from handlers import texts

NOTHING_TO_CHANGE = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "no text in the message to edit",
)
"""Refusals of an edit after which there is nothing left to do."""


class Came(StrEnum):
    """What came of a sending."""

    SENT = "sent"
    NO_CONNECTION = "no_connection"
    """Surely not: Telegram cannot be reached, by this message or any other."""
    UNAUTHORISED = "unauthorised"
    """Surely not: the token is refused, for this message or any other."""
    FAULT = "fault"
    """Surely not: the server said that something is wrong with it."""
    SLOW_DOWN = "slow_down"
    """Surely not, and nothing else may be sent for a while either."""
    UNKNOWN = "unknown"
    """The answer was lost: perhaps it arrived."""
    BLOCKED = "blocked"
    """The person blocked the bot, or their account is gone."""
    REFUSED = "refused"
    """Telegram will never take it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a sending; `error` is a code for logs and for HR, never a text."""

    came: Came
    error: str = ""
    telegram_id: int | None = None
    after: timedelta | None = None


async def send(
    bot: Bot,
    chat_id: int,
    text: str,
    buttons: InlineKeyboardMarkup | None,
    *,
    edits: int | None = None,
) -> Outcome:
    """
    Send a text in HTML; whatever goes wrong between us and Telegram is an Outcome.

    `edits` is the number of a message that gets this text instead. One that is gone, or stands
    so already, needs nothing more.
    """
    if edits is not None:
        return await _edit(bot, chat_id, edits, text, buttons)
    try:
        message = await bot.send_message(
            chat_id, text, reply_markup=buttons, parse_mode=ParseMode.HTML
        )
        return Outcome(Came.SENT, telegram_id=message.message_id)
    except TelegramError as error:
        return await _of_refusal(bot, error)
    except UNREADABLE as error:
        return Outcome(Came.UNKNOWN, type(error).__name__)


async def _edit(
    bot: Bot, chat_id: int, message_id: int, text: str, buttons: InlineKeyboardMarkup | None
) -> Outcome:
    try:
        await bot.edit_message_text(
            text,
            chat_id=chat_id,
            message_id=message_id,
            reply_markup=buttons,
            parse_mode=ParseMode.HTML,
        )
    except BadRequest as error:
        said = error.message.casefold()
        if any(words in said for words in NOTHING_TO_CHANGE):
            return Outcome(Came.SENT, telegram_id=message_id)
        return await _of_refusal(bot, error)
    except TelegramError as error:
        return await _of_refusal(bot, error)
    except UNREADABLE as error:
        return Outcome(Came.UNKNOWN, type(error).__name__)
    return Outcome(Came.SENT, telegram_id=message_id)


def keyboard(rows: Sequence[Sequence[Sequence[Any]]], locale: str) -> InlineKeyboardMarkup | None:
    """Make buttons of an outbox row's `[label key, label arguments, callback data, style]`."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    texts.label(key, locale, **arguments),
                    callback_data=data,
                    style=style[0] if style else None,
                )
                for key, arguments, data, *style in row
            ]
            for row in rows
        ]
    )


_CAME: tuple[tuple[type[TelegramError], Came], ...] = (
    (Forbidden, Came.BLOCKED),
    (BadRequest, Came.REFUSED),  # before NetworkError, which it is by birth
    (UnsentError, Came.NO_CONNECTION),
    (Conflict, Came.FAULT),
    (ChatMigrated, Came.REFUSED),
    (TimedOut, Came.UNKNOWN),
    (AnswerLostError, Came.UNKNOWN),
    (NetworkError, Came.FAULT),  # a 5xx: Telegram answered that it did not
    (InvalidToken, Came.UNAUTHORISED),
    (TelegramError, Came.UNKNOWN),  # an answer that cannot be read
)
"""From the narrowest error to the widest; the first that fits holds."""


async def _of_refusal(bot: Bot, error: TelegramError) -> Outcome:
    """
    Tell what came of a sending that raised; what would be for good is looked at twice.

    Whoever refuses everything, even to say who we are, does not mean this person or this text.
    """
    outcome = _outcome(error)
    if outcome.came not in {Came.BLOCKED, Came.REFUSED}:
        return outcome
    try:
        await bot.get_me()
    except (TelegramError, *UNREADABLE):
        return Outcome(Came.FAULT, outcome.error)
    return outcome


def _outcome(error: TelegramError) -> Outcome:
    name = type(error).__name__
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        span = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
        return Outcome(Came.SLOW_DOWN, name, after=span)
    return Outcome(next(came for kind, came in _CAME if isinstance(error, kind)), name)
