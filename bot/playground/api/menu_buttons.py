"""setChatMenuButton, getChatMenuButton: what stands beside the field where people write."""

from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.model import Chat
from bot.playground.refusal import Refusal, bad_request

MenuButton = dict[str, Any]


async def set_chat_menu_button(call: ApiCall) -> bool:
    """Remember the menu button of a person's chat, or of all."""
    button = _read_button(call)
    chat = _private_chat(call)
    _check(button)
    call.world.menu_buttons[None if chat is None else chat.id] = button
    call.world.feed.tell("about")
    return True


async def get_chat_menu_button(call: ApiCall) -> MenuButton:
    """Give the menu button of a person's chat, or the one for all."""
    chat = _private_chat(call)
    return call.world.menu_button(None if chat is None else chat.id)


def _private_chat(call: ApiCall) -> Chat | None:
    if not call.parameters.text("chat_id"):
        return None
    chat = call.chat()
    if chat.is_group:
        raise bad_request("chat not found")
    return chat


def _read_button(call: ApiCall) -> MenuButton:
    given = call.parameters.json("menu_button", error="can't parse menu button JSON object")
    if given is None:
        return {"type": "default"}
    if not isinstance(given, dict):
        raise _unreadable("MenuButton must be an Object")
    kind = _string(given, "type")
    if kind in ("default", "commands"):
        return {"type": kind}
    if kind != "web_app":
        raise _unreadable("MenuButton has unsupported type")
    text = _string(given, "text")
    if not isinstance(given.get("web_app"), dict):
        raise _unreadable('Can\'t find field "web_app"')
    return {"type": kind, "text": text, "web_app": {"url": _string(given["web_app"], "url")}}


def _check(button: MenuButton) -> None:
    if button["type"] != "web_app":
        return
    address = button["web_app"]["url"]
    if not button["text"]:
        raise bad_request("menu button text must be non-empty")
    if not address.lower().startswith("https://"):
        raise bad_request(
            f"menu button Web App URL '{address}' is invalid: Only HTTPS links are allowed"
        )


def _string(given: dict[str, Any], name: str) -> str:
    if name not in given:
        raise _unreadable(f'Can\'t find field "{name}"')
    found = given[name]
    if not isinstance(found, str):
        raise _unreadable(f'Field "{name}" must be of type String')
    return found


def _unreadable(words: str) -> Refusal:
    return bad_request(f"can't parse menu button: {words}")
