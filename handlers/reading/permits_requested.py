"""Requests for permits to meanings: their days, hours and kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.building import HalfDay, Kind
from handlers.reading.days import Calendar
from handlers.reading.hours import (
    TIMED,
    Hours,
    at_an_appointment,
    ends_apart,
    hours_of,
    spans_apart,
)
from handlers.reading.meanings import AskBack, Heard, Meaning, Question
from handlers.reading.pieces import all_of, of
from handlers.reading.pieces_heard import Pieces, half_of_each, heard, when_said
from handlers.reading.possible import MOST_CHOICES, Possible, sure, unsure
from handlers.reading.several import one_of
from handlers.reading.taken import Taken
from handlers.reading.vocabulary import KINDS
from rules.facts import Half, clock_text

NOON = 12 * 60


def permit_asked(pieces: Pieces, calendar: Calendar) -> Heard:
    """Read a request for a permit, or for two at both ends of a day."""
    timed = [piece for piece in pieces if isinstance(piece, TIMED)]
    ends = ends_apart(timed) or spans_apart(timed)
    if ends is not None:
        others = tuple(piece for piece in pieces if not isinstance(piece, TIMED))
        both = [_one_permit((*others, *end), calendar) for end in ends]
        permits = tuple(one for one in both if isinstance(one, meanings.Permit))
        if len(permits) == len(both):
            return meanings.Several(permits)
    ways = at_an_appointment(timed) if of(list(pieces), Kind) is not None else None
    if ways is not None:
        others = tuple(piece for piece in pieces if not isinstance(piece, TIMED))
        return one_of([_one_permit((*others, *way), calendar) for way in ways])
    return _one_permit(pieces, calendar)


def _one_permit(pieces: Pieces, calendar: Calendar) -> Heard:
    timed = [p for p in pieces if isinstance(p, TIMED)]
    hours = hours_of(timed)
    chosen = when_said(pieces, calendar)
    kinds = all_of(list(pieces), Kind)
    half = of(list(pieces), Half)
    if chosen is not None and half is not None:
        chosen = chosen.then(lambda taken: half_of_each(taken, half))
    part = of(list(pieces), HalfDay)
    if chosen is not None and part is not None and half is None:
        chosen = chosen.then(lambda taken: half_of_each(taken, part.half))
    days: Possible[Taken | None] = sure(None) if chosen is None else chosen.map(lambda day: day)
    asked = days.then(lambda taken: hours.then(lambda hour: _leave(taken, hour, bool(timed))))
    if chosen is None and not timed and not kinds:
        return meanings.Permit()
    found = heard(asked.then(lambda permit: _of_kind(permit, kinds)))
    if isinstance(found, AskBack) and found.question is Question.WHICH_KIND:
        return replace(found, so_far=asked.values[0])
    return found


def _leave(taken: Taken | None, hours: Hours, timed: bool) -> Possible[meanings.Permit]:  # noqa: FBT001  said of the hours beside it
    if taken is None:
        return sure(_timed(meanings.Permit(), hours))
    if _beside_the_half(taken.half, hours.start):
        return unsure(Question.WHICH_HOUR, clock_text(hours.start or 0))
    several = taken.first is None or taken.first != taken.last or len(taken.wishes) != 1
    if several and (timed or taken.first is None or taken.weekdays or taken.half):
        days = [wish for wish in taken.wishes if wish.half == taken.half]
        each = (meanings.Permit(day=wish.day, half=wish.half) for wish in days[:MOST_CHOICES])
        return unsure(Question.ONE_DAY, "", *(_timed(permit, hours) for permit in each))
    last = taken.last if several else None
    return sure(_timed(meanings.Permit(day=taken.first, last=last, half=taken.half), hours))


def _timed(permit: meanings.Permit, hours: Hours) -> meanings.Permit:
    return replace(
        permit, start=hours.start, minutes=hours.minutes, until=hours.until, edge=hours.edge
    )


def _beside_the_half(half: Half | None, start: int | None) -> bool:
    """Tell whether the hour is not of the half that was said: `mattina dalle 15`."""
    if half is None or start is None:
        return False
    return start >= NOON if half is Half.AM else start < NOON


def _of_kind(permit: meanings.Permit, kinds: Sequence[Kind]) -> Possible[Meaning]:
    named = list(dict.fromkeys(kind.kinds for kind in kinds))
    if KINDS["ASSEMBLY"] in named and KINDS["UNION"] in named:
        named.remove(KINDS["UNION"])  # an assembly is always of a union
    if not named:
        return sure(permit)
    words = " ".join(kind.words for kind in kinds)
    if len(named) == 1 and len(named[0]) == 1:
        return sure(replace(permit, kind=named[0][0]))
    choices = dict.fromkeys(kind for several in named for kind in several)
    return unsure(Question.WHICH_KIND, words, *(replace(permit, kind=kind) for kind in choices))
