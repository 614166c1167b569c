"""Balances of the staff, for HR."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.chat.asked import Answer, Asked
from handlers.chat.features.permits import staff_views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import staff


def ask_whom(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Ask for a name or a number."""
    staff.begin_search(desk, actor)
    return staff_views.ask_whom(actor)


def hear_whom(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a text as the name or the number of somebody."""
    found = staff.search(desk, actor, asked.words)
    if len(found) == 1:
        return staff_views.of_person(actor, staff.of_person(desk, actor, found[0].id))
    return staff_views.found(actor, asked.words, found)


def show_person(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show what somebody has of permits."""
    found = staff.of_person(desk, actor, asked.press.number(0))
    return staff_views.of_person(actor, found)


ANSWERS: Mapping[str, Answer] = MappingProxyType({"staff": ask_whom, "person": show_person})
"""By the verb of the button."""
