"""Days that are shown with their button, and the sentence that would ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from handlers.reading.meanings import AtOffice, Book, Cancel, Heard, Wish
from handlers.reading.reading import read
from rules.facts import Half, Mode

Days = Book | Cancel | AtOffice
VERBS = MappingProxyType({Book: "prenota", Cancel: "annulla", AtOffice: "in ufficio"})
WAYS = MappingProxyType({None: "", Mode.AGILE: "in agile ", Mode.REMOTE: "da remoto "})
LEAVING = "annulla"
"""What is said where no day is left."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Days that are shown with their button, and the day and the week of who reads them."""

    meaning: Days
    today: date
    workdays: frozenset[int]

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """The days."""
        return self.meaning.wishes

    def heard(self, text: str) -> Heard | None:
        """Read a sentence; None if not all of it is read."""
        reading = read(text, today=self.today, workdays=self.workdays)
        return reading.heard if reading.whole else None

    def with_days(self, wishes: Sequence[Wish]) -> Shown:
        """Give the same request with other days."""
        return replace(self, meaning=replace(self.meaning, wishes=tuple(sorted_days(wishes))))


def sentence(shown: Shown) -> str | None:
    """Write days as the sentence that asks for them; None if it would be read otherwise."""
    if not shown.wishes:
        return LEAVING
    # Halves first: `il 10 e l'11 mattina` might be two mornings.
    wishes = sorted(shown.wishes, key=lambda wish: (wish.half is None, wish.day))
    text = f"{VERBS[type(shown.meaning)]} {_way(shown)}{', '.join(map(day_written, wishes))}"
    heard = shown.heard(text)
    same = isinstance(heard, type(shown.meaning)) and set(heard.wishes) == set(shown.wishes)
    return text if same else None


def sorted_days(wishes: Sequence[Wish]) -> list[Wish]:
    """Put days in order, each once; both halves of a day are the whole of it."""
    found: dict[date, Half | None] = {}
    for wish in wishes:
        same = wish.day not in found or found[wish.day] == wish.half
        found[wish.day] = wish.half if same else None
    return [Wish(day, found[day]) for day in sorted(found)]


def _way(shown: Shown) -> str:
    return WAYS[shown.meaning.mode] if isinstance(shown.meaning, Book) else ""


def day_written(wish: Wish) -> str:
    """Write a day as a sentence says it: `10/12/2026 mattina`."""
    half = {Half.AM: " mattina", Half.PM: " pomeriggio", None: ""}[wish.half]
    return f"{wish.day.day}/{wish.day.month}/{wish.day.year}{half}"
