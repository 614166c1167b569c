"""Which days are meant: several, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from handlers.reading import said
from handlers.reading.days import ONE_DAY, WEEK, Calendar
from handlers.reading.meanings import Question, Wish
from handlers.reading.patterns import days_of_pattern
from handlers.reading.possible import Possible, sure, together, unsure
from handlers.reading.rows import (
    among,
    of_each_other,
    said_twice,
    with_counted_weekdays,
    with_next_ones,
    words_of_item,
)
from handlers.reading.said import AndNext, Item, OnDate, OnWeekday, Part, Stretch
from handlers.reading.stretches import days_of_stretch, weekday_in_week
from handlers.reading.taken import Chosen, Taken, in_order
from handlers.reading.whens import is_by_its_name


def days_of_list(calendar: Calendar, listed: said.Listed) -> Chosen:
    """Find days said one after the other."""
    items = with_months(with_next_ones(with_counted_weekdays(listed.items)), calendar)
    unclear = [words_of_item(item) for item in items if _without_month(item)]
    if unclear:
        return unsure(Question.NOT_CLEAR, " ".join(unclear))
    if _is_habit(listed):
        return _habit(calendar, items)
    found = _found(calendar, items, listed.week)
    if not (listed.week or listed.nexts):
        found = _said_once(calendar, items, found) or found
        found = _either_row(calendar, items, found)
    return found.then(lambda taken: _these_or_next(items, taken)) if listed.nexts else found


def _either_row(calendar: Calendar, items: Sequence[Item], found: Chosen) -> Chosen:
    """Doubt `il 7 e il 28` on the 23rd: days are mostly said in their order."""
    later = _in_order_said(calendar, items)
    doubted = found.doubt is not None and found.doubt.question is not Question.WHICH_READING
    if later == list(items) or doubted:
        return found
    in_order = _found(calendar, later, None)
    if in_order.doubt is not None or in_order.values == found.values:
        return found
    words = " ".join(words_of_item(item) for item in items)
    return unsure(Question.WHICH_READING, words, *in_order.values, *found.values)


def _in_order_said(calendar: Calendar, items: Sequence[Item]) -> list[Item]:
    """Put a number that is higher than the one before it into the same month; then weekdays."""
    row = list(items)
    for place in range(1, len(row)):
        row[place] = _in_month_of(calendar, row[place - 1], row[place])
    for place in range(len(row) - 1, 0, -1):
        row[place - 1] = _in_week_of(calendar, row[place - 1], row[place])
    return row


def _in_month_of(calendar: Calendar, one: Item, two: Item) -> Item:
    """Take the 28th of `il 7 e il 28` for that of the month of the 7th."""
    first, second = _date_of(one), _date_of(two)
    bare = second is not None and second.month is None and second.weekday is None
    if first is None or second is None or not bare or not isinstance(two, Part):
        return two
    before, this = calendar.day(first).values, calendar.day(second).values
    if first.day >= second.day or not before or not this or this[0] >= before[0]:
        return two
    return replace(two, day=replace(second, month=before[0].month, year=before[0].year))


def _in_week_of(calendar: Calendar, one: Item, two: Item) -> Item:
    """Take the Tuesday of `martedì e giovedì 10` for that of the week of the 10th."""
    dated = _date_of(two)
    if dated is None or dated.weekday is None or not isinstance(one, Part) or one.habit:
        return one
    found = calendar.day(dated)
    if not is_by_its_name(one.day) or found.doubt is not None or dated.weekday <= one.day.weekday:
        return one
    day = found.values[0] - (dated.weekday - one.day.weekday) * ONE_DAY
    coming = calendar.day(one.day).values
    if day <= calendar.today or day in coming:
        return one
    moved = OnDate(day.day, day.month, day.year, day.weekday(), one.day.words)
    return replace(one, day=moved)


def _date_of(item: Item) -> OnDate | None:
    return item.day if isinstance(item, Part) and isinstance(item.day, OnDate) else None


def _found(calendar: Calendar, items: Sequence[Item], week: said.AnyWeek | None) -> Chosen:
    return _halves(items).then(
        lambda clear: together(days_of_item(calendar, item, week) for item in clear).then(
            lambda found: _joined(clear, found)
        )
    )


def _said_once(calendar: Calendar, items: Sequence[Item], apart: Chosen) -> Chosen | None:
    """Take days that are said by their names and by their dates for the same days."""
    twice = said_twice(items)
    if twice is None:
        return None
    dates = _found(calendar, twice.dates, None)
    if not dates.values:
        return None
    both = of_each_other(calendar, twice, dates.values[0])
    if dates.doubt is not None:
        # Which of them a half is meant for is asked: `9 e 10 dicembre mattina`.
        return dates if both is not None and both.doubt is None else None
    return both or among(twice, dates.values[0], apart)


def _without_month(item: Item) -> bool:
    if not (isinstance(item, Part) and isinstance(item.day, OnDate)):
        return False
    return item.spelled and item.day.month is None


def _is_habit(listed: said.Listed) -> bool:
    """Tell whether weekdays were said as a habit is, each of them: `il mercoledì e il venerdì`."""
    return not (listed.week or listed.nexts) and all(
        isinstance(item, Part) and item.habit for item in listed.items
    )


def _habit(calendar: Calendar, items: Sequence[Item]) -> Chosen:
    """
    Ask until when; or they are only the next of these weekdays.

    On weekdays that are not worked nobody has a habit: the next of them is told to be free.
    """
    parts = [item for item in items if isinstance(item, Part)]
    days = [part.day for part in parts if isinstance(part.day, OnWeekday)]
    words = " ".join(day.words for day in days)
    once = together(days_of_item(calendar, part, None) for part in parts)
    coming = once.then(lambda found: _joined(items, found))
    halves = {part.half for part in parts}
    if len(halves) > 1:
        return coming
    weekdays = frozenset(day.weekday for day in days)
    if weekdays.isdisjoint(calendar.workdays):
        return coming
    again = days_of_pattern(calendar, said.Recurring(weekdays, halves.pop(), None, words))
    return unsure(Question.UNTIL_WHEN, words, *again.values, *coming.values)


def _these_or_next(items: Sequence[Item], taken: Taken) -> Chosen:
    """Doubt `prossimi`: the coming ones, or those a week later."""
    later = tuple(replace(wish, day=wish.day + WEEK) for wish in taken.wishes)
    words = " ".join(words_of_item(item) for item in items)
    return unsure(Question.WHICH_READING, words, Taken(taken.wishes), Taken(later))


def with_months(items: Sequence[Item], calendar: Calendar) -> list[Item]:
    """
    Give days without a month that of the next day that has one, else of the one before.

    `Venerdì 27` is the next 27th if that is a Friday, and needs none.
    """
    found = list(items)
    for order in (range(len(found) - 2, -1, -1), range(1, len(found))):
        step = 1 if order.step < 0 else -1
        for place in order:
            found[place] = _with_month_of(found[place], found[place + step], calendar)
    return found


def _with_month_of(item: Item, other: Item, calendar: Calendar) -> Item:
    if not (isinstance(item, Part) and isinstance(item.day, OnDate) and item.day.month is None):
        return item
    beside = _day_of(other)
    if not isinstance(beside, OnDate):
        return item
    dated = replace(item.day, month=beside.month, year=beside.year)
    if calendar.day(dated).doubt is not None and _is_named_rightly(item.day, calendar):
        return item
    return replace(item, day=dated)


def _is_named_rightly(day: OnDate, calendar: Calendar) -> bool:
    """Tell whether the weekday beside a number is that of the next day with this number."""
    return day.weekday is not None and calendar.day(day).doubt is None


def _day_of(item: Item) -> said.Day:
    return item.first if isinstance(item, Stretch) else item.day


def _halves(items: Sequence[Item]) -> Possible[tuple[Item, ...]]:
    """Doubt for how many days a half is meant that is said only at the end (or the beginning)."""
    if len(items) == 1:
        return sure(tuple(items))
    said_of = [item.half is not None or (isinstance(item, Part) and item.whole) for item in items]
    last_only = said_of[-1] and not any(said_of[:-1])
    first = items[0]
    first_only = (
        isinstance(first, Part) and first.half_first and said_of[0] and not any(said_of[1:])
    )
    if not (last_only or first_only):
        return sure(tuple(items))
    half = items[-1].half if last_only else first.half
    everywhere = tuple(replace(item, half=half) for item in items)
    words = " ".join(words_of_item(item) for item in items)
    return unsure(Question.WHICH_READING, words, everywhere, tuple(items))


def days_of_item(calendar: Calendar, item: Item, week: said.AnyWeek | None) -> Chosen:
    """Find one of several."""
    if isinstance(item, Stretch):
        return days_of_stretch(calendar, item)
    if isinstance(item, AndNext):
        return days_of_item(calendar, Part(item.day, item.half), week).map(_and_next)
    if week is not None and isinstance(item.day, OnWeekday):
        found = weekday_in_week(calendar, item.day, week)
    else:
        found = calendar.day(item.day)
    return found.map(lambda day: Taken((Wish(day, item.half),), day, day, half=item.half))


def _and_next(taken: Taken) -> Taken:
    later = tuple(replace(wish, day=wish.day + WEEK) for wish in taken.wishes)
    return Taken((*taken.wishes, *later), half=taken.half)


def _joined(items: Sequence[Item], found: Sequence[Taken]) -> Chosen:
    if len(found) == 1:
        return sure(found[0])
    wishes = [wish for taken in found for wish in taken.wishes]
    joined = Taken(tuple(sorted(set(wishes), key=lambda wish: (wish.day, wish.half or ""))))
    if _clash(joined.wishes):
        return unsure(Question.NOT_CLEAR, " ".join(words_of_item(item) for item in items))
    joined = replace(joined, wishes=in_order(joined.wishes))
    later = _moved_on(items, found)
    if later is not None:
        return unsure(Question.WHICH_READING, later[0], joined, later[1])
    return sure(joined)


def _clash(wishes: Sequence[Wish]) -> bool:
    """Tell whether a day is asked for whole and by halves at once."""
    return any(
        one.day == two.day and None in (one.half, two.half) for one, two in pairwise(wishes)
    )


def _moved_on(items: Sequence[Item], found: Sequence[Taken]) -> tuple[str, Taken] | None:
    """Doubt `lunedi 30 e martedi` on the 21st: the Tuesday before it or after."""
    for (one, two), (day, other) in zip(pairwise(items), pairwise(found), strict=True):
        dated = isinstance(one, Part) and isinstance(one.day, OnDate)
        bare = isinstance(two, Part) and isinstance(two.day, OnWeekday) and two.day.turn is None
        if not (dated and bare and other.wishes[0].day < day.wishes[0].day):
            continue
        moved = other.wishes[0].day
        while moved < day.wishes[0].day:
            moved += WEEK
        wishes = [w for taken in found for w in taken.wishes if taken is not other]
        wishes.append(replace(other.wishes[0], day=moved))
        return words_of_item(two), Taken(tuple(sorted(wishes, key=lambda wish: wish.day)))
    return None
