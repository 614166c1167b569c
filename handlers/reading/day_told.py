"""
A day that is only told of beside one that is asked for: `giovedì ho riunione, prenota venerdì`.

What somebody has on a day, or that they cannot come, is no wish for it: it is named as not read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from handlers.reading.cues import Tag
from handlers.reading.groups import IS, groups_in, without_group, written_as
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, AtOffice, Book, Heard, Question, Reading
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


def of_a_day_only_told(sentence: Sentence, heard: Heard) -> AskBack | None:
    """
    Ask what is meant of a day of which only something is told, or that is let be.

    `Domani la pratica è pronta`, `giovedì lasciamo perdere`, `aggiungi che torno mercoledì`.
    """
    if isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO:
        if not (_is_of_a_state(sentence) or _is_let_be(sentence)):
            return None
        ways = reversed(heard.options) if _is_let_be(sentence) else heard.options
        return replace(heard, question=Question.WHICH_READING, options=tuple(ways))
    if isinstance(heard, Book) and _is_a_message(sentence):
        return AskBack(question=Question.WHICH_READING, options=(AtOffice(heard.wishes), heard))
    return None


def _is_of_a_state(sentence: Sentence) -> bool:
    """Tell whether something that is not read is said to be so, before or behind its verb."""
    verbs = [
        one.start
        for one in sentence.islands
        if sentence.text.written(one.start, one.end).casefold() in IS
    ]
    unread = [one.start for one in sentence.islands if one.tag is Tag.UNREAD]
    return any(at < verb for verb in verbs for at in unread) and any(
        at > verb for verb in verbs for at in unread
    )


def _is_let_be(sentence: Sentence) -> bool:
    return any(
        one.startswith("lasci") and other in ("perdere", "stare")
        for one, other in pairwise(sentence.text.words)
    )


def _is_a_message(sentence: Sentence) -> bool:
    """Tell whether one shall be told `che torno`: nothing is asked for in that."""
    tags = sentence.tags - {Tag.FILLER, Tag.UNREAD, Tag.SEPARATOR}
    words = sentence.text.words
    said = any(
        sentence.words(one)[0] in NOTING and words[one.end : one.end + 1] in (("che",), ("that",))
        for one in sentence.islands
        if one.tag is Tag.BOOK
    )
    return said and tags <= {Tag.BOOK, Tag.COME, Tag.WHEN, Tag.HALF}


NOTING = frozenset({"aggiungi", "segna", "segnati", "scrivi", "nota", "metti", "add", "note"})


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
