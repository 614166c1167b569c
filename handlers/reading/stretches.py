"""Which days are meant: stretches, whole weeks, whole months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reading import said
from handlers.reading.days import FURTHEST, ONE_DAY, WEEK, Calendar, last_of_month
from handlers.reading.meanings import Question
from handlers.reading.possible import Doubt, Possible, sure, together, unsure
from handlers.reading.said import OnDate, OnWeekday, Stretch
from handlers.reading.taken import Chosen, Taken, span, worked


def weekday_in_week(calendar: Calendar, day: OnWeekday, week: said.AnyWeek) -> Possible[date]:
    """Find a weekday of a week that is said beside it."""
    return calendar.week(week).then(lambda ends: _weekday_between(calendar, day, ends))


def _weekday_between(
    calendar: Calendar, day: OnWeekday, ends: tuple[date, date]
) -> Possible[date]:
    found = next((one for one in span(*ends) if one.weekday() == day.weekday), None)
    if found is None:
        return unsure(Question.NOT_A_DAY, day.words)
    if found < calendar.today:
        return unsure(Question.PAST, day.words, found + WEEK)
    return sure(found)


def days_of_stretch(calendar: Calendar, stretch: Stretch) -> Chosen:
    """Find the days from one to another."""
    if stretch.week is not None:
        return _weekdays_in_week(calendar, stretch, stretch.week)
    first, last, turned = _ends(stretch)
    begin = calendar.day(first)
    if begin.doubt is not None and begin.doubt.question is Question.PAST:
        # A stretch that has begun is not offered for next year: it is said again, from a day on.
        return Possible((), Doubt(Question.PAST, stretch.words))
    found = begin.then(
        lambda start: _last(calendar, start, last).then(
            lambda end: _span(calendar, start, end, stretch)
        )
    )
    if turned and found.doubt is None:
        return unsure(Question.UPSIDE_DOWN, stretch.words, *found.values)
    return found


def _ends(stretch: Stretch) -> tuple[said.Day, said.Day, bool]:
    """
    Give both ends, the first with the month of the last; True if the numbers run backwards.

    `dal 30 al 4 dicembre` may be meant from 30 November on, or written by mistake.
    """
    first, last = stretch.first, stretch.last
    if not (isinstance(first, OnDate) and isinstance(last, OnDate) and first.month is None):
        return first, last, False
    turned = first.day > last.day
    if last.month is None or not turned:
        return replace(first, month=last.month, year=last.year), last, turned
    month = last.month - 1 or 12
    year = last.year - (last.month == 1) if last.year else None
    return replace(first, month=month, year=year), last, True


def _last(calendar: Calendar, start: date, last: said.Day) -> Possible[date]:
    """Find the end: a weekday, or a day without a month, is the first such after the start."""
    if isinstance(last, OnWeekday) and last.turn is None:
        return sure(calendar.next_weekday(last.weekday, after=start))
    return Calendar(start, calendar.workdays).day(last) if _open(last) else calendar.day(last)


def _open(day: said.Day) -> bool:
    return isinstance(day, OnDate) and day.month is None


def _span(calendar: Calendar, first: date, last: date, stretch: Stretch) -> Chosen:
    if last < first:
        turned = worked(calendar, last, first, stretch.half)
        return unsure(Question.UPSIDE_DOWN, stretch.words, turned)
    if last > calendar.today + FURTHEST:
        return unsure(Question.TOO_FAR, stretch.words)
    return sure(worked(calendar, first, last, stretch.half))


def _weekdays_in_week(calendar: Calendar, stretch: Stretch, week: said.AnyWeek) -> Chosen:
    first, last = stretch.first, stretch.last
    if not (isinstance(first, OnWeekday) and isinstance(last, OnWeekday)):
        return unsure(Question.NOT_CLEAR, stretch.words)
    found = together(weekday_in_week(calendar, day, week) for day in (first, last))
    return found.then(lambda ends: _span(calendar, ends[0], ends[1], stretch))


def days_of_week(calendar: Calendar, whole: said.WholeWeek) -> Chosen:
    """Find the days worked of a week, from today on."""
    return calendar.week(whole.week).then(lambda ends: _rest_of_week(calendar, whole, *ends))


def _rest_of_week(calendar: Calendar, whole: said.WholeWeek, first: date, last: date) -> Chosen:
    from_day = calendar.today + ONE_DAY if whole.rest else calendar.today
    taken = worked(calendar, max(first, from_day), last, whole.half)
    return sure(taken) if taken.wishes else unsure(Question.NOTHING_LEFT, whole.week.words)


def few_days(calendar: Calendar, few: said.FewDays) -> Chosen:
    """Find the first days worked, or the last; by the calendar they may be others, or fewer."""
    if isinstance(few.of, said.MonthSaid):
        ends = calendar.month(few.of).map(lambda first: (first, last_of_month(first)))
    else:
        ends = calendar.week(few.of)
    return ends.then(lambda bounds: _few(calendar, few, *bounds))


def _few(calendar: Calendar, few: said.FewDays, first: date, last: date) -> Chosen:
    all_worked = worked(calendar, first, last, None).wishes
    days = span(first, last)
    if not 0 < few.count <= len(all_worked):
        return unsure(Question.NOT_A_DAY, few.words)
    taken = all_worked[: few.count] if few.first else all_worked[-few.count :]
    counted = set(days[: few.count] if few.first else days[-few.count :])
    by_calendar = tuple(wish for wish in all_worked if wish.day in counted)
    if taken[0].day < calendar.today:
        return unsure(Question.PAST, few.words)
    if taken == by_calendar:
        return sure(Taken(taken))
    ways = [Taken(wishes) for wishes in (taken, by_calendar) if wishes]
    return unsure(Question.WHICH_READING, few.words, *ways)


def days_of_month(calendar: Calendar, whole: said.WholeMonth) -> Chosen:
    """Find the days worked of a month, from today on."""
    from_day = calendar.today + ONE_DAY if whole.rest else calendar.today
    return calendar.month(whole.month).map(
        lambda first: worked(calendar, max(first, from_day), last_of_month(first), None)
    )
