"""The world of the playground: one bot, its people, and all that was said. In memory only."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.playground.about import About, Field
from bot.playground.call_log import CallLog
from bot.playground.command_lists import CommandLists
from bot.playground.faults import Faults
from bot.playground.feed import Feed
from bot.playground.file_store import FileStore
from bot.playground.flood import Flood
from bot.playground.limits import Limits
from bot.playground.model import Chat, Formatted, Keyboard, Message, Person, Query, Standing
from bot.playground.updates import Update, UpdateQueue
from bot.playground.webhook import Webhook

#: Ids start at a figure that grows eight a second, so they only grow across restarts (U3).
_BIRTH = 1_767_225_600
_IDS_PER_SECOND = 8


def fresh_first_id() -> int:
    """Give a first id above all that an earlier playground handed out."""
    return max(1, int((time.time() - _BIRTH) * _IDS_PER_SECOND))


class World:
    """
    Hold the whole state of the playground.

    ``version`` grows with every change; chats and messages carry the version of their last
    change, so that a reader can ask for what came after a certain one.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        token: str,
        username: str,
        flood: Flood,
        limits: Limits,
        first_id: int | None = None,
    ) -> None:
        self.clock = clock
        self.token = token
        self.limits = limits
        self.bot = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": "Sportello Agile",
            "username": username,
        }
        start = fresh_first_id() if first_id is None else first_id
        self._next_message_id = start
        self._next_query = start
        self.version = 0
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.updates = UpdateQueue(clock, first_id=start)
        self.files = FileStore(bot_id=self.bot_id, clock=clock)
        self.commands = CommandLists()
        self.about = About()
        self.webhook = Webhook()
        self.menu_buttons: dict[int | None, dict[str, Any]] = {}
        self.flood = flood
        self.faults = Faults()
        self.calls = CallLog()
        self.feed = Feed()

    @property
    def bot_id(self) -> int:
        """The bot's own user id."""
        return int(str(self.bot["id"]))

    @property
    def name(self) -> str:
        """What the bot is called where no language has a name of its own."""
        return self.about.shown_in(Field.NAME, "") or str(self.bot["first_name"])

    def menu_button(self, chat_id: int | None) -> dict[str, Any]:
        """Give the menu button of a chat, else the one for all, else the commands."""
        given = (self.menu_buttons.get(chat_id), self.menu_buttons.get(None))
        chosen = [button for button in given if button and button["type"] != "default"]
        return chosen[0] if chosen else {"type": "commands"}

    @property
    def people(self) -> dict[int, Person]:
        """Everybody, by Telegram id."""
        return {c.id: c.person for c in self.chats.values() if c.person is not None}

    def add_person(self, person: Person, *, standing: Standing = Standing.NEW) -> Chat:
        """Let a person exist, with a private chat that stands as told."""
        chat = Chat(id=person.id, kind="private", standing=standing, person=person)
        return self.add_chat(chat)

    def add_chat(self, chat: Chat) -> Chat:
        """Let a chat exist, or take another's place."""
        self.chats[chat.id] = chat
        self.changed(chat)
        return chat

    def changed(self, chat: Chat, message: Message | None = None) -> None:
        """Note that a chat, and perhaps one message of it, is no longer as it was."""
        self.version += 1
        chat.version = self.version
        if message is not None:
            message.version = self.version
        self.feed.tell("chat", chat_id=chat.id, version=self.version)

    def post(
        self,
        chat: Chat,
        content: Formatted,
        *,
        by: Person | None,
        media: dict[str, Any] | None = None,
        details: dict[str, Any] | None = None,
        keyboard: Keyboard | None = None,
        reply_to: int | None = None,
    ) -> Message:
        """Put a new message into a chat; by ``None`` means by the bot."""
        message = Message(
            id=self._next_message_id,
            chat_id=chat.id,
            from_bot=by is None,
            date=self.clock(),
            content=content,
            sender=self.bot if by is None else by.as_api(),
            chat=chat.as_api(),
            media=media or {},
            details=details or {},
            keyboard=keyboard or [],
            reply_to=reply_to,
        )
        self._next_message_id += 1
        chat.messages[message.id] = message
        chat.action = ""
        self.changed(chat, message)
        return message

    def open_query(self, chat: Chat, message_id: int) -> Query:
        """Note a press; its id is a decimal number of 64 bits."""
        self._next_query += 1
        number = (self.bot_id << 32 | self._next_query) % 2**63
        query = Query(id=str(number), chat_id=chat.id, message_id=message_id, at=self.clock())
        self.queries[query.id] = query
        return query

    def tell_bot(
        self, kind: str, content: dict[str, Any], *, chat: Chat, lifetime: float | None = None
    ) -> Update | None:
        """Queue an update about a chat; *lifetime* in seconds, a day unless told."""
        kept = self.limits.update_lifetime if lifetime is None else lifetime
        return self.updates.put(kind, content, chat_id=chat.id, lifetime=kept)
