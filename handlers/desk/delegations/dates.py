"""Read one or two days that somebody typed: `24/11`, `24/11 - 27/11/2026`."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?!\d)")


class UnreadableDaysError(ValueError):
    """The words hold no day, more than two, or one that is not in the calendar (`words`)."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is not one day or two")
        self.words = words


def read_days(words: str, *, today: date) -> tuple[date, ...]:
    """
    Give the one or two days that were typed, as they were typed.

    A day without a year is the next one to come. Raises UnreadableDaysError, with the piece that
    is not understood.
    """
    found = list(_DAY.finditer(words))
    rest = _DAY.sub(" ", words)
    if len(found) not in (1, 2) or re.search(r"\d", rest):
        raise UnreadableDaysError(words)
    return tuple(_day(match, today) for match in found)


def _day(match: re.Match[str], today: date) -> date:
    day, month, year = match.group(1), match.group(2), match.group(3)
    try:
        if year is not None:
            return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        this_year = date(today.year, int(month), int(day))
        return this_year if this_year >= today else this_year.replace(year=today.year + 1)
    except ValueError as error:
        raise UnreadableDaysError(match.group(0)) from error
