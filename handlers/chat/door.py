"""
The one way in: who asks is found in the store, an action runs in a thread, the answer goes out.

Nobody is let in on the word of an update: the person comes from the Telegram id, what a button
names is looked up, and every press is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Bot, CallbackQuery, Update
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from handlers.chat.keyboards import markup
from handlers.chat.leaving import leave, waiting
from handlers.chat.pages import pages
from handlers.chat.replies import Reply
from handlers.desk import presses
from handlers.desk.actors import find_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import Press, StalePressError
from handlers.texts import LOCALES, label, message
from storage.errors import NotFound

TOAST_LENGTH = 200
"""Characters that Telegram takes in the answer to a press."""
HARMLESS = ("message is not modified", "query is too old", "query id is invalid")
"""Refusals that mean: somebody pressed twice, or late. There is nothing to repair."""
GONE = ("message to edit not found", "message can't be edited", "no text in the message to edit")
"""Refusals after which the answer goes out as a new message."""
NO_PRESS = Press("", "")
UNREADABLE = Press("", "unreadable")
ONLY_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in: the words after a command or a free text, or what a button says."""

    telegram_id: int
    locale: str
    words: str = ""
    press: Press = NO_PRESS


Answer = Callable[[Desk, Actor, Asked], Reply]
"""Answers somebody the desk knows; plain Python, run in a worker thread."""
StrangerAnswer = Callable[[Desk, Asked], Reply]
"""Answers anybody at all."""
Incoming = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class Door:
    """Registers the answers of the features with the application and carries them out."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
        self.application = application
        self.desk = desk

    def command(self, name: str, answer: Answer) -> None:
        """Answer `/name` of people the desk knows; a question that waits for words is left."""
        self.open_command(name, only_known(leaving(answer)))

    def open_command(self, name: str, answer: StrangerAnswer) -> None:
        """Answer `/name` of anybody."""
        self._add(CommandHandler(name, self._incoming(answer), filters=ONLY_PRIVATE))

    def presses(self, feature: str, answers: Mapping[str, Answer]) -> None:
        """Answer the buttons of a feature, by verb."""
        known = {verb: only_known(leaving(answer, feature)) for verb, answer in answers.items()}

        def answer(desk: Desk, asked: Asked) -> Reply:
            if asked.press.verb not in known:
                raise StalePressError(f"{feature} has no verb {asked.press.verb!r}")
            return known[asked.press.verb](desk, asked)

        pattern = f"^{presses.VERSION}:{feature}:"
        self._add(CallbackQueryHandler(self._incoming(answer), pattern=pattern))

    def other_presses(self) -> None:
        """Answer every button that no feature knows; to be registered last."""
        self._add(CallbackQueryHandler(self._incoming(stale)))

    def messages(self, wanted: filters.BaseFilter, answer: Answer) -> None:
        """Answer messages that are no command, or none that we know."""
        self._add(MessageHandler(wanted & ONLY_PRIVATE, self._incoming(only_known(answer))))

    def _add(self, handler: BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]) -> None:
        self.application.add_handler(handler)

    def _incoming(self, answer: StrangerAnswer) -> Incoming:
        async def incoming(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            reply = await asyncio.to_thread(answer_of, answer, self.desk, read(update))
            await send(context.bot, update, reply)

        return incoming


def answer_of(answer: StrangerAnswer, desk: Desk, asked: Asked) -> Reply:
    """Answer what was asked, also where a button is no longer valid."""
    try:
        return answer(desk, asked)
    except (StalePressError, NotFound):
        return stale(desk, asked)


def stale(desk: Desk, asked: Asked) -> Reply:
    """Tell that a button, or a text that something waited for, means nothing any more."""
    actor = find_actor(desk, asked.telegram_id)
    if actor is None:
        return uninvited(asked)
    if asked.press is NO_PRESS:
        return Reply(text=message("door.moved_on", actor.locale))
    return Reply(toast=label("door.stale", actor.locale), alert=True)


def only_known(answer: Answer) -> StrangerAnswer:
    """Let in only whom the store knows; tell others how to be invited."""

    def known(desk: Desk, asked: Asked) -> Reply:
        actor = find_actor(desk, asked.telegram_id)
        return uninvited(asked) if actor is None else answer(desk, actor, asked)

    return known


def leaving(answer: Answer, feature: str = "") -> Answer:
    """Leave a question that waits for words, unless it is of the feature that answers."""

    def answered(desk: Desk, actor: Actor, asked: Asked) -> Reply:
        before = waiting(desk, actor)
        reply = answer(desk, actor, asked)
        if before is None or before.feature == feature:
            return reply
        return leave(desk, actor, before, reply)

    return answered


def uninvited(asked: Asked) -> Reply:
    """Tell how to be invited, and nothing else."""
    if asked.press is not NO_PRESS:
        return Reply(toast=label("door.uninvited.toast", asked.locale), alert=True)
    return Reply(text=message("door.uninvited", asked.locale))


def read(update: Update) -> Asked:
    """Read an update as data; a button that we never wrote has the press UNREADABLE."""
    user = update.effective_user
    if user is None:
        raise ValueError("an update without a person cannot be answered")
    locale = (user.language_code or LOCALES[0])[:2]
    if update.callback_query is None:
        return Asked(user.id, locale, words=words_of(update))
    try:
        return Asked(user.id, locale, press=presses.parse(update.callback_query.data or ""))
    except StalePressError:
        return Asked(user.id, locale, press=UNREADABLE)


def words_of(update: Update) -> str:
    """Give the text of a message, without the command it begins with."""
    text = (update.effective_message.text if update.effective_message else None) or ""
    if not text.startswith("/"):
        return text.strip()
    return " ".join(text.split()[1:])


async def send(bot: Bot, update: Update, reply: Reply) -> None:
    """Send an answer: change the message of the button pressed, or write a new one."""
    query = update.callback_query
    if query is None:
        await write(bot, update, reply)
        return
    if reply.text is None:
        await toast(query, reply)
        return
    anew = reply.fresh or reply.picture is not None
    showing = write(bot, update, reply) if anew else change(bot, update, reply)
    await asyncio.gather(toast(query, reply), showing)


async def toast(query: CallbackQuery, reply: Reply) -> None:
    """Answer a press, so that the button stops waiting."""
    text = reply.toast[:TOAST_LENGTH]
    await forgiving(query.answer(text or None, show_alert=reply.alert))


async def change(bot: Bot, update: Update, reply: Reply) -> None:
    """Change the message that holds the pressed button, or write anew if it is gone."""
    query, chat = update.callback_query, update.effective_chat
    text = reply.text or ""
    if query is None or chat is None or query.message is None:
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


async def write(bot: Bot, update: Update, reply: Reply) -> None:
    """Write to the person who asked, in several messages if it is long; buttons under the last."""
    user = update.effective_user
    if user is None or reply.text is None:
        return
    if reply.picture is not None:
        await bot.send_photo(
            user.id,
            reply.picture,
            caption=reply.text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(reply.rows),
        )
        return
    parts = pages(reply.text, MessageLimit.MAX_TEXT_LENGTH)
    for index, part in enumerate(parts, start=1):
        keyboard = markup(reply.rows) if index == len(parts) else None
        await bot.send_message(user.id, part, parse_mode=ParseMode.HTML, reply_markup=keyboard)


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
