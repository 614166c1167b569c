"""`/squadra`: who is where, the month as a picture, the least in the office, weeks on call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.chat import forms
from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature
from handlers.chat.features.team import handing_on_said, on_call_views, said, views
from handlers.chat.replies import Reply
from handlers.desk.absences.duties import tell_absent
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import Press, StalePressError
from handlers.desk.team import actions, on_call, substituting
from handlers.reading.meanings import TakeOver, Team
from handlers.texts import label

BACK, AHEAD = timedelta(days=366), timedelta(days=500)
"""How far from today a button may lead."""

WHO_IS_THERE = ("chi c'è", "dov'è", "who is in")
"""With which the words after the command make a sentence."""


def show(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the person's own office today, or who is there on the day that is said."""
    answer = forms.hear_sentence(desk, actor, asked, *WHO_IS_THERE) if asked.words else None
    if answer is not None:
        return answer
    return views.day(actor, actions.look_at_day(desk, actor))


def show_day(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show an office on a day."""
    office_id, day = asked.press.number(0), day_within_reach(desk, asked.press, 1)
    return views.day(actor, actions.look_at_day(desk, actor, day, office_id=office_id))


def show_month(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Draw a month of an office."""
    office_id, day = asked.press.number(0), day_within_reach(desk, asked.press, 1)
    page = asked.press.number(2)
    found = actions.look_at_month(desk, actor, day, office_id=office_id, page=page)
    return views.month(actor, found)


def show_minimums(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show how many must be in."""
    return views.minimums(actor, actions.minimums(desk, actor, asked.press.number(0)))


def choose_minimum(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for a number."""
    found = actions.minimums(desk, actor, asked.press.number(0))
    return views.choose_minimum(actor, found, _weekday(asked.press, 1))


def set_minimum(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Keep a number."""
    found = actions.set_minimum(
        desk,
        actor,
        asked.press.number(0),
        weekday=_weekday(asked.press, 1),
        people=asked.press.number(2),
    )
    return replace(views.minimums(actor, found), toast=label("team.minimum.kept", actor.locale))


def show_turns(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show a week on call."""
    monday = day_within_reach(desk, asked.press, 1) if len(asked.press.args) > 1 else None
    found = on_call.look_at_week(desk, actor, asked.press.number(0), monday)
    return on_call_views.week(actor, found)


def show_turn(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show whether one person may have a week."""
    monday = day_within_reach(desk, asked.press, 1)
    found = on_call.judge(desk, actor, asked.press.number(0), monday)
    return on_call_views.judged(actor, found)


def assign(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Give a week to a person."""
    monday = day_within_reach(desk, asked.press, 1)
    return on_call_views.judged(actor, on_call.give(desk, actor, asked.press.number(0), monday))


def release(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a week back."""
    monday = day_within_reach(desk, asked.press, 1)
    found = on_call.take_back(desk, actor, asked.press.number(0), monday)
    return on_call_views.judged(actor, found)


def replace_turn(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask who takes over a person's week."""
    monday = monday_within_reach(desk, asked.press, 1)
    found = substituting.look_for(desk, actor, asked.press.number(0), monday)
    return on_call_views.substitutes(actor, found)


def show_substitute(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show whether somebody may take over a week."""
    replaced, substitute = asked.press.number(0), asked.press.number(1)
    monday = monday_within_reach(desk, asked.press, 2)
    found = substituting.judge(desk, actor, replaced, substitute, monday)
    return on_call_views.substitution(actor, found)


def stand_in(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Have somebody take over a week."""
    replaced, substitute = asked.press.number(0), asked.press.number(1)
    monday = monday_within_reach(desk, asked.press, 2)
    found = substituting.replace(desk, actor, replaced, substitute, monday)
    return on_call_views.substitution(actor, found)


def show_turn_of_substitute(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the week of who took it over, as it is now."""
    monday = monday_within_reach(desk, asked.press, 2)
    found = on_call.judge(desk, actor, asked.press.number(1), monday)
    return on_call_views.judged(actor, found)


def monday_within_reach(desk: Desk, press: Press, index: int) -> date:
    """Read the Monday of a week from a button; raise StalePressError for another day."""
    monday = day_within_reach(desk, press, index)
    if monday.weekday() != 0:
        raise StalePressError(f"{monday} is no Monday")
    return monday


def day_within_reach(desk: Desk, press: Press, index: int) -> date:
    """Read a day from a button; raise StalePressError for one that no view of ours shows."""
    day = press.day(index)
    if not desk.today() - BACK <= day <= desk.today() + AHEAD:
        raise StalePressError(f"{day} is out of the team's reach")
    return day


def _weekday(press: Press, index: int) -> int | None:
    if press.text(index) == views.EVERY_DAY:
        return None
    weekday = press.number(index)
    if weekday > 5:
        raise StalePressError(f"{weekday} is no working weekday")
    return weekday


FEATURE = Feature(
    name="team",
    commands=(Command(name="squadra", answer=show, place=110),),
    verbs={
        "open": show,
        "day": show_day,
        "month": show_month,
        "minimums": show_minimums,
        "choose": choose_minimum,
        "set": set_minimum,
        "turns": show_turns,
        "turn": show_turn,
        "assign": assign,
        "release": release,
        "replace": replace_turn,
        "substitute": show_substitute,
        "stand_in": stand_in,
    },
    stands={
        "set": show_minimums,
        **dict.fromkeys(("assign", "release"), show_turn),
        "stand_in": show_turn_of_substitute,
    },
    meanings={Team: said.team, TakeOver: handing_on_said.take_over},
    duties={"absences": tell_absent},
    menu=(Entry(verb="open", place=80),),
)
