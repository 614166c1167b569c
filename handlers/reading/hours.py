"""Hours and lengths of permits: which minute of the day is meant, and how many minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from handlers.reading.meanings import Edge, Question
from handlers.reading.possible import Possible, sure, unsure
from handlers.reading.said import ClockSaid
from rules.facts import MINUTES_OF_A_DAY, Half

NOON = 12
SMALL_HOURS = range(1, 7)
"""Nobody works then, but many say `le 3` for 15:00: that is asked; `3:00` says it."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length in minutes."""

    minutes: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class From:
    """From an hour on."""

    clock: ClockSaid


@dataclass(frozen=True, slots=True)
class At:
    """`alle 12`: the end after a beginning, else the beginning."""

    clock: ClockSaid


@dataclass(frozen=True, slots=True)
class Until:
    """`fino alle 12`: an end for certain."""

    clock: ClockSaid


class Coming(NamedTuple):
    """`entro`, `arrivo`: what is said beside it is about the beginning of the working day."""


class There(NamedTuple):
    """`ci sono`, `resto`: what is said beside it is of being at work, not of being away."""


class Going(NamedTuple):
    """`esco`: what is said beside it is about the end."""


class Later(NamedTuple):
    """`dopo`: a length after the beginning of the working day."""


class Earlier(NamedTuple):
    """`prima`: a length before the end of the working day."""


TIMED = (Length, From, At, Until, Coming, There, Going, Later, Earlier)
"""Whatever says something of hours."""


@dataclass(frozen=True, slots=True)
class Hours:
    """
    When a permit begins (a minute of the day) and how long it is; None if it was not said.

    With an `edge` it lies at that end of the working day: at its beginning until `until`, at its
    end from `start` on, or `minutes` long.
    """

    start: int | None = None
    minutes: int | None = None
    until: int | None = None
    edge: Edge | None = None


def minute_of(clock: ClockSaid) -> Possible[int]:
    """Find the minute of the day of an hour as said."""
    hour, minute = clock.hour, clock.minute
    if not (0 <= hour <= 24 and -60 < minute < 60):
        return unsure(Question.NOT_AN_HOUR, clock.words)
    if clock.half is Half.PM and hour < NOON:
        hour += NOON
    if clock.half is Half.AM and hour > NOON:
        return unsure(Question.NOT_AN_HOUR, clock.words)
    found = 60 * hour + minute
    if not 0 <= found < MINUTES_OF_A_DAY:
        return unsure(Question.NOT_AN_HOUR, clock.words)
    if clock.half is None and clock.hour in SMALL_HOURS and ":" not in clock.words:
        return unsure(Question.WHICH_HOUR, clock.words, found + 60 * NOON)
    return sure(found)


def hours_of(pieces: Sequence[object]) -> Possible[Hours]:
    """Put together what was said of hours; what does not go together is doubted."""
    at_edge = _at_an_edge(pieces)
    return _spanned(pieces) if at_edge is None else at_edge


def ends_apart(pieces: Sequence[object]) -> list[list[object]] | None:
    """
    Part `entro alle 10 ed esco alle 15` into what is said of each end of the day, as it is said.

    None where one end is spoken of, or one time away: `esco alle 12 e rientro alle 15`.
    """
    edges = [at for at, piece in enumerate(pieces) if isinstance(piece, (Coming, Going))]
    if len(edges) != 2 or edges[0] != 0:
        return None
    apart = [list(pieces[: edges[1]]), list(pieces[edges[1] :])]
    found = [hour for one in apart for hour in hours_of(one).values[:1]]
    comes = next((one.until for one in found if one.edge is Edge.START), None)
    goes = next((one.start for one in found if one.edge is Edge.END), None)
    return apart if comes is not None and goes is not None and comes < goes else None


def spans_apart(pieces: Sequence[object]) -> list[list[object]] | None:
    """
    Part `dalle 9 alle 11 e dalle 15 alle 16` into the stretches of one day, as they are said.

    None where they are no two or three whole stretches, each behind the one before.
    """
    apart = [list(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]
    if not 1 < len(apart) <= MOST_SPANS or not all(map(_is_a_span, apart)):
        return None
    found = [hours_of(one) for one in apart]
    hours = [one.values[0] for one in found if one.values]
    starts, ends = [one.start or 0 for one in hours], [_end_of(one) for one in hours]
    in_order = all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    return apart if len(hours) == len(apart) and in_order else None


def at_an_appointment(pieces: Sequence[object]) -> list[list[object]] | None:
    """
    Give the ways to take `il dentista alle 9, entro alle 11`: one hour is of the appointment.

    Who comes at eleven is away until then, from the beginning or from the appointment on.
    """
    if isinstance(pieces[-1] if pieces else None, Coming):
        pieces = pieces[:-1]  # said of the whole clause, and no hour behind it
    edges = [at for at, piece in enumerate(pieces) if isinstance(piece, (Coming, Going))]
    hours = [at for at, piece in enumerate(pieces) if isinstance(piece, At)]
    if len(edges) != 1 or len(hours) != 2 or len(pieces) != len(edges) + len(hours):
        return None
    own = next((at for at in hours if at == edges[0] + 1), None)
    if own is None:
        return None
    (other,) = (at for at in hours if at != own)
    of_edge = [pieces[edges[0]], pieces[own]]
    comes = isinstance(pieces[edges[0]], Coming)
    between: list[object] = [From(_clock_of(pieces[other])), Until(_clock_of(pieces[own]))]
    from_then_on = hours_of(between) if comes else None
    sure_span = from_then_on is not None and from_then_on.doubt is None
    return [of_edge, between] if sure_span else [of_edge]


def _clock_of(piece: object) -> ClockSaid:
    if not isinstance(piece, At):
        raise TypeError(piece)
    return piece.clock


MOST_SPANS = 3


def _is_a_span(pieces: Sequence[object]) -> bool:
    return len(pieces) == 2 and isinstance(pieces[0], From) and isinstance(pieces[1], (At, Until))


def _end_of(hours: Hours) -> int:
    return (hours.start or 0) + (hours.minutes or 0)


def _at_an_edge(pieces: Sequence[object]) -> Possible[Hours] | None:
    """Read what is said of one end of the working day: one hour, or one length, not both."""
    lengths = [piece for piece in pieces if isinstance(piece, Length)]
    ends = [piece.clock for piece in pieces if isinstance(piece, Until)]
    clocks = [piece.clock for piece in pieces if isinstance(piece, (From, At))]
    said_of = [Edge.START for piece in pieces if isinstance(piece, (Coming, Later))]
    said_of += [Edge.END for piece in pieces if isinstance(piece, (Going, Earlier))]
    if any(isinstance(piece, There) for piece in pieces) and not said_of:
        # Who is there until one is away from then on; who is there from eleven, until then.
        said_of = [Edge.END if ends else Edge.START]
        clocks, ends = clocks + ends, []
    if len(set(said_of)) > 1 or len(lengths) + len(ends) + len(clocks) > 1:
        return None
    moved = any(isinstance(piece, (Coming, Later, Earlier)) for piece in pieces)
    if lengths:
        return _of_edge(lengths[0], said_of[0]) if moved else None
    if ends and said_of in ([], [Edge.START]):
        return minute_of(ends[0]).map(lambda end: Hours(until=end, edge=Edge.START))
    if ends and said_of == [Edge.END]:
        return _by_an_hour(ends[0])
    if clocks and said_of:
        return minute_of(clocks[0]).map(lambda minute: _from_edge(minute, said_of[0]))
    return sure(Hours(edge=said_of[0])) if moved and not ends else None


def _by_an_hour(clock: ClockSaid) -> Possible[Hours]:
    """Ask when somebody leaves who leaves `prima delle 16`; that hour is offered."""
    start = minute_of(clock).map(lambda minute: _from_edge(minute, Edge.END))
    return start.then(lambda hours: unsure(Question.WHICH_HOUR, clock.words, hours))


def _of_edge(length: Length, edge: Edge) -> Possible[Hours]:
    return _lasting(None, length, None).map(lambda hours: replace(hours, edge=edge))


def _from_edge(minute: int, edge: Edge) -> Hours:
    if edge is Edge.START:
        return Hours(until=minute, edge=edge)
    return Hours(start=minute, edge=edge)


def _spanned(pieces: Sequence[object]) -> Possible[Hours]:
    lengths = [piece for piece in pieces if isinstance(piece, Length)]
    starts = [piece.clock for piece in pieces if isinstance(piece, From)]
    ats = [piece.clock for piece in pieces if isinstance(piece, At)]
    ends = [piece.clock for piece in pieces if isinstance(piece, Until)]
    if not starts:
        starts, ats = ats, []
    ends += ats
    if max(len(lengths), len(starts), len(ends)) > 1:
        words = " ".join(clock.words for clock in (*starts, *ends))
        return unsure(Question.WHICH_HOUR, words)
    length = lengths[0] if lengths else None
    if not starts:
        return _without_start(length, ends)
    begin = minute_of(starts[0])
    if not ends:
        return begin.then(lambda start: _lasting(start, length, starts[0]))
    words = f"{starts[0].words} - {ends[0].words}"
    return begin.then(
        lambda start: minute_of(ends[0]).then(lambda end: _between(start, end, length, words))
    )


def _without_start(length: Length | None, ends: Sequence[ClockSaid]) -> Possible[Hours]:
    if not ends:
        return _lasting(None, length, None)
    if length is None:
        return unsure(Question.WHICH_HOUR, ends[0].words)
    return minute_of(ends[0]).then(
        lambda end: _between(end - length.minutes, end, length, ends[0].words)
    )


def _lasting(start: int | None, length: Length | None, clock: ClockSaid | None) -> Possible[Hours]:
    minutes = length.minutes if length else None
    if minutes is not None and not 0 < minutes < MINUTES_OF_A_DAY - (start or 0):
        words = length.words if length else ""
        return unsure(Question.NOT_AN_HOUR, words or (clock.words if clock else ""))
    return sure(Hours(start, minutes))


def _between(start: int, end: int, length: Length | None, words: str) -> Possible[Hours]:
    if end <= start or start < 0:
        return unsure(Question.UPSIDE_DOWN, words)
    if length is not None and length.minutes != end - start:
        return unsure(Question.WHICH_HOUR, words)
    return sure(Hours(start, end - start))
