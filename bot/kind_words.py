"""What the desk says when it cannot answer: it failed, or somebody presses faster than it can."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import CallbackContext

from bot.incoming import UnansweredError
from bot.seen import SeenUpdates
from handlers import texts
from handlers.chat.door import UnshownError
from handlers.desk.actors import find_actor
from handlers.desk.context import Desk
from storage.trail.outbox import Message

log = structlog.get_logger(__name__)

A_DAY = timedelta(days=1)
"""After so long nobody waits for an answer any more."""


class KindWords:
    """Answers for the application itself."""

    def __init__(self, desk: Desk, seen: SeenUpdates, bot: Bot) -> None:
        self._desk = desk
        self._seen = seen
        self._bot = bot
        self._untold: set[int] = set()
        """Numbers of updates of which the person heard nothing at all, yet."""

    async def on_flood(self, update: Update) -> None:
        """Ask somebody, once, to wait for the answers that are on their way."""
        log.info("order.flood", telegram_id=_telegram_id(update))
        await self._say(update, "door.too_fast")

    async def on_error(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """
        Log by id what went wrong, and tell the person what they can rely on.

        Where an action failed nothing was changed. Where Telegram did not take our answer the
        action is done, and the person must not be told otherwise.
        """
        log.error("update.failed", telegram_id=_telegram_id(update), exc_info=context.error)
        if not isinstance(update, Update) or isinstance(context.error, Forbidden):
            return
        done = isinstance(context.error, TelegramError | UnshownError)
        told = await self._say(update, "door.unshown" if done else "door.failed")
        if not told:
            self._untold.add(update.update_id)
        elif not done:
            await self._seen.note([update.update_id])  # they were told that nothing was done

    def see_told(self, update: object) -> None:
        """Raise UnansweredError if the person of this update could be told nothing."""
        if isinstance(update, Update) and update.update_id in self._untold:
            self._untold.discard(update.update_id)
            raise UnansweredError

    async def leave_word(self, telegram_id: int) -> None:
        """
        Let the outbox tell somebody that an answer did not get through, when Telegram takes it.

        Once within an hour, however much of theirs could not be answered.
        """
        await asyncio.to_thread(self._leave_word, telegram_id)

    def _leave_word(self, telegram_id: int) -> None:
        actor, now = find_actor(self._desk, telegram_id), self._desk.clock()
        if actor is None:
            return
        with self._desk.store.writing() as uow:
            uow.post(
                Message(
                    recipient_id=actor.id,
                    key="door.unshown",
                    dedupe_key=f"unanswered:{actor.id}:{now:%Y%m%dT%H}",
                    at=now,
                    good_until=now + A_DAY,
                )
            )
            uow.commit()

    async def _say(self, update: Update, key: str) -> bool:
        """Say a word; False if the line is what failed, so that it may be said later."""
        text = texts.label(key, await self._locale(update))
        try:
            shown = await self._toast(update, text)
            if not shown and update.effective_user is not None:
                await self._bot.send_message(update.effective_user.id, text, parse_mode=None)
        except TelegramError as error:
            log.warning("update.unanswered", telegram_id=_telegram_id(update), exc_info=error)
            return isinstance(error, BadRequest | Forbidden)
        return True

    async def _toast(self, update: Update, text: str) -> bool:
        """Say it over the chat after a press; False if there was none, or it was answered."""
        if update.callback_query is None:
            return False
        try:
            await self._bot.answer_callback_query(update.callback_query.id, text=text)
        except BadRequest:
            return False
        return True

    async def _locale(self, update: Update) -> str:
        user = update.effective_user
        if user is None:
            return texts.LOCALES[0]
        with suppress(Exception):  # perhaps that is what failed: a word in Italian is one too
            actor = await asyncio.to_thread(find_actor, self._desk, user.id)
            if actor is not None:
                return actor.locale
        return (user.language_code or texts.LOCALES[0])[:2]


def _telegram_id(update: object) -> int | None:
    if isinstance(update, Update) and update.effective_user is not None:
        return update.effective_user.id
    return None
