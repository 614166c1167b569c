"""
A place denied beside what is asked for: `giovedì non vengo in ufficio, lavoro da casa`.

Both say the same: the denial is left out, and its day is that of what stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.reading.cues import DENIALS, Tag
from handlers.reading.groups import groups_in
from handlers.reading.island import Island
from handlers.reading.meanings import Reading
from handlers.reading.people_said import Sentence
from handlers.reading.words import Text

SMALL = frozenset({Tag.COME, Tag.FILLER, Tag.WORK, Tag.BOOK, Tag.UNREAD, Tag.SEPARATOR})
HELD = frozenset({Tag.WHEN, Tag.HALF, Tag.GUARD, Tag.FILLER, Tag.SEPARATOR})
OFFICE = frozenset({Tag.COME, Tag.AT_OFFICE})
AWAY = frozenset({Tag.MODE, Tag.KIND, Tag.PERMIT})
CONTRARIES = (
    (OFFICE, AWAY, AWAY | {Tag.HOURS}),
    (frozenset({Tag.MODE, Tag.WORK}), frozenset({Tag.AT_OFFICE}), frozenset({Tag.AT_OFFICE})),
)
"""What is denied, what is asked for beside it, and what else may stand there."""


def with_office_denied(
    sentence: Sentence,
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    """Read what is asked for of such a day; None for any other sentence."""
    groups = [group for group in groups_in(sentence) if group]
    if "?" in sentence.text.text or len(groups) != 2:
        return None
    behind = {island.tag for island in groups[1]}
    if not any(
        _denies(sentence, groups[0], denied) and behind & asked and behind <= SMALL | beside
        for denied, asked, beside in CONTRARIES
    ):
        return None
    days = [island for island in groups[0] if island.tag in (Tag.WHEN, Tag.HALF)]
    kept = (*days, *groups[1])
    pieces = sentence.text.pieces
    written = tuple(piece for one in kept for piece in pieces[one.start : one.end])
    return again(divide(replace(sentence.text, pieces=written))) if days else None


def _denies(sentence: Sentence, group: Sequence[Island], denied: frozenset[Tag]) -> bool:
    tags = {island.tag for island in group}
    guards = [sentence.words(island) for island in group if island.tag is Tag.GUARD]
    denials = sum(not DENIALS.isdisjoint(words) for words in guards)
    return tags <= HELD | denied and bool(tags & denied) and denials == 1
