"""Whose chat it is, and whether they can write there."""

from bot.playground.impossible import Impossible
from bot.playground.model import Chat, Person, Standing
from bot.playground.world import World


def chat_of(world: World, person_id: int) -> Chat:
    """
    Give a person's chat with the bot.

    Raises:
        Impossible: Nobody has that id.

    """
    chat = world.chats.get(person_id)
    if chat is None or chat.person is None:
        raise Impossible(f"nobody here has the Telegram id {person_id}: add them first")
    return chat


def person_in(chat: Chat) -> Person:
    """
    Give the one person of a private chat.

    Raises:
        Impossible: It is a group.

    """
    if chat.person is None:
        raise Impossible(f"chat {chat.id} is not a private one")
    return chat.person


def writable(world: World, person_id: int, group_id: int | None) -> Chat:
    """
    Give the chat that a person writes into: their own with the bot, or a group.

    Raises:
        Impossible: Nothing can be written there, for the reason given.

    """
    chat = chat_of(world, person_id)
    if group_id is not None:
        return _group(world, group_id)
    if chat.standing is Standing.BLOCKED:
        raise Impossible("this person blocked the bot: unblock it first, or press start")
    if chat.standing is Standing.DEACTIVATED:
        raise Impossible("this account was deleted")
    return chat


def _group(world: World, group_id: int) -> Chat:
    group = world.chats.get(group_id)
    if group is None or not group.is_group:
        raise Impossible(f"there is no group {group_id}: add it first")
    if group.standing is not Standing.OPEN:
        raise Impossible(f"the bot is not in the group {group_id}: it is {group.standing}")
    return group
