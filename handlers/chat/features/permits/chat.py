"""`/permesso`: putting a permit together, one's own permits, and the buttons of the cards."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import forms
from handlers.chat.asked import Answer, Asked
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.permits import (
    filling,
    own_views,
    said,
    staff_chat,
    views,
)
from handlers.chat.guards import for_employees
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import actions, own
from handlers.desk.permits.actions import PermitCame
from handlers.desk.permits.form import Step
from handlers.desk.permits.month import FURTHEST
from handlers.desk.presses import StalePressError
from handlers.desk.requests import taking_back
from handlers.desk.requests.taking_back import Took
from handlers.texts import label
from rules.facts import MINUTES_OF_A_DAY, PERMIT_KINDS

CHANGES = {
    "day": {"on": None},
    "time": {"start": None, "minutes": None},
    "count": {"days": None},
}
"""What is asked again, by the word of the button."""


def open_form(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin a new permit; words after the command are heard like those written later."""
    shown = actions.start_anew(desk, actor)
    if asked.words:
        return forms.hear_command(desk, actor, asked, filling.ASKING, *filling.VERBS)
    return views.form(actor, shown)


def show_form(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the permit as it stands."""
    return views.form(actor, actions.look(desk, actor))


def choose_kind(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose the kind; what was said of day and hours stays."""
    kind = asked.press.text(0)
    if kind not in PERMIT_KINDS:
        raise StalePressError(f"{kind!r} is no kind of permit")
    return views.form(actor, actions.set_fields(desk, actor, kind=kind, event=None))


def choose_length(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose hours or whole days."""
    word = asked.press.text(0)
    if word not in ("hours", "days"):
        raise StalePressError(f"{word!r} is neither hours nor days")
    return views.form(actor, actions.set_fields(desk, actor, whole=word == "days"))


def turn_page(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another month of the calendar."""
    day = asked.press.day(0)
    if abs(day - desk.today()) > FURTHEST + FURTHEST / 10:
        raise StalePressError(f"{day} is out of the calendar's reach")
    return views.form(actor, actions.look(desk, actor, around=day))


def choose_day(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose the day of the permit, or of the event, whichever is asked."""
    is_event = actions.look(desk, actor).form.step is Step.EVENT
    taken = filling.take_day(desk, actor, "event" if is_event else "on", asked.press.day(0))
    if isinstance(taken, Reply):
        return taken
    key, named = taken
    return Reply(toast=label(key, actor.locale, **named), alert=True)


def choose_count(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose how many days."""
    days = asked.press.number(0)
    if not 0 < days <= views.MOST_DAYS:
        raise StalePressError(f"{days} is no number of days")
    return views.form(actor, actions.set_fields(desk, actor, days=days))


def choose_start(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose the minute at which it begins."""
    return views.form(actor, actions.set_fields(desk, actor, whole=False, start=_minutes(asked)))


def choose_length_in_minutes(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose how long it lasts."""
    return views.form(actor, actions.set_fields(desk, actor, minutes=_minutes(asked)))


def _minutes(asked: Asked) -> int:
    minutes = asked.press.number(0)
    if not 0 < minutes < MINUTES_OF_A_DAY:
        raise StalePressError(f"{minutes} minutes are not within a day")
    return minutes


def say_urgent(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Say whether it is urgent."""
    return filling.take_urgency(desk, actor, urgent=asked.press.text(0) == "yes", words=None)


def ask_again(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the day, the hours or the number of days once more."""
    word = asked.press.text(0)
    if word not in CHANGES:
        raise StalePressError(f"{word!r} is nothing to change")
    return views.form(actor, actions.set_fields(desk, actor, **CHANGES[word]))


def show_act(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the words of the act."""
    return views.words_of_the_act(actor, actions.look(desk, actor))


def submit(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Send the permit; a second press of the same button sends nothing."""
    result = actions.submit(desk, actor, asked.press.text(0))
    if result.came is PermitCame.GONE:
        shown = show_own(desk, actor, asked)
        return replace(shown, toast=label("permits.sent_already", actor.locale))
    if result.came is PermitCame.OVERLAPS:
        return show_form(desk, actor, asked)
    if result.came is PermitCame.REFUSED:
        shown = show_form(desk, actor, asked)
        return replace(shown, toast=label("permits.no_longer", actor.locale), alert=True)
    return views.sent(actor, result)


def show_own(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """List one's own permits and what is left of each kind."""
    return own_views.overview(actor, own.overview(desk, actor))


def ask_to_take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask once more before a permit is taken back."""
    record = own.one(desk, actor, asked.press.number(0))
    if record.version != asked.press.number(1):
        raise StalePressError("the permit changed since the list was shown")
    return own_views.ask_to_take_back(actor, record)


def take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a permit back and show the list again."""
    press = asked.press
    key = ("permits", press.number(0))
    took = taking_back.take_back(desk, actor, key, version=press.number(1)).came
    shown = show_own(desk, actor, asked)
    return replace(shown, toast=own_views.toast_of(actor, took), alert=took is not Took.DONE)


def correct(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin to correct a permit: day, hours and length may be changed."""
    press = asked.press
    shown = actions.correct(desk, actor, press.number(0), version=press.number(1))
    if shown is None:
        listed = show_own(desk, actor, asked)
        return replace(listed, toast=own_views.toast_of(actor, Took.CHANGED), alert=True)
    return views.form(actor, shown)


_OWN: dict[str, Answer] = {
    "open": open_form,
    "anew": open_form,
    "show": show_form,
    "kind": choose_kind,
    "length": choose_length,
    "month": turn_page,
    "day": choose_day,
    "count": choose_count,
    "start": choose_start,
    "lasting": choose_length_in_minutes,
    "urgent": say_urgent,
    "change": ask_again,
    "why": show_act,
    "submit": submit,
    "mine": show_own,
    "cancel": ask_to_take_back,
    "drop": take_back,
    "correct": correct,
    "said": said.ask_again,
}
FEATURE = Feature(
    name="permits",
    commands=(
        Command(name="permesso", answer=for_employees(open_form), place=90, offered=to_employees),
    ),
    verbs={
        **{verb: for_employees(answer) for verb, answer in _OWN.items()},
        **staff_chat.ANSWERS,
    },
    stands={"drop": for_employees(show_own)},
    forms=(filling.ASKING, staff_chat.ASKING),
    meanings=said.ANSWERS,
    fits=said.FITS,
    again=said.AGAIN,
    menu=(Entry(verb="open", place=30, offered=to_employees),),
)
