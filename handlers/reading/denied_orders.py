"""
An order that is denied beside the one that is meant: `non rifiutare Anna, approva`.

Only what is meant is read. Of the contrary nothing is left to say; whoever else was named in what
is denied is told as not read, since nothing is done about them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handlers.reading.cues import ASKING, Tag
from handlers.reading.island import Island
from handlers.reading.people_said import Sentence, names_somebody
from handlers.reading.words import Piece, Text

ORDERS = frozenset({Tag.APPROVE, Tag.REFUSE, Tag.RECALL, Tag.DELEGATE})
OWN = frozenset({Tag.BOOK, Tag.CANCEL})
"""What is done with one's own days: `non annullare giovedì, annulla venerdì`."""
CONTRARY = {Tag.APPROVE: Tag.REFUSE, Tag.REFUSE: Tag.APPROVE}
DENIALS = frozenset({"non", "nn", "not", "don", "dont", "never", "mai", "mica"})
OF_IT = frozenset({"t", "do"})
"""What an apostrophe leaves of `don't`, and stands before `not`."""
BUT = frozenset({"ma", "but", "bensi", "invece", "anzi"})
BESIDE = frozenset({Tag.WHEN, Tag.FILLER, Tag.SEPARATOR})
TWO = 2
"""Orders: of more it is not clear which one stands in whose place."""
THEM = frozenset({"her", "him", "them", "it", "la", "lo", "li", "le", "invece", "instead"})
_WITH_THEM = re.compile(
    r"(?:(?P<approve>approva|accetta|autorizza|accogli)"
    r"|(?P<refuse>rifiuta|respingi|nega|boccia)|(?P<recall>richiama|convoca))r?(?:la|lo|li|le)"
)
"""`Rifiutala`, `approvarlo`: a verb with whom it is about, who was named before."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The words of the order that is meant; those of the denied one that it says nothing of."""

    text: Text
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb of an order: where its clause begins, where its object does, and what it orders."""

    tag: Tag
    begins: int
    ends: int
    denied: bool
    by_itself: bool = False
    """Whether it is `non approvare`, which refuses where nothing else is ordered of them."""


def without_denied(sentence: Sentence) -> Meant | None:
    """Give the order that is meant where another is denied; None for any other sentence."""
    if sentence.tags.isdisjoint(ORDERS | OWN):
        return None
    verbs = _verbs_in(sentence)
    denied = [one for one in verbs if one.denied]
    if len(denied) != 1 or not ASKING.isdisjoint(sentence.text.words):
        return None
    if len(verbs) == 1 and not denied[0].by_itself:
        return _another_instead(sentence, denied[0])
    if len(verbs) != TWO:
        return None
    first, second = verbs
    return _behind(sentence, first, second) if first.denied else _before(sentence, first, second)


def _verbs_in(sentence: Sentence) -> list[_Verb]:
    found: list[_Verb] = []
    for place, island in enumerate(sentence.islands):
        tag = _ordered_by(sentence, island)
        if tag is None:
            continue
        begins, denied = _denial_before(sentence, place)
        by_itself = sentence.words(island)[0] in DENIALS
        found.append(_Verb(tag, begins, island.end, denied or by_itself, by_itself))
    return found


def _ordered_by(sentence: Sentence, island: Island) -> Tag | None:
    word = sentence.words(island)[0]
    if island.tag in ORDERS | OWN:
        return Tag.APPROVE if word in DENIALS else island.tag
    said = _WITH_THEM.fullmatch(word)
    if said is None or island.tag is not Tag.UNREAD:
        return None
    return next(tag for tag in (Tag.APPROVE, Tag.REFUSE, Tag.RECALL) if said[tag.value])


def _denial_before(sentence: Sentence, place: int) -> tuple[int, bool]:
    """Give where a verb begins with what denies it, and whether anything does."""
    at = place
    while at and sentence.words(sentence.islands[at - 1])[0] in OF_IT | DENIALS:
        at -= 1
    words = {word for one in sentence.islands[at:place] for word in sentence.words(one)}
    return sentence.islands[at].start, not DENIALS.isdisjoint(words)


def _behind(sentence: Sentence, denied: _Verb, meant: _Verb) -> Meant | None:
    """Read `non rifiutare Anna, approva` and `non richiamare Anna, richiama Bruno`."""
    ends = _parted_at(sentence, denied, meant)
    tags = {denied.tag, meant.tag}
    if ends is None or denied.begins > 0 or not (tags <= OWN or tags <= ORDERS):
        return None
    pieces = sentence.text.pieces
    says_own = _dates if tags <= OWN else _names
    if _says(sentence, meant.ends, len(pieces), says_own):
        left = sentence.text.written(denied.begins, ends)
        text = replace(sentence.text, pieces=_with_verb(sentence, meant, ()))
        return None if denied.by_itself else Meant(text, (left,))
    return None if tags <= OWN else _of_the_same(sentence, denied, meant, ends)


def _of_the_same(sentence: Sentence, denied: _Verb, meant: _Verb, ends: int) -> Meant | None:
    """Read `non rifiutare Anna, approva`: whom it is about was said before, with other days."""
    pieces = sentence.text.pieces
    if _says(sentence, meant.ends, len(pieces), _dates):
        whom = _pieces_of(sentence, denied.ends, ends, _names)
        text = replace(sentence.text, pieces=_with_verb(sentence, meant, whom))
        left = sentence.text.written(denied.begins, ends)
        return Meant(text, (left,)) if whom and not denied.by_itself else None
    says_whom = _says(sentence, denied.ends, ends, _names, _dates)
    if CONTRARY.get(denied.tag) is not meant.tag or not says_whom:
        return None
    about = pieces[denied.ends : ends]
    return Meant(replace(sentence.text, pieces=_with_verb(sentence, meant, about)))


def _with_verb(sentence: Sentence, verb: _Verb, about: Sequence[Piece]) -> tuple[Piece, ...]:
    """Give the order that is meant, with whom it is about right behind the verb."""
    pieces = sentence.text.pieces
    return (_spoken(pieces, verb), *about, *_without_them(pieces[verb.ends :]))


def _before(sentence: Sentence, meant: _Verb, denied: _Verb) -> Meant | None:
    """Read `approva Anna, non rifiutarla`: what is denied is what is not meant anyhow."""
    ends = _parted_at(sentence, meant, denied)
    behind = _without_them(sentence.text.pieces[denied.ends :])
    if ends is None or behind or CONTRARY.get(denied.tag) is not meant.tag:
        return None
    return Meant(replace(sentence.text, pieces=sentence.text.pieces[:ends]))


def _another_instead(sentence: Sentence, denied: _Verb) -> Meant | None:
    """Read `non richiamare Anna ma Bruno`, `non annullare giovedì ma venerdì`: the same order."""
    words, pieces = sentence.text.words, sentence.text.pieces
    at = next((n for n in range(denied.ends, len(words)) if words[n] in BUT), None)
    if at is None or denied.begins > 0:
        return None
    behind = [one for one in sentence.islands if one.start > at]
    own = denied.tag in OWN
    known = all(one.tag in BESIDE or (not own and names_somebody(sentence, one)) for one in behind)
    if not known or not _says(sentence, at + 1, len(words), _dates if own else _names):
        return None
    dated = _says(sentence, at + 1, len(words), _dates)
    days = () if dated else _pieces_of(sentence, denied.ends, at, _dates)
    verb = pieces[denied.ends - 1]
    left = sentence.text.written(denied.begins, at)
    return Meant(replace(sentence.text, pieces=(verb, *pieces[at + 1 :], *days)), (left,))


def _parted_at(sentence: Sentence, first: _Verb, second: _Verb) -> int | None:
    """Give where the first clause ends; None where nothing parts them."""
    words = sentence.text.words
    at = second.begins
    while at > first.ends and (
        words[at - 1] in BUT or words[at - 1] in (",", ";", ":", "e", "and")
    ):
        at -= 1
    return at if at < second.begins else None


def _spoken(pieces: Sequence[Piece], verb: _Verb) -> Piece:
    """Give the verb without whom it is about: `approvala` as `approva`."""
    piece = pieces[verb.ends - 1]
    if _WITH_THEM.fullmatch(piece.word) is None:
        return piece
    return piece._replace(word=SPOKEN[verb.tag])


SPOKEN = {Tag.APPROVE: "approva", Tag.REFUSE: "rifiuta", Tag.RECALL: "richiama"}


def _without_them(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.word not in THEM)


def _names(sentence: Sentence, island: Island) -> bool:
    """Tell whether somebody is named, and not by `her` or by a verb of an order."""
    if island.tag is Tag.EVERYTHING:
        return True
    named = names_somebody(sentence, island) and sentence.words(island)[0] not in THEM
    return named and _ordered_by(sentence, island) is None


def _dates(_sentence: Sentence, island: Island) -> bool:
    return island.tag is Tag.WHEN


Telling = Callable[[Sentence, Island], bool]


def _says(sentence: Sentence, begins: int, ends: int, *telling: Telling) -> bool:
    return any(_pieces_of(sentence, begins, ends, one) for one in telling)


def _pieces_of(sentence: Sentence, begins: int, ends: int, telling: Telling) -> tuple[Piece, ...]:
    """Give the words between two places that name somebody, or days."""
    return tuple(
        piece
        for one in sentence.islands
        if begins <= one.start < ends and telling(sentence, one)
        for piece in sentence.text.pieces[one.start : one.end]
    )
