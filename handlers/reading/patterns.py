"""Which days are meant: weekdays again and again."""

from __future__ import annotations

from datetime import date

from handlers.reading import said
from handlers.reading.days import FURTHEST, ONE_DAY, Calendar, last_of_month
from handlers.reading.meanings import Question, Wish
from handlers.reading.possible import Possible, sure, unsure
from handlers.reading.taken import Chosen, Taken, span


def days_of_pattern(calendar: Calendar, recurring: said.Recurring) -> Chosen:
    """Find the weekdays between two days; without an end, ask until when."""
    tomorrow = calendar.today + ONE_DAY
    if recurring.bound is None:
        choices = [_repeated(recurring, tomorrow, end) for end in _usual_ends(calendar.today)]
        offered = [taken for taken in choices if taken.wishes]
        return unsure(Question.UNTIL_WHEN, recurring.words, *offered)
    first, last = recurring.bound
    start = _start(calendar, first)
    if first is last:
        return start.map(lambda day: _repeated(recurring, max(day, tomorrow), last_of_month(day)))
    return start.then(
        lambda day: _end(calendar, last, after=day).then(
            lambda end: _bounded(calendar, recurring, max(day, calendar.today), end)
        )
    )


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
