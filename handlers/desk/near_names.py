"""Whom a name with one typing error may mean: offered to be chosen, never taken."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from storage.people.names import folded
from storage.people.people import Person

SHORTEST = 4
"""Shorter words are a letter away from too many names."""


def near(name: str, known: Iterable[Person]) -> list[Person]:
    """Give those who have each word of a name, one of them with a letter wrong, or two turned."""
    words = folded(name).split()
    return [one for one in known if words and _is_near(words, folded(one.name).split())]


def _is_near(words: list[str], name: list[str]) -> bool:
    wrong = [word for word in words if word not in name]
    return len(wrong) == 1 and any(_a_letter_away(wrong[0], one) for one in name)


def _a_letter_away(word: str, other: str) -> bool:
    """Tell whether one letter more, less or other, or two changed places, make them equal."""
    if min(len(word), len(other)) < SHORTEST or abs(len(word) - len(other)) > 1:
        return False
    pairs = zip(word, other, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    rest, others = word[same:], other[same:]
    turned = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return turned or rest[1:] in (others, others[1:]) or rest == others[1:]
