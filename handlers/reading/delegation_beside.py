"""
An order about requests with a delegation beside it: `approva tutti e domani decide Franco`.

Read together, who shall decide was taken for who had asked. Each side is read by itself; one that
is not clear is told as not read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.beside_orders import BETWEEN, DELEGATING, is_an_order
from handlers.reading.cues import ASKING, Tag
from handlers.reading.meanings import AskBack, Meaning, Reading
from handlers.reading.people_said import Sentence
from handlers.reading.words import Text

ORDERS = frozenset({Tag.APPROVE, Tag.REFUSE, Tag.RECALL})
Read = Callable[[Text], Reading | None]
Divide = Callable[[Text], Sentence]


def with_delegation_beside(sentence: Sentence, read: Read, divide: Divide) -> Reading | None:
    """Read an order and a delegation that stand beside each other; None for anything else."""
    tags, words = sentence.tags, sentence.text.words
    if not (tags & ORDERS and tags & DELEGATING) or not ASKING.isdisjoint(words):
        return None
    for at in range(1, len(words) - 1):
        found = _parted(sentence, at, read, divide) if words[at] in BETWEEN else None
        if found is not None:
            return found
    return None


def _parted(sentence: Sentence, at: int, read: Read, divide: Divide) -> Reading | None:
    pieces = sentence.text.pieces
    texts = [replace(sentence.text, pieces=side) for side in (pieces[:at], pieces[at + 1 :])]
    sides = [divide(text) for text in texts]
    ordering = [bool(side.tags & ORDERS) for side in sides]
    if ordering not in ([True, False], [False, True]):
        return None
    delegating = sides[ordering.index(False)]
    if not delegating.tags & DELEGATING or sides[ordering.index(True)].tags & DELEGATING:
        return None
    read_sides = [read(text) for text in texts]
    if not all(one is not None and is_an_order(one.heard) for one in read_sides):
        return None
    return _of_both(texts, [one for one in read_sides if one is not None])


def _of_both(texts: list[Text], readings: list[Reading]) -> Reading:
    """Put both together; of one that asks back the words are named, for both the first asks."""
    unread: list[str] = []
    parts: list[Meaning] = []
    for text, reading in zip(texts, readings, strict=True):
        if isinstance(reading.heard, AskBack):
            unread.append(text.written(0, len(text.pieces)))
            continue
        parts += meanings.parts_of(reading.heard)
        unread += reading.unread
    if not parts:
        return replace(readings[0], unread=(*readings[0].unread, unread[1]))
    return Reading(
        heard=parts[0] if len(parts) == 1 else meanings.Several(tuple(parts)),
        unread=tuple(unread),
    )
