"""Amounts as they are written and said: `1,5 ore`, `1/2 giornata`, `un paio d'ore`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from handlers.reading.vocabulary import MONTHS, WEEKDAY_NAMES

if TYPE_CHECKING:
    from handlers.reading.words import Piece

HOURS = frozenset({"h", "ora", "ore", "oretta", "orette", "hour", "hours", "hrs"})
DAYS = frozenset({"giorno", "giornata", "day"})
ENGLISH = frozenset({"hour", "hours", "hrs", "day"})
PAIRS = {
    ("paio", "di"): "due",
    ("paio", "d"): "due",
    ("couple", "of"): "two",
    ("couple",): "two",
}
ONE = frozenset({"un", "a"})
_PARTS = re.compile(r"(\d)[.,](5|15|25|30|45|75)")
_MINUTES = {"5": 30, "25": 15, "75": 45}
"""Of an hour; other figures behind the point are the minutes themselves."""
A_DATE = frozenset({"il", "l", "del", "dell", "dal", "al", "the"})
"""Behind these a number is a day: `il 3,5 ore`."""
WEEKDAYS = frozenset(name for names in WEEKDAY_NAMES.values() for name in names)
FEW_HOURS = ("0", "1", "2")
"""`Giovedì 1,5 ore` counts hours; `venerdì 4,5 ore` may be of the 4th: both are read."""
_BEHIND_A_WEEKDAY = re.compile(
    r"(?P<before>\b(?P<day>[^\W\d_]{3,})[.'’]?\s+)(?P<figures>[3-9][.,](?:5|15|25|30|45|75))"
    r"\s*(?:ore|ora|hours|hrs|h)\b",
    re.IGNORECASE,
)
_HALF = "1/2"


def with_amounts(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Read parts of an hour or a day, and a pair, as the words that they stand for."""
    at = 0
    while at < len(pieces):
        taken, word = _amount(pieces, at)
        yield pieces[at]._replace(word=word, end=pieces[at + taken - 1].end)
        at += taken


def in_both_ways(text: str) -> tuple[str, ...]:
    """
    Write `giovedì 3,5 ore` as hours alone, and as those of the 3rd; nothing where it is clear.

    Which of them can be meant the calendar tells, and else the person.
    """
    for found in _BEHIND_A_WEEKDAY.finditer(text):
        if not _is_a_weekday(found["day"].casefold().translate(ACCENTS)):
            continue
        hours, part = re.split(r"[.,]", found["figures"])
        minutes = _MINUTES.get(part) or int(part)
        before, behind = text[: found.end("before")], text[found.end("figures") :]
        amount = text[found.end() :]
        return f"{before}{hours}h{minutes}{amount}", f"{before}{hours}, {part}{behind}"
    return ()


def _is_a_weekday(word: str) -> bool:
    return any(name.startswith(word) for name in WEEKDAYS)


ACCENTS = str.maketrans("ìíî", "iii")


def _amount(pieces: Sequence[Piece], at: int) -> tuple[int, str]:
    """Give how many pieces an amount is made of, and its word; else the piece itself."""
    found = _pair(pieces, at) or _half(pieces, at) or _hours(pieces, at)
    found = found or _and_minutes(pieces, at) or _clock(pieces, at)
    return found or (1, pieces[at].word)


def _pair(pieces: Sequence[Piece], at: int) -> tuple[int, str] | None:
    one = pieces[at].word in ONE
    words = [piece.word for piece in pieces[at + one : at + one + 3]]
    for said, number in PAIRS.items():
        if tuple(words[: len(said)]) == said and len(words) > len(said):
            return one + len(said), number
    return None


def _half(pieces: Sequence[Piece], at: int) -> tuple[int, str] | None:
    """Read `1/2 giornata`, which is no first of February."""
    of = pieces[at + 1].word if at + 1 < len(pieces) else ""
    if pieces[at].word != _HALF or of not in HOURS | DAYS:
        return None
    return 1, "half" if of in ENGLISH else "mezza"


def _hours(pieces: Sequence[Piece], at: int) -> tuple[int, str] | None:
    """Read `1,5 ore`, `1.30 ore`, `1,5h`; after the point nothing that could be either."""
    before = pieces[at - 1].word if at > 0 else ""
    if before in A_DATE or (before in WEEKDAYS and pieces[at].word[:1] not in FEW_HOURS):
        return None
    for taken in (2, 4, 1, 3):
        parts = pieces[at : at + taken]
        written = _joined(parts[:-1]) if taken % 2 == 0 else _joined(parts).removesuffix("h")
        of_hours = parts[-1].word in HOURS if taken % 2 == 0 else parts[-1].word.endswith("h")
        found = _PARTS.fullmatch(written) if len(parts) == taken and of_hours else None
        if found is not None:
            return taken, f"{found[1]}h{_MINUTES.get(found[2]) or int(found[2])}"
    return None


def _and_minutes(pieces: Sequence[Piece], at: int) -> tuple[int, str] | None:
    """Read `1 ora e 15`, unless the last number is of a day or of what follows."""
    words = [piece.word for piece in pieces[at : at + 5]]
    together = words[0][:1] in FEW and words[0][1:] == "h"
    if together:  # `1h e 15`
        words = [words[0][0], "h", *words[1:4]]
    if len(words) < 4 or words[0] not in FEW or words[1] not in HOURS or words[2] not in AND:
        return None
    behind = words[4] if len(words) > 4 else ""
    if words[3] not in QUARTERS or behind in MINUTES or behind[:3] in MONTHS:
        return None
    return 4 - together, f"{FEW[words[0]]}h{words[3]}"


FEW = {"un": 1, "una": 1, "an": 1, "one": 1, "due": 2, "tre": 3, "two": 2, "three": 3} | {
    str(hours): hours for hours in range(1, 9)
}
AND = frozenset({"e", "and"})
QUARTERS = frozenset({"10", "15", "20", "30", "40", "45"})
MINUTES = frozenset({"min", "minuti", "minuto", "minute", "minutes", "ore", "ora"})


def _clock(pieces: Sequence[Piece], at: int) -> tuple[int, str] | None:
    """Read `alle 12,30` as an hour of the clock."""
    words = [piece.word for piece in pieces[at : at + 3]]
    if at == 0 or pieces[at - 1].word not in AT or len(words) < 3 or words[1] != ",":
        return None
    hours, minutes = words[0], words[2]
    figures = hours.isdecimal() and minutes.isdecimal() and len(minutes) == len("30")
    together = _joined(pieces[at : at + 3])
    return (3, f"{hours}:{minutes}") if figures and together and int(minutes) < 60 else None


AT = frozenset({"alle", "dalle", "le", "ore", "delle", "at", "from", "until", "till"})


def _joined(pieces: Sequence[Piece]) -> str:
    """Write together what stands together; a space between the figures parts them."""
    together = all(one.end == other.start for one, other in pairwise(pieces))
    return "".join(piece.word for piece in pieces) if together else ""
