"""How values are said: days with their weekday, months, hours, lists, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from babel.dates import format_date, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from rules.facts import ROME, Band, clock_text

Say = Callable[[Any, str], str]


def as_day(value: date | str) -> date:
    """Take a day as it is, or as the outbox keeps it (ISO)."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_moment(value: datetime | str) -> datetime:
    """Take a moment as it is or in ISO; give it in the time of Rome."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.astimezone(ROME)


def ordinal_first(text: str, day: date, locale: str) -> str:
    """Say the first of a month as Italians do: 1° dicembre."""
    return re.sub(r"\b1\b", "1°", text, count=1) if locale == "it" and day.day == 1 else text


@lru_cache(maxsize=4096)
def dated(day: date, pattern: str, locale: str) -> str:
    """Write a day by a CLDR pattern; the same few days are said all the time."""
    return ordinal_first(format_date(day, pattern, locale), day, locale)


def say_day(value: date | str, locale: str) -> str:
    """Say `giovedì 26 novembre`."""
    return dated(as_day(value), "EEEE d MMMM", locale)


def say_short_day(value: date | str, locale: str) -> str:
    """Say `gio 26 nov`, for buttons."""
    return dated(as_day(value), "EEE d MMM", locale)


def say_full_date(value: date | str, locale: str) -> str:
    """Say `giovedì 26 novembre 2026`, where the year is not obvious."""
    return dated(as_day(value), "EEEE d MMMM y", locale)


def say_month(value: date | str, locale: str) -> str:
    """Say `novembre`."""
    return dated(as_day(value), "LLLL", locale)


def say_month_year(value: date | str, locale: str) -> str:
    """Say `novembre 2026`."""
    return dated(as_day(value), "LLLL y", locale)


def say_clock(value: datetime | str | int, locale: str) -> str:  # noqa: ARG001  all sayings have one shape
    """Say `07:30`, of a moment or of a minute of the day."""
    if isinstance(value, int):
        return clock_text(value)
    return f"{as_moment(value):%H:%M}"


def say_moment(value: datetime | str, locale: str) -> str:
    """Say `giovedì 26 novembre alle 07:30`."""
    moment = as_moment(value)
    joint = "alle" if locale == "it" else "at"
    return f"{say_day(moment.date(), locale)} {joint} {moment:%H:%M}"


def say_list(values: Iterable[object], locale: str) -> str:
    """Say `lunedì, martedì e giovedì`."""
    return format_list([said(value, locale) for value in values], locale=locale)


def say_days(values: Iterable[date | str], locale: str) -> str:
    """Say `martedì 24 e giovedì 26 novembre`: the month once for its days."""
    days = sorted(as_day(value) for value in values)
    groups = [list(group) for _, group in groupby(days, key=lambda day: (day.year, day.month))]
    words = [
        dated(day, "EEEE d MMMM" if day is group[-1] else "EEEE d", locale)
        for group in groups
        for day in group
    ]
    return format_list(words, locale=locale)


def say_bands(values: Iterable[Band | str], locale: str) -> str:
    """Say `10:00-12:00 e 14:30-16:30`."""
    return format_list([say_band(band, locale) for band in values], locale=locale)


def say_band(value: Band | str, locale: str) -> str:  # noqa: ARG001  all sayings have one shape
    """Say `20:00–07:00`."""
    return str(value).replace("-", "–")


def say_weekdays(values: Iterable[int], locale: str) -> str:
    """Say `lunedì e mercoledì` of weekday numbers, 0 being Monday."""
    names = get_day_names("wide", locale=locale)
    return format_list([names[day] for day in sorted(values)], locale=locale)


def say_duration(minutes: float, locale: str) -> str:
    """Say `1 ora e 30 minuti`."""
    hours, rest = divmod(int(minutes), 60)
    parts = [format_unit(hours, "duration-hour", locale=locale)] if hours else []
    if rest or not hours:
        parts.append(format_unit(rest, "duration-minute", locale=locale))
    return format_list(parts, locale=locale)


def say_in_month(value: date | str, locale: str) -> str:
    """Say `a novembre`, `ad agosto`."""
    month = say_month(value, locale)
    if locale != "it":
        return f"in {month}"
    return f"ad {month}" if month.startswith("a") else f"a {month}"


def say_year(value: date | str, locale: str) -> str:  # noqa: ARG001  all sayings have one shape
    """Say `2026`."""
    return str(as_day(value).year)


def said(value: object, locale: str) -> str:
    """Say a value that asks for no special form."""
    if isinstance(value, datetime):
        return say_moment(value, locale)
    if isinstance(value, date):
        return say_day(value, locale)
    if isinstance(value, float):
        return format_decimal(value, locale=locale)
    if isinstance(value, list | tuple | set | frozenset):
        return say_list(value, locale)
    return str(value)


SAYINGS: Mapping[str, Say] = MappingProxyType(
    {
        "": said,
        "day": say_day,
        "short": say_short_day,
        "date": say_full_date,
        "month": say_month,
        "month_year": say_month_year,
        "in_month": say_in_month,
        "year": say_year,
        "weekdays": say_weekdays,
        "duration": say_duration,
        "band": say_band,
        "clock": say_clock,
        "moment": say_moment,
        "list": say_list,
        "days": say_days,
        "bands": say_bands,
    }
)
"""What may stand after the colon of a placeholder: `{day:short}`."""
