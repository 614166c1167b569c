"""A form is fields as data: what is asked, as what an answer is read, and who reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Values = Mapping[str, Any]
"""What is known so far, by field; plain data that the store can keep."""
Upgrade = Callable[[Mapping[str, Any]], Values]
"""Makes the values of today out of what an older version kept."""
LEAST_WORDS, MOST_WORDS = 10, 500
"""Characters of free words: enough to say something, short enough to be read."""


class Reads(StrEnum):
    """As what a text is read that answers a field."""

    DAY = "day"
    ANY_DAY = "any_day"
    """A day that may be behind us."""
    BEGINNING = "beginning"
    """The day from which on: `dal 1 dicembre`."""
    ENDING = "ending"
    """The day until which: `fino al 15 dicembre`."""
    SPAN = "span"
    CLOCK = "clock"
    TIMES = "times"
    COUNT = "count"
    WEEKDAYS = "weekdays"
    KIND = "kind"
    PERSON = "person"
    CHOICE = "choice"
    """One of the buttons that are shown."""
    WORDS = "words"
    """Free words."""


READ_BY_GRAMMAR = frozenset(Reads) - {Reads.PERSON, Reads.CHOICE, Reads.WORDS}
"""What the grammar of sentences reads."""


def always(_values: Values) -> bool:
    """Ask it whatever else was said."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    One thing that is asked.

    `for_others`: somebody else will read these words, so they are shown once before they go.
    `needed` tells from the other values whether it is asked at all; what `may_be_empty` is taken
    if it is said and never asked. `or_words` names the field of free words that a sentence in
    place of the choice is taken for.
    """

    name: str
    reads: Reads
    may_be_empty: bool = False
    or_words: str = ""
    for_others: bool = False
    least: int = LEAST_WORDS
    most: int = MOST_WORDS
    needed: Callable[[Values], bool] = always

    @property
    def is_words(self) -> bool:
        """Whether it takes whatever is written."""
        return self.reads is Reads.WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """
    A form by the name of its dialogue; the fields are asked in this order.

    `version` goes up whenever the values are kept in another way. `upgrades` has, by the version
    that they come from, what makes values of today out of them; 0 are states without a version.
    Whoever has a form open that cannot be upgraded is told kindly to begin again.
    """

    name: str
    version: int
    fields: tuple[Field, ...]
    upgrades: Mapping[int, Upgrade] = field(default_factory=lambda: MappingProxyType({}))

    def field(self, name: str) -> Field:
        """Give a field by its name; raise KeyError for none of this form."""
        return {one.name: one for one in self.fields}[name]

    def missing(self, values: Values) -> Field | None:
        """Give the first field that is still to be asked; None if the form is complete."""
        return next(
            (
                one
                for one in self.fields
                if not one.may_be_empty and not given(values, one) and one.needed(values)
            ),
            None,
        )


def given(values: Values, one: Field) -> bool:
    """Tell whether a field has an answer."""
    return values.get(one.name) not in (None, "", (), [])


def words_for_others(
    name: str, *, least: int = LEAST_WORDS, needed: Callable[[Values], bool] = always
) -> Field:
    """Give a field of free words that somebody else will read: a motive, a message."""
    return Field(name=name, reads=Reads.WORDS, for_others=True, least=least, needed=needed)
