"""`Thursday 10 to 12`: hours of that day before days of the month, which are a choice too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.reading.meanings import AskBack, Question, Reading
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.several import options_of
from handlers.reading.vocabulary import WEEKDAY_NAMES

_WEEKDAY = "|".join(f"{name}|{name[:3]}|{name[:4]}|{name[:5]}" for name in WEEKDAY_NAMES["en"])
_HOUR = r"(?:[01]?\d|2[0-4])"
_TO_HOUR = re.compile(
    rf"\b(?:{_WEEKDAY})\.?,?\s+(?=(?P<first>{_HOUR})\s+(?:to|till|until|-)\s+(?P<last>{_HOUR})\b"
    r"(?!\s*(?:[/.:]|(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))))",
    re.IGNORECASE,
)


def with_hours_first(text: str, found: Reading, again: Callable[[str], Reading]) -> Reading:
    """Put the hours of that day before the days of the month that the same figures may be."""
    said = _TO_HOUR.search(text)
    if said is None:
        return found
    before, behind = text[: said.start("first")], text[said.end("last") :]
    timed = again(f"{before}from {said['first']} to {said['last']}{behind}")
    meant = (*options_of(timed.heard), *options_of(found.heard))
    options = tuple(dict.fromkeys(one for one in meant if not isinstance(one, AskBack)))
    if isinstance(timed.heard, AskBack) and not timed.heard.options:
        return found
    if len(options) <= 1:
        return timed
    asked = AskBack(question=Question.WHICH_READING, options=options[:MOST_CHOICES])
    return replace(timed, heard=asked)
