"""`/menu`, `/aiuto`, `/lingua`, `/annulla`, and everything that no other feature hears."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from telegram.ext import Application, filters

from handlers.chat import menu_views as views
from handlers.chat.door import Answer, Asked, Door
from handlers.chat.features.approvals.chat import hear_motive
from handlers.chat.features.changes.chat import hear_motive as hear_change
from handlers.chat.features.contacts.chat import hear as hear_contact
from handlers.chat.features.delegations.chat import hear as hear_delegation
from handlers.chat.features.digest.chat import hear as hear_hour
from handlers.chat.features.patterns.chat import hear as hear_pattern
from handlers.chat.features.permits import chat as permits
from handlers.chat.features.permits import deciding_chat, staff_chat
from handlers.chat.features.phrases.chat import hear as hear_phrase
from handlers.chat.features.recalls.chat import hear as hear_recall
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.menu import actions
from handlers.desk.presses import StalePressError
from handlers.texts import LOCALES

HEARERS: Mapping[str, Answer] = MappingProxyType(
    {
        "approvals": hear_motive,
        "delegations": hear_delegation,
        "contacts": hear_contact,
        "digest": hear_hour,
        "permits": permits.hear,
        "permits_motive": deciding_chat.hear_motive,
        "permits_staff": staff_chat.hear_whom,
        "recalls": hear_recall,
        "changes": hear_change,
        "patterns": hear_pattern,
    }
)
"""Who hears a free text while a dialogue of that feature is open."""


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Add the handlers; to be called after all other features."""
    door = Door(application, desk)
    door.command("menu", show_menu)
    door.command("aiuto", show_help)
    door.command("lingua", offer_languages)
    door.command("annulla", leave)
    answers = {"open": show_menu, "help": show_help, "language": offer_languages}
    door.presses("menu", {**answers, "speak": speak, "nothing": do_nothing})
    door.other_presses()
    door.messages(filters.COMMAND, answer_unknown_command)
    door.messages(filters.TEXT, hear_text)
    door.messages(filters.LOCATION | filters.VENUE, refuse_location)
    door.messages(filters.CONTACT, refuse_contact)
    door.messages(filters.ALL & ~filters.StatusUpdate.ALL, answer_other)


def show_menu(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show what this person can do."""
    return views.menu(actor)


def show_help(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """List the commands."""
    return views.help_for(actor)


def offer_languages(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Offer Italian and English."""
    return views.languages(actor)


def speak(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Keep the chosen language and goes on in it."""
    locale = asked.press.text(0)
    if locale not in LOCALES:
        raise StalePressError(f"{locale!r} is no language of the desk")
    return views.menu(actions.speak(desk, actor, locale))


def leave(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Leave the open dialogue."""
    return views.left_dialogue(actor, was_open=actions.leave_dialogue(desk, actor))


def do_nothing(_desk: Desk, _actor: Actor, _asked: Asked) -> Reply:
    """Answer buttons that only show something."""
    return Reply()


def hear_text(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Hand a free text to the dialogue that waits for it, or reads it as plain Italian."""
    hear = HEARERS.get(actions.waiting_feature(desk, actor) or "", hear_phrase)
    return hear(desk, actor, asked)


def answer_unknown_command(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Point to the menu."""
    return views.pointer(actor, "menu.unknown_command")


def refuse_location(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell that the desk never asks where anybody is."""
    return views.pointer(actor, "menu.no_location")


def refuse_contact(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell that the desk needs no telephone number."""
    return views.pointer(actor, "menu.no_contact")


def answer_other(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Point to the menu: pictures, voices and the like mean nothing here."""
    return views.pointer(actor, "menu.unreadable")
