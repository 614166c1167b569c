"""What the person side shows: people, chats, messages."""

from typing import Any

from bot.playground.about import Field
from bot.playground.model import Chat, Message
from bot.playground.world import World


def person_as_seen(chat: Chat) -> dict[str, Any]:
    """Give a person with how they stand to the bot."""
    person = {} if chat.person is None else chat.person.as_api() | {"name": chat.person.name}
    return person | {"standing": chat.standing, "version": chat.version}


def message_as_seen(message: Message) -> dict[str, Any]:
    """Give a message as last edited, in words that do not depend on its kind."""
    return {
        "id": message.id,
        "from_bot": message.from_bot,
        "text": message.content.text,
        "entities": message.content.entities,
        "keyboard": message.keyboard,
        "media": message.media,
        "details": message.details,
        "sender": message.sender["first_name"],
        "at": message.date.isoformat(),
        "edited": None if message.edited is None else message.edited.isoformat(),
        "reply_to": message.reply_to,
        "version": message.version,
    }


def chat_as_seen(world: World, chat: Chat) -> dict[str, Any]:
    """Give a chat: its messages, the answers to presses, and the commands on offer."""
    language = "" if chat.person is None else chat.person.language_code
    return {
        "person": person_as_seen(chat),
        "messages": [message_as_seen(message) for message in chat.messages.values()],
        "toasts": [toast.as_seen() for toast in chat.toasts],
        "commands": world.commands.shown_to(chat.id, language),
        "about": {
            "name": world.about.shown_in(Field.NAME, language) or world.name,
            "description": world.about.shown_in(Field.DESCRIPTION, language),
            "short_description": world.about.shown_in(Field.SHORT_DESCRIPTION, language),
        },
        "menu_button": world.menu_button(chat.id),
        "action": chat.action,
        "version": chat.version,
    }
