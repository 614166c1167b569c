"""The desk as a python-telegram-bot application: features, order, errors, updates seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import structlog
from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ApplicationBuilder, Defaults, ExtBot

from bot import reach
from bot.answers import KindWords
from bot.order import InOrderPerPerson
from bot.patience import Patience
from bot.seen import SeenUpdates
from bot.transport import AiohttpRequest
from bot.webhook import Door as Webhook
from handlers.chat import registry
from handlers.chat.door import Door
from handlers.chat.feature import Feature
from handlers.desk.context import Desk

log = structlog.get_logger(__name__)

UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
"""What the desk wants to hear of; everything else Telegram keeps to itself."""
App = Application[Any, Any, Any, Any, Any, Any]
Register = Callable[[Any, Desk], None]
"""Adds a feature's handlers to the application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How Telegram is reached; with a door it brings updates, without one they are asked for."""

    token: str
    bot_address: str
    file_address: str
    proxy: str | None = None
    door: Webhook | None = None


class DeskApplication(App):
    """
    An application that answers each update once, and tells when it has answered.

    An update is noted after it was handled: if the program dies in between, it comes again and
    is handled again, which is safe because every action asks the store how things stand.
    """

    def __init__(self, *, desk: Desk, answered: Callable[[object], None], **library: Any) -> None:
        super().__init__(**library)
        self.seen = SeenUpdates(desk)
        self._answered = answered

    async def process_update(self, update: object) -> None:
        """Handle an update unless it was handled before."""
        number = update.update_id if isinstance(update, Update) else None
        if number is not None and await self.seen.before(number):
            log.info("update.redelivered", update_id=number)
            return
        await super().process_update(update)
        if number is not None:
            await self.seen.note(number)
        self._answered(update)


def build(
    desk: Desk,
    connection: Connection,
    *,
    workers: int,
    answered: Callable[[object], None],
    features: Sequence[Register] | None = None,
) -> DeskApplication:
    """
    Build the application with all features; `answered` is called with each update after it.

    `features` are the functions that add handlers; None means those of `handlers.chat.registry`.
    """
    words = KindWords(desk)
    builder = (
        ApplicationBuilder()
        .application_class(DeskApplication, {"desk": desk, "answered": answered})
        .bot(_bot(connection))
        .concurrent_updates(InOrderPerPerson(at_once=workers, on_flood=words.on_flood))
        .job_queue(None)
    )
    application = cast("DeskApplication", builder.build())
    words.bot = application.bot
    for register in [opened_for(registry.features())] if features is None else features:
        register(application, desk)
    reach.register(application, desk)
    application.add_error_handler(words.on_error)
    return application


def opened_for(features: Iterable[Feature]) -> Register:
    """Give what opens the desk's door for some features."""

    def register(application: App, desk: Desk) -> None:
        Door(application, desk).open_for(features)

    return register


def _bot(connection: Connection) -> ExtBot[None]:
    return ExtBot(
        connection.token,
        base_url=connection.bot_address,
        base_file_url=connection.file_address,
        request=AiohttpRequest(proxy=connection.proxy),
        get_updates_request=AiohttpRequest(connections=2, proxy=connection.proxy),
        defaults=Defaults(parse_mode=ParseMode.HTML),
        rate_limiter=Patience(),
    )


def impatient(bot: ExtBot[None]) -> Bot:
    """Give the same bot, on the same connections, without Patience: the dispatcher has its own."""
    address = bot.base_url.removesuffix(bot.token)
    return Bot(bot.token, base_url=address, request=bot.request)
