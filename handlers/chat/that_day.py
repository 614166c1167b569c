"""`Chi c'è quel giorno?`: the one day that was shown last, put in the place of such words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.chat.sentences import kept
from handlers.chat.understanding import understand
from handlers.desk.cases import drafts
from handlers.desk.cases.just_sent import just_sent
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Reads
from handlers.desk.forms.standing import StandingForm
from handlers.reading.meanings import (
    AskBack,
    AtOffice,
    Book,
    Cancel,
    Heard,
    OwnPermits,
    Permit,
    Question,
    Several,
    Swap,
)
from handlers.reading.that_day import says_that_day, with_day


def with_that_day(desk: Desk, actor: Actor, text: str, form: StandingForm | None = None) -> str:
    """Write the day in place of `quel giorno`; as it is where no one day was shown."""
    if not says_that_day(text):
        return text
    days = _shown(desk, actor, form)
    if len(days) != 1:
        return text
    return with_day(text, min(days))


def _shown(desk: Desk, actor: Actor, form: StandingForm | None) -> set[date]:
    """Give the days that were shown last: of the form that is open, of a sentence, or sent."""
    if form is not None:
        named = (one.name for one in form.form.fields if one.reads in (Reads.DAY, Reads.ANY_DAY))
        return {day for name in named if isinstance(day := form.values.get(name), date)}
    before = kept(desk, actor)
    if before is not None:
        if before.day is not None:
            return {before.day}
        return _days_of(understand(desk, actor, before.text).heard)
    draft = drafts.open_draft(desk, actor)
    if draft is not None and draft.days:
        return set(draft.days)
    return {one.day for one in just_sent(desk, actor)}


def _days_of(heard: Heard) -> set[date]:
    match heard:
        case Several():
            return {day for part in heard.parts for day in _days_of(part)}
        case AskBack() if heard.question is Question.WHAT_TO_DO:
            return {day for option in heard.options for day in _days_of(option)}
    return set(_days_of_one(heard))


def _days_of_one(heard: Heard) -> Iterator[date]:
    match heard:
        case Book() | Cancel() | AtOffice():
            yield from (wish.day for wish in heard.wishes)
        case Swap():
            yield from (heard.given.day, heard.wanted.day)
        case OwnPermits():
            yield from heard.days
        case Permit(day=date() as day, last=None):
            yield day
