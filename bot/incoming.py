"""An update as Telegram brought it, until it is handled: read with care, never in the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import Bot, CallbackQuery, Chat, Message, Update, User
from telegram.ext import Application

from bot.order import InOrderPerPerson
from bot.seen import SeenUpdates
from bot.transport import UNREADABLE

log = structlog.get_logger(__name__)

MOST_UPDATE_ID = 2**63 - 1
MOST_ID = 2**53 - 1
"""Telegram promises ids of 52 bits; what is beyond is none of its own, and no float holds it."""


class UnansweredError(Exception):
    """Telegram takes neither the answer nor a word about it: later it may."""


class NoUpdateError(Exception):
    """It has no number of an update: it does not come from Telegram."""


class UnreadableUpdateError(Exception):
    """It is an update, but not one that can be handled: brought again it would be none either."""


def number_of(raw: object) -> int:
    """Give the number of what should be an update; raise NoUpdateError if it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        raise NoUpdateError
    if not 0 <= number <= MOST_UPDATE_ID:
        raise NoUpdateError
    return number


def read_update(raw: object, bot: Bot) -> Update:
    """Read an update; raise NoUpdateError or UnreadableUpdateError."""
    number_of(raw)
    try:
        update = Update.de_json(raw, bot)  # type: ignore[arg-type]  # number_of looked at it
        sound = _is_sound(update)
    except UNREADABLE as error:
        raise UnreadableUpdateError from error
    if not sound:
        raise UnreadableUpdateError
    return update


def _is_sound(update: Update) -> bool:
    """Tell whether what the desk goes by has the types that it should have."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    return (
        (user is None or _sound_user(user))
        and (chat is None or _sound_chat(chat))
        and (not isinstance(message, Message) or _sound_message(message))
        and (update.callback_query is None or _sound_press(update.callback_query))
    )


def _sound_user(user: User) -> bool:
    return (
        _is_id(user.id)
        and isinstance(user.first_name, str)
        and _is_text_or_none(user.language_code)
    )


def _sound_chat(chat: Chat) -> bool:
    return _is_id(chat.id) and isinstance(chat.type, str)


def _sound_message(message: Message) -> bool:
    words = (message.text, message.caption, message.media_group_id)
    return _is_id(message.message_id) and all(map(_is_text_or_none, words))


def _sound_press(query: CallbackQuery) -> bool:
    return isinstance(query.id, str) and _is_text_or_none(query.data)


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_ID


def _is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


class Intake:
    """Where updates come in, by polling or by webhook alike."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        order: InOrderPerPerson,
        seen: SeenUpdates,
        leave_word: Callable[[int], Awaitable[None]],
    ) -> None:
        self._application = application
        self._leave_word = leave_word
        self._order = order
        self._seen = seen
        self._noting = asyncio.Lock()

    async def take_late(self, raw: object) -> None:
        """Handle an update of a backlog: however many come at once, none is taken for a flood."""
        await self.take(raw, late=True)

    async def take(self, raw: object, *, late: bool = False) -> None:
        """
        Handle an update in the turn of its person; after that it need not come again.

        What cannot be read is dropped: it would hold up whatever comes after it for a day.
        Raises NoUpdateError, and UnansweredError if the person must be answered another time.
        """
        number = number_of(raw)
        try:
            update = read_update(raw, self._application.bot)
        except UnreadableUpdateError as error:
            log.warning("update.unreadable", update_id=number, exc_info=error)
            return
        if late:
            self._order.spare(number)
        handling = self._application.process_update(update)
        await self._order.process_update(update, handling)
        await self._note_dropped()

    async def let_go(self, raw: object) -> None:
        """Leave a word for who sent an update that could not be answered, for when it can."""
        update = read_update(raw, self._application.bot)
        if update.effective_user is not None:
            await self._leave_word(update.effective_user.id)

    async def _note_dropped(self) -> None:
        """Note what a flood left out; while one note is written the next ones gather."""
        async with self._noting:
            await self._seen.note(self._order.take_dropped())
