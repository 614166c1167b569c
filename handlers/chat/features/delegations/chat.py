"""`/delega`: whom I name, from when to when, by buttons or typed days; end it early."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature, to_managers
from handlers.chat.features.delegations import said, views
from handlers.chat.features.delegations.opening import ask_next, open_with
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.delegations import actions, drafts
from handlers.desk.delegations.dates import UnreadableDaysError, read_days
from handlers.desk.delegations.drafts import Draft
from handlers.reading.meanings import Delegate


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show whom this person named and who named them."""
    return views.overview(actor, actions.overview(desk, actor), today=desk.today())


def begin(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Begin to name somebody."""
    return open_with(desk, actor, delegate_id=None, first=None, last=None)


def turn(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another page of colleagues."""
    return views.colleagues(
        actor, actions.candidates(desk, actor), page=asked.press.number(0), words=""
    )


def choose(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a colleague, and ask for the days."""
    draft = replace(drafts.load(desk, actor), delegate_id=asked.press.number(0))
    return ask_next(desk, actor, drafts.keep(desk, actor, draft))


def turn_month(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another month."""
    draft = drafts.load(desk, actor)
    return views.days(actor, draft, month=asked.press.day(0), today=desk.today())


def tap(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a day: the first, and then the last."""
    draft, day = drafts.load(desk, actor), asked.press.day(0)
    if draft.first is None or draft.last is not None:
        draft = draft.with_days(day, None)
    else:
        draft = draft.with_days(min(day, draft.first), max(day, draft.first))
    return ask_next(desk, actor, drafts.keep(desk, actor, draft))


def hear(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a free text as a colleague's name, or as days, whichever is waited for."""
    draft = drafts.load(desk, actor)
    if draft.delegate_id is None:
        return _hear_name(desk, actor, asked.words)
    return _hear_days(desk, actor, draft, asked.words)


def give(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Name the person whom the button names, for the days that it names."""
    wanted = actions.Wanted(
        delegate_id=asked.press.number(0), first=asked.press.day(1), last=asked.press.day(2)
    )
    checked = actions.give(desk, actor, wanted)
    if checked.hindrance is not None:
        return views.hindered(actor, checked, wanted)
    return views.given(actor, checked, wanted)


def ask_end(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask once more before a delegation is ended."""
    found = actions.overview(desk, actor).given
    named = next((one for one in found if one.delegation.id == asked.press.number(0)), None)
    return views.sure(actor, named) if named else show(desk, actor, asked)


def end(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """End a delegation at once."""
    named, ended = actions.end(desk, actor, asked.press.number(0))
    shown = show(desk, actor, asked)
    return replace(shown, toast=views.toast_of_end(actor, named, ended=ended))


def _hear_name(desk: Desk, actor: Actor, words: str) -> Reply:
    return views.colleagues(actor, actions.candidates(desk, actor, words), page=0, words=words)


def _hear_days(desk: Desk, actor: Actor, draft: Draft, words: str) -> Reply:
    try:
        days = read_days(words, today=desk.today())
    except UnreadableDaysError as error:
        return views.unreadable_days(actor, error.words)
    if len(days) == 1 and draft.first is not None and draft.last is None:
        days = (draft.first, days[0])
    draft = draft.with_days(days[0], days[-1])
    return ask_next(desk, actor, drafts.keep(desk, actor, draft))


FEATURE = Feature(
    name="delegations",
    commands=(Command(name="delega", answer=show, place=40, offered=to_managers),),
    verbs={
        "show": show,
        "new": begin,
        "page": turn,
        "who": choose,
        "month": turn_month,
        "day": tap,
        "give": give,
        "ask": ask_end,
        "end": end,
    },
    hears={"delegations": hear},
    meanings={Delegate: said.delegate},
    menu=(Entry(verb="show", place=70, offered=to_managers),),
)
