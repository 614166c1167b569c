"""What somebody meant about their days, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from handlers.chat.asked import Answering, Asked
from handlers.chat.features.booking import days_views, said_views
from handlers.chat.guards import meant_by_employees
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.desk.booking import days, wishes
from handlers.desk.booking.other_halves import OtherHalves, other_halves
from handlers.desk.cases.drafts import MOST_DAYS
from handlers.desk.cases.first_step import first_step
from handlers.desk.cases.held_permits import has_permit_on
from handlers.desk.context import Actor, Desk
from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Heard, Question, Wish
from rules.facts import Half

A_WEEK = timedelta(days=7)


def book(desk: Desk, actor: Actor, _asked: Asked, meaning: meanings.Book) -> Reply:
    """Show the days with their verdicts; the button sends those that can be asked for."""
    wanted = wishes.whole_days(_pairs(meaning.wishes))
    if len(wanted) > MOST_DAYS:
        return said_views.too_many(actor, len(wanted), MOST_DAYS)
    found = wishes.propose(desk, actor, wanted, meaning.mode)
    step = first_step(desk, actor, meaning.mode) if found.no_agreement else None
    shown = said_views.proposed(actor, found, step, desk.today())
    return said_views.with_the_way_to_a_half(actor, shown, found.held, wanted)


def take_back(desk: Desk, actor: Actor, asked: Asked, meaning: meanings.Cancel) -> Reply:
    """Ask before a day is taken back, and show a permit of that day: either may be meant."""
    said = tuple(dict.fromkeys(wish.day for wish in meaning.wishes))
    if not has_permit_on(desk, actor, said):
        return _take_days_back(desk, actor, meaning)
    permits = answer(desk, actor, asked, meanings.OwnPermits(said))
    if not _holds(desk, actor, meaning):
        return permits
    reply = _take_days_back(desk, actor, meaning)
    return replace(reply, more=(*reply.more, permits))


def _take_days_back(desk: Desk, actor: Actor, meaning: meanings.Cancel) -> Reply:
    """Ask before a day is taken back; of several show which are held."""
    held = wishes.held_on(desk, actor, _pairs(meaning.wishes))
    one = held.bookings[0] if len(held.bookings) == 1 and not held.missing else None
    if one is not None and any(wish.half in (None, one.half) for wish in meaning.wishes):
        return days_views.ask_to_take_back(actor, one)
    shown = said_views.choose_what_to_take_back(actor, held)
    rest = other_halves(desk, actor, _pairs(meaning.wishes), held)
    kept = {judged.day: judged.half for judged in rest.after}
    shown = said_views.with_the_way_to_a_half(actor, shown, held.bookings, kept)
    halved = [wish.day for wish in meaning.wishes if wish.half is not None]
    return said_views.without_a_half(actor, shown, held.bookings, set(halved) - kept.keys())


def come_in(desk: Desk, actor: Actor, asked: Asked, meaning: meanings.AtOffice) -> Reply:
    """
    Show what is held of days to be worked at the office; of half a day offer the other half.

    Of a day to which somebody is recalled, show what calls them.
    """
    day = meaning.wishes[0].day
    if len(meaning.wishes) == 1 and wishes.is_called(desk, actor, day):
        return answer(desk, actor, asked, meanings.MyRecalls(day))
    pairs = _pairs(meaning.wishes)
    held = wishes.held_on(desk, actor, pairs)
    rest = OtherHalves() if meaning.rest_said else other_halves(desk, actor, pairs, held)
    return said_views.coming_in(actor, dict(pairs), held, rest, desk.today())


def same_days(desk: Desk, actor: Actor, asked: Asked, meaning: meanings.SameDays) -> Reply:
    """Ask for the weekdays of one week in another; of one that is over in the week to come."""
    found = days.of_week(desk, actor, meaning.of_week)
    if not found:
        return said_views.nothing_that_week(actor, meaning.of_week)
    to = meaning.to_week
    if all(day.weekday() + to.toordinal() < desk.today().toordinal() for day, _ in found):
        to += A_WEEK
    moved = [Wish(day - meaning.of_week + to, half) for day, half in found]
    wanted = tuple(wish for wish in moved if wish.day >= desk.today())
    return answer(desk, actor, asked, meanings.Book(wishes=wanted))


def balance(desk: Desk, actor: Actor, _asked: Asked, meaning: meanings.Balance) -> Reply:
    """Show what is held and left, of a month if one was said."""
    return days_views.days(actor, days.overview(desk, actor, month=meaning.month))


def my_days(desk: Desk, actor: Actor, _asked: Asked, _meaning: meanings.MyDays) -> Reply:
    """Show what is held and left."""
    return days_views.days(actor, days.overview(desk, actor))


def which_day(desk: Desk, actor: Actor, asked_back: AskBack) -> Heard:
    """Tell somebody without an agreement what comes first, rather than ask for a day."""
    so_far = asked_back.so_far
    asks_to_book = isinstance(so_far, meanings.Book) and not so_far.wishes
    if not asks_to_book or asked_back.options or actor.person.is_elected:
        return asked_back
    return asked_back if wishes.has_agreement(desk, actor) else meanings.MyAgreement()


def what_to_do(desk: Desk, actor: Actor, asked_back: AskBack) -> AskBack:
    """
    Of days alone offer to take them back only where any of them is held.

    Of a day said in place of another offer the move if that other is held, else the day itself.
    """
    moves = [one for one in asked_back.options if isinstance(one, meanings.Swap)]
    if moves:
        moved = any(_holds(desk, actor, meanings.Cancel(wishes=(one.given,))) for one in moves)
        kept = [one for one in asked_back.options if (one in moves) is moved]
        return replace(asked_back, options=tuple(kept))
    named = [one for one in asked_back.options if isinstance(one, meanings.Cancel)]
    free = {id(one) for one in named if not _holds(desk, actor, one)}
    options = tuple(one for one in asked_back.options if id(one) not in free)
    return AskBack(
        question=Question.WHAT_TO_DO,
        about=asked_back.about,
        options=tuple(sorted(options, key=lambda one: not isinstance(one, meanings.Book))),
        so_far=asked_back.so_far,
    )


def _holds(desk: Desk, actor: Actor, meaning: meanings.Cancel) -> bool:
    return bool(wishes.held_on(desk, actor, _pairs(meaning.wishes)).bookings)


def _pairs(said: Sequence[Wish]) -> list[tuple[date, Half | None]]:
    return [(wish.day, wish.half) for wish in said]


ANSWERS: Mapping[type, Answering] = MappingProxyType(
    {
        meanings.Book: meant_by_employees(book),
        meanings.Cancel: meant_by_employees(take_back),
        meanings.AtOffice: meant_by_employees(come_in),
        meanings.SameDays: meant_by_employees(same_days),
        meanings.Balance: meant_by_employees(balance),
        meanings.MyDays: meant_by_employees(my_days),
    }
)
