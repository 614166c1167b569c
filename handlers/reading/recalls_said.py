"""Recalls to the office: who is called, when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.decisions_said import leaves_somebody_out
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Heard, Meaning, Question
from handlers.reading.people_said import (
    ONE_DAY_ONLY,
    Sentence,
    days_of,
    is_of_an_office,
    is_said_of_all,
    name_from,
    reason_behind,
    reason_from,
    runs_in,
    taken_as,
)
from handlers.reading.pieces_heard import heard
from handlers.reading.possible import MOST_CHOICES, Possible, sure
from handlers.reading.taken import Taken

WORTH_DAYS = 3
"""Days that are offered where none was said."""


def recall(sentence: Sentence, calendar: Calendar) -> Heard | None:
    """Give whom a manager calls to the office, for when and why."""
    begins = reason_from(sentence)
    said = sentence.until(begins)
    called = _called(said, reason_behind(sentence, begins), calendar.today)
    if called is None:
        return AskBack(question=Question.WHOM)
    taken = taken_as(said, calendar)
    if taken is None:
        options = tuple(replace(called, day=day) for day in _next_days(calendar))
        return AskBack(question=Question.WHICH_DAY, options=options)
    return heard(taken.then(lambda found: _recalled(called, found)))


def _called(said: Sentence, why: str, day: date) -> meanings.Recall | None:
    """Give who is called: people, offices, everybody; None for nobody, and all but somebody."""
    verb = next((n for n, one in enumerate(said.islands) if one.tag is Tag.RECALL), 0)
    # `Anna è in ferie, richiama Bruno` calls him.
    runs = runs_in(replace(said, islands=said.islands[verb:])) or runs_in(said)
    offices = tuple(name_from(said, run) for run in runs if is_of_an_office(said, run))
    names = tuple(name_from(said, run) for run in runs if not is_of_an_office(said, run))
    everybody = _calls_everybody(said, runs)
    if not (runs or everybody) or leaves_somebody_out(said):
        return None
    return meanings.Recall(names, day, why, offices, everybody=everybody)


def _calls_everybody(said: Sentence, runs: Sequence[Sequence[Island]]) -> bool:
    """Tell whether `tutti` is said and no name closes it in, as in `tutti quelli dei tributi`."""
    if not runs:
        return any(is_said_of_all(said, island) for island in said.islands)
    named = runs[-1][-1].start
    return any(i.tag is Tag.EVERYTHING and i.start > named for i in said.islands)


def _recalled(called: meanings.Recall, taken: Taken) -> Possible[Meaning]:
    recalls = tuple(replace(called, day=day) for day in days_of(taken)[:MOST_CHOICES])
    if len(recalls) == 1:
        return sure(recalls[0])  # of the whole day: which part was said is told as not read
    return Possible(recalls, ONE_DAY_ONLY)


def _next_days(calendar: Calendar) -> Iterator[date]:
    ahead = (calendar.today + timedelta(days=n) for n in range(1, 15))
    coming = [day for day in ahead if day.weekday() in calendar.workdays]
    yield from coming[:WORTH_DAYS]
