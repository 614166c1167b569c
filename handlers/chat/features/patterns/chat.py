"""`/schema`: the same weekdays every week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from handlers.chat import forms
from handlers.chat.asked import Answer, Asked
from handlers.chat.asking import Asking, Taken, read_by_grammar
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.patterns import said, views, weekdays_changed
from handlers.chat.guards import for_employees, meant_by_employees
from handlers.chat.replies import Reply
from handlers.desk.cases.month import Part
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field, Reads
from handlers.desk.forms.standing import StandingForm
from handlers.desk.patterns import actions
from handlers.desk.patterns.drafts import PATTERN, Draft
from handlers.desk.patterns.duties import ask_when_it_opens
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import MyPatterns, Pattern
from handlers.texts import label
from storage.errors import Stale

LAST = "last"
FIRST = Field(name="first", reads=Reads.BEGINNING, may_be_empty=True)
UNTIL = Field(name=LAST, reads=Reads.ENDING, may_be_empty=True)
SPAN = Field(name="span", reads=Reads.SPAN, may_be_empty=True)
"""Never asked: a pattern begins tomorrow unless somebody says when."""
VERBS = ("da casa", "da casa ogni", "from home", "from home every")
"""With which the words after the command make a sentence."""


def show_patterns(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """List the patterns that have not ended; begin one if there is none, or with words."""
    if asked.words:
        begun = actions.begin(desk, actor)
        if begun.first_step is not None:
            return views.screen(actor, begun)
        return forms.hear_command(desk, actor, asked, ASKING, *VERBS)
    return show_live(desk, actor, asked)


def show_live(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """List the patterns that have not ended; begin one if there is none."""
    found = actions.live(desk, actor)
    return views.listed(actor, found) if found else views.screen(actor, actions.begin(desk, actor))


def show_meant(desk: Desk, actor: Actor, asked: Asked, meaning: MyPatterns) -> Reply:
    """List the patterns; to who wants no more of them none is begun."""
    if not meaning.ends:
        return show_live(desk, actor, asked)
    return views.listed(actor, actions.live(desk, actor))


def begin(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Begin a pattern."""
    return views.screen(actor, actions.begin(desk, actor))


def show_screen(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the pattern being put together."""
    return views.screen(actor, actions.update(desk, actor, lambda draft: draft))


def set_weekday(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose a weekday, or a half of it, or leave it out."""
    weekday, part = asked.press.number(0), asked.press.text(1)
    if weekday > 6 or part not in list(Part):
        raise StalePressError(f"{weekday}:{part} is no part of a weekday")

    def step(draft: Draft) -> Draft:
        if part == Part.OFF:
            return draft.without(weekday)
        return draft.with_day(weekday, Part(part).half)

    return views.screen(actor, actions.update(desk, actor, step))


def set_last(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose the last day."""
    return views.screen(actor, _with_last(desk, actor, asked.press.day(0)))


def ask_last(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Ask for the last day in words."""
    actions.update(desk, actor, lambda draft: draft)
    return views.ask_last(actor)


def show(desk: Desk, actor: Actor, _form: StandingForm) -> Reply:
    """Show what the pattern comes to, or the screen on which something is missing."""
    return views.preview(actor, actions.update(desk, actor, lambda draft: draft))


def take(desk: Desk, actor: Actor, _form: StandingForm, field: Field, value: Any) -> Taken:
    """Take weekdays, the last day, or from when on."""
    if field is FIRST:
        return views.preview(actor, _with_first(desk, actor, value))
    if field is SPAN:
        _with_first(desk, actor, value[0])
        return views.preview(actor, _with_last(desk, actor, value[1]))
    if field.name == LAST:
        return views.preview(actor, _with_last(desk, actor, value))
    days = tuple((weekday, None) for weekday in sorted(value))
    shown = actions.update(desk, actor, lambda draft: replace(draft, days=days))
    return views.preview(actor, shown)


def _also(standing: StandingForm) -> list[Field]:
    return [*read_by_grammar(standing), FIRST, UNTIL, SPAN]


ASKING = Asking(
    form=PATTERN,
    show=show,
    take=take,
    also=_also,
    first=weekdays_changed.hear,
    may=to_employees,
)


def show_preview(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show what the pattern comes to."""
    return views.preview(actor, actions.update(desk, actor, lambda draft: draft))


def set_beyond(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the days over a limit set "di norma" too, or do not."""
    beyond = bool(asked.press.number(0))
    shown = actions.update(desk, actor, lambda draft: replace(draft, beyond=beyond))
    return views.preview(actor, shown)


def send(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Send the pattern off; a second press of the same button sends nothing."""
    result = actions.submit(desk, actor, asked.press.text(0))
    if result is not None:
        return views.submitted(actor, result)
    shown = show_patterns(desk, actor, asked)
    return replace(shown, toast=label("patterns.sent_already", actor.locale))


def change(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin a pattern that takes the place of another."""
    return views.screen(actor, actions.change(desk, actor, asked.press.number(0)))


def ask_end(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask what becomes of the days to come."""
    found = actions.one(desk, actor, asked.press.number(0))
    if found.pattern.ended_at is not None:
        raise StalePressError(f"the pattern {found.pattern.id} ended before")
    return views.ask_end(actor, found)


def end(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """End a pattern, and keep or free its days to come."""
    press = asked.press
    free = press.text(2) == "free"
    try:
        result = actions.end(desk, actor, press.number(0), version=press.number(1), free=free)
    except Stale as error:
        raise StalePressError("the pattern changed since it was shown") from error
    return replace(
        views.listed(actor, actions.live(desk, actor)), toast=views.ended(actor, result)
    )


def _with_last(desk: Desk, actor: Actor, last: date) -> actions.Screen:
    return actions.update(desk, actor, lambda draft: replace(draft, last=last))


def _with_first(desk: Desk, actor: Actor, first: date) -> actions.Screen:
    return actions.update(desk, actor, lambda draft: replace(draft, first=first))


_OWN: dict[str, Answer] = {
    "open": show_patterns,
    "new": begin,
    "edit": show_screen,
    "set": set_weekday,
    "until": set_last,
    "type": ask_last,
    "see": show_preview,
    "beyond": set_beyond,
    "send": send,
    "change": change,
    "stop": ask_end,
    "end": end,
}
FEATURE = Feature(
    name="patterns",
    commands=(
        Command(
            name="schema", answer=for_employees(show_patterns), place=130, offered=to_employees
        ),
    ),
    verbs={verb: for_employees(answer) for verb, answer in _OWN.items()},
    stands=dict.fromkeys(("send", "end"), for_employees(show_live)),
    forms=(ASKING,),
    meanings={
        Pattern: meant_by_employees(said.repeat),
        MyPatterns: meant_by_employees(show_meant),
    },
    duties={"patterns": ask_when_it_opens},
    menu=(Entry(verb="open", place=51, offered=to_employees),),
)
