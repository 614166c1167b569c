"""What something may be: one value if it is clear, else a doubt with the values to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from handlers.reading.meanings import Question

T = TypeVar("T")
U = TypeVar("U")
MOST_CHOICES = 6
"""More than a person reads: then the doubt is told without choices."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why something is not clear, and the words that it is about."""

    question: Question
    about: str


@dataclass(frozen=True, slots=True)
class Possible(Generic[T]):
    """One value and no doubt, or a doubt and any number of values that may be meant."""

    values: tuple[T, ...]
    doubt: Doubt | None = None

    def map(self, change: Callable[[T], U]) -> Possible[U]:
        """Change every value, keeping the doubt."""
        return Possible(tuple(change(value) for value in self.values), self.doubt)

    def then(self, go_on: Callable[[T], Possible[U]]) -> Possible[U]:
        """Go on from each value; the first doubt stays."""
        found = [go_on(value) for value in self.values]
        values = dict.fromkeys(value for one in found for value in one.values)
        doubts = (self.doubt, *(one.doubt for one in found))
        return Possible(tuple(values), next((doubt for doubt in doubts if doubt), None))


def sure(value: T) -> Possible[T]:
    """Give a value that is clear."""
    return Possible((value,))


def unsure(question: Question, about: str, *values: T) -> Possible[T]:
    """Give a doubt with what may be meant."""
    return Possible(tuple(dict.fromkeys(values)), Doubt(question, about))


def together(parts: Iterable[Possible[T]]) -> Possible[tuple[T, ...]]:
    """Put several into one: every choice of one with every choice of the others."""
    parts = list(parts)
    doubt = next((part.doubt for part in parts if part.doubt), None)
    choices = 1
    for part in parts:
        choices *= len(part.values)
    if choices > MOST_CHOICES:
        return Possible((), doubt)
    return Possible(tuple(product(*(part.values for part in parts))), doubt)
