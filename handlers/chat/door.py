"""
The one way in: who asks is found in the store, an action runs in a thread, the answer goes out.

Nobody is let in on the word of an update: the person comes from the Telegram id, what a button
names is looked up, and every press is answered.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from html import escape
from typing import Any

import structlog
from telegram import Bot, CallbackQuery, Message, Update
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from handlers.chat import listening
from handlers.chat.answering import carry_out, leaving, only_known, stale
from handlers.chat.asked import Asked, StrangerAnswer
from handlers.chat.coming_again import tells_what_came
from handlers.chat.feature import Feature
from handlers.chat.keyboards import markup
from handlers.chat.pages import pages
from handlers.chat.replies import Reply
from handlers.chat.updates import Seen, read
from handlers.desk import presses
from handlers.desk.context import Desk
from handlers.desk.presses import StalePressError
from handlers.texts import LOCALES, Html, label

log = structlog.get_logger(__name__)

ANSWERED_KEPT = 1_000
"""Updates of which this program still knows that it has answered them."""
TOAST_LENGTH = 200
"""Characters that Telegram takes in the answer to a press."""
HARMLESS = ("message is not modified",)
"""Refusals that mean: somebody pressed twice. There is nothing to repair."""
LATE = ("query is too old", "query id is invalid")
"""Refusals that mean: the button waits no longer, so nothing can be said over the chat."""
GONE = ("message to edit not found", "message can't be edited", "no text in the message to edit")
"""Refusals after which the answer goes out as a new message."""
ONLY_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
EDITED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE
WORDS = filters.TEXT | filters.CAPTION
IN_A_GROUP = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & WORDS
OTHERWISE = (
    (filters.COMMAND, listening.answer_unknown_command),
    (WORDS, listening.hear_text),
    (filters.LOCATION | filters.VENUE, listening.refuse_location),
    (filters.CONTACT, listening.refuse_contact),
    (filters.ALL & ~filters.StatusUpdate.ALL, listening.answer_other),
)
"""What is answered when no feature knows it, the first that fits."""


Incoming = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class UnshownError(Exception):
    """What was asked is done, but the answer to it could not be made."""


class Door:
    """Registers the answers of the features with the application and carries them out."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
        self.application = application
        self.desk = desk
        self._answered: deque[int] = deque(maxlen=ANSWERED_KEPT)
        self._seen = Seen()

    def open_for(self, features: Iterable[Feature]) -> None:
        """Answer all that these features know, and say a word to all the rest."""
        for feature in features:
            for name, stranger in feature.strangers.items():
                self._command(name, stranger)
            for command in feature.commands:
                self._command(command.name, only_known(leaving(command.answer)))
            if feature.verbs:
                self._presses(feature)
        self._add(CallbackQueryHandler(self._incoming(stale)))
        for wanted, answer in OTHERWISE:
            incoming = self._incoming(only_known(answer))
            self._add(MessageHandler(wanted & ONLY_PRIVATE, incoming))
        self._add(MessageHandler(EDITED & WORDS, self._edited))
        self._add(MessageHandler(IN_A_GROUP, self._in_group))

    def _command(self, name: str, answer: StrangerAnswer) -> None:
        self._add(CommandHandler(name, self._incoming(answer), filters=ONLY_PRIVATE))

    def _presses(self, feature: Feature) -> None:
        known = {
            verb: only_known(leaving(answer, feature.name))
            for verb, answer in feature.verbs.items()
        }

        def answer(desk: Desk, asked: Asked) -> Reply:
            if asked.press.verb not in known:
                raise StalePressError(f"{feature.name} has no verb {asked.press.verb!r}")
            return known[asked.press.verb](desk, asked)

        pattern = f"^{presses.VERSION}:{feature.name}:"
        incoming = self._incoming(answer, again=tells_what_came(feature))
        self._add(CallbackQueryHandler(incoming, pattern=pattern))

    def _add(self, handler: BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]) -> None:
        self.application.add_handler(handler)

    def _incoming(
        self, answer: StrangerAnswer, *, again: StrangerAnswer | None = None
    ) -> Incoming:
        async def incoming(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            if update.update_id in self._answered:
                return  # brought twice to this very desk, which has answered it
            if self._seen.is_rest_of_album(update):
                return
            if update.edited_message is None:
                self._seen.note(update)
            reply = await asyncio.to_thread(
                carry_out, answer, self.desk, read(update), again=again
            )
            self._seen.note_answer(update, await _show(context.bot, update, reply))
            self._answered.append(update.update_id)

        return incoming

    async def _edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Hear a message that was changed, if nothing was done since; else ask to write anew."""
        latest = self._seen.is_latest(update)
        if latest:
            await withdraw(context.bot, update, self._seen.answer_to(update))
        answer = listening.hear_edited if latest else listening.answer_edited
        await self._incoming(only_known(answer))(update, context)

    async def _in_group(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say, if the desk is spoken to, that it answers in private; nothing of anybody."""
        message, chat, user = (
            update.effective_message,
            update.effective_chat,
            update.effective_user,
        )
        if message is None or chat is None or not spoken_to(message, context.bot):
            return
        locale = (user.language_code if user else None) or LOCALES[0]
        text = label("door.group", locale[:2], bot=context.bot.username)
        try:
            await context.bot.send_message(chat.id, text, parse_mode=None)
        except TelegramError as error:  # it may not write there: nobody waits for an answer
            log.info("group.not_answered", error=type(error).__name__)


def spoken_to(message: Message, bot: Bot) -> bool:
    """Tell whether words in a group are for the bot: a command, its name, an answer to it."""
    words = (message.text or message.caption or "").casefold()
    name = f"@{bot.username}".casefold()
    first = words.split()[0] if words else ""
    is_command = first.startswith("/") and ("@" not in first or first.endswith(name))
    replied = message.reply_to_message
    author = replied.from_user if replied else None
    return is_command or name in words or (author is not None and author.id == bot.id)


async def withdraw(bot: Bot, update: Update, message_ids: Iterable[int]) -> None:
    """Take the buttons off the answer to words that stand otherwise now."""
    chat = update.effective_chat
    if chat is None:
        return
    for one in message_ids:
        with suppress(TelegramError):  # what they wrote is heard all the same
            await forgiving(bot.edit_message_reply_markup(chat.id, one, reply_markup=None))


async def _show(bot: Bot, update: Update, reply: Reply) -> list[int]:
    """Send an answer; raise TelegramError if Telegram does not take it, else UnshownError."""
    try:
        return await send(bot, update, reply)
    except TelegramError:
        raise
    except Exception as error:  # a picture that cannot be drawn: the store has changed already
        raise UnshownError from error


async def send(bot: Bot, update: Update, reply: Reply) -> list[int]:
    """
    Send an answer: change the message of the button pressed, or write a new one.

    Gives the messages written with buttons, where no button was pressed.
    """
    query, written = update.callback_query, []
    if query is None:
        written += await write(bot, update, reply)
    elif reply.text is None:
        if not await toast(query, reply):
            written += await write(bot, update, Reply(text=Html(escape(reply.toast))))
    else:
        anew = reply.fresh or reply.picture is not None
        showing = write(bot, update, reply) if anew else change(bot, update, reply)
        await asyncio.gather(toast(query, reply), showing)
    for further in reply.more:
        written += await write(bot, update, further)
    return written


async def toast(query: CallbackQuery, reply: Reply) -> bool:
    """Answer a press, so that the button stops waiting; False if a word came too late for it."""
    text = reply.toast[:TOAST_LENGTH]
    try:
        await query.answer(text or None, show_alert=reply.alert)
    except BadRequest as error:
        if not any(words in error.message.casefold() for words in LATE):
            raise
        return not text
    return True


def is_their_own(update: Update) -> bool:
    """Tell whether the message of a pressed button stands in the private chat of who pressed."""
    chat, user = update.effective_chat, update.effective_user
    return chat is not None and user is not None and chat.id == user.id


async def change(bot: Bot, update: Update, reply: Reply) -> None:
    """
    Change the message that holds the pressed button, or write anew if it is gone.

    In a group, or wherever a forged press says that it stands, nobody reads what is theirs.
    """
    query, chat = update.callback_query, update.effective_chat
    text = reply.text or ""
    if query is None or chat is None or query.message is None or not is_their_own(update):
        await write(bot, update, reply)
        return
    if len(text) > MessageLimit.MAX_TEXT_LENGTH:
        await write(bot, update, reply)
        return
    editing = bot.edit_message_text(
        text,
        chat_id=chat.id,
        message_id=query.message.message_id,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(reply.rows),
    )
    if not await forgiving(editing):
        await write(bot, update, reply)


async def write(bot: Bot, update: Update, reply: Reply) -> list[int]:
    """
    Write to the person who asked, in several messages if it is long; buttons under the last.

    Gives the message with the buttons, if there are any.
    """
    user, sent = update.effective_user, None
    if user is None or reply.text is None:
        return []
    if reply.picture is not None:
        sent = await bot.send_photo(
            user.id,
            await asyncio.to_thread(reply.picture),
            caption=reply.text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(reply.rows),
        )
        return [sent.message_id] if reply.rows else []
    parts = pages(reply.text, MessageLimit.MAX_TEXT_LENGTH)
    for index, part in enumerate(parts, start=1):
        keyboard = markup(reply.rows) if index == len(parts) else None
        sent = await bot.send_message(
            user.id, part, parse_mode=ParseMode.HTML, reply_markup=keyboard
        )
    return [sent.message_id] if sent and reply.rows else []


async def forgiving(request: Coroutine[Any, Any, Any]) -> bool:
    """Await a request; False if the message to change is gone, True also if nothing changed."""
    try:
        await request
    except BadRequest as error:
        said = error.message.casefold()
        if any(words in said for words in HARMLESS):
            return True
        if any(words in said for words in GONE):
            return False
        raise
    return True
