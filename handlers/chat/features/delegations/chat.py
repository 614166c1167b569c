"""`/delega`: whom I name, from when to when, by buttons or typed days; end it early."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.chat import forms
from handlers.chat.asked import Asked
from handlers.chat.asking import Asking
from handlers.chat.feature import Command, Entry, Feature, to_managers
from handlers.chat.features.delegations import corrections, said, views
from handlers.chat.features.delegations.opening import open_with, show
from handlers.chat.guards import as_meant
from handlers.chat.open_form import OpenForm, opened, standing_of
from handlers.chat.replies import Reply
from handlers.chat.sentences import Waits, keep
from handlers.desk.context import Actor, Desk
from handlers.desk.delegations import actions, drafts
from handlers.desk.delegations.actions import DELEGATE, DELEGATION
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import Delegate, EndDelegation, MyDelegations

VERBS = ("delega", "delegate")
"""With which the words after the command make a sentence."""


def holds_a_post(actor: Actor) -> bool:
    """Tell whether somebody has anything of their own to delegate."""
    return bool(actor.held)


def overview(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show whom this person named and who named them."""
    return views.overview(actor, actions.overview(desk, actor), today=desk.today())


def open_command(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the delegations; words after the command, or the next ones, begin one."""
    if not asked.words or not actor.held:
        if actor.held:
            keep(desk, actor, VERBS[actor.locale == "en"], Waits.PIECE)
        return overview(desk, actor, asked)
    drafts.begin(desk, actor)
    return forms.hear_command(desk, actor, asked, ASKING, *VERBS)


def begin(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Begin to name somebody."""
    return open_with(desk, actor, delegate_id=None, first=None, last=None)


def turn(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another page of colleagues."""
    return opened(desk, actor, ASKING).put(page=asked.press.number(0)).show()


def choose(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a colleague, and ask for the days."""
    return opened(desk, actor, ASKING).put(**{DELEGATE: asked.press.number(0)}).show()


def turn_month(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another month."""
    return opened(desk, actor, ASKING).put(month=asked.press.day(0)).show()


def tap(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a day: the first, and then the last."""
    form = opened(desk, actor, ASKING)
    return form.put(**drafts.with_day(form.standing.values, asked.press.day(0))).show()


def take(desk: Desk, actor: Actor, standing: StandingForm, field: Field, value: Any) -> Reply:
    """Take a colleague's name, or days."""
    form = OpenForm(desk, actor, ASKING, standing)
    if field.name != DELEGATE:
        return form.put(**drafts.with_span(standing.values, value)).show()
    if len(value.people) == 1:
        return form.put(**{DELEGATE: value.people[0].id}).show()
    return form.put(search=value.words, page=0).show()


def correct(desk: Desk, actor: Actor, standing: StandingForm, words: str) -> Reply | None:
    """Hear what is said of the whole, before any field does."""
    return corrections.hear(ASKING, desk, actor, standing, words)


ASKING = Asking(
    form=DELEGATION,
    show=show,
    take=take,
    first=correct,
    people=actions.candidates,
    may=holds_a_post,
    verbs=VERBS,
)


def give(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """
    Name the person whom the button names, for the days that it names.

    Raises StalePressError where the form was left or says something else by now.
    """
    wanted = actions.Wanted(
        delegate_id=asked.press.number(0), first=asked.press.day(1), last=asked.press.day(2)
    )
    checked = actions.check(desk, actor, wanted)
    if checked.hindrance is None:
        if drafts.wanted(standing_of(desk, actor, DELEGATION).values) != wanted:
            raise StalePressError("the delegation was changed since it was shown")
        checked = actions.give(desk, actor, wanted)
    if checked.hindrance is not None:
        return views.hindered(actor, checked, wanted)
    return views.given(actor, checked, wanted)


def ask_end(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask once more before a delegation is ended."""
    found = actions.overview(desk, actor).given
    named = next((one for one in found if one.delegation.id == asked.press.number(0)), None)
    return views.sure(actor, named) if named else overview(desk, actor, asked)


def end(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """End a delegation at once."""
    named, ended = actions.end(desk, actor, asked.press.number(0))
    shown = overview(desk, actor, asked)
    return replace(shown, toast=views.toast_of_end(actor, named, ended=ended))


FEATURE = Feature(
    name="delegations",
    commands=(Command(name="delega", answer=open_command, place=40, offered=to_managers),),
    verbs={
        "show": overview,
        "new": begin,
        "page": turn,
        "who": choose,
        "month": turn_month,
        "day": tap,
        "give": give,
        "ask": ask_end,
        "end": end,
    },
    stands=dict.fromkeys(("give", "end"), overview),
    forms=(ASKING,),
    meanings={
        Delegate: said.delegate,
        EndDelegation: said.end,
        MyDelegations: as_meant(overview),
    },
    menu=(Entry(verb="show", place=70, offered=to_managers),),
)
