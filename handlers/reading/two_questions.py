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
    *(meanings.InTheAct, meanings.AskBy),
)
_AND = r"(?:e|ed|and|ma|but)"
_BETWEEN = re.compile(rf"\s*[,;]\s*{_AND}\s+|\s+{_AND}\s+|\s*[,;?]\s+", re.IGNORECASE)
_OF_ONESELF = re.compile(r"(?:anche )?(?:io|anch['’]io|i|me)\b", re.IGNORECASE)
LEAST_WORDS = 2
MOST_PLACES = 3
"""A greeting, a word of thanks, and what stands between the questions."""


def with_the_other(text: str, found: Reading, read: Callable[[str], Reading]) -> Reading:
    """Answer both questions of a sentence, or name the half that was passed over."""
    divided = _divided(text.strip()) if isinstance(found.heard, QUESTIONS) else []
    both = [two for two in (_both(read(one), read(other)) for one, other in divided) if two]
    if len(both) == 1:
        return both[0]
    ways = [_with_an_order(read(one), read(other), other) for one, other in divided]
    asked = [way for way in ways if way is not None]
    if len(asked) == 1:
        return asked[0]
    if len(divided) != 1 or not _OF_ONESELF.match(divided[0][1]):
        return found
    first, behind = read(divided[0][0]), divided[0][1].rstrip(" ?!.")
    known = isinstance(first.heard, QUESTIONS)
    return replace(first, unread=(*first.unread, behind)) if known else found


def _both(one: Reading, other: Reading) -> Reading | None:
    if not (isinstance(one.heard, QUESTIONS) and isinstance(other.heard, QUESTIONS)):
        return None
    if one.heard == other.heard:
        return None
    return Reading(heard=Several((one.heard, other.heard)), unread=(*one.unread, *other.unread))


def _with_an_order(one: Reading, other: Reading, said: str) -> Reading | None:
    """Answer a question and show the days asked for behind it: `… e prenota giovedì`."""
    if not isinstance(one.heard, QUESTIONS) or not _ORDERS.match(said):
        return None
    if not isinstance(other.heard, ORDERED):
        return None
    return Reading(heard=Several((one.heard, other.heard)), unread=(*one.unread, *other.unread))


ORDERED = (meanings.Book, meanings.AtOffice, meanings.Cancel, meanings.Permit)
_ORDERS = re.compile(
    r"(?:e |ed |and |poi |anche |intanto |then |also )*(?:prenota|segna|metti|aggiungi|annulla"
    r"|cancella|ritira|chiedi|book|cancel|request|withdraw)(?:mi|ci|re)?\b",
    re.IGNORECASE,
)
"""Verbs with which something is asked for, and no question goes on."""


def _divided(text: str) -> list[tuple[str, str]]:
    """Divide a sentence in two in each way there is, if there are few."""
    places = list(_BETWEEN.finditer(text))
    halves = [(text[: one.start()], text[one.end() :]) for one in places]
    whole = [two for two in halves if min(len(half.split()) for half in two) >= LEAST_WORDS]
    return whole if len(places) <= MOST_PLACES else []
