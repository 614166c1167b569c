"""A choice that is named in words, rather than pressed: `la seconda`, `Verdi`, `7 dicembre`."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.understanding import bare_words
from handlers.reading.placed import LAST, PLACES
from handlers.reading.vocabulary import MONTH_NAMES, NUMBERS, WEEKDAY_NAMES

LITTLE = frozenset(
    {
        *("il", "lo", "la", "l", "i", "le", "quello", "quella", "di", "del", "dello", "della"),
        *("dell", "dal", "al", "alla", "a", "intendo", "volevo", "dire", "the", "one", "of"),
    }
)
"""Passed over beside what names a choice."""
SHORTENED = 3
"""Letters of a word that labels cut: `dic` is dicembre."""
CUT_IN_LABELS = frozenset(
    name for names in (WEEKDAY_NAMES, MONTH_NAMES) for some in names.values() for name in some
)
"""The only ones that are: `vengo` is no venerdì, and `domani` no domenica."""


def by_place(text: str, count: int) -> int | None:
    """Give the place (0 is the first) that words alone name among as many choices."""
    said = _telling(text)
    if len(said) != 1:
        return None
    if said <= set(LAST):
        return count - 1
    place = next((at for at, words in enumerate(PLACES) if said <= set(words)), None)
    return place if place is not None and place < count else None


def by_words(text: str, labels: Sequence[str]) -> int | None:
    """Give the one choice whose label has all the telling words of a text; None if not one."""
    said = _telling(text)
    fitting = [
        at
        for at, one in enumerate(labels)
        if all(any(_same(word, known) for known in bare_words(one)) for word in said)
    ]
    return fitting[0] if said and len(fitting) == 1 else None


def _same(said: str, known: str) -> bool:
    return said == known or (
        said in CUT_IN_LABELS and len(known) == SHORTENED and said.startswith(known)
    )


def _telling(text: str) -> frozenset[str]:
    return frozenset(_in_digits(word) for word in bare_words(text) if word not in LITTLE)


def _in_digits(word: str) -> str:
    """Write a number as labels do: `il ventisei` is the 26; `uno` may be any one of them."""
    found = NUMBERS.get(word, 0)
    return str(found) if found > 1 else word
