"""
Somebody blocks the bot, or lets it write again: Telegram tells, and the store remembers.

Only their private chat counts: who takes the bot out of a group, or into one, is there as before.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import structlog
from telegram import Chat, ChatMember, ChatMemberUpdated, Update
from telegram.ext import ChatMemberHandler, ContextTypes

from bot.delivery.unreachable import note_blocked
from handlers.desk.actors import heard_again
from handlers.desk.context import Desk
from rules.facts import ROME
from storage.people import updates
from storage.people.people import actor_of_telegram

log = structlog.get_logger(__name__)

GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})


def register(application: Any, desk: Desk) -> None:
    """Listen to people who block and unblock the bot."""

    async def changed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        change = update.my_chat_member
        if change is not None and change.chat.type == Chat.PRIVATE:
            await asyncio.to_thread(_note, desk, update.update_id, change)

    application.add_handler(ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER))


def _note(desk: Desk, update_id: int, change: ChatMemberUpdated) -> None:
    now = desk.clock()
    blocked = change.new_chat_member.status in GONE
    with desk.store.one_unit() as (uow, store):
        if not updates.first_time(uow, update_id, at=now):
            return
        actor = actor_of_telegram(uow, change.from_user.id, on=now.astimezone(ROME).date())
        if actor is None:
            return
        if blocked:
            note_blocked(uow, actor.id, at=now)
        else:
            heard_again(replace(desk, store=store), actor.id)
        uow.commit()
    log.info("link.blocked" if blocked else "link.unblocked", employee_id=actor.id)
