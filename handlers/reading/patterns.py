"""Which days are meant: weekdays again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reading import said
from handlers.reading.days import (
    FURTHEST,
    ONE_DAY,
    WEEK,
    Calendar,
    last_of_month,
    monday_to_sunday,
)
from handlers.reading.meanings import Question, Wish
from handlers.reading.possible import Possible, sure, unsure
from handlers.reading.taken import Chosen, Taken, span, worked


def days_of_pattern(calendar: Calendar, recurring: said.Recurring) -> Chosen:
    """Find the weekdays between two days; without an end, ask until when."""
    if recurring.every != 1:
        return _every_other(calendar, recurring)
    tomorrow = calendar.today + ONE_DAY
    if recurring.bound is None:
        choices = [_repeated(recurring, tomorrow, end) for end in _usual_ends(calendar.today)]
        offered = [taken for taken in choices if taken.wishes]
        return unsure(Question.UNTIL_WHEN, recurring.words, *offered)
    first, last = recurring.bound
    if isinstance(last, said.WeeksToCome):
        return _in_weeks_to_come(calendar, recurring, last.count)
    start = _start(calendar, first)
    if first is last:
        return start.map(lambda day: _repeated(recurring, max(day, tomorrow), last_of_month(day)))
    return start.then(
        lambda day: _end(calendar, last, after=day).then(
            lambda end: _bounded(calendar, recurring, max(day, calendar.today), end)
        )
    )


def _in_weeks_to_come(calendar: Calendar, recurring: said.Recurring, count: int) -> Chosen:
    """Doubt `le prossime due settimane`: from now on, or from Monday on."""
    if not 0 < count <= MOST_WEEKS:
        return unsure(Question.TOO_FAR, recurring.words)
    _, sunday = monday_to_sunday(calendar.today)
    days = count * WEEK
    spans = ((calendar.today + ONE_DAY, calendar.today + days), (sunday + ONE_DAY, sunday + days))
    found = [_taken_in(calendar, recurring, first, last) for first, last in spans]
    now_on, from_monday = found
    if now_on.wishes == from_monday.wishes:
        return sure(from_monday)
    return unsure(Question.WHICH_READING, recurring.words, *found)


def _taken_in(calendar: Calendar, recurring: said.Recurring, first: date, last: date) -> Taken:
    if recurring.weekdays:
        return _repeated(recurring, first, last)
    return worked(calendar, first, last, recurring.half)


def _every_other(calendar: Calendar, recurring: said.Recurring) -> Chosen:
    """Give the days of every other week: which week is the first is asked."""
    if not 1 < recurring.every <= MOST_WEEKS:
        return unsure(Question.NOT_CLEAR, recurring.words)
    year_end = said.EndOfYear()
    bounded = replace(recurring, every=1, bound=recurring.bound or (None, year_end))
    return days_of_pattern(calendar, bounded).then(lambda taken: _by_first_week(taken, recurring))


def _by_first_week(taken: Taken, recurring: said.Recurring) -> Chosen:
    mondays = sorted({monday_to_sunday(wish.day)[0] for wish in taken.wishes})
    beginnings = mondays[: recurring.every]
    choices = [
        tuple(
            wish
            for wish in taken.wishes
            if (monday_to_sunday(wish.day)[0] - first).days % (7 * recurring.every) == 0
        )
        for first in beginnings
    ]
    return unsure(Question.WHICH_READING, recurring.words, *(Taken(one) for one in choices))


MOST_WEEKS = 12
"""More weeks are no plan that anybody looks over in one message."""


def _usual_ends(today: date) -> tuple[date, ...]:
    """Give the ends that people have in mind: of the month, of the year, and of June."""
    june = today.replace(month=6, day=30)
    summer = june if june > today else june.replace(year=june.year + 1)
    return tuple(dict.fromkeys((last_of_month(today), today.replace(month=12, day=31), summer)))


def _start(calendar: Calendar, first: said.Day | said.MonthSaid | None) -> Possible[date]:
    if first is None:
        return sure(calendar.today + ONE_DAY)
    return calendar.month(first) if isinstance(first, said.MonthSaid) else calendar.day(first)


def _end(
    calendar: Calendar, last: said.Day | said.MonthSaid | said.EndOfYear, *, after: date
) -> Possible[date]:
    """Find the last day; a month is meant to its end, and lies after the beginning."""
    later = Calendar(max(after, calendar.today), calendar.workdays)
    if isinstance(last, said.EndOfYear):
        return sure(calendar.today.replace(month=12, day=31))
    if isinstance(last, said.MonthSaid):
        return later.month(last).map(last_of_month)
    return calendar.day(last)


def _bounded(calendar: Calendar, recurring: said.Recurring, first: date, last: date) -> Chosen:
    if last < first:
        return unsure(Question.UPSIDE_DOWN, recurring.words)
    if last > calendar.today + FURTHEST:
        return unsure(Question.TOO_FAR, recurring.words)
    return sure(_repeated(recurring, first, last))


def _repeated(recurring: said.Recurring, first: date, last: date) -> Taken:
    days = (day for day in span(first, last) if day.weekday() in recurring.weekdays)
    wishes = tuple(Wish(day, recurring.half) for day in days)
    return Taken(wishes, first, last, recurring.weekdays, recurring.half)
