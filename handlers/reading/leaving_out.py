"""Days less those that are left out: `tranne mercoledì`, `esclusi i festivi`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from handlers.reading import said
from handlers.reading.days import Calendar
from handlers.reading.lists import days_of_item
from handlers.reading.meanings import Question, Wish
from handlers.reading.possible import Possible, sure, together, unsure
from handlers.reading.rows import words_of_item
from handlers.reading.said import Item, LeftOut, LeftOutFew, OnDate, OnWeekday, Part
from handlers.reading.taken import Chosen, Taken
from handlers.reading.vocabulary import NTH
from rules.calendar import holiday_name

WEEKEND = frozenset({5, 6})


def leave_out(
    calendar: Calendar, taken: Taken, left_out: said.Listed | LeftOut | LeftOutFew
) -> Chosen:
    """Take away what is left out."""
    if isinstance(left_out, LeftOutFew):
        return _without_few(taken, left_out)
    few = _few_of(taken, left_out)
    if few is not None:
        return _without_few(taken, few)
    if isinstance(left_out, LeftOut):
        return sure(_kept(taken, (w for w in taken.wishes if _of_kind(w.day, left_out))))
    found = together(_excepted(calendar, taken, item, left_out.week) for item in left_out.items)
    return found.map(lambda parts: _kept(taken, (wish for part in parts for wish in part)))


def _few_of(taken: Taken, left_out: said.Listed | LeftOut) -> LeftOutFew | None:
    """Take `tranne l'ultimo` for the last of them; `il primo` may as well be the first of it."""
    items = left_out.items if isinstance(left_out, said.Listed) else ()
    day = items[0].day if len(items) == 1 and isinstance(items[0], Part) else None
    if not isinstance(day, OnDate) or day.words not in NTH or items[0].half is not None:
        return None
    if any(wish.day.day == day.day for wish in taken.wishes):
        return None
    nth = NTH[day.words]
    return LeftOutFew(1, nth > 0, day.words, abs(nth))


def _without_few(taken: Taken, few: LeftOutFew) -> Chosen:
    """Leave days out by their place among those said: `tutti i venerdì tranne l'ultimo`."""
    order = taken.wishes if few.first else taken.wishes[::-1]
    gone = order[few.nth - 1 :][:1] if few.nth else order[: few.count]
    if not gone or len(order) <= few.count:
        return unsure(Question.NOT_EXCEPTED, few.words)
    return sure(_kept(taken, gone))


def _of_kind(day: date, left_out: LeftOut) -> bool:
    if left_out is LeftOut.WEEKENDS:
        return day.weekday() in WEEKEND
    return holiday_name(day) is not None


def _excepted(
    calendar: Calendar, taken: Taken, item: Item, week: said.AnyWeek | None
) -> Possible[tuple[Wish, ...]]:
    if isinstance(item, Part) and isinstance(item.day, OnWeekday) and week is None:
        weekday = item.day.weekday
        matching = [wish for wish in taken.wishes if wish.day.weekday() == weekday]
        found: Possible[list[date]] = sure([wish.day for wish in matching])
    else:
        of_month = days_of_item(calendar, _in_month_of(item, taken), week)
        found = of_month.map(lambda other: [wish.day for wish in other.wishes])
    return found.then(lambda days: _those(taken, days, item))


def _in_month_of(item: Item, taken: Taken) -> Item:
    """Take `tranne il 4` as the 4th of the month of the days said before."""
    if not (isinstance(item, Part) and isinstance(item.day, OnDate) and item.day.month is None):
        return item
    fitting = [wish.day for wish in taken.wishes if wish.day.day == item.day.day]
    if not fitting:
        return item
    return replace(item, day=replace(item.day, month=fitting[0].month, year=fitting[0].year))


def _those(taken: Taken, days: Iterable[date], item: Item) -> Possible[tuple[Wish, ...]]:
    """Give the wishes on these days; to leave out what was not said, or half of it, is doubted."""
    found = tuple(wish for wish in taken.wishes if wish.day in set(days))
    if not found:
        return unsure(Question.NOT_EXCEPTED, words_of_item(item))
    if item.half is None:
        return sure(found)
    return unsure(Question.NOT_CLEAR, words_of_item(item))


def _kept(taken: Taken, gone: Iterable[Wish]) -> Taken:
    left_out = set(gone)
    wishes = tuple(wish for wish in taken.wishes if wish not in left_out)
    changed = len(wishes) < len(taken.wishes) and not taken.weekdays
    bounds = (None, None) if changed else (taken.first, taken.last)
    return replace(taken, wishes=wishes, first=bounds[0], last=bounds[1])
