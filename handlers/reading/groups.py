"""A sentence in groups between its separators, and what is left of it without one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.people_said import Sentence
from handlers.reading.words import Text

BUT = ("ma", "però", "pero", "but", "e poi")
IS = ("è", "é", "e'", "è'")
"""`Anna è in ferie`: a verb is no `e` between clauses."""


def groups_in(sentence: Sentence) -> Iterator[list[Island]]:
    """Give the islands between separators, group by group."""
    group: list[Island] = []
    for island in sentence.islands:
        written = sentence.text.written(island.start, island.end).casefold()
        parts = island.tag is Tag.SEPARATOR or written in BUT
        if parts and written not in IS:
            yield group
            group = []
        else:
            group.append(island)
    yield group


def without_group(text: Text, group: Sequence[Island]) -> Text:
    """Take a group out, with the separator before it, or behind it if it stands first."""
    start, end = group[0].start, group[-1].end
    kept = (*text.pieces[: max(start - 1, 0)], *text.pieces[end + (not start) :])
    return replace(text, pieces=kept)


def written_as(text: Text, group: Sequence[Island]) -> str:
    """Give a group as it was written."""
    return text.written(group[0].start, group[-1].end)
