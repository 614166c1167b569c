"""Keyboards under a message (rules K1 to K12)."""

import json
from dataclasses import dataclass
from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.model import Button, Keyboard
from bot.playground.refusal import Refusal, bad_request
from bot.playground.text.links import web_address

_ACTIONS = (
    "url",
    "web_app",
    "login_url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_STYLES = frozenset({"primary", "success", "danger"})
_DATA_BYTES = 64
_MARKUP_BYTES = 10_240
_ROW_CUT, _ALL_CUT = 12, 300
_ROW_SHOWN, _ALL_SHOWN = 8, 100
_NO_ACTION = "Text buttons are unallowed in the inline keyboard"
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


@dataclass(frozen=True)
class Markup:
    """What ``reply_markup`` asked for: inline buttons, or another kind of keyboard."""

    inline: Keyboard
    other_kind: bool = False


def read_markup(call: ApiCall) -> Markup:
    """
    Read ``reply_markup``; none at all is an empty one.

    Raises:
        Refusal: Rules K1 to K6, K12.

    """
    raw = call.parameters.text("reply_markup")
    given = call.parameters.json(
        "reply_markup", error="can't parse reply keyboard markup JSON object"
    )
    if not raw.strip():
        return Markup([])
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in given:
        return Markup([], other_kind=any(kind in given for kind in _OTHER_KINDS))
    rows = given["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    return Markup([_read_row(row) for row in rows])


def check_keyboard(call: ApiCall, markup: Markup) -> Keyboard:
    """
    Check the buttons, and give them as people will see them.

    Surplus buttons are cut without an error, as Telegram does; a warning goes to the log.

    Raises:
        Refusal: Rules K7, K8, K9, K11, and one of our own: a button with two actions.

    """
    for row in markup.inline:
        for button in row:
            _check_button(button)
    if len(json.dumps(markup.inline, ensure_ascii=False).encode()) > _MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    rows = [[b for b in row if b["text"]][:_ROW_CUT] for row in markup.inline]
    keyboard = _cut(rows)
    _warn(call, keyboard)
    return keyboard


def inline_only(markup: Markup) -> Markup:
    """
    Let only an inline keyboard pass.

    Raises:
        Refusal: Rule K10.

    """
    if markup.other_kind:
        raise bad_request("inline keyboard expected")
    return markup


def _read_row(row: Any) -> list[Button]:
    if not isinstance(row, list):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    return [_read_button(button) for button in row]


def _read_button(button: Any) -> Button:
    if not isinstance(button, dict):
        raise _unreadable("Object expected")
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise _unreadable('Field "text" must be of type String')
    style = _read_style(button)
    actions = [name for name in _ACTIONS if name in button]
    if not actions or (actions == ["callback_data"] and button["callback_data"] == ""):
        raise _unreadable(_NO_ACTION)
    return {"text": button["text"]} | style | {name: button[name] for name in actions}


def _read_style(button: Button) -> Button:
    given = button.get("style", "")
    if not isinstance(given, str):
        raise _unreadable('Field "style" must be of type String')
    style = given.lower()
    if style in ("", "default"):
        return {}
    if style not in _STYLES:
        raise _unreadable("invalid button style specified")
    return {"style": style}


def _unreadable(words: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {words}")


def _check_button(button: Button) -> None:
    # Stricter than Telegram, where the address wins silently: two actions are a mistake.
    if "url" in button and "callback_data" in button:
        raise bad_request("BUTTON_TYPE_INVALID")
    if len(str(button.get("callback_data", "")).encode()) > _DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and web_address(str(button["url"])) is None:
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )
    if "web_app" in button:
        _check_web_app(button["web_app"])


def _check_web_app(given: Any) -> None:
    address = str(given.get("url", "")) if isinstance(given, dict) else ""
    if not address.lower().startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{address}' is invalid: "
            "Only HTTPS links are allowed"
        )


def _cut(rows: Keyboard) -> Keyboard:
    kept: Keyboard = []
    left = _ALL_CUT
    for row in rows:
        taken = row[:left]
        left -= len(taken)
        if taken:
            kept.append(taken)
    return kept


def _warn(call: ApiCall, keyboard: Keyboard) -> None:
    longest = max((len(row) for row in keyboard), default=0)
    total = sum(len(row) for row in keyboard)
    if longest > _ROW_SHOWN:
        call.warnings.append(f"a row of {longest} buttons: clients show {_ROW_SHOWN}")
    if total > _ALL_SHOWN:
        call.warnings.append(f"{total} buttons in all: clients show {_ALL_SHOWN}")
