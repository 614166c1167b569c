"""What is said to messages that are no command of a feature: texts, and all the other kinds."""

from __future__ import annotations

from handlers.chat import menu_views, registry
from handlers.chat.asked import Asked
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.menu import actions

PLAIN_WORDS = "phrases"
"""The hearer of texts that no open dialogue waits for."""


def hear_text(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Hand a free text to the dialogue that waits for it, or reads it as plain Italian."""
    open_dialogue = actions.waiting_feature(desk, actor) or PLAIN_WORDS
    hear = registry.hearers().get(open_dialogue, registry.hearers()[PLAIN_WORDS])
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
