"""
The rest of a week of which days were said: `lunedì in sede, il resto della settimana a casa`.

It is the week that those days lie in, and not the one that goes on today.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.reading.days import WEEK, Calendar, monday_to_sunday
from handlers.reading.possible import together
from handlers.reading.said import (
    THE_REST,
    AnyWeek,
    Listed,
    OnDate,
    OnWeekday,
    Part,
    Vague,
    Week,
    When,
    WholeWeek,
)

Change = Callable[[When], When]
BARE_WEEKS = ("settimana", "week")


def is_rest(when: When) -> bool:
    """Tell whether the rest of a week is said, and not of which."""
    days = when.days
    if isinstance(days, Vague):
        return days.words == THE_REST
    return isinstance(days, WholeWeek) and days.rest and days.week.words in BARE_WEEKS


def weeks_with_rest(
    named: Sequence[When], calendar: Calendar, *, goes_on: bool = False
) -> list[Change]:
    """
    Give how to take the days that were said before, and the rest, in each week meant.

    Where the same is asked of both, it `goes_on`: `giovedì e il resto della settimana da casa` is
    of Thursday and what follows, and not of the days before it.
    """
    lists = [when.days for when in named if isinstance(when.days, Listed)]
    parts = [item for days in lists for item in days.items if isinstance(item, Part)]
    if not parts or len(lists) < len(named):
        return []
    week = next((days.week for days in lists if days.week is not None), None)
    found = _bare(parts, calendar) if week is None else _in_week(parts, week, calendar)
    ways = found or _dated(parts, calendar)
    return [_InWeek(dict(days), calendar, goes_on=goes_on) for days in ways]


Dated = tuple[tuple[Part, date], ...]


def _bare(parts: Sequence[Part], calendar: Calendar) -> list[Dated]:
    """
    Take weekdays for those of the coming week if one of them is over.

    Where one of them is today they may be of either.
    """
    days = [part.day for part in parts]
    weekdays = [day.weekday for day in days if isinstance(day, OnWeekday) and day.turn is None]
    if len(weekdays) < len(parts):
        return []
    today = calendar.today.weekday()
    shifts = (1,) if min(weekdays) < today else (0, 1) if today in weekdays else (0,)
    found = (_in_week(parts, Week(shift, ""), calendar) for shift in shifts)
    return [days for ways in found for days in ways]


def _in_week(parts: Sequence[Part], week: AnyWeek, calendar: Calendar) -> list[Dated]:
    """Find weekdays in a week; none if other days are said of it."""
    weekdays = [part.day.weekday for part in parts if isinstance(part.day, OnWeekday)]
    if len(weekdays) < len(parts):
        return []
    mondays = [monday_to_sunday(first)[0] for first, _ in calendar.week(week).values]
    return [
        tuple(
            (part, monday.fromordinal(monday.toordinal() + weekday))
            for part, weekday in zip(parts, weekdays, strict=True)
        )
        for monday in mondays
    ]


def _dated(parts: Sequence[Part], calendar: Calendar) -> list[Dated]:
    """Find days of any sort where they lie in one week."""
    found = together(calendar.day(part.day) for part in parts)
    ways = (tuple(zip(parts, days, strict=True)) for days in found.values)
    return [way for way in ways if len({monday_to_sunday(day) for _, day in way}) == 1]


class _InWeek:
    """Takes the days for those of one week, and the rest for what is left of it."""

    def __init__(self, days: dict[Part, date], calendar: Calendar, *, goes_on: bool) -> None:
        self._days = days
        self._today = calendar.today
        monday = monday_to_sunday(next(iter(days.values())))[0]
        self._shift = (monday - monday_to_sunday(calendar.today)[0]) // WEEK
        self._before: tuple[date, ...] = ()
        if goes_on:
            until = max(days.values()).weekday()
            worked = (monday + timedelta(days=n) for n in range(until) if n in calendar.workdays)
            gone = (day for day in worked if day not in days.values())
            self._before = tuple(day for day in gone if self._shift or day > self._today)

    def __call__(self, when: When) -> When:
        """Change days of one clause."""
        if is_rest(when):
            return self._rest(when)
        days = when.days
        if not isinstance(days, Listed) or not all(item in self._days for item in days.items):
            return when
        items = tuple(self._exactly(item) for item in days.items if isinstance(item, Part))
        return replace(when, days=Listed(items))

    def _rest(self, when: When) -> When:
        half = when.days.half if isinstance(when.days, WholeWeek) else None
        week = WholeWeek(Week(self._shift, "settimana"), half, rest=self._shift == 0)
        given = [part for part, day in self._days.items() if self._shift or day > self._today]
        left_out = tuple(replace(self._exactly(part), half=None, whole=False) for part in given)
        left_out += tuple(Part(_on(day)) for day in self._before)
        return When(week, Listed(left_out) if left_out else None)

    def _exactly(self, part: Part) -> Part:
        day = self._days[part]
        return replace(part, day=replace(_on(day), words=part.day.words))


def _on(day: date) -> OnDate:
    return OnDate(day.day, day.month, day.year, None, f"{day:%d/%m}")
