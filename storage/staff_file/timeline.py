"""Spans of days: a new one is laid over those that are known, which keep their rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """Something that holds from the first day to the last, both included."""

    first: date
    last: date
    what: T


def laid_over(
    known: Sequence[Piece[T]], first: date, last: date, told: Callable[[T | None], T | None]
) -> list[Piece[T]]:
    """
    Give what holds once something is told of the days from `first` to `last`.

    `told` makes what holds on a named day of what held there (None: nothing). Days outside stay
    as they are; pieces that follow each other and hold the same become one.
    """
    left = [Piece(p.first, min(p.last, first - A_DAY), p.what) for p in known if p.first < first]
    right = [Piece(max(p.first, last + A_DAY), p.last, p.what) for p in known if p.last > last]
    inside = [
        Piece(since, until, what)
        for since, until, before in _cut(known, first, last)
        if (what := told(before)) is not None
    ]
    return joined([*left, *inside, *right])


def joined(pieces: Iterable[Piece[T]]) -> list[Piece[T]]:
    """Make one piece of those that follow each other without a gap and hold the same."""
    found: list[Piece[T]] = []
    for piece in sorted(pieces, key=lambda one: (one.first, one.last)):
        if found and found[-1].what == piece.what and piece.first <= found[-1].last + A_DAY:
            before = found.pop()
            found.append(Piece(before.first, max(before.last, piece.last), piece.what))
        else:
            found.append(piece)
    return found


def _cut(
    known: Sequence[Piece[T]], first: date, last: date
) -> Iterator[tuple[date, date, T | None]]:
    """Divide days into stretches on which one thing held, or nothing; of several the first."""
    day = first
    ordered = sorted(known, key=lambda one: one.first)
    for piece in ordered:
        since, until = max(piece.first, day), min(piece.last, last)
        if until < since:
            continue
        if since > day:
            yield day, since - A_DAY, None
        yield since, until, piece.what
        day = until + A_DAY
    if day <= last:
        yield day, last, None
