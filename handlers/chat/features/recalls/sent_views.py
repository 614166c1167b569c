"""The recalls that a manager sent: who has confirmed, and which of them is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.features.recalls.views import live_line, undo_button
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.recalls.written import Written
from handlers.texts import Line, label, message


def states(actor: Actor, found: Written) -> Reply:
    """Tell of each recall whether it is confirmed."""
    return _listed(actor, found, "recalls.live")


def which(actor: Actor, found: Written) -> Reply:
    """Ask which of several recalls is taken back."""
    return _listed(actor, found, "recalls.undo.which")


def none(actor: Actor, names: Sequence[str]) -> Reply:
    """Tell that no recall is under way, of those who were named."""
    key = "recalls.live.none.of" if names else "recalls.live.none"
    text = message(key, actor.locale, names=[name.title() for name in names])
    return Reply(text=text, rows=rows_of([_all(actor)], [back_to_menu(actor.locale)]))


def _listed(actor: Actor, found: Written, key: str) -> Reply:
    lines = [live_line(*one) for one in found.recalls]
    parts: list[Line] = [(key, {"recalls": lines})]
    if found.day is not None:
        parts.insert(0, ("recalls.live.not_that_day", {"day": found.day}))
    undo = [[undo_button(*one, actor.locale)] for one in found.recalls]
    rows = rows_of(*undo, [_all(actor)], [back_to_menu(actor.locale)])
    return Reply(text=message("recalls.screen", actor.locale, parts=parts), rows=rows)


def _all(actor: Actor) -> Button:
    return Button(label("recalls.back.list", actor.locale), pack("recalls", "open"))
