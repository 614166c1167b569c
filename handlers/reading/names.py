"""Names of people: where a person is meant, who is known by a name is meant by these words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from handlers.reading.cues import (
    BESIDE_NAMES,
    LISTING,
    NOT_NAMES,
    OF_SOMEBODY,
    TITLES,
    Tag,
    fitting,
)
from handlers.reading.parsing import ENGLISH, ITALIAN, NAME, grammar_in
from handlers.reading.words import Piece

IsName = Callable[[tuple[str, ...]], bool]
"""Tells whether words, folded and split at apostrophes and hyphens, are somebody's name."""
BOND = "_"
"""Holds the words of a name together: no written word contains it."""
HYPHEN = "-"
MOST_NAMES = 5
"""Words of the longest name that is looked for."""
PERSON_MEANT = frozenset(
    {Tag.APPROVE, Tag.REFUSE, Tag.RECALL, Tag.DELEGATE, Tag.DECIDES, Tag.CONTACT}
)
EVERYBODY = frozenset({"everyone", "everybody"})
"""Nobody's name, though the grammar takes it for one."""
ARTICLES = frozenset({"il", "lo", "la", "l", "i", "the"})
LEADING = BESIDE_NAMES | ARTICLES
"""Small words that may stand between a verb, or what is somebody's, and the name."""


def with_names(pieces: Sequence[Piece], is_name: IsName | None) -> tuple[Piece, ...]:
    """Make one word of each name, the longest first, if the sentence is about a person."""
    words = [piece.word for piece in pieces]
    if is_name is None or not _about_a_person(words):
        return tuple(pieces)
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        length = _name_at(words, at, is_name, listed=_in_a_list_of_people(found))
        part = pieces[at : at + max(length, 1)]
        found.append(_bound(part) if length else part[0])
        at += max(length, 1)
    return tuple(found)


def without_titles(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Leave out what somebody is called before their name: `la dott.ssa D'Angelo`."""
    if not _about_a_person([piece.word for piece in pieces]):
        return tuple(pieces)
    kept: list[Piece] = []
    for piece in reversed(pieces):
        if not (piece.word in TITLES and kept and _may_be_named(kept[-1].word)):
            kept.append(piece)
    return tuple(reversed(kept))


def _may_be_named(word: str) -> bool:
    return BOND in word or (word.isalpha() and word not in NOT_NAMES | TITLES and _unknown(word))


def _bound(part: Sequence[Piece]) -> Piece:
    """Hold a name together; what an apostrophe leaves of a word belongs to the next."""
    name = ""
    named = [piece for piece in part if piece.word != HYPHEN]
    for piece, following in zip_longest(named, named[1:]):
        elided = following is not None and following.start - piece.end == 1
        tight = elided and piece.word in ELIDED
        name += piece.word + ("" if tight else BOND)
    return Piece(name, part[0].start, part[-1].end)


ELIDED = frozenset({"d", "l", "dell", "dall", "nell", "all", "sull", "sant", "o"})
"""What an apostrophe leaves of a word before a name; the store writes both as one word."""


def plain(name: str) -> str:
    """Write a name as words again."""
    return " ".join(name.replace(BOND, " ").split())


def _about_a_person(words: Sequence[str]) -> bool:
    pairs = [tuple(words[at : at + n]) for at in range(len(words)) for n in (1, 2, 3)]
    return any(fitting(pair) in PERSON_MEANT for pair in pairs)


def _name_at(words: Sequence[str], at: int, is_name: IsName, *, listed: bool) -> int:
    """Give how many words from here are a name; 0 if none are."""
    for length in range(min(MOST_NAMES, len(words) - at), 0, -1):
        run = tuple(word for word in words[at : at + length] if word != HYPHEN)
        if is_name(run) and (length > 1 or listed or _stands_for_a_person(words, at)):
            return length
    return 0


def _stands_for_a_person(words: Sequence[str], at: int) -> bool:
    """
    Take a word of the grammar as a name only where a person is sure to be meant.

    Right behind the verb (`richiama Maggio`), behind a title (`la signora Domenica`), and as whose
    request it is (`approva la richiesta di Domenica`).
    """
    if _unknown(words[at]):
        return True
    before = _before(words, at)
    if before < 0:
        return False
    whose = words[before] in OF_SOMEBODY and words[at - 1] in POSSESSING
    return words[before] in TITLES or whose or fitting((words[before],)) in PERSON_MEANT


POSSESSING = frozenset({"di", "of"})


def _before(words: Sequence[str], at: int) -> int:
    """Give the place of the word before another, small words between them left out."""
    before = at - 1
    while before >= 0 and words[before] in LEADING:
        before -= 1
    return before


def _in_a_list_of_people(found: Sequence[Piece]) -> bool:
    """Tell whether `e` or a comma stands behind a name that was found: `Rosa e Domenica`."""
    words = [piece.word for piece in found]
    while words and words[-1] in LEADING:
        words.pop()
    separated = bool(words) and words[-1] in LISTING
    while words and words[-1] in LISTING:
        words.pop()
    return separated and bool(words) and BOND in words[-1]


def _unknown(word: str) -> bool:
    return all(grammar_in(file).terminals((word,)) == [NAME] for file in (ITALIAN, ENGLISH))
