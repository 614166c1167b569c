"""What the playground remembers: people, chats, messages, presses and files."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Button = dict[str, Any]
Keyboard = list[list[Button]]
Entity = dict[str, Any]


class Standing(StrEnum):
    """How a chat stands to the bot."""

    NEW = "new"  #: the person never pressed start
    OPEN = "open"  #: messages go both ways
    BLOCKED = "blocked"  #: the person blocked the bot
    DEACTIVATED = "deactivated"  #: the account was deleted
    KICKED = "kicked"  #: the bot was removed from the group
    LEFT = "left"  #: the bot is no member of the supergroup
    MIGRATED = "migrated"  #: the group became a supergroup


@dataclass(frozen=True, kw_only=True)
class Person:
    """A Telegram user, as the bot sees one."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "it"

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def as_api(self) -> dict[str, Any]:
        """Give the Bot API's ``User``."""
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return user | {key: value for key, value in optional.items() if value}


@dataclass(frozen=True, kw_only=True)
class Formatted:
    """A text after its markup is parsed: plain words, and entities in UTF-16 units."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)


@dataclass(kw_only=True)
class Message:
    """
    One message of a chat, as last edited.

    ``media`` holds the Bot API fields of a photo, document, location or contact; then
    ``content`` is the caption. ``details`` holds what else the Bot API tells of it: where it
    was forwarded from, which album it is part of. ``version`` is the world's version at the
    last change.
    """

    id: int
    chat_id: int
    from_bot: bool
    date: datetime
    content: Formatted
    sender: dict[str, Any]
    chat: dict[str, Any]
    media: dict[str, Any] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    keyboard: Keyboard = field(default_factory=list)
    reply_to: int | None = None
    edited: datetime | None = None
    version: int = 0

    @property
    def is_text(self) -> bool:
        """Whether it is words alone."""
        return not self.media

    @property
    def takes_caption(self) -> bool:
        """Whether it can have a caption."""
        return "photo" in self.media or "document" in self.media

    def as_api(self) -> dict[str, Any]:
        """Give the Bot API's ``Message``."""
        message: dict[str, Any] = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat,
            "date": int(self.date.timestamp()),
        }
        if self.edited is not None:
            message["edit_date"] = int(self.edited.timestamp())
        message |= self.details | self.media | self._words()
        if self.keyboard:
            message["reply_markup"] = {"inline_keyboard": self.keyboard}
        return message

    def _words(self) -> dict[str, Any]:
        if not self.content.text:
            return {}
        words, entities = ("text", "entities") if self.is_text else ("caption", "caption_entities")
        given: dict[str, Any] = {words: self.content.text}
        if self.content.entities:
            given[entities] = self.content.entities
        return given


@dataclass(kw_only=True)
class Toast:
    """The answer to a press, shown for a moment or as an alert."""

    query_id: str
    message_id: int
    text: str
    alert: bool
    at: datetime
    version: int

    def as_seen(self) -> dict[str, Any]:
        """Give it as the person side shows it."""
        return {
            "query_id": self.query_id,
            "message_id": self.message_id,
            "text": self.text,
            "alert": self.alert,
            "at": self.at.isoformat(),
            "version": self.version,
        }


@dataclass(kw_only=True)
class Chat:
    """A private chat of a person with the bot, or a group."""

    id: int
    kind: str
    standing: Standing
    title: str = ""
    person: Person | None = None
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: dict[int, Message] = field(default_factory=dict)
    toasts: list[Toast] = field(default_factory=list)
    action: str = ""
    version: int = 0

    @property
    def is_group(self) -> bool:
        """Whether more than one person can be in it."""
        return self.kind != "private"

    def known(self, message_id: int) -> Message | None:
        """Give a message that is or was in the chat: an old screen may still show it."""
        return self.messages.get(message_id) or self.deleted.get(message_id)

    def delete(self, message: Message) -> None:
        """Take a message out of the chat."""
        self.deleted[message.id] = self.messages.pop(message.id)

    def as_api(self) -> dict[str, Any]:
        """Give the Bot API's ``Chat``."""
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        user = self.person.as_api()
        names = {k: user[k] for k in ("first_name", "last_name", "username") if k in user}
        return {"id": self.id, "type": self.kind} | names


@dataclass(kw_only=True)
class Query:
    """One press of a button."""

    id: str
    chat_id: int
    message_id: int
    at: datetime
    answered: bool = False
