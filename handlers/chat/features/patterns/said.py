"""Days of every week, as somebody said them."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.patterns.opening import open_with
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.reading import meanings
from handlers.reading.meanings import Wish
from handlers.reading.taken import span


def repeat(desk: Desk, actor: Actor, asked: Asked, meaning: meanings.Pattern) -> Reply:
    """Open a weekly pattern; one with days left out is no pattern but days."""
    every = [one for one in span(meaning.first, meaning.last) if one.weekday() in meaning.weekdays]
    if len(meaning.days) < len(every):
        wishes = tuple(Wish(day, meaning.half) for day in meaning.days)
        return answer(desk, actor, asked, meanings.Book(wishes=wishes, mode=meaning.mode))
    days = tuple((weekday, meaning.half) for weekday in sorted(meaning.weekdays))
    return open_with(desk, actor, days=days, first=meaning.first, last=meaning.last)
