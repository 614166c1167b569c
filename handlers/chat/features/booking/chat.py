"""`/prenota`, the calendar, `/giornate`."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import forms
from handlers.chat.asked import Answer, Asked
from handlers.chat.calendar import day_within_reach, month_on_top
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.booking import days_views, said, views
from handlers.chat.features.booking.open_days import days_of
from handlers.chat.first_step_views import without_agreement
from handlers.chat.guards import for_employees
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.chat.typed import cut
from handlers.desk.booking import actions, days
from handlers.desk.cases.first_step import first_step
from handlers.desk.cases.month import Month, Part
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import Press, StalePressError
from handlers.desk.requests import taking_back
from handlers.desk.requests.taking_back import Took
from handlers.reading.fragments import read_month
from handlers.reading.meanings import Book, Question, Wish
from handlers.texts import label
from rules.facts import Half
from storage.tables import HOLDING

VERBS = ("prenota", "book")
DAYS_OF = ("le mie giornate", "giornate di", "giornate a", "my days in")
"""With which the words after a command make a sentence."""


def show_month(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show this month; words after the command are a month to show, or days to book."""
    named = read_month(asked.words, today=desk.today())
    if named.value is not None and named.whole:
        return _calendar(desk, actor, actions.look(desk, actor, named.value))
    heard = forms.hear_sentence(desk, actor, asked, *VERBS) if asked.words else None
    if heard is not None:
        return heard
    month = _calendar(desk, actor, actions.look(desk, actor, desk.today()))
    if not asked.words:
        return month
    unread = "form.unread.day", {"words": cut(asked.words)}
    return said_beside(month, unread, actor.locale, first=True)


def turn_page(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another month."""
    return _calendar(desk, actor, actions.look(desk, actor, day_within_reach(desk, asked.press)))


def tick(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Tick a day, or a half, or untick it."""
    day, part = day_within_reach(desk, asked.press), asked.press.text(1)
    if part not in list(Part):
        raise StalePressError(f"{part!r} is no part of a day")
    top = month_on_top(desk, asked.press, 2, day)
    return _with_reason(desk, actor, actions.tick(desk, actor, day, Part(part), top))


def show_ticked(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the month of a tick as it is ticked now."""
    top = month_on_top(desk, asked.press, 2, day_within_reach(desk, asked.press))
    return _calendar(desk, actor, actions.look(desk, actor, top))


def explain(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show why a day cannot be asked for."""
    day = day_within_reach(desk, asked.press)
    top = month_on_top(desk, asked.press, 1, day)
    return _with_reason(desk, actor, actions.explain(desk, actor, day, top))


def show_act(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the words of the act about a day."""
    day = day_within_reach(desk, asked.press)
    top = month_on_top(desk, asked.press, 1, day)
    return views.words_of_the_act(actor, actions.explain(desk, actor, day, top))


def clear(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Untick everything."""
    day = day_within_reach(desk, asked.press)
    return _calendar(desk, actor, actions.clear(desk, actor, day))


def submit(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Send the request; a second press of the same button sends nothing."""
    result = actions.submit(desk, actor, asked.press.text(0))
    if result is None:
        shown = show_days(desk, actor, asked)
        return replace(shown, toast=label("booking.sent_already", actor.locale))
    return views.submitted(actor, result, today=desk.today())


def send(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Send the days that the button itself holds; those held before are told apart."""
    day_within_reach(desk, asked.press)
    result = actions.send(desk, actor, days_of(asked.press))
    return views.submitted(actor, result, today=desk.today())


def show_days(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """List days to come and what is left; with words, what is asked of them."""
    answer = forms.hear_sentence(desk, actor, asked, *DAYS_OF) if asked.words else None
    if answer is not None:
        return answer
    return days_views.days(actor, days.overview(desk, actor))


def ask_to_take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for confirmation before a day is taken back."""
    booking = days.one(desk, actor, asked.press.number(0))
    if booking.version != asked.press.number(1) or booking.state not in HOLDING:
        raise StalePressError("the booking changed since the list was shown")
    return days_views.ask_to_take_back(actor, booking, _half_wanted(asked.press))


def take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a day back and show the list again; or the half of it that is wanted instead."""
    press = asked.press
    key, half = ("days", press.number(0)), _half_wanted(press)
    result = taking_back.take_back(desk, actor, key, version=press.number(1))
    if half is not None and result.came is Took.DONE:
        day = days.one(desk, actor, press.number(0)).day
        shown = said.book(desk, actor, asked, Book(wishes=(Wish(day, half),)))
    else:
        shown = show_days(desk, actor, asked)
    return replace(shown, toast=days_views.toast_of(actor, result))


def _half_wanted(press: Press) -> Half | None:
    """Read which half shall be asked for once the whole day is taken back."""
    if len(press.args) < 3:
        return None
    if press.text(2) not in list(Half):
        raise StalePressError(f"{press.text(2)!r} is no half of a day")
    return Half(press.text(2))


def _with_reason(desk: Desk, actor: Actor, month: Month) -> Reply:
    """Show the month, and answer the press itself: the text above may be out of sight."""
    toast = views.answer_in_short(actor, month)
    return replace(_calendar(desk, actor, month), toast=toast, alert=bool(toast))


def _calendar(desk: Desk, actor: Actor, month: Month) -> Reply:
    """Show a month; to somebody without an agreement what to do first."""
    if month.no_agreement:
        return without_agreement(actor, month.no_agreement, first_step(desk, actor))
    return views.calendar(actor, month)


_ANSWERS: dict[str, Answer] = {
    "open": show_month,
    "month": turn_page,
    "set": tick,
    "why": explain,
    "act": show_act,
    "clear": clear,
    "submit": submit,
    "send": send,
    "days": show_days,
    "cancel": ask_to_take_back,
    "drop": take_back,
}
FEATURE = Feature(
    name="booking",
    commands=(
        Command(name="prenota", answer=for_employees(show_month), place=70, offered=to_employees),
        Command(name="giornate", answer=for_employees(show_days), place=80, offered=to_employees),
    ),
    verbs={verb: for_employees(answer) for verb, answer in _ANSWERS.items()},
    stands={
        "set": for_employees(show_ticked),
        "clear": for_employees(turn_page),
        **dict.fromkeys(("submit", "send", "drop"), for_employees(show_days)),
    },
    meanings=said.ANSWERS,
    fits={Question.WHAT_TO_DO: said.what_to_do, Question.WHICH_DAY: said.which_day},
    menu=(
        Entry(verb="open", place=20, offered=to_employees),
        Entry(verb="days", place=21, offered=to_employees),
    ),
)
