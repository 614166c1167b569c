"""What is said to messages that are no command of a feature: texts, and all the other kinds."""

from __future__ import annotations

from handlers.chat import forms, menu_views, registry
from handlers.chat.asked import Asked
from handlers.chat.closing import open_row
from handlers.chat.forms import PLAIN_WORDS
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk


def hear_text(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Hand a free text to the form that is open, or read it as plain Italian."""
    row = open_row(desk, actor)
    if row is not None and row.feature in registry.forms():
        return forms.hear(desk, actor, asked, registry.forms()[row.feature])
    hearers = registry.hearers()
    hear = hearers.get(row.feature if row else PLAIN_WORDS, hearers[PLAIN_WORDS])
    return hear(desk, actor, asked)


def answer_unknown_command(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Point to the menu."""
    return menu_views.pointer(actor, "menu.unknown_command")


def refuse_location(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell that the desk never asks where anybody is."""
    return menu_views.pointer(actor, "menu.no_location")


def refuse_contact(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell that the desk needs no telephone number."""
    return menu_views.pointer(actor, "menu.no_contact")


def answer_other(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Point to the menu: pictures, voices and the like mean nothing here."""
    return menu_views.pointer(actor, "menu.unreadable")
