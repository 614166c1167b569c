"""The desk as a python-telegram-bot application: features, order, errors, updates seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, Defaults, ExtBot

from bot import reach
from bot.delivery.pace import Answers
from bot.kind_words import KindWords
from bot.order import InOrderPerPerson
from bot.patience import Patience
from bot.seen import SeenUpdates
from bot.transport import AiohttpRequest, sender
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
ANSWERS_WITHIN = 10
"""Seconds that the answer to a question for updates may take beyond the wait for one."""
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


class DeskBot(ExtBot[None]):
    """The bot; it can ask for updates without reading them."""

    async def fetch_updates(self, offset: int, seconds: int) -> Sequence[object]:
        """
        Ask for updates from `offset` on, waiting so many seconds for one; give them as JSON.

        The library would read them all, and give none if one cannot be read: for ever the same.
        """
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": UPDATES}
        found = await self._post("getUpdates", asked, read_timeout=seconds + ANSWERS_WITHIN)
        if not isinstance(found, list):
            raise TelegramError("the answer to getUpdates is no list")
        return found


class DeskApplication(App):
    """
    An application that tells when it has answered an update.

    That an update was handled is noted in the unit of work that handles it (handlers.chat.door).
    """

    def __init__(self, *, desk: Desk, answered: Callable[[object], None], **library: Any) -> None:
        super().__init__(**library)
        self.seen = SeenUpdates(desk)
        self.words = KindWords(desk, self.seen, self.bot)
        self.add_error_handler(self.words.on_error)
        self._answered = answered

    @property
    def order(self) -> InOrderPerPerson:
        """In which order updates are handled."""
        return cast("InOrderPerPerson", self.update_processor)

    @property
    def desk_bot(self) -> DeskBot:
        """The bot, as what it is."""
        return cast("DeskBot", self.bot)

    async def process_update(self, update: object) -> None:
        """Handle an update; raise UnansweredError if the person could be told nothing at all."""
        await super().process_update(update)
        self._answered(update)
        self.words.see_told(update)


def build(
    desk: Desk,
    connection: Connection,
    *,
    workers: int,
    answered: Callable[[object], None],
    answers: Answers,
    features: Sequence[Register] | None = None,
) -> DeskApplication:
    """
    Build the application with all features; `answered` is called with each update after it.

    What people are answered is counted in `answers`.

    `features` are the functions that add handlers; None means those of `handlers.chat.registry`.
    """
    order = InOrderPerPerson(at_once=workers)
    builder = (
        ApplicationBuilder()
        .application_class(DeskApplication, {"desk": desk, "answered": answered})
        .bot(_bot(connection, answers))
        .concurrent_updates(order)
        .job_queue(None)
        .updater(None)  # it confirms updates before they are handled; see bot/polling.py
    )
    application = cast("DeskApplication", builder.build())
    order.on_flood = application.words.on_flood
    for register in [opened_for(registry.features())] if features is None else features:
        register(application, desk)
    reach.register(application, desk)
    return application


def opened_for(features: Iterable[Feature]) -> Register:
    """Give what opens the desk's door for some features."""

    def register(application: App, desk: Desk) -> None:
        Door(application, desk).open_for(features)

    return register


def _bot(connection: Connection, answers: Answers) -> DeskBot:
    return DeskBot(
        connection.token,
        base_url=connection.bot_address,
        base_file_url=connection.file_address,
        request=AiohttpRequest(proxy=connection.proxy),
        get_updates_request=AiohttpRequest(connections=2, proxy=connection.proxy),
        defaults=Defaults(parse_mode=ParseMode.HTML),
        rate_limiter=Patience(answers),
    )


def impatient(bot: ExtBot[None]) -> Bot:
    """Give the same bot, on the same connections, without Patience: the dispatcher has its own."""
    address = bot.base_url.removesuffix(bot.token)
    return sender(bot.token, address, bot.request)
