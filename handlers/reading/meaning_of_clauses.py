"""What a clause means, in each way that its islands can be taken."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product
from typing import Any

from handlers.reading.building import HalfDay, Request
from handlers.reading.clause import Asked, Clause
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.hours import (
    TIMED,
    Coming,
    ends_apart,
)
from handlers.reading.meanings import AskBack, Heard, Question
from handlers.reading.own_permits import own_permits
from handlers.reading.pieces import of
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.requests import understand
from handlers.reading.said import (
    When,
)
from handlers.reading.several import one_of, options_of
from handlers.reading.whens import ends, items_of, joined_when, of_whole_days
from handlers.reading.working_hours import at_work_then_home, in_halves, is_at_work, stay_in
from rules.facts import Half


def meant_by(clause: Clause, calendar: Calendar) -> Heard:
    """Give what a clause means in each way that its islands can be taken."""
    ways = islice(product(*(island.ways for island in clause.islands)), MOST_CHOICES)
    heard = dict.fromkeys(_meant(clause, _pieces(way), calendar) for way in ways)
    return one_of(list(heard))


def _pieces(way: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Put all that was said into one list, days into one."""
    flat = [piece for pieces in way for piece in pieces]
    whens = [piece for piece in flat if isinstance(piece, When)]
    others = [piece for piece in flat if not isinstance(piece, When)]
    return others if not whens else [*others, joined_when(whens)]


def _meant(clause: Clause, pieces: list[Any], calendar: Calendar) -> Heard:
    asked = clause.asked
    pieces = _with_both_halves(clause, pieces)
    half = of(pieces, Half)
    if half is not None and asked in (Asked.BOOK, Asked.OFFICE, Asked.ANYTHING, Asked.HOME):
        others = [piece for piece in pieces if not isinstance(piece, HalfDay)]
        pieces = [*others, HalfDay(half)]
    both_ends = ends_apart([piece for piece in pieces if isinstance(piece, TIMED)]) is not None
    could_be_at_work = asked in (Asked.PERMIT, Asked.CONTRADICTION) and not both_ends
    if could_be_at_work and is_at_work(clause, pieces):
        stay = stay_in(clause, pieces)
        if stay is not None:
            return at_work_then_home(stay, pieces, calendar)
        pieces = [*pieces, Coming()]
    if asked is Asked.OWN_PERMITS:
        return own_permits(pieces, calendar)
    if asked is Asked.SWAP:
        return _swapped(clause, pieces, calendar)
    if asked is Asked.CONTRADICTION:
        return _one_or_the_other(clause, pieces, calendar)
    if asked is Asked.ANYTHING and half is not None:
        asked = Asked.BOOK
    return understand(Request(asked.value, tuple(pieces)), calendar)


def _with_both_halves(clause: Clause, pieces: list[Any]) -> list[Any]:
    """
    Take `giovedì mattina e pomeriggio` for the whole of that day.

    Of `stamattina riunione, nel pomeriggio da casa` only the second half is spoken of here.
    """
    when, halves = of(pieces, When), {piece for piece in pieces if isinstance(piece, Half)}
    items = () if when is None else items_of(when)
    if when is None or len(items) != 1 or not halves:
        return pieces
    if {items[0].half, *halves} - {None} != set(Half):
        return pieces
    others = [piece for piece in pieces if piece is not when]
    places = [at for at, one in enumerate(clause.islands) if one.tag in (Tag.WHEN, Tag.HALF)]
    between = {one.tag for one in clause.islands[places[0] : places[-1]]}
    if between <= {Tag.WHEN, Tag.HALF}:
        others = [piece for piece in others if not isinstance(piece, Half)]
    elif not between <= {Tag.WHEN, Tag.HALF, Tag.UNREAD}:
        return pieces
    return [*others, of_whole_days(when)]


def _swapped(clause: Clause, pieces: list[Any], calendar: Calendar) -> Heard:
    islands = [island for island in clause.islands if island.tag is Tag.WHEN]
    whens = [end for island in islands for when in island.ways[0] for end in ends(when)]
    request = Request("swap", tuple(whens) if len(whens) == 2 else tuple(pieces))
    return understand(request, calendar)


def _one_or_the_other(clause: Clause, pieces: list[Any], calendar: Calendar) -> Heard:
    """Offer each of the things that a clause asks for at once."""
    wanted = {
        Tag.CANCEL: Asked.CANCEL,
        Tag.BOOK: Asked.BOOK,
        Tag.MODE: Asked.BOOK,
        Tag.HALF_DAY: Asked.BOOK,
        Tag.AT_OFFICE: Asked.OFFICE,
        Tag.HOURS: Asked.PERMIT,
        Tag.PERMIT: Asked.PERMIT,
        Tag.KIND: Asked.PERMIT,
    }
    kinds = dict.fromkeys(asked for tag, asked in wanted.items() if tag in clause.tags)
    found = [
        understand(Request(kind.value, way), calendar)
        for kind in kinds
        for way in (in_halves(pieces) if kind is Asked.BOOK else (tuple(pieces),))
    ]
    options = dict.fromkeys(option for heard in found for option in options_of(heard))
    offered = tuple(options)[:MOST_CHOICES]
    return AskBack(question=Question.WHAT_TO_DO, options=offered)
