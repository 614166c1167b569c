"""`/sposta`: move a day of one's own, or of somebody whom one decides about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from handlers.chat import forms
from handlers.chat.asked import Asked
from handlers.chat.calendar import day_within_reach
from handlers.chat.feature import Command, Entry, Feature, to_employees, to_managers
from handlers.chat.features.changes import said, views
from handlers.chat.forms import ask, leave_for, words_form
from handlers.chat.guards import for_employees
from handlers.chat.no_motive import is_beyond_the_desk, only_when, order_instead
from handlers.chat.open_form import opened, said_beside
from handlers.chat.replies import Reply
from handlers.chat.sentences import Waits, keep, settle
from handlers.chat.typed import cut
from handlers.desk.cases.month import FURTHEST
from handlers.desk.cases.moves import By
from handlers.desk.changes import actions, by_manager
from handlers.desk.changes.by_manager import CHANGE, MOTIVE
from handlers.desk.changes.people import led_by
from handlers.desk.changes.sources import Source, Token
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import Press, StalePressError
from handlers.reading.meanings import MoveOf, Swap
from rules.facts import Half

WHOLE = "whole"
HALVES_WRITTEN = MappingProxyType(
    {
        None: ("", ""),
        Half.AM: (" mattina", " morning"),
        Half.PM: (" pomeriggio", " afternoon"),
    }
)
VERBS = ("sposta", "move")
"""With which the words after the command make a sentence."""


def show_days(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """List the days that this person can move; words after the command say which, or whose."""
    found = led_by(desk, actor, search=asked.words) if asked.words else []
    said = forms.hear_sentence(desk, actor, asked, *VERBS) if asked.words and not found else None
    if said is not None:
        return said
    if actor.person.is_elected or (asked.words and actor.approves):
        return views.people(actor, found or led_by(desk, actor), 0)
    offered = views.offer(actor, actions.offer(desk, actor))
    if not asked.words:
        keep(desk, actor, VERBS[actor.locale == "en"], Waits.PIECE)
        return offered
    unread = "form.unread.day", {"words": cut(asked.words)}
    return said_beside(offered, unread, actor.locale, first=True)


def show_people(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """List whose days this person may move."""
    return views.people(actor, led_by(desk, actor), asked.press.number(0))


def show_days_of(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """List the days of somebody whom this person decides about."""
    return views.offer(actor, actions.offer(desk, actor, asked.press.number(0)))


def show_month(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the month to which a day may go."""
    press = asked.press
    month = _month_within_reach(desk, press) if press.verb == "month" else None
    return views.choice(actor, actions.choose(desk, actor, token_of(press), month))


def begin_move(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the month to which a day of one's own may go, and wait for the new day in words."""
    found = actions.choose(desk, actor, token_of(asked.press))
    if found.by is By.EMPLOYEE:
        keep(desk, actor, _said_so_far(actor, found.source), Waits.PIECE)
    return views.choice(actor, found)


def _said_so_far(actor: Actor, source: Source) -> str:
    """Write which day is to be moved as a sentence in which only the new day is missing."""
    day, half = source.slot.day, source.slot.half
    if actor.locale == "en":
        return f"{VERBS[1]} {day:%d %B %Y}{HALVES_WRITTEN[half][1]}"
    return f"{VERBS[0]} il {day:%d/%m/%Y}{HALVES_WRITTEN[half][0]}"


def show_target(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Say what the rules say about the day that was tapped."""
    return views.target(actor, _target(desk, actor, asked.press))


def show_act(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the words of the act about the move."""
    return views.words_of_the_act(actor, _target(desk, actor, asked.press))


def send(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the move; a second press tells that it waits."""
    token, day, half = wanted(desk, asked.press)
    settle(desk, actor)
    return views.asked(actor, actions.ask(desk, actor, token, day, half))


def ask_motive(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the reason of a manager's change, or tell why it cannot be."""
    _, day, half = wanted(desk, asked.press)
    target = by_manager.ask_for_motive(desk, actor, asked.press.text(0), day, half)
    if target.judged.refused:
        return views.target(actor, target)
    return ask(desk, actor, CHANGE)


def change(desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Make the change whose reason was written and said back."""
    wanted = by_manager.wanted_in(form.values)
    return views.changed(actor, by_manager.change(desk, actor, wanted, form.values[MOTIVE]))


def show_own_days(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """List the days that this person can move, and wait for nothing."""
    return views.offer(actor, actions.offer(desk, actor))


def token_of(press: Press) -> Token:
    """Read which day is to be moved."""
    return Token.read(press.text(0))


def wanted(desk: Desk, press: Press) -> tuple[Token, date, Half | None]:
    """Read which day is to be moved, to which day, and to which half of it (None: the same)."""
    day, half = press.day(1), press.args[2] if len(press.args) > 2 else WHOLE
    if half not in (WHOLE, *Half):
        raise StalePressError(f"{half!r} is no half of a day")
    if not desk.today().replace(day=1) <= day <= desk.today() + FURTHEST:
        raise StalePressError(f"{day} is out of the calendar's reach")
    return token_of(press), day, None if half == WHOLE else Half(half)


def _target(desk: Desk, actor: Actor, press: Press) -> actions.Target:
    token, day, half = wanted(desk, press)
    return actions.look(desk, actor, token, day, half)


def _month_within_reach(desk: Desk, press: Press) -> date:
    return day_within_reach(desk, Press(press.feature, press.verb, press.args[1:]))


def no_motive(desk: Desk, actor: Actor, _form: StandingForm, words: str) -> Reply | None:
    """Leave for an order to the desk; of days or hours alone say that they are no motive."""
    so_far = opened(desk, actor, ASKING)
    instead = order_instead(desk, actor, words)
    if instead is not None:
        return leave_for(so_far, Asked(actor.telegram_id, actor.locale, instead))
    if only_when(desk, actor, words) is None and not is_beyond_the_desk(words):
        return None
    return so_far.again(("form.words.not_taken", {"words": cut(words)}))


ASKING = replace(
    words_form(
        CHANGE,
        asks=views.motive_line,
        heads=views.motive_said,
        send=change,
        left=views.motive_left,
        may=to_managers,
    ),
    first=no_motive,
)
FEATURE = Feature(
    name="changes",
    commands=(Command(name="sposta", answer=show_days, place=120),),
    verbs={
        "open": show_days,
        "from": begin_move,
        "month": show_month,
        "to": show_target,
        "act": show_act,
        "people": show_people,
        "of": show_days_of,
        "change": ask_motive,
        "send": for_employees(send),
    },
    stands={"send": for_employees(show_own_days), "from": show_month},
    meanings={Swap: said.move, MoveOf: said.move_of},
    forms=(ASKING,),
    menu=(Entry(verb="open", place=50, offered=to_employees),),
)
