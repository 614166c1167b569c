"""The desk as a python-telegram-bot application: features, order, errors, updates seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ApplicationBuilder, Defaults, ExtBot

from bot import reach
from bot.kind_words import KindWords
from bot.order import InOrderPerPerson
from bot.patience import Patience
from bot.seen import SeenUpdates
from bot.transport import AiohttpRequest
from bot.webhook import Door as Webhook
from handlers.chat import registry
from handlers.chat.door import Door
from handlers.chat.feature import Feature
from handlers.desk.context import Desk

UPDATES = [
    *(Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY),
    Update.MY_CHAT_MEMBER,
]
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
    An application that tells when it has answered an update.

    That an update was handled is noted in the unit of work that handles it (handlers.chat.door).
    """

    def __init__(self, *, desk: Desk, answered: Callable[[object], None], **library: Any) -> None:
        super().__init__(**library)
        self.seen = SeenUpdates(desk)
        self._answered = answered

    async def process_update(self, update: object) -> None:
        """Handle an update."""
        await super().process_update(update)
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
