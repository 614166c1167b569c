"""
When somebody who is away comes back: `domani dalle 10 visita, rientro dopo pranzo`.

An hour is the end of the time away, and is read with it. Without one the return is named as not
read, and no end is told. Who does not come back is away until the working day ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.reading.cues import Tag
from handlers.reading.groups import groups_in, without_group, written_as
from handlers.reading.hours import Going
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Edge, Heard, Permit, Reading
from handlers.reading.people_said import Sentence
from handlers.reading.words import Text, split

RETURNING = frozenset(
    {
        *("rientro", "rientrare", "rientrero", "rientrerei", "torno", "tornare", "tornero"),
        *("coming", "back"),
    }
)
BESIDE = frozenset(
    {Tag.COME, Tag.AT_OFFICE, Tag.HALF, Tag.FILLER, Tag.UNREAD, Tag.WORK, Tag.GUARD}
)
"""What may stand beside such a verb, if it tells no hour and no other day."""
NEVER = frozenset({"non", "nn", "senza", "won", "wont", "not", "don", "dont", "without"})
UNSURE = frozenset(
    {
        *("prima", "before", "so", "sapere", "sappiamo", "sa", "quando", "when", "se", "if"),
        *("know", "knowing", "sure", "sicuro", "sicura", "certo", "certa", "forse", "maybe"),
        *("subito", "presto", "soon", "tardi", "late", "until", "till", "finche", "ancora", "yet"),
        *("dovessi", "should", "unless", "escludo", "perhaps"),
    }
)
"""Beside a denial they tell that somebody comes back, or may: `non torno prima di pranzo`."""
AWAY = frozenset({Tag.KIND, Tag.PERMIT})


def with_coming_back(
    sentence: Sentence,
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    """Read what is asked for beside such a return; None where there is none."""
    for group in groups_in(sentence):
        rest = [one for one in sentence.islands if one not in group]
        if not _comes_back(sentence, group) or not _is_away(rest):
            continue
        found = again(divide(without_group(sentence.text, group)))
        if found is None:
            return None
        if _never(sentence, group):
            return replace(found, heard=_each(found.heard, _until_the_end))
        told = written_as(sentence.text, group)
        heard = _each(found.heard, _not_until_the_end)
        return replace(found, heard=heard, unread=(*found.unread, told))
    return None


def _comes_back(sentence: Sentence, group: Sequence[Island]) -> bool:
    """Tell whether a group says no more than that somebody comes back, or does not."""
    words = {word for island in group for word in sentence.words(island)}
    tags = {island.tag for island in group}
    return bool(words & RETURNING) and tags <= BESIDE


def _never(sentence: Sentence, group: Sequence[Island]) -> bool:
    """Tell whether it is all said: `non so quando rientro`, `non prima di pranzo` say more."""
    words = {piece.word for piece in split(written_as(sentence.text, group))}
    words |= {word for island in group for word in sentence.words(island)}
    more = {
        word
        for island in group
        if island.tag in (Tag.UNREAD, Tag.HALF)
        for word in sentence.words(island)
    }
    return bool(words & NEVER) and more <= RETURNING and not words & UNSURE


def _is_away(islands: Sequence[Island]) -> bool:
    """Tell whether somebody is away for something, or leaves at an hour."""
    timed = [island for island in islands if island.tag is Tag.HOURS]
    away = any(island.tag in AWAY for island in islands)
    return away or any(isinstance(one.ways[0][0], Going) and one.ways[0][1:] for one in timed)


def _each(heard: Heard, change: Callable[[Permit], Permit]) -> Heard:
    """Change the permits that are meant, or may be."""
    if isinstance(heard, Permit):
        return change(heard)
    if not isinstance(heard, AskBack):
        return heard
    options = tuple(change(one) if isinstance(one, Permit) else one for one in heard.options)
    so_far = change(heard.so_far) if isinstance(heard.so_far, Permit) else heard.so_far
    return replace(heard, options=options, so_far=so_far)


def _until_the_end(permit: Permit) -> Permit:
    open_ended = permit.start is not None and permit.minutes is None and permit.edge is None
    return replace(permit, edge=Edge.END) if open_ended else permit


def _not_until_the_end(permit: Permit) -> Permit:
    lasts = permit.edge is Edge.END and permit.start is not None
    return replace(permit, edge=None) if lasts else permit
