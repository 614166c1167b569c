"""`/menu`, `/aiuto`, `/lingua`, `/annulla`, and everything that no other feature hears."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import forms
from handlers.chat import menu_views as views
from handlers.chat.asked import Asked
from handlers.chat.day_buttons import take_back_button
from handlers.chat.feature import Command, Entry, Feature
from handlers.chat.guards import as_meant
from handlers.chat.proposals import let_be
from handlers.chat.replies import Reply, rows_of
from handlers.chat.ways_out import way_out
from handlers.desk.cases.just_sent import just_sent
from handlers.desk.context import Actor, Desk
from handlers.desk.menu import actions
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import Back, Greeting, Help, Languages, Menu, Stop, Thanks
from handlers.texts import LOCALES

MOST_SENT = 5
"""Days sent a moment ago that are offered to be taken back."""


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


def leave(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Leave the open dialogue; with words behind it the command takes back what they name."""
    names = bool(asked.words) and way_out(f"annulla {asked.words}") is None
    said = forms.hear_sentence(desk, actor, asked, "annulla", "cancel") if names else None
    if said is not None:
        return said
    let_be(desk, actor)
    return views.left_dialogue(actor, was_open=actions.leave_dialogue(desk, actor))


def stop(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """
    Tell who lets something be, while nothing is open, that these words sent nothing.

    What was sent a moment ago may be meant: it is offered to be taken back.
    """
    let_be(desk, actor)
    shown = views.pointer(actor, "menu.stopped")
    back = [[take_back_button(one, actor.locale)] for one in just_sent(desk, actor)[:MOST_SENT]]
    return replace(shown, rows=(*rows_of(*back), *shown.rows))


def answer_thanks(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Answer thanks."""
    return views.pointer(actor, "menu.thanks")


def do_nothing(_desk: Desk, _actor: Actor, _asked: Asked) -> Reply:
    """Answer buttons that only show something."""
    return Reply()


FEATURE = Feature(
    name="menu",
    commands=(
        Command(name="menu", answer=show_menu, place=10),
        Command(name="lingua", answer=offer_languages, place=160),
        Command(name="aiuto", answer=show_help, place=170),
        Command(name="annulla", answer=leave, place=180),
    ),
    verbs={
        "open": show_menu,
        "help": show_help,
        "language": offer_languages,
        "speak": speak,
        "nothing": do_nothing,
    },
    stands={"speak": show_menu},
    meanings={
        **dict.fromkeys((Menu, Greeting, Back), as_meant(show_menu)),
        Stop: as_meant(stop),
        Help: as_meant(show_help),
        Languages: as_meant(offer_languages),
        Thanks: as_meant(answer_thanks),
    },
    menu=(Entry(verb="language", place=90), Entry(verb="help", place=91)),
)
