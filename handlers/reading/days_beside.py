"""
Days of a clause that only the days of the clause before it tell.

`Lunedì 7 dicembre in sede, il resto del mese a casa` is of December, from the 8th on; `dal 30 al 2
da casa, martedì solo il pomeriggio` is the Tuesday among those days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.reading.choosing import resolve
from handlers.reading.clause import Clause
from handlers.reading.days import ONE_DAY, Calendar, last_of_month, monday_to_sunday
from handlers.reading.said import (
    Item,
    Listed,
    OnDate,
    OnWeekday,
    Part,
    Stretch,
    When,
    WholeMonth,
)


def with_days_beside(parts: Sequence[Clause], calendar: Calendar) -> list[list[Clause]]:
    """
    Bind the rest of a month, and weekdays, to the days that were said before them.

    Behind one date a weekday may be of that week or the next to come: both ways are given.
    """
    ways = [_bound(parts, calendar, moving=True), _bound(parts, calendar, moving=False)]
    return ways if ways[0] != ways[1] else ways[:1]


def _bound(parts: Sequence[Clause], calendar: Calendar, *, moving: bool) -> list[Clause]:
    found: list[Clause] = []
    for part in parts:
        beside = _Beside(found, calendar, moving=moving)
        found.append(part.changed(beside.bound) if found else part)
    return found


class _Beside:
    """The days of the clauses before, and what is said behind them of the same days."""

    def __init__(self, before: Sequence[Clause], calendar: Calendar, *, moving: bool) -> None:
        self._calendar = calendar
        self._moving = moving
        self._whens = [one for part in before for one in part.whens]
        self._days = [day for when in self._whens for day in _days_of(when, calendar)]

    def bound(self, when: When) -> When:
        """Give days as they are meant beside those before."""
        if not self._days:
            return when
        if isinstance(when.days, WholeMonth) and when.days.rest and when.left_out is None:
            return self._rest_of_month(when)
        if isinstance(when.days, Listed) and when.days.week is None and not when.days.nexts:
            items = tuple(map(self._of_those, when.days.items))
            return replace(when, days=replace(when.days, items=items))
        return when

    def _rest_of_month(self, when: When) -> When:
        """Take the rest for that of the month that was named, behind the first day of it."""
        today, first, last = self._calendar.today, min(self._days), max(self._days)
        end = last_of_month(first)
        other = (first.year, first.month) != (today.year, today.month)
        if not other or last > end or first + ONE_DAY > end or not self._is_of(when, first):
            return when
        given = [day for day in self._days if day > first]
        stretch = Stretch(_exactly(first + ONE_DAY), _exactly(end), None, None, "resto")
        left_out = Listed(tuple(Part(_exactly(day)) for day in given if self._works_on(day)))
        return When(Listed((stretch,)), left_out if left_out.items else None)

    def _is_of(self, when: When, day: date) -> bool:
        """Tell whether no other month was said: `il resto di dicembre`."""
        month = when.days.month if isinstance(when.days, WholeMonth) else None
        return month is None or month.month in (None, day.month)

    def _works_on(self, day: date) -> bool:
        return day.weekday() in self._calendar.workdays

    def _of_those(self, item: Item) -> Item:
        """Take a weekday for the only such day among those before, or later in their week."""
        if not isinstance(item, Part) or item.habit:
            return item
        day = item.day
        if not isinstance(day, OnWeekday) or day.turn is not None:
            return item
        among = [one for one in self._days if one.weekday() == day.weekday]
        if len(among) == 1 and self._are_many():
            return replace(item, day=_exactly(among[0], day.words))
        later = max(self._days) + (day.weekday - max(self._days).weekday()) * ONE_DAY
        same_week = day.weekday > max(self._days).weekday() and self._are_dated_in_one_week()
        return replace(item, day=_exactly(later, day.words)) if same_week else item

    def _are_many(self) -> bool:
        """Tell whether a weekday can be one of them: of a stretch, or of days by their date."""
        stretches = any(isinstance(item, Stretch) for item in _items(self._whens))
        return len(self._days) > 1 and (stretches or self._are_dated())

    def _are_dated(self) -> bool:
        items = _items(self._whens)
        return bool(items) and all(
            isinstance(item, Part) and isinstance(item.day, OnDate) for item in items
        )

    def _are_dated_in_one_week(self) -> bool:
        weeks = {monday_to_sunday(day)[0] for day in self._days}
        sure = len(self._days) > 1 or self._moving
        return self._are_dated() and sure and len(weeks) == 1


def _items(whens: Sequence[When]) -> list[Item]:
    lists = [when.days for when in whens if isinstance(when.days, Listed)]
    return [item for days in lists for item in days.items]


def _days_of(when: When, calendar: Calendar) -> list[date]:
    found = resolve(calendar, when)
    return [wish.day for wish in found.values[0].wishes] if len(found.values) == 1 else []


def _exactly(day: date, words: str = "") -> OnDate:
    return OnDate(day.day, day.month, day.year, None, words or f"{day.day}/{day.month}")
