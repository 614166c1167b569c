"""Somebody blocks the bot, or lets it write again: Telegram tells, and the store remembers."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.ext import ChatMemberHandler, ContextTypes

from bot.delivery.unreachable import note_blocked
from handlers.desk.context import Desk
from rules.facts import ROME
from storage.people import links
from storage.people.people import actor_of_telegram

log = structlog.get_logger(__name__)

GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})


def register(application: Any, desk: Desk) -> None:
    """Listen to people who block and unblock the bot."""

    async def changed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.my_chat_member is not None:
            await asyncio.to_thread(_note, desk, update.my_chat_member)

    application.add_handler(ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER))


def _note(desk: Desk, change: ChatMemberUpdated) -> None:
    now = desk.clock()
    blocked = change.new_chat_member.status in GONE
    with desk.store.writing() as uow:
        actor = actor_of_telegram(uow, change.from_user.id, on=now.astimezone(ROME).date())
        if actor is None:
            return
        if blocked:
            note_blocked(uow, actor.id, at=now)
        else:
            links.mark_unblocked(uow, actor.id, at=now)
        uow.commit()
    log.info("link.blocked" if blocked else "link.unblocked", employee_id=actor.id)
