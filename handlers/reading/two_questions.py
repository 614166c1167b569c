"""
Two questions in one sentence: `quando scade il mio accordo e quanti giorni mi restano?`.

A question is known by few of its words, and the rest is passed over: a second one was, too. Each
half is read by itself; where only the first is a question, what was said of oneself behind it is
told as not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.meanings import Reading, Several

QUESTIONS = (
    *(meanings.MyAgreement, meanings.Balance, meanings.Team, meanings.Eligibility),
    *(meanings.PermitsLeft, meanings.WhoDecides, meanings.Closures, meanings.MyDays),
    *(meanings.Bands, meanings.MealVoucher, meanings.DaysAway, meanings.Status),
)
_AND = r"(?:e|ed|and|ma|but)"
_BETWEEN = re.compile(rf"\s*[,;]\s*{_AND}\s+|\s+{_AND}\s+|\s*[,;?]\s+", re.IGNORECASE)
_OF_ONESELF = re.compile(r"(?:anche )?(?:io|anch['’]io|i|me)\b", re.IGNORECASE)
LEAST_WORDS = 2


def with_the_other(text: str, found: Reading, read: Callable[[str], Reading]) -> Reading:
    """Answer both questions of a sentence, or name the half that was passed over."""
    halves = _halves_of(text.strip()) if isinstance(found.heard, QUESTIONS) else None
    if halves is None:
        return found
    one, other = map(read, halves)
    if not isinstance(one.heard, QUESTIONS):
        return found
    if isinstance(other.heard, QUESTIONS) and one.heard != other.heard:
        unread = (*one.unread, *other.unread)
        return Reading(heard=Several((one.heard, other.heard)), unread=unread)
    if _OF_ONESELF.match(halves[1]):
        return replace(one, unread=(*one.unread, halves[1].rstrip(" ?!.")))
    return found


def _halves_of(text: str) -> tuple[str, str] | None:
    """Divide a sentence where it can be divided in one way."""
    places = list(_BETWEEN.finditer(text))
    if len(places) != 1:
        return None
    first, second = text[: places[0].start()], text[places[0].end() :]
    enough = min(len(first.split()), len(second.split())) >= LEAST_WORDS
    return (first, second) if enough else None
