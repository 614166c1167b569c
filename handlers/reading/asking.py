"""
Questions and wishes that write nothing, by the words that they cannot do without.

People ask them in more ways than a grammar holds, and a wrong guess costs one look: the rest of
the sentence is passed over. Where a sentence also asks for something, it is not taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.reading.meanings import Matter, Meaning
from handlers.reading.question_details import Details
from handlers.reading.questions_file import pattern_of, questions_file
from handlers.reading.questions_meant import MEANS


@dataclass(frozen=True, slots=True)
class Asking:
    """A question: each of the patterns must be found, `without` must not."""

    means: str
    needs: tuple[re.Pattern[str], ...]
    without: re.Pattern[str] | None
    beside_requests: bool
    asks: bool

    def fits(self, words: str) -> bool:
        """Tell whether words ask this."""
        if self.without is not None and self.without.search(words):
            return False
        return all(need.search(words) for need in self.needs)


def first_question_in(words: str, details: Details) -> Meaning | None:
    """Give what words mean whatever verb of the desk is among them."""
    fitting = (one for one in _first() if one.fits(words) and (details.asks or not one.asks))
    return next((found for one in fitting if (found := MEANS[one.means](details))), None)


def question_in(words: str, details: Details, *, requests: bool) -> Meaning | None:
    """Give the question that words ask; with `requests` they name something to ask for as well."""
    for asking in _questions():
        of_no_day = asking.means == "eligibility"
        if (requests and not asking.beside_requests) or (of_no_day and details.days):
            continue
        if asking.fits(words):
            return MEANS[asking.means](details)
    return None


def matter_in(words: str) -> Matter | None:
    """Give the matter that is told elsewhere."""
    return next((matter for matter, known in _matters().items() if known.search(words)), None)


@cache
def _first() -> tuple[Asking, ...]:
    return tuple(map(_asking, questions_file()["first"]))


@cache
def _questions() -> tuple[Asking, ...]:
    return tuple(map(_asking, questions_file()["questions"]))


def _asking(entry: dict[str, Any]) -> Asking:
    return Asking(
        entry["means"],
        tuple(map(pattern_of, entry["needs"])),
        pattern_of(entry["without"]) if "without" in entry else None,
        entry.get("beside_requests", False),
        entry.get("asks", False),
    )


@cache
def _matters() -> dict[Matter, re.Pattern[str]]:
    return {Matter(name): pattern_of(text) for name, text in questions_file()["matters"].items()}
