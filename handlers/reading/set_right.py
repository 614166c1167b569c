"""
What is set right in the same breath: `giovedì, scusa, volevo dire venerdì`, `alle 9 anzi alle 10`.

What was said by mistake is taken out before anything is read, so that the rest is read as if it
had never been said. Where more was said than one day, what is meant is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.islands import islands_of
from handlers.reading.parsing import grammar_for
from handlers.reading.said import Listed, Part, Stretch, When
from handlers.reading.vocabulary import HALF_NAMES
from handlers.reading.words import Piece, Text

_SORRY = r"scus(?:a|ami|i|ate)(?:mi)?|perdon(?:a|ami|i)|pardon|sorry|my mistake|o?ops"
_WAIT = r"aspett[ai]|aspe|wait|hold on|hang on"
"""These set right only behind a `no`: `aspetta` alone may as well be of what one waits for."""
_TURN = (
    r"(?:anzi|cio[eè]['’]?|ossia|o meglio|actually)(?:[\s,]+no)(?!\w)"
    r"|anzi|cio[eè]['’]?|ossia|o meglio|per meglio dire"
    r"|volevo dire(?! che)|intendevo(?: dire)?|intendo(?: dire)?|mi correggo|correggo"
    r"|ho sbagliato|mi sono sbagliat[oa]|ho scritto male|errore mio"
    r"|i mean|i meant|meant|make that|make it|correction"
)
_BETTER = r"meglio(?! d[aie]| che)|piuttosto(?! che)|rather(?! than)|better(?! than)"
"""Behind a `no` these propose another day for one that is denied (turning.py)."""
_NO = r"(?:[\s.?!…]*[,;:–-]+[\s]*no[\s,]+|[\s]+no[\s]+)"
_BY_ITSELF = r"[\s]*[,;:…–-][\s]*no(?=[\s]*[,;:…–-])"
"""`Mercoledì 16, no, giovedì 10`: `mercoledì 16 no, giovedì 10` denies a day (turning.py)."""
SET_RIGHT = re.compile(
    rf"(?:(?:{_NO}|[\s,;:.?!…-]*)\b(?:(?:no[\s,]+)?(?:{_SORRY})|{_TURN})(?!\w)"
    rf"|[\s,;:.?!…-]*\b(?:{_BETTER})(?!\w)"
    rf"|{_NO}(?:{_WAIT})(?!\w)|{_BY_ITSELF})+[\s,;:…-]*",
    re.IGNORECASE,
)
_ANOTHER_SENTENCE = re.compile(r"\s*[.!?\n]")
"""`Oggi sono in ritardo, scusa. Domani lavoro da casa`: nothing is set right."""
BESIDE = frozenset(
    {Tag.MODE, Tag.BOOK, Tag.FILLER, Tag.SEPARATOR, Tag.AT_OFFICE, Tag.WORK, Tag.AT_HOME}
)
"""What may stand between the day said by mistake and the one that is meant."""
OF_HOURS = frozenset({Tag.WHEN, Tag.PERMIT})
"""And between hours: `2 ore domani, anzi 3 ore`."""
PLACES = frozenset({Tag.MODE, Tag.AT_OFFICE})
WEEKS = frozenset({"settimana", "week"})
AND = frozenset({",", "e", "ed", "and"})
MOST = 3
"""Corrections of one text."""


def set_right(text: Text) -> tuple[Text, ...]:
    """Give the text without what was said by mistake; several where it may be meant in as many."""
    found: tuple[Text, ...] = (text,)
    for match in islice(SET_RIGHT.finditer(text.text), MOST):
        found = tuple(dict.fromkeys(way for one in found for way in _at(one, match)))
    return found


def _at(text: Text, match: re.Match[str]) -> list[Text]:
    before = tuple(piece for piece in text.pieces if piece.end <= match.start())
    behind = tuple(piece for piece in text.pieces if piece.start >= match.end())
    if not before or not behind or _ANOTHER_SENTENCE.match(text.text, match.end()):
        return [text]
    ways = _without_the_mistake(before, behind)
    return [replace(text, pieces=(*way, *behind)) for way in ways] or [text]


def _without_the_mistake(
    before: Sequence[Piece], behind: Sequence[Piece]
) -> list[tuple[Piece, ...]]:
    """Give what is left of the words before, in each way that they can be meant."""
    meant = _meant(behind)
    if meant is None:
        return []
    if meant.tag in PLACES:
        return _without_the_place(before, behind, meant)
    beside = BESIDE | OF_HOURS if meant.tag is Tag.HOURS else BESIDE
    wrong = next((one for one in reversed(_islands(before)) if one.tag not in beside), None)
    if wrong is None:
        return []
    rest = before[: wrong.start], before[wrong.end :]
    if (wrong.tag, meant.tag) == (Tag.WHEN, Tag.HALF):
        kept = [piece for piece in before[wrong.start : wrong.end] if piece.word not in HALF_NAMES]
        changes = len(kept) < wrong.end - wrong.start
        return [(*rest[0], *kept, *rest[1])] if changes else []
    left = _left_of(before, wrong, meant) if wrong.tag is meant.tag else []
    return [(*rest[0], *kept, *rest[1]) for kept in left]


def _meant(behind: Sequence[Piece]) -> Island | None:
    """Give what is said in the place of the mistake."""
    saying = (one for one in _islands(behind) if one.tag is not Tag.FILLER)
    first = next(saying, None)
    if first is not None and first.tag in (Tag.COME, Tag.WORK):
        first = next(saying, first)
        return first if first.tag in PLACES else None
    known = first is not None and first.tag in PLACES | {Tag.WHEN, Tag.HALF, Tag.HOURS}
    return first if known else None


def _without_the_place(
    before: Sequence[Piece], behind: Sequence[Piece], meant: Island
) -> list[tuple[Piece, ...]]:
    """Read `domani da casa, anzi in ufficio`; with another day behind, each has its place."""
    if any(one.tag is Tag.WHEN for one in _islands(behind)):
        return []
    places = [one for one in _islands(before) if one.tag in PLACES]
    if len(places) != 1 or places[0].tag is meant.tag:
        return []
    return [(*before[: places[0].start], *before[places[0].end :])]


def _islands(pieces: Sequence[Piece]) -> tuple[Island, ...]:
    words = tuple(piece.word for piece in pieces)
    return islands_of(words, grammar_for(words).file)


def _left_of(before: Sequence[Piece], wrong: Island, meant: Island) -> list[tuple[Piece, ...]]:
    """Keep of what was said by mistake what still holds, in each way that it can be meant."""
    if wrong.tag is Tag.WHEN:
        return _left_of_days(before, wrong, meant)
    mistaken, right = ([*map(type, one.ways[0])] for one in (wrong, meant))
    alike = wrong.end - wrong.start == meant.end - meant.start
    if alike or mistaken == right:
        return [()]
    # `esco alle 9, anzi alle 10`, `dalle 9 alle 11, anzi alle 12`: only the last hour is meant.
    last = mistaken[-len(right) :] == right
    return [tuple(before[wrong.start : wrong.end - (meant.end - meant.start)])] if last else []


def _left_of_days(
    before: Sequence[Piece], wrong: Island, meant: Island
) -> list[tuple[Piece, ...]]:
    """Keep the week that was said of the day; of several days ask whether the others stay."""
    when: When = wrong.ways[0][0]
    days, pieces = when.days, tuple(before[wrong.start : wrong.end])
    if not isinstance(days, Listed) or when.left_out is not None:
        return []
    if len(days.items) > 1:
        last = max((at for at, piece in enumerate(pieces) if piece.word in AND), default=-1)
        return [(), pieces[: last + 1]] if last >= 0 and days.week is None else []
    if not isinstance(days.items[0], Part):
        return [()] if _is_a_stretch(meant) else []
    of_a_week = days.week is not None and not _says_a_week(meant)
    kept = _week_alone(pieces) if of_a_week else ()
    halved = days.items[0].half is not None and not of_a_week
    halves = tuple(piece for piece in pieces if piece.word in HALF_NAMES) if halved else ()
    return [kept] if not halves or _says_a_half(meant) else [kept, halves]


def _week_alone(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Give `la prossima settimana` of `la prossima settimana giovedì`, or the other way round."""
    for start in range(len(pieces)):
        for end in range(len(pieces), start, -1):
            words = tuple(piece.word for piece in pieces[start:end])
            if WEEKS.isdisjoint(words) or (start == 0 and end == len(pieces)):
                continue
            islands = islands_of(words, grammar_for(words).file)
            if len(islands) == 1 and islands[0].tag is Tag.WHEN and len(words) < len(pieces):
                return pieces[start:end]
    return ()


def _says_a_week(island: Island) -> bool:
    days = island.ways[0][0].days
    return not isinstance(days, Listed) or days.week is not None


def _is_a_stretch(island: Island) -> bool:
    days = island.ways[0][0].days
    items = days.items if isinstance(days, Listed) else ()
    return len(items) == 1 and isinstance(items[0], Stretch)


def _says_a_half(island: Island) -> bool:
    days = island.ways[0][0].days
    items = days.items if isinstance(days, Listed) else ()
    return any(isinstance(item, Part) and item.half is not None for item in items)
