"""
Rows of days that tell of each other what they are.

`il primo e il terzo giovedì di dicembre` counts Thursdays, not days of the month; and `lun-mer
14-16 dicembre` says three days twice, by their names and by their dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from handlers.reading import said
from handlers.reading.days import WEEK, Calendar
from handlers.reading.meanings import Question, Wish
from handlers.reading.possible import sure, unsure
from handlers.reading.said import (
    Beside,
    Item,
    NthWeekday,
    OnDate,
    OnWeekday,
    Part,
    Stretch,
    Turn,
)
from handlers.reading.taken import Chosen, Taken, span
from handlers.reading.whens import is_by_its_name

FEWEST = 2
"""Days that are named and dated as a row; `giovedì e 10 dicembre` are two days."""


def with_counted_weekdays(items: Sequence[Item]) -> tuple[Item, ...]:
    """Count in `il primo e il terzo giovedì di dicembre` the Thursdays with both numbers."""
    found: list[Item] = []
    for item in reversed(items):
        number = _number_of(item)
        month_from = _counted(found[0]) if found else None
        named = _named(found[0]) if found else None
        later = _counted(found[1]) if len(found) > 1 else None
        if number is not None and month_from is not None:
            found.insert(0, _counting(number, month_from.weekday, month_from))
        elif number is not None and named is not None and later is not None:
            found[0] = replace(named[0], day=_nth(number, named[1].weekday, later))
        else:
            found.insert(0, item)
    return _counted_behind(found)


def with_next_ones(items: Sequence[Item]) -> tuple[Item, ...]:
    """Take `questo venerdì e venerdì prossimo` for a week apart: the second is no other."""
    found: list[Item] = []
    for item in items:
        day = item.day if isinstance(item, Part) else None
        if isinstance(item, Part) and isinstance(day, OnWeekday) and day.turn is Turn.NEXT:
            same = (one.day for one in found if isinstance(one, Part))
            before = next((one for one in same if _is_this(one, day.weekday)), None)
            week_on = before and Beside(before, WEEK.days, None, day.words)
            found.append(replace(item, day=week_on) if week_on else item)
        else:
            found.append(item)
    return tuple(found)


def _is_this(day: said.Day, weekday: int) -> bool:
    if not isinstance(day, OnWeekday) or day.weekday != weekday:
        return False
    return day.turn in (None, Turn.THIS)


def _counted_behind(items: Sequence[Item]) -> tuple[Item, ...]:
    """Count the third in `il primo giovedì di dicembre e il terzo`; `il primo` may be a day."""
    found: list[Item] = []
    for item in items:
        number = _number_of(item)
        before = _counted(found[-1]) if found else None
        if before is not None and number is not None and number[1].nth != 1:
            found.append(_counting(number, before.weekday, before))
        else:
            found.append(item)
    return tuple(found)


def _dated(item: Item) -> tuple[Part, OnDate] | None:
    """Give a day said by its date."""
    if isinstance(item, Part) and isinstance(item.day, OnDate):
        return item, item.day
    return None


def _number_of(item: Item) -> tuple[Part, OnDate] | None:
    """Give the number of `il terzo`, where neither month nor weekday stands beside it."""
    dated = _dated(item)
    if dated is None or dated[1].nth is None:
        return None
    return dated if dated[1].month is None and dated[1].weekday is None else None


def _counted(item: Item) -> NthWeekday | None:
    return item.day if isinstance(item, Part) and isinstance(item.day, NthWeekday) else None


def _named(item: Item) -> tuple[Part, OnWeekday] | None:
    """Give a weekday said by its name alone."""
    if isinstance(item, Part) and is_by_its_name(item.day):
        return item, item.day
    return None


def _counting(number: tuple[Part, OnDate], weekday: int, beside: NthWeekday) -> Part:
    return replace(number[0], day=_nth(number, weekday, beside))


def _nth(number: tuple[Part, OnDate], weekday: int, beside: NthWeekday) -> NthWeekday:
    return NthWeekday(number[1].nth or 0, weekday, beside.month, number[1].words)


@dataclass(frozen=True, slots=True)
class SaidTwice:
    """Weekdays as they follow on each other, and the dates that are said of them."""

    weekdays: tuple[int, ...]
    dates: tuple[Item, ...]
    as_one: bool
    """They are surely of each other: a weekday stands beside a date, or both are stretches."""
    beside: int | None = None
    """The weekday that stands beside the first date."""


def said_twice(items: Sequence[Item]) -> SaidTwice | None:
    """
    Part `lun-mer 14-16 dicembre` into weekdays and dates; None of any other days.

    With an `e` between them they are days more: `da lunedì a mercoledì e dal 14 al 16`.
    """
    named = tuple(takewhile(_names, items))
    if not named:
        dates = tuple(takewhile(_is_dated, items))
        return _of_each_other(items[len(dates) :], dates, items[len(dates) :])
    dates = tuple(items[len(named) :])
    mixed = _dated(dates[0]) if dates else None
    if mixed is not None and mixed[1].weekday is not None and mixed[0].half is None:
        # `lunedì e mercoledì 14 e 16`: the last weekday stands beside the first date.
        part, day = mixed
        last = replace(part, day=OnWeekday(day.weekday or 0, None, day.words))
        first = replace(part, day=replace(day, weekday=None))
        found = _of_each_other((*named, last), (first, *dates[1:]), ())
        return found and replace(found, as_one=True, beside=day.weekday)
    return _of_each_other(named, dates, dates)


def _of_each_other(
    named: Sequence[Item], dates: Sequence[Item], second: Sequence[Item]
) -> SaidTwice | None:
    """Put a row of weekdays and one of dates together, of which the second stands behind."""
    weekdays = tuple(weekday for item in named for weekday in _names(item))
    fitting = all(map(_names, named)) and all(map(_is_dated, dates))
    row = len(weekdays) >= FEWEST or (len(dates) == 1 and isinstance(dates[0], Stretch))
    if not fitting or not dates or not weekdays or not row or any(o.also for o in second[:1]):
        return None
    stretches = len(named) == len(dates) == 1
    return SaidTwice(weekdays, tuple(dates), as_one=stretches)


def of_each_other(calendar: Calendar, said_so: SaidTwice, dates: Taken) -> Chosen | None:
    """
    Give the dates if they are those weekdays; as many others are asked about.

    None where they are not so many: then they were no more than said beside each other.
    """
    days = _every_day(dates)
    weekdays = tuple(day.weekday() for day in days)
    if weekdays == said_so.weekdays:
        return sure(dates)
    if len(weekdays) != len(said_so.weekdays) or not said_so.as_one:
        return None
    if said_so.beside == weekdays[0]:
        return None  # `lunedì e martedì 15 e 16`: the date has its own weekday beside it
    named = [
        calendar.nearest(weekday, day) for weekday, day in zip(said_so.weekdays, days, strict=True)
    ]
    wishes = tuple(Wish(day) for day in sorted(named) if day >= calendar.today)
    words = " ".join(words_of_item(item) for item in said_so.dates)
    return unsure(Question.MISMATCH, words, dates, *([Taken(wishes)] if wishes else []))


def among(said_so: SaidTwice, dates: Taken, apart: Chosen) -> Chosen | None:
    """Ask of `martedì e giovedì dal 9 al 18` whether only those days of the stretch are meant."""
    if dates.first is None or len(_every_day(dates)) <= len(said_so.weekdays):
        return None
    named = tuple(wish for wish in dates.wishes if wish.day.weekday() in said_so.weekdays)
    words = " ".join(words_of_item(item) for item in said_so.dates)
    return unsure(Question.WHICH_READING, words, Taken(named), *apart.values) if named else None


def _every_day(taken: Taken) -> list[date]:
    """List what was said, days not worked included: `gio-lun 10-14` has a weekend in it."""
    if taken.first is not None and taken.last is not None:
        return span(taken.first, taken.last)
    return [wish.day for wish in taken.wishes]


def words_of_item(item: Item) -> str:
    """Give the words it was said with."""
    return item.day.words if isinstance(item, Part) else item.words


def _names(item: Item) -> tuple[int, ...]:
    """Give the weekdays that are said by their names alone; none of other days."""
    named = _named(item)
    if named is not None and named[0].half is None:
        return (named[1].weekday,)
    if isinstance(item, Stretch) and is_by_its_name(item.first) and is_by_its_name(item.last):
        first, last = item.first.weekday, item.last.weekday
        return tuple((first + n) % 7 for n in range((last - first) % 7 + 1))
    return ()


def _is_dated(item: Item) -> bool:
    days = (item.first, item.last) if isinstance(item, Stretch) else (item.day,)
    return all(isinstance(day, OnDate) and day.weekday is None for day in days)
