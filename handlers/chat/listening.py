"""What is said to messages that are no command of a feature: texts, and all the other kinds."""

from __future__ import annotations

from handlers.chat import forms, menu_views, registry
from handlers.chat.asked import Asked, Way
from handlers.chat.closing import open_row
from handlers.chat.forms import PLAIN_WORDS
from handlers.chat.open_form import opened, said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk


def hear_text(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Hand a free text to the form that is open, or read it as plain Italian."""
    if not asked.words:
        return answer_other(desk, actor, asked)
    reply = _heard(desk, actor, asked)
    if asked.way is not Way.FORWARDED:
        return reply
    return said_beside(reply, ("form.forwarded", {}), actor.locale, first=True)


def hear_edited(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Hear the words as they stand now: nothing came after them."""
    return hear_text(desk, actor, asked) if asked.words else answer_edited(desk, actor, asked)


def answer_edited(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell that a message of before is not heard again."""
    return _beside_the_form(desk, actor, "form.edited")


def answer_unknown_command(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Point to the menu."""
    return _beside_the_form(desk, actor, "menu.unknown_command")


def refuse_location(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell that the desk never asks where anybody is."""
    return _beside_the_form(desk, actor, "menu.no_location")


def refuse_contact(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell that the desk needs no telephone number."""
    return _beside_the_form(desk, actor, "menu.no_contact")


def answer_other(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Point to the menu: pictures, voices and the like mean nothing here."""
    return _beside_the_form(desk, actor, "menu.unreadable")


def _heard(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    row = open_row(desk, actor)
    if row is not None and row.feature in registry.forms():
        return forms.hear(desk, actor, asked, registry.forms()[row.feature])
    hearers = registry.hearers()
    hear = hearers.get(row.feature if row else PLAIN_WORDS, hearers[PLAIN_WORDS])
    return hear(desk, actor, asked)


def _beside_the_form(desk: Desk, actor: Actor, key: str) -> Reply:
    """Say it, and ask once more what the open form asks."""
    row = open_row(desk, actor)
    asking = registry.forms().get(row.feature) if row else None
    if asking is None or not asking.may(actor):
        return menu_views.pointer(actor, key)
    return opened(desk, actor, asking).again((key, {}))
