"""What somebody sees of the recalls that call them to the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.recalls.own import Called
from handlers.texts import Line, label, message


def shown(actor: Actor, found: Sequence[Called]) -> Reply:
    """Show recalls as they were told, with a button for each that waits."""
    return _with_buttons(actor, [line for one in found for line in _lines(one)], found)


def which(actor: Actor, found: Sequence[Called]) -> Reply:
    """Ask which of several recalls is confirmed."""
    return _with_buttons(actor, [("recalls.own.which", {}), *_listed(found)], found)


def not_that_day(actor: Actor, day: date, others: Sequence[Called]) -> Reply:
    """Tell that nobody is called on a day, and show which recalls wait."""
    parts = [("recalls.own.none.day", {"day": day}), *_listed(others)]
    return _with_buttons(actor, parts, others)


def nothing_waits(actor: Actor) -> Reply:
    """Tell that there is no recall to confirm."""
    return _with_buttons(actor, [("recalls.own.nothing_waits", {})], ())


def none(actor: Actor) -> Reply:
    """Tell that no recall calls them."""
    return _with_buttons(actor, [("recalls.own.none", {})], ())


def _lines(one: Called) -> list[Line]:
    state = "confirmed" if one.recall.confirmed else "waits"
    return [("recalls.told", dict(one.said)), (f"recalls.own.{state}", {})]


def _listed(found: Sequence[Called]) -> list[Line]:
    return [("recalls.own.one", dict(one.said)) for one in found]


def _with_buttons(actor: Actor, parts: Sequence[Line], found: Sequence[Called]) -> Reply:
    locale = actor.locale
    confirm = [
        [
            Button(
                label("recalls.button.confirm", locale, day=day), pack("recalls", "ok", recall_id)
            )
        ]
        for recall_id, day in ((one.recall.id, one.recall.day) for one in _open(found))
    ]
    rows = rows_of(*confirm, [button(actor, "booking", "days"), back_to_menu(locale)])
    return Reply(text=message("recalls.screen", locale, parts=list(parts)), rows=rows)


def _open(found: Sequence[Called]) -> list[Called]:
    return [one for one in found if not one.recall.confirmed]
