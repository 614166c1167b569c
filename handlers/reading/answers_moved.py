"""A correction of an answer, and by how much it moves what stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.reading.answer_patterns import BEGINS_BY, DAYS_LATER, ENDS_BY, LENGTHS, SHIFTS
from handlers.reading.answer_words import EARLIER, LATER, LONGER, MOVING, SHORTER
from handlers.reading.fragments import read_times
from handlers.reading.words import split


@dataclass(frozen=True, slots=True)
class Correction:
    """
    What is left of words without those around it, and what these say.

    `said` is the day, the hours, the kind; `instead` tells that it takes the place of what stands,
    `beside` that it is something more, `same_hours` that the hours are those that stand. `later`
    are the minutes by which all of it is moved, `days_later` the days, `longer` the minutes by
    which it ends later; `either` that it is moved, and nobody said which way. `denied` is the day
    or the hour that is not meant, `taken_off` that `said` shall not be, and `left` tells what
    stands beside a move: only where it is understood as well is all of it.
    """

    said: str
    instead: bool = False
    beside: bool = False
    same_hours: bool = False
    later: int = 0
    days_later: int = 0
    longer: int = 0
    either: bool = False
    denied: str = ""
    taken_off: bool = False
    left: str = ""

    @property
    def moves(self) -> bool:
        """Whether it is moved, or lasts longer, by so much."""
        return bool(self.later or self.longer or self.days_later)


LONGEST = 120
"""Characters of a correction: what is longer tells something, and is not taken apart for one."""


def end_moved(found: Correction) -> Correction | None:
    """Read `finisco un'ora dopo`, `comincio un'ora dopo`; None for any other text."""
    for pattern, name in ((ENDS_BY, "longer"), (BEGINS_BY, "later")):
        told = pattern.match(found.said.casefold())
        later = moved_by(Correction(told["moved"]), told["moved"]).later if told else 0
        if later:
            return _by(found, name, later)
    return None


def days_moved(text: str) -> int:
    """Give by how many days `il giorno dopo` moves it."""
    return next((n for known, n in DAYS_LATER if known.fullmatch(text.casefold())), 0)


def moved_by(found: Correction, whole: str) -> Correction:
    """Read by how much it is moved, or lasts longer: by a verb before, or a word behind."""
    first = [piece.word for piece in split(whole)]
    verbs = ((EARLIER, -1, "later"), (LATER, 1, "later"))
    lengths = ((LONGER, 1, "longer"), (SHORTER, -1, "longer"))
    absolute = whole.removesuffix(found.said).casefold().endswith((" a ", " ad ", " to "))
    for known, sign, name in (*verbs, *(() if absolute else lengths)):
        minutes = length_in(found.said) if known & set(first) else 0
        if minutes:
            return _by(found, name, sign * minutes)
    for ways, name in ((SHIFTS, "later"), (LENGTHS, "longer")):
        for pattern, sign in ways:
            told = pattern.match(found.said.strip().casefold())
            minutes = length_in(told["by"]) if told else 0
            if minutes:
                return _by(found, name, sign * minutes)
    days = days_moved(found.said)
    either = bool(MOVING & set(first)) and length_in(found.said) > 0
    return replace(found, days_later=days, either=either)


def _by(found: Correction, name: str, minutes: int) -> Correction:
    if name == "later":
        return replace(found, later=minutes)
    return replace(found, longer=minutes)


def length_in(text: str) -> int:
    """Give the minutes of a length that is all that is said; 0 for any other text."""
    said = read_times(text)
    hours = said.value
    if not said.whole or hours is None or hours.start is not None or hours.edge is not None:
        return 0
    return hours.minutes or 0
