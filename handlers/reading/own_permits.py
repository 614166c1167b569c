"""Permits that somebody has already, by what is said of them: days, kind, hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.reading import meanings
from handlers.reading.building import Kind
from handlers.reading.choosing import resolve
from handlers.reading.days import Calendar
from handlers.reading.hours import TIMED, At, From, minute_of
from handlers.reading.pieces import all_of, of
from handlers.reading.said import When


def own_permits(pieces: Sequence[Any], calendar: Calendar) -> meanings.OwnPermits:
    """Give which permits are meant; what is not clear of them only makes them more."""
    kinds = {kind.kinds for kind in all_of(list(pieces), Kind)}
    named = kinds.pop() if len(kinds) == 1 else ()
    return meanings.OwnPermits(
        _days(pieces, calendar), named[0] if len(named) == 1 else None, _start(pieces)
    )


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
