"""Answers about a matter in general: its lines, with the act's words under them."""

from __future__ import annotations

from handlers.chat.act_words import with_words_of_the_act
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.first_step import personnel_line
from handlers.desk.context import Actor
from handlers.desk.inquiries.topics import Told
from handlers.texts import Line, message
from storage.people.people import Person

WAYS = {
    "presence": ("booking", "days"),
    "halves": ("booking", "open"),
    "unused": ("booking", "days"),
    "on_call": ("today", "show"),
    "on_call_rules": ("today", "show"),
    "permits_away": ("permits", "open"),
    "approvals": ("permits", "open"),
    "ended": ("agreement", "show"),
    "ranking": ("eligibility", "show"),
}
"""Where somebody goes on who asked of a matter."""


def topic(actor: Actor, name: str, told: Told, hr: Person | None) -> Reply:
    """Lay out what the act says of a matter; where it says nothing, that, and whom to ask."""
    parts: list[Line] = [(f"inquiries.topic.{name}", {"lines": told.lines})]
    if not told.lines:
        parts = [(f"inquiries.topic.{name}.none", {"hr": personnel_line(actor, hr)})]
    text = message("booking.calendar", actor.locale, parts=parts)
    way: list[Button] = [button(actor, *WAYS[name])]
    shown = Reply(text=text, rows=rows_of(way, [back_to_menu(actor.locale)]))
    return with_words_of_the_act(actor, shown, told.reasons)
