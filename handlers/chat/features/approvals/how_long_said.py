"""Since when requests wait for a decision, as who decides asked; the oldest first."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.approvals.said_views import nothing_waits
from handlers.chat.features.approvals.views import back
from handlers.chat.guards import not_a_manager
from handlers.chat.menu_views import back_to_menu
from handlers.chat.namesakes import nobody_named
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import waiting
from handlers.reading.meanings import HowLong
from handlers.texts import Line, message

MOST_LINES = 20


def how_long(desk: Desk, actor: Actor, _asked: Asked, meaning: HowLong) -> Reply:
    """Say when each who waits asked, and for which days."""
    if not actor.approves:
        return not_a_manager(actor)
    named, unknown = naming.all_named(desk, actor, meaning.whom)
    if unknown:
        return nobody_named(actor, unknown)
    every = waiting.askers(desk, actor)
    found = [one for one in every if not named or one.person in named]
    if not found:
        return nothing_waits(actor, named, (), others=bool(every))
    asked = [
        (min(request.asked_at for request in one.requests), one.person.name, one.requests)
        for one in found
    ]
    lines: list[Line] = [
        (
            "approvals.waiting.since",
            {"name": name, "since": since, "days": sorted({one.day for one in requests})},
        )
        for since, name, requests in sorted(asked, key=lambda one: one[:2])[:MOST_LINES]
    ]
    text = message("approvals.waiting", actor.locale, people=lines)
    return Reply(text=text, rows=rows_of([back(actor)], [back_to_menu(actor.locale)]))
