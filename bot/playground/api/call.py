"""One call of the bot, as a method sees it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.api.parameters import Parameters
from bot.playground.model import Chat, Message
from bot.playground.refusal import bad_request
from bot.playground.world import World


@dataclass(frozen=True, kw_only=True)
class ApiCall:
    """
    A call whose token was right: the world it acts on, and what it carries.

    ``local`` lifts the rules about webhook addresses; ``warnings`` go to the call log.
    """

    world: World
    parameters: Parameters
    local: bool = False
    warnings: list[str] = field(default_factory=list)

    def chat(self, *, missing: str = "chat_id is empty") -> Chat:
        """
        Give the chat that ``chat_id`` names.

        Raises:
            Refusal: R1 when it is missing, R2 when no such chat is known.

        """
        raw = self.parameters.text("chat_id").strip()
        if not raw:
            raise bad_request(missing)
        number = int(raw) if raw.removeprefix("-").isdecimal() else 0
        chat = self.world.chats.get(number)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def message(self, chat: Chat, *, missing: str) -> Message:
        """
        Give the message that ``message_id`` names.

        Raises:
            Refusal: There is none; *missing* are Telegram's words for that.

        """
        number = self.parameters.integer("message_id", 0, low=0, high=2**31 - 1)
        message = chat.messages.get(number)
        if message is None:
            raise bad_request(missing)
        return message


Method = Callable[[ApiCall], Awaitable[Any]]


@dataclass(frozen=True)
class Described:
    """A result with words beside it, as the webhook methods give."""

    result: Any
    description: str
