"""A meaning to the answer of the feature that it is about; nothing is written before a press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from handlers.chat import menu_views
from handlers.chat.asked import Asked
from handlers.chat.features.approvals.chat import show_waiting
from handlers.chat.features.booking.chat import show_days
from handlers.chat.features.booking.days_views import ask_to_take_back
from handlers.chat.features.changes.opening import open_with as open_change
from handlers.chat.features.contacts.opening import open_with as open_contact
from handlers.chat.features.delegations.opening import open_with as open_delegation
from handlers.chat.features.eligibility.chat import show as show_eligibility
from handlers.chat.features.patterns.opening import open_with as open_pattern
from handlers.chat.features.phrases import actions, views
from handlers.chat.features.phrases.leave import open_form
from handlers.chat.features.phrases.recalling import open_recall
from handlers.chat.features.team.chat import show_day_of
from handlers.chat.features.today.chat import show as show_today
from handlers.chat.guards import not_for_elected
from handlers.chat.replies import Reply
from handlers.chat.understanding import workdays_of_actor
from handlers.desk import naming
from handlers.desk.cases.drafts import MOST_DAYS
from handlers.desk.context import Actor, Desk
from handlers.reading import meanings
from handlers.reading.meanings import Meaning, Wish
from handlers.reading.taken import span
from storage.people.people import Person

TOMORROW = timedelta(days=1)
OfPerson = meanings.Contact | meanings.Delegate
"""What needs to know whom a name means."""


def answer(desk: Desk, actor: Actor, asked: Asked, meaning: Meaning) -> Reply:
    """Answer what was understood; elected people ask for nothing of their own."""
    if actor.person.is_elected and isinstance(meaning, OF_EMPLOYEES):
        return not_for_elected(actor)
    return ANSWERS[type(meaning)](desk, actor, asked, meaning)


def _book(desk: Desk, actor: Actor, _asked: Asked, meaning: meanings.Book) -> Reply:
    if len(meaning.wishes) > MOST_DAYS:
        return views.too_many(actor, len(meaning.wishes), MOST_DAYS)
    return views.proposed(actor, actions.propose(desk, actor, meaning.wishes, meaning.mode))


def _pattern(desk: Desk, actor: Actor, asked: Asked, meaning: meanings.Pattern) -> Reply:
    """Open a weekly pattern; one with days left out is no pattern but days."""
    every = [one for one in span(meaning.first, meaning.last) if one.weekday() in meaning.weekdays]
    if len(meaning.days) < len(every):
        wishes = tuple(Wish(day, meaning.half) for day in meaning.days)
        return _book(desk, actor, asked, meanings.Book(wishes=wishes, mode=meaning.mode))
    days = tuple((weekday, meaning.half) for weekday in sorted(meaning.weekdays))
    return open_pattern(desk, actor, days=days, first=meaning.first, last=meaning.last)


def _swap(desk: Desk, actor: Actor, _asked: Asked, meaning: meanings.Swap) -> Reply:
    """Show the move; where halves were said, the new day and half are tapped in the calendar."""
    halves = meaning.given.half is not None or meaning.wanted.half is not None
    new_day = None if halves else meaning.wanted.day
    return open_change(desk, actor, day=meaning.given.day, new_day=new_day)


def _cancel(desk: Desk, actor: Actor, _asked: Asked, meaning: meanings.Cancel) -> Reply:
    held = actions.held_on(desk, actor, meaning.wishes)
    one = held.bookings[0] if len(held.bookings) == 1 and not held.missing else None
    if one is not None and any(wish.half in (None, one.half) for wish in meaning.wishes):
        return ask_to_take_back(actor, one)
    return views.choose_what_to_take_back(actor, held)


def _balance(desk: Desk, actor: Actor, asked: Asked, meaning: meanings.Balance) -> Reply:
    today = desk.today()
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if meaning.month is not None and meaning.month > next_month:
        return views.later_balance(actor, meaning.month)
    return show_days(desk, actor, asked)


def _bands(desk: Desk, actor: Actor, asked: Asked, meaning: meanings.Bands) -> Reply:
    if meaning.day is None or meaning.day <= desk.today() + TOMORROW:
        return show_today(desk, actor, asked)
    return views.day_of_work(actor, meaning.day, actions.day_of_work(desk, actor, meaning.day))


def _permit(desk: Desk, actor: Actor, _asked: Asked, meaning: meanings.Permit) -> Reply:
    workdays = workdays_of_actor(desk, actor)
    return open_form(desk, actor, meaning, workdays=workdays)


def _approvals(desk: Desk, actor: Actor, asked: Asked, _meaning: meanings.Approvals) -> Reply:
    return show_waiting(desk, actor, asked) if actor.approves else views.not_a_manager(actor)


def _of_person(desk: Desk, actor: Actor, asked: Asked, meaning: OfPerson) -> Reply:
    found = _meant(desk, actor, meaning)
    if not found:
        return views.nobody_named(actor, meaning.whom)
    if len(found) == 1:
        return _with(desk, actor, meaning, found[0].id)
    if asked.words:  # a choice that was pressed has its text kept already
        actions.keep(desk, actor, asked.words)
    return views.which_person(actor, found, meaning)


def with_person(desk: Desk, actor: Actor, meaning: Meaning, person_id: int) -> Reply | None:
    """Answer with the one of several people who was chosen; None if they do not fit."""
    if not isinstance(meaning, OfPerson):
        return None
    fitting = {person.id for person in _meant(desk, actor, meaning)}
    return _with(desk, actor, meaning, person_id) if person_id in fitting else None


def _meant(desk: Desk, actor: Actor, meaning: OfPerson) -> list[Person]:
    if isinstance(meaning, meanings.Contact) and meaning.office:
        return naming.people_of_office(desk, actor, meaning.whom)
    return naming.people_named(desk, actor, meaning.whom)


def _with(desk: Desk, actor: Actor, meaning: OfPerson, person_id: int) -> Reply:
    if isinstance(meaning, meanings.Contact):
        return open_contact(desk, actor, person_id=person_id)
    first, last = meaning.first, meaning.last
    return open_delegation(desk, actor, delegate_id=person_id, first=first, last=last)


Answering = Callable[[Desk, Actor, Asked, Any], Reply]
ANSWERS: Mapping[type, Answering] = MappingProxyType(
    {
        meanings.Book: _book,
        meanings.Pattern: _pattern,
        meanings.Cancel: _cancel,
        meanings.Balance: _balance,
        meanings.Bands: _bands,
        meanings.Approvals: _approvals,
        meanings.Delegate: _of_person,
        meanings.Contact: _of_person,
        meanings.Eligibility: lambda desk, actor, asked, _: show_eligibility(desk, actor, asked),
        meanings.MyDays: lambda desk, actor, asked, _: show_days(desk, actor, asked),
        meanings.Menu: lambda _desk, actor, _asked, _: menu_views.menu(actor),
        meanings.Greeting: lambda _desk, actor, _asked, _: menu_views.menu(actor),
        meanings.Help: lambda _desk, actor, _asked, _: menu_views.help_for(actor),
        meanings.Thanks: lambda _desk, actor, _asked, _: views.thanks(actor),
        meanings.Permit: _permit,
        meanings.Swap: _swap,
        meanings.Team: lambda desk, actor, _, meaning: show_day_of(desk, actor, meaning.day),
        meanings.Recall: lambda desk, actor, _, meaning: open_recall(desk, actor, meaning),
    }
)
OF_EMPLOYEES = (
    *(meanings.Book, meanings.Pattern, meanings.Cancel, meanings.Balance, meanings.Bands),
    *(meanings.Eligibility, meanings.MyDays, meanings.Permit),
)
"""What the acts give to employees alone."""
