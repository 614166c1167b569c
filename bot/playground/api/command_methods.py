"""setMyCommands, getMyCommands, deleteMyCommands (rules B1 to B5)."""

import re
from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.api.languages import language_of
from bot.playground.command_lists import Command, Scope
from bot.playground.refusal import Refusal, bad_request

_NAME = re.compile(r"[a-z0-9_]+")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_MOST_COMMANDS = 100


async def set_my_commands(call: ApiCall) -> bool:
    """Replace the list of one scope and language; missing ``commands`` empties it."""
    given = call.parameters.json("commands", error="can't parse commands JSON object")
    if given is None:
        given = []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_read_command(command) for command in given]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.world.commands.set(_scope(call), language_of(call), commands)
    _tell_everybody(call)
    return True


async def get_my_commands(call: ApiCall) -> list[Command]:
    """Give the list of exactly one scope and language."""
    return call.world.commands.get(_scope(call), language_of(call))


async def delete_my_commands(call: ApiCall) -> bool:
    """Forget the list of one scope and language."""
    call.world.commands.set(_scope(call), language_of(call), [])
    _tell_everybody(call)
    return True


def _tell_everybody(call: ApiCall) -> None:
    call.world.feed.tell("commands")


def _read_command(given: Any) -> Command:
    if not isinstance(given, dict):
        raise _unreadable("expected an Object")
    for field in ("command", "description"):
        if field not in given:
            raise _unreadable(f'Can\'t find field "{field}"')
        if not isinstance(given[field], str):
            raise _unreadable(f'Field "{field}" must be of type String')
    name = given["command"].removeprefix("/")
    _check_command(name, given["description"])
    return {"command": name, "description": given["description"]}


def _check_command(name: str, description: str) -> None:
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not description.strip():
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")


def _unreadable(words: str) -> Refusal:
    return bad_request(f"can't parse BotCommand: {words}")


def _scope(call: ApiCall) -> Scope:
    given = call.parameters.json("scope", error="can't parse BotCommandScope JSON object")
    if given is None:
        return Scope()
    kind = given.get("type") if isinstance(given, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if kind not in ("chat", "chat_administrators", "chat_member"):
        return Scope(kind=kind)
    return Scope(
        kind=kind,
        chat_id=_known_chat(call, given.get("chat_id")),
        user_id=int(given.get("user_id", 0)),
    )


def _known_chat(call: ApiCall, given: Any) -> int:
    if given in (None, ""):
        raise bad_request("chat_id is empty")
    raw = str(given)
    if not raw.removeprefix("-").isdecimal() or int(raw) not in call.world.chats:
        raise bad_request("chat not found")
    return int(raw)
