"""Permits that somebody has already, by what is said of them: days, kind, hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.reading import meanings
from handlers.reading.building import Kind
from handlers.reading.choosing import resolve
from handlers.reading.clause import Asked, Clause
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.hours import TIMED, At, From, minute_of
from handlers.reading.island import Island
from handlers.reading.meanings import Heard
from handlers.reading.people_said import Sentence
from handlers.reading.pieces import all_of, of
from handlers.reading.said import When


def own_permits(pieces: Sequence[Any], calendar: Calendar) -> meanings.OwnPermits:
    """Give which permits are meant; what is not clear of them only makes them more."""
    kinds = {kind.kinds for kind in all_of(list(pieces), Kind)}
    named = kinds.pop() if len(kinds) == 1 else ()
    return meanings.OwnPermits(
        _days(pieces, calendar), named[0] if len(named) == 1 else None, _start(pieces)
    )


def without_where_it_goes(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Take away `a venerdì`, `alle 11` of a permit that is moved: they tell nothing of which."""
    kept = [one for one in islands if not _is_a_goal(sentence, one)]
    clause = Clause(tuple(one for one in kept if one.tag is not Tag.FILLER))
    why = any(one.tag is Tag.KIND and sentence.words(one)[0] in REASONS for one in islands)
    moves = Tag.SWAP in sentence.tags and not why and clause.asked is Asked.OWN_PERMITS
    return kept if moves else list(islands)


def moved(heard: Heard, sentence: Sentence) -> Heard:
    """Tell of permits that one of them shall be moved."""
    moves = isinstance(heard, meanings.OwnPermits) and Tag.SWAP in sentence.tags
    return (
        replace(heard, moves=True) if moves and isinstance(heard, meanings.OwnPermits) else heard
    )


def _is_a_goal(sentence: Sentence, island: Island) -> bool:
    if island.tag not in (Tag.WHEN, Tag.HOURS):
        return False
    before = sentence.text.words[max(island.start - 1, 0) : island.start]
    return sentence.words(island)[0] in TOWARDS or before in (("to",), ("al",), ("a",))


TOWARDS = frozenset({"a", "al", "all", "alla", "alle", "to", "at"})
REASONS = frozenset({"per", "perche", "for"})


def _days(pieces: Sequence[Any], calendar: Calendar) -> tuple[date, ...]:
    when = of(list(pieces), When)
    if when is None:
        return ()
    lenient = Calendar(calendar.today, calendar.workdays, gone_by=True)
    taken = resolve(lenient, when)
    wishes = taken.values[0].wishes if taken.doubt is None else ()
    return tuple(sorted({wish.day for wish in wishes}))


def _start(pieces: Sequence[Any]) -> int | None:
    timed = [piece for piece in pieces if isinstance(piece, TIMED)]
    clocks = [piece.clock for piece in timed if isinstance(piece, (From, At))]
    if not clocks:
        return None
    found = minute_of(clocks[0])
    return found.values[0] if found.values else None
