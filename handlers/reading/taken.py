"""Days that were found, and how they stand together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.reading.days import ONE_DAY, Calendar
from handlers.reading.meanings import Wish
from handlers.reading.possible import Possible
from rules.facts import Half


@dataclass(frozen=True, slots=True)
class Taken:
    """
    Days as found, in order.

    `first` and `last` bound one day or one stretch as the calendar has it, days not worked
    included; None for a list. `weekdays` are those of a pattern.
    """

    wishes: tuple[Wish, ...]
    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    half: Half | None = None


Chosen = Possible[Taken]


def worked(calendar: Calendar, first: date, last: date, half: Half | None) -> Taken:
    """Take the days worked from one day to another."""
    days = (day for day in span(first, last) if day.weekday() in calendar.workdays)
    return Taken(tuple(Wish(day, half) for day in days), first, last, half=half)


def in_order(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """Put days in order, each once; both halves of a day are the whole of it."""
    halves: dict[date, set[Half | None]] = {}
    for wish in wishes:
        halves.setdefault(wish.day, set()).add(wish.half)
    return tuple(
        Wish(day, half)
        for day in sorted(halves)
        for half in ([None] if halves[day] == set(Half) else sorted(halves[day], key=_first_whole))
    )


def _first_whole(half: Half | None) -> str:
    return half or ""


def span(first: date, last: date) -> list[date]:
    """List the days from one to another, both included."""
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]
