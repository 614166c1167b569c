"""Days, hours and durations as people write them; what is not wholly understood is not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names, get_month_names

from handlers.texts import LOCALES

MINUTES_OF_A_DAY = 24 * 60
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_FROM_TO = re.compile(
    rf"(?:dalle|dalla|dall'|from|tra le|between)?\s*{_CLOCK}\s*"
    rf"(?:-|–|alle|a|fino alle|to|and|e le)\s*{_CLOCK}"
)
_AT = re.compile(rf"(?:alle|dalle|ore|at|from|le)?\s*{_CLOCK}")
_HOURS = re.compile(
    r"(?:per |for )?(?:(?P<hours>\d{1,2}|un|una|an|one|due|two|tre|three|quattro|four"
    r"|cinque|five|sei|six)\s*'?\s*(?:ore|ora|h|hours|hour))?"
    r"(?P<half>\s*(?:e|and)\s*(?:mezza|mezz'ora|mezzo|a half))?"
    r"(?:\s*(?:e|and)?\s*(?P<minutes>\d{1,3})\s*(?:minuti|min|minutes|m|')?)?"
)
_HALF_HOUR = frozenset({"mezz'ora", "mezzora", "mezza ora", "half an hour"})
_NUMBERS = {
    **dict.fromkeys(("un", "una", "an", "one"), 1),
    **dict.fromkeys(("due", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("quattro", "four"), 4),
    **dict.fromkeys(("cinque", "five"), 5),
    **dict.fromkeys(("sei", "six"), 6),
}
_DATED = re.compile(r"(?:([^\W\d_]+) )?(\d{1,2})[/.\- °]+(\d{1,2}|[a-z]+)(?:[/.\- ](\d{4}))?")
_NEAR = {"oggi": 0, "today": 0, "domani": 1, "tomorrow": 1, "dopodomani": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What was understood: the minute of the day at which it starts, its minutes, or both."""

    start: int | None = None
    minutes: int | None = None


def read_times(text: str) -> Times | None:
    """Read `10:30`, `dalle 10 alle 12`, `2 ore`, `un'ora e mezza`; None if it is none of them."""
    words = _plain(text)
    for read in (_span, _lasting, _clock):
        found = read(words)
        if found is not None:
            return found
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").rstrip(" .!").split())


def _span(words: str) -> Times | None:
    found = _FROM_TO.fullmatch(words)
    if found is None:
        return None
    start, end = _minute(*found.group(1, 2)), _minute(*found.group(3, 4))
    if start is None or end is None or end <= start:
        return None
    return Times(start=start, minutes=end - start)


def _clock(words: str) -> Times | None:
    found = _AT.fullmatch(words)
    start = _minute(*found.group(1, 2)) if found else None
    return None if start is None else Times(start=start)


def _minute(hours: str, minutes: str | None) -> int | None:
    minute = int(hours) * 60 + int(minutes or 0)
    valid = int(minutes or 0) < 60 and minute < MINUTES_OF_A_DAY
    return minute if valid else None


def _lasting(words: str) -> Times | None:
    if words in _HALF_HOUR:
        return Times(minutes=30)
    found = _HOURS.fullmatch(words)
    named = bool(re.search(r"[a-z']", words))
    if found is None or not named or not any(found.groups()):
        return None
    if found["half"] and (found["hours"] is None or found["minutes"]):
        return None
    hours = found["hours"] or "0"
    minutes = 60 * _NUMBERS.get(hours, int(hours) if hours.isdigit() else 0)
    minutes += 30 if found["half"] else int(found["minutes"] or 0)
    return Times(minutes=minutes) if 0 < minutes < MINUTES_OF_A_DAY else None


def read_day(text: str, today: date) -> date | None:
    """
    Read `26/11`, `26 novembre`, `domani`, `giovedì`; None if it is none of them.

    A day without a year is the next one; a weekday is the next one after today. A date whose
    weekday is another is not understood.
    """
    words = _plain(text)
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    weekday = _weekdays().get(words)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _dated(words, today)


def _weekdays() -> dict[str, int]:
    names = {
        name.casefold(): day
        for locale in LOCALES
        for day, name in get_day_names("wide", locale=locale).items()
    }
    return names | {name.replace("ì", "i"): day for name, day in names.items()}


def _dated(words: str, today: date) -> date | None:
    written = _DATED.fullmatch(words)
    if written is None:
        return None
    weekday, day, month, year = written.groups()
    number = int(month) if month.isdigit() else _months().get(month)
    if number is None:
        return None
    found = _existing(int(year or today.year), number, int(day))
    if found is not None and year is None and found < today:
        found = _existing(today.year + 1, number, int(day))
    agrees = weekday is None or found is None or _weekdays().get(weekday) == found.weekday()
    return found if agrees else None


def _months() -> dict[str, int]:
    return {
        name.casefold(): number
        for locale in LOCALES
        for number, name in get_month_names("wide", locale=locale).items()
    }


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
