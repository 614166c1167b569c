"""`/avvisi`: the digest and its hour, the word when a band begins."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import forms
from handlers.chat.asked import Asked
from handlers.chat.asking import Asking
from handlers.chat.feature import Command, Entry, Feature
from handlers.chat.features.digest import views
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.chat.sentences import speak_of
from handlers.desk.context import Actor, Desk
from handlers.desk.digest import actions
from handlers.desk.digest.actions import Barred
from handlers.desk.digest.band_starts import tell_who_asked
from handlers.desk.digest.duties import tell_the_day
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import Notices
from rules.facts import MINUTES_OF_A_DAY

VERBS = ("avvisi", "my notifications")
"""What is looked at, as it would be asked for."""


def show(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show what this person is told and when; words after the command are an hour."""
    if asked.words:
        actions.wait_for_time(desk, actor)
        return forms.hear(desk, actor, asked, ASKING)
    _wait_for_an_hour(desk, actor)
    return show_choice(desk, actor, asked)


def _wait_for_an_hour(desk: Desk, actor: Actor) -> None:
    """Take `alle 9`, said under it, for the hour of what is shown."""
    speak_of(desk, actor, None, VERBS[actor.locale == "en"], by_command=True)


def show_choice(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show what this person is told and when."""
    return views.chosen(actor, actions.look(desk, actor))


def show_meant(desk: Desk, actor: Actor, asked: Asked, meaning: Notices) -> Reply:
    """Show it to who wants to be told of something, with what cannot be had."""
    if meaning.minute is not None:
        return views.proposed(actor, meaning.minute)
    shown = show(desk, actor, replace(asked, words=""))
    if not meaning.wished:
        return shown
    return said_beside(shown, ("digest.no_reminders", {}), actor.locale, first=True)


def switch_digest(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Switch the digest on or off."""
    on = bool(asked.press.number(0))
    switched = actions.switch_digest(desk, actor, on=on)
    _wait_for_an_hour(desk, actor)
    return views.chosen(actor, switched)


def switch_bands(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Switch the word at the beginning of a band on or off."""
    on = bool(asked.press.number(0))
    return views.chosen(actor, actions.switch_bands(desk, actor, on=on))


def ask_hour(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Offer hours, and wait for one that is typed."""
    actions.wait_for_time(desk, actor)
    return views.hours(actor)


def choose(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take the minute of a button."""
    minute = asked.press.number(0)
    if minute >= MINUTES_OF_A_DAY:
        raise StalePressError(f"{minute} is no minute of a day")
    return _choose(desk, actor, minute)


def take(desk: Desk, actor: Actor, _standing: StandingForm, _field: Field, minute: int) -> Reply:
    """Take the minute that was written."""
    return _choose(desk, actor, minute)


def _choose(desk: Desk, actor: Actor, minute: int) -> Reply:
    result = actions.choose_minute(desk, actor, minute)
    if isinstance(result, Barred):
        return views.barred(actor, result)
    _wait_for_an_hour(desk, actor)
    return views.chosen(actor, result)


ASKING = Asking(form=actions.HOUR, show=lambda _desk, actor, _: views.hours(actor), take=take)
FEATURE = Feature(
    name="digest",
    commands=(Command(name="avvisi", answer=show, place=150),),
    verbs={
        "show": show,
        "digest": switch_digest,
        "bands": switch_bands,
        "hours": ask_hour,
        "at": choose,
    },
    stands=dict.fromkeys(("show", "digest", "bands", "at"), show_choice),
    forms=(ASKING,),
    meanings={Notices: show_meant},
    duties={"bands": tell_who_asked, "digest": tell_the_day},
    menu=(Entry(verb="show", place=81),),
)
