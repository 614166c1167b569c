"""Read a day as people write it: `30/6/2027`, `30.6`, `30 giugno`, `2027-06-30`, `June 30`."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import get_month_names

from handlers.texts import LOCALES

NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})[°º]?\s+([^\W\d]+)(?:\s+(\d{4}))?")
MONTH_FIRST = re.compile(r"([^\W\d]+)\s+(\d{1,2})(?:,?\s+(\d{4}))?")


class UnreadableDayError(ValueError):
    """What was written names no day; `problem` is `form` or `missing` (31 June)."""

    def __init__(self, words: str, problem: str) -> None:
        self.words = words
        self.problem = problem
        super().__init__(f"{words!r} is not a day: write it as 30/6/2027")


def read_day(words: str, *, after: date) -> date:
    """
    Read a day; without a year it is the next such day on or after `after`.

    Raises UnreadableDayError, of which the form or the calendar is to blame.
    """
    text = words.strip().casefold()
    found = _numbers(text)
    if found is None:
        raise UnreadableDayError(words, "form")
    year, month, day = found
    try:
        if year is not None:
            return date(year, month, day)
        this_year = date(after.year, month, day)
        return this_year if this_year >= after else date(after.year + 1, month, day)
    except ValueError as error:
        raise UnreadableDayError(words, "missing") from error


def _numbers(text: str) -> tuple[int | None, int, int] | None:
    """Give year (None if it is not said), month and day as they are written."""
    if match := ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := NUMBERS.fullmatch(text):
        return _year(match[3]), int(match[2]), int(match[1])
    if match := DAY_FIRST.fullmatch(text):
        return _named(match[2], match[1], match[3])
    if match := MONTH_FIRST.fullmatch(text):
        return _named(match[1], match[2], match[3])
    return None


def _named(name: str, day: str, year: str | None) -> tuple[int | None, int, int] | None:
    month = _month(name)
    return None if month is None else (_year(year), month, int(day))


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(name: str) -> int | None:
    """Find a month by its name, or by at least three letters of it, in any language of ours."""
    for locale in LOCALES:
        for number, word in get_month_names("wide", locale=locale).items():
            if len(name) >= 3 and word.casefold().startswith(name):
                return int(number)
    return None
