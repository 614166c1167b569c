"""
An answer put into the permit that a question was about, rather than into its sentence.

`Permesso domani dalle 3 alle 5`, asked for the hours, and `dalle 15 alle 17` make no sentence
together: the hours said first would still stand in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reading.fragments import read_days, read_times
from handlers.reading.meanings import AskBack, Permit, Question

OF_HOURS = frozenset({Question.WHICH_HOUR, Question.NOT_AN_HOUR, Question.UPSIDE_DOWN})
OF_DAYS = frozenset({Question.ONE_DAY, Question.WHICH_DAY, Question.WHICH_READING})


def with_hours(asked: AskBack, text: str) -> Permit | None:
    """Give the permit that is asked about with the hours that a text is; None for other texts."""
    if asked.question not in OF_HOURS:
        return None
    permits = {replace(one, start=None, minutes=None) for one in _permits(asked)}
    said = read_times(text)
    if len(permits) != 1 or not said.whole or said.value is None or said.value.start is None:
        return None
    return replace(permits.pop(), start=said.value.start, minutes=said.value.minutes)


def on_days(
    asked: AskBack, text: str, *, today: date, workdays: frozenset[int]
) -> tuple[Permit, ...]:
    """
    Give the permit that is asked about on the days that a text names, one for each of them.

    `Il 9 oppure il 10` leaves both; of several days only those that were offered are left.
    """
    if asked.question not in OF_DAYS:
        return ()
    offered = _permits(asked)
    permits = {replace(one, day=None) for one in offered}
    said = read_days(text, today=today, workdays=workdays)
    if len(permits) != 1 or not said.whole:
        return ()
    wishes = said.value or tuple(wish for choice in said.choices for wish in choice)
    days = sorted({wish.day for wish in wishes if wish.half is None})
    known = {one.day for one in offered}
    if not days or (len(days) > 1 and not known.issuperset(days)):
        return ()
    permit = permits.pop()
    return tuple(replace(permit, day=day) for day in days)


def _permits(asked: AskBack) -> tuple[Permit, ...]:
    """Give the permits that are offered; if none are, the one that is known so far."""
    found = tuple(one for one in asked.options if isinstance(one, Permit))
    if found and len(found) == len(asked.options):
        return found
    return (asked.so_far,) if isinstance(asked.so_far, Permit) and not asked.options else ()
