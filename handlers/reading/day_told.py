"""
A day that is only told of beside one that is asked for: `giovedì ho riunione, prenota venerdì`.

What somebody has on a day, or that they cannot come, is no wish for it: it is named as not read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.reading.cues import Tag
from handlers.reading.islands import Island
from handlers.reading.meanings import Reading
from handlers.reading.people_said import Sentence
from handlers.reading.words import Text

TOLD = frozenset({Tag.WHEN, Tag.HALF, Tag.FILLER, Tag.COME, Tag.UNREAD})
HAVING = frozenset({"ho", "sono", "abbiamo", "ce", "c", "have", "am", "m", "ve", "there"})
"""Words of a state; without one a word that is not known may be a wish with a typing error."""
CANNOT = (("non", "posso"), ("nn", "posso"), ("can", "t"), ("cannot",), ("cant",))


def with_day_told(
    sentence: Sentence,
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    """Read what is asked for beside such a day; None where there is none."""
    at = next((n for n, one in enumerate(sentence.islands) if one.tag is Tag.SEPARATOR), None)
    if at is None:
        return None
    before, behind = sentence.islands[:at], sentence.islands[at + 1 :]
    for told, asked in ((before, behind), (behind, before)):
        if _is_told(sentence, told) and _asks_for_a_day(asked):
            return _without(sentence, told, asked, divide, again)
    return None


def _without(
    sentence: Sentence,
    told: Sequence[Island],
    asked: Sequence[Island],
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    pieces = sentence.text.pieces[asked[0].start : asked[-1].end]
    found = again(divide(replace(sentence.text, pieces=pieces)))
    words = sentence.text.written(told[0].start, told[-1].end)
    return found and replace(found, unread=(*found.unread, words))


def _is_told(sentence: Sentence, islands: Sequence[Island]) -> bool:
    """Tell whether something of a day is told: what somebody has on it, or that they cannot."""
    tags = {island.tag for island in islands}
    words = [word for island in islands for word in sentence.words(island)]
    if Tag.WHEN not in tags:
        return False
    if any(tuple(words[n : n + len(no)]) == no for no in CANNOT for n in range(len(words))):
        return tags - {Tag.GUARD} <= TOLD
    return tags <= TOLD and Tag.UNREAD in tags and not HAVING.isdisjoint(words)


def _asks_for_a_day(islands: Sequence[Island]) -> bool:
    """Tell whether a booking begins here, or a place is named, with a day of its own."""
    tags = [island.tag for island in islands if island.tag is not Tag.FILLER]
    return Tag.WHEN in tags and (tags[0] is Tag.BOOK or Tag.MODE in tags)
