"""Which commands Telegram offers to whom: nobody is shown what is not theirs."""

from __future__ import annotations

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    Message,
    Update,
)
from telegram.error import TelegramError

from bot.background import Background, seen_to_its_end
from handlers.chat.menu_views import described
from handlers.chat.registry import commands_for
from handlers.desk.actors import find_actor
from handlers.desk.context import Desk
from handlers.texts import LOCALES, label

log = structlog.get_logger(__name__)

Commands = tuple[tuple[str, str], ...]
"""Commands without their slash, each with its description."""
ASKS_WHO_I_AM = ("/start", "/menu", "/lingua")
"""Words after which somebody may be linked, unlinked, or speak another language."""
INTRODUCED_IN = ((LOCALES[0], None), *((locale, locale) for locale in LOCALES[1:]))
"""In which language to whom: the first is for everybody whose own the desk does not speak."""
CHANGES_WHO_I_AM = ("onboarding", "menu")
"""Features whose buttons may do the same."""


class CommandLists:
    """Keeps each chat's list of commands as its person's role asks for."""

    def __init__(self, desk: Desk, bot: Bot, background: Background) -> None:
        self._desk = desk
        self._bot = bot
        self._background = background
        self._shown: dict[int, Commands] = {}

    async def announce(self) -> None:
        """
        Say what this bot is before anybody writes, and open the commands beside the keyboard.

        Whom the desk does not know is shown no command: `/start` has its own button.
        """
        await self._bot.set_my_commands([], scope=BotCommandScopeAllPrivateChats())
        await self._bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        for locale, language in INTRODUCED_IN:
            await self._bot.set_my_description(label("bot.description", locale), language)
            await self._bot.set_my_short_description(label("bot.about", locale), language)

    def after(self, update: object) -> None:
        """Look again, beside the answers, if an update may have changed who somebody is."""
        if isinstance(update, Update) and update.effective_user and _may_change(update):
            work = self._refresh(update.effective_user.id)
            self._background.start(work, name="commands.refresh")

    async def _refresh(self, telegram_id: int) -> None:
        actor = await seen_to_its_end(find_actor, self._desk, telegram_id)
        offered = commands_for(actor) if actor else []
        wanted = tuple((one.name, described(one, actor.locale)) for one in offered if actor)
        if self._shown.get(telegram_id) != wanted:
            await self._show(telegram_id, wanted)

    async def _show(self, telegram_id: int, wanted: Commands) -> None:
        commands = [BotCommand(name, description) for name, description in wanted]
        try:
            await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(telegram_id))
        except TelegramError as error:
            log.warning("commands.not_set", telegram_id=telegram_id, exc_info=error)
            return
        self._shown[telegram_id] = wanted


def _may_change(update: Update) -> bool:
    if update.callback_query is not None:
        words = (update.callback_query.data or "").split(":")
        return len(words) > 1 and words[1] in CHANGES_WHO_I_AM
    message = update.effective_message
    text = (message.text if isinstance(message, Message) else None) or ""
    return text.startswith(ASKS_WHO_I_AM)
