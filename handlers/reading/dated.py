"""Dates and halves of days in few signs: `30/11, 2-12 e 3.12`, `Thursday am`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from handlers.reading.vocabulary import WEEKDAY_NAMES

if TYPE_CHECKING:
    from handlers.reading.words import Piece

_DATE = r"(?<![\d./:-])\d{1,2}[/.-]\d{1,2}(?![\d/:-]|\.\d)"
_ROW = re.compile(rf"{_DATE}(?:(?:\s*[,;]\s*(?:(?:e|and)\s+)?|\s+(?:e|and)\s+){_DATE})+")
_ONE = re.compile(_DATE)
EARLIEST_HOUR = 7
LAST_DAY, LAST_MONTH = 31, 12
HALVES: Mapping[tuple[str, bool], str] = {
    ("am", False): "mattina",
    ("pm", False): "pomeriggio",
    ("am", True): "morning",
    ("pm", True): "afternoon",
}
WORKED = 5
"""Days of a week of which a half may be said so."""


def _days(language: str, *others: str) -> str:
    names = WEEKDAY_NAMES[language][:WORKED]
    return "|".join([*names, *(name[:3] for name in names), *others])


_ENGLISH = re.compile(_days("en", "today", "tomorrow", r"\d{1,2}(?:st|nd|rd|th)"))
_ITALIAN = re.compile(_days("it", "oggi", "domani"))
_OF_A_WEEKDAY = re.compile(rf"(?<![^\W\d_])(?:{_ITALIAN.pattern}|{_ENGLISH.pattern})\s+({_DATE})")
ASKING = ("i",)
"""`Tomorrow am I off?`: there `am` is a verb."""


def with_dashed_dates(text: str) -> str:
    """Write `2-12` as `2/12` where it stands between dates, letter for letter."""
    text = _ROW.sub(lambda row: _slashed(row[0]) if _is_of_dates(row[0]) else row[0], text)
    return _OF_A_WEEKDAY.sub(lambda one: _slashed(one[0]) if _is_a_date(one[1]) else one[0], text)


def _slashed(dates: str) -> str:
    return _ONE.sub(lambda date: date[0].replace("-", "/"), dates)


def _is_a_date(dashed: str) -> bool:
    day, month = _day_and_month(dashed)
    return _is_no_hours(dashed) and 0 < day <= LAST_DAY and 0 < month <= LAST_MONTH


def _is_of_dates(row: str) -> bool:
    """
    Tell whether a row is of dates, one after the other, and a dash in it is no stretch of hours.

    `9-12` at the end of `il 1/12 e il 3/12, 9-12` may well be hours: there it is left alone.
    """
    said = _ONE.findall(row)
    dates = [_day_and_month(one) for one in said]
    valid = all(0 < day <= LAST_DAY and 0 < month <= LAST_MONTH for day, month in dates)
    dashed = [place for place, one in enumerate(said) if "-" in one]
    sure = [place for place, one in enumerate(said) if "/" in one or _is_no_hours(one)]
    if not (valid and dashed and sure) or not _in_order(dates):
        return False
    between = range(min(sure), max(sure) + 1)
    return all(place in between for place in dashed)


def _day_and_month(date: str) -> tuple[int, int]:
    day, month = map(int, re.split(r"[/.-]", date))
    return day, month


def _is_no_hours(dashed: str) -> bool:
    """Tell whether nobody is away from then to then: `2-12`, `30-11`."""
    first, last = _day_and_month(dashed)
    return "-" in dashed and (first < EARLIEST_HOUR or first >= last)


def _in_order(dates: Sequence[tuple[int, int]]) -> bool:
    """Tell whether each is later than the one before; January follows December."""
    ahead = [(12 * (month < dates[0][1]) + month, day) for day, month in dates]
    return all(one < other for one, other in pairwise(ahead))


def with_halves_of_days(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Read `Thursday am`, `giovedì pm` as the half of that day."""
    for place, piece in enumerate(pieces):
        before = pieces[place - 1].word if place else ""
        following = pieces[place + 1].word if place + 1 < len(pieces) else ""
        english = _ENGLISH.fullmatch(before) is not None
        known = english or _ITALIAN.fullmatch(before) is not None
        half = HALVES.get((piece.word, english)) if known and following not in ASKING else None
        yield piece if half is None else piece._replace(word=half)
