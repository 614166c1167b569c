"""Small pieces of what was said: words with their worth, and how to find them in a rule."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from lark import Token

T = TypeVar("T")
Children = list[Any]


class Word(NamedTuple):
    """A word with its worth."""

    worth: int
    words: str


class WeekdayWord(Word):
    """A weekday."""


class MonthWord(Word):
    """A month."""


class YearWord(Word):
    """A year."""


class WholeDay(NamedTuple):
    """All of a day was said."""


class NextWeek(NamedTuple):
    """The week after one that was said."""

    words: str


class Also(NamedTuple):
    """An `e` between two days."""


def of(children: Children, kind: type[T]) -> T | None:
    """Give the first child of a kind."""
    return next((child for child in children if isinstance(child, kind)), None)


def the(children: Children, kind: type[T]) -> T:
    """Give the child of a kind that the grammar has put there."""
    return next(child for child in children if isinstance(child, kind))


def all_of(children: Children, kind: type[T]) -> list[T]:
    """Give all children of a kind."""
    return [child for child in children if isinstance(child, kind)]


def words_of(children: Children) -> str:
    """Give the words that children were made of, as far as they say something."""
    said_words = (str(c) if isinstance(c, Token) else getattr(c, "words", "") for c in children)
    return " ".join(word for word in said_words if word)
