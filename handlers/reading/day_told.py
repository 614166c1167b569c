"""
A day that is only told of beside one that is asked for: `giovedì ho riunione, prenota venerdì`.

What somebody has on a day, or that they cannot come, is no wish for it: it is named as not read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.reading.cues import Tag
from handlers.reading.groups import groups_in, without_group, written_as
from handlers.reading.islands import Island
from handlers.reading.meanings import Reading
from handlers.reading.people_said import Sentence
from handlers.reading.words import Text

TOLD = frozenset({Tag.WHEN, Tag.HALF, Tag.FILLER, Tag.COME, Tag.UNREAD})
HAVING = frozenset({"ho", "sono", "abbiamo", "ce", "c", "have", "am", "m", "ve", "there"})
"""Words of a state; without one a word that is not known may be a wish with a typing error."""
ASKING = frozenset({Tag.BOOK, Tag.APPROVE, Tag.REFUSE, Tag.RECALL})
CANNOT = (("non", "posso"), ("nn", "posso"), ("can", "t"), ("cannot",), ("cant",))


def with_day_told(
    sentence: Sentence,
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    """Read what is asked for beside such a day; None where there is none."""
    for group in groups_in(sentence):
        rest = [one for one in sentence.islands if one not in group]
        if _is_told(sentence, group) and _asks_for_a_day(rest):
            found = again(divide(without_group(sentence.text, group)))
            told = written_as(sentence.text, group)
            return found and replace(found, unread=(*found.unread, told))
    return None


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
    """Tell whether a booking or an order begins here, or a place is named, with its own day."""
    small = (Tag.FILLER, Tag.SEPARATOR)
    tags = [island.tag for island in islands if island.tag not in small]
    return Tag.WHEN in tags and (tags[0] in ASKING or Tag.MODE in tags)
