"""Which day is meant: one day as said, counted from today."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.reading import said
from handlers.reading.meanings import Question
from handlers.reading.possible import Possible, sure, unsure
from handlers.reading.said import Turn
from rules.calendar import holiday_name

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SIX_DAYS = timedelta(days=6)
FURTHEST = timedelta(days=366)
"""As far as the calendar of the desk leads."""
JUST_GONE = timedelta(days=90)
"""A date that passed so lately is hardly meant for next year: it is asked."""
WHOLE_WEEKS = (8, 15)
"""`fra otto giorni`, `fra quindici giorni`: one and two weeks, today counted."""
MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    The day on which something is said, and the weekdays that the person works.

    Where days `gone_by` are asked for, a date may be past; one without a year is the next still.
    """

    today: date
    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    gone_by: bool = False

    def day(self, day: said.Day) -> Possible[date]:
        """Find a day; days gone by and days out of reach are doubted."""
        return self._found(day).then(lambda found: self._within_reach(found, day.words))

    def _found(self, day: said.Day) -> Possible[date]:
        if isinstance(day, said.Ahead):
            return self._ahead(day)
        if isinstance(day, said.OnWeekday):
            return self._on_weekday(day)
        if isinstance(day, said.NthWeekday):
            return self._nth_weekday(day)
        return self._on_date(day) if isinstance(day, said.OnDate) else self._near_feast(day)

    def _near_feast(self, day: said.Beside | said.Bridge) -> Possible[date]:
        if isinstance(day, said.Beside):
            return self._found(day.day).map(lambda found: self._beside(found, day))
        feast = day.feast
        if feast is None:
            return self._known(self._next_bridge(), day.words)
        if not feast[0]:
            return unsure(Question.NOT_A_DAY, day.words)
        found = self._dated(said.OnDate(feast[1], feast[0], None, None, day.words))
        return found.then(lambda one: self._known(bridge_of(one), day.words))

    def _beside(self, found: date, day: said.Beside) -> date:
        if day.weekday is None:
            return found + timedelta(days=day.shift)
        return self.next_weekday(day.weekday, after=found)

    def _known(self, found: date | None, words: str) -> Possible[date]:
        return unsure(Question.NOT_A_DAY, words) if found is None else sure(found)

    def _next_bridge(self) -> date | None:
        coming = (self.today + timedelta(days=n) for n in range(FURTHEST.days))
        bridges = (bridge_of(day) for day in coming if holiday_name(day) is not None)
        return next((found for found in bridges if found and found >= self.today), None)

    def _within_reach(self, day: date, words: str) -> Possible[date]:
        if day < self.today and not self.gone_by:
            return unsure(Question.PAST, words)
        if day > self.today + FURTHEST:
            return unsure(Question.TOO_FAR, words)
        return sure(day)

    def _ahead(self, day: said.Ahead) -> Possible[date]:
        if timedelta(days=day.days) > FURTHEST:
            return unsure(Question.TOO_FAR, day.words)
        found = self.today + timedelta(days=day.days)
        return sure(found) if day.weekday is None else self._weekday_ahead(found, day)

    def _weekday_ahead(self, found: date, day: said.Ahead) -> Possible[date]:
        """Find the weekday of `fra due settimane giovedi`; days count from today exactly."""
        weekday = found.weekday() if day.weekday is None else day.weekday
        monday, _ = monday_to_sunday(found)
        near = monday + timedelta(days=weekday)
        if found == near or day.days in WHOLE_WEEKS or day.days % WEEK.days == 0:
            return sure(near)
        return unsure(Question.MISMATCH, day.words, *sorted({found, near}))

    def next_weekday(self, weekday: int, *, after: date) -> date:
        """Give the first such weekday after a day."""
        return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)

    def nearest(self, weekday: int, day: date) -> date:
        """Give the nearest such weekday to a day, of its month and not gone by where it can."""
        after = self.next_weekday(weekday, after=day)
        near = sorted((after, after - WEEK), key=lambda one: abs(one - day))
        fitting = (one for one in near if one.month == day.month and one >= self.today)
        return next(fitting, near[0])

    def week(self, week: said.AnyWeek) -> Possible[tuple[date, date]]:
        """Find first and last day of a week, from Monday; of a month, those that lie in it."""
        if isinstance(week, said.Week):
            monday = self.today - timedelta(days=self.today.weekday()) + week.shift * WEEK
            return sure((monday, monday + SIX_DAYS))
        if isinstance(week, said.NthWeek):
            nth = week.nth
            return self.month(week.month).then(lambda first: self._nth_week(first, nth, week))
        shift = week.shift
        return self.day(week.day).map(lambda day: monday_to_sunday(day + shift * WEEK))

    def _nth_week(self, first: date, nth: int, week: said.NthWeek) -> Possible[tuple[date, date]]:
        """Count from the week that holds the first day worked of a month."""
        last = last_of_month(first)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        worked = [day for day in days if day.weekday() in self.workdays]
        if not worked:
            return unsure(Question.NOT_A_DAY, week.words)
        counted = worked[-1] if nth < 0 else worked[0] + (nth - 1) * WEEK
        monday, sunday = monday_to_sunday(counted)
        if monday > last:
            return unsure(Question.NOT_A_DAY, week.words)
        return sure((max(monday, first), min(sunday, last)))

    def _on_weekday(self, day: said.OnWeekday) -> Possible[date]:
        coming = self.next_weekday(day.weekday, after=self.today)
        if day.turn is Turn.LAST:
            return unsure(Question.PAST, day.words)
        if day.turn is Turn.NEXT:
            return unsure(Question.WHICH_READING, day.words, coming, coming + WEEK)
        if day.turn is Turn.THIS:
            monday, _ = monday_to_sunday(self.today)
            this = monday + timedelta(days=day.weekday)
            return sure(this) if this >= self.today else unsure(Question.PAST, day.words, coming)
        if day.weekday == self.today.weekday():
            return unsure(Question.WHICH_READING, day.words, self.today, coming)
        return sure(coming)

    def _on_date(self, day: said.OnDate) -> Possible[date]:
        found = self._dated(day)
        return found.then(lambda one: self._matching(one, day))

    def _matching(self, found: date, day: said.OnDate) -> Possible[date]:
        if day.weekday is None or found.weekday() == day.weekday:
            return sure(found)
        coming = self.next_weekday(day.weekday, after=self.today)
        if day.month is not None or coming.month != found.month:
            coming = self.nearest(day.weekday, found)
        return unsure(Question.MISMATCH, day.words, *sorted({found, coming}))

    def _dated(self, day: said.OnDate) -> Possible[date]:
        if day.month is None:
            return self._of_coming_month(day)
        if day.year is not None:
            exact = on(day.year, day.month, day.day)
            return sure(exact) if exact else unsure(Question.NOT_A_DAY, day.words)
        this, following = (on(self.today.year + n, day.month, day.day) for n in (0, 1))
        if this is None:
            return unsure(Question.NOT_A_DAY, day.words)
        if this >= self.today or (self.gone_by and self.today - this <= JUST_GONE):
            return sure(this)
        later = () if following is None else (following,)
        if following is None or self.today - this <= JUST_GONE:
            return unsure(Question.PAST, day.words, *later)
        return sure(following)

    def _of_coming_month(self, day: said.OnDate) -> Possible[date]:
        first = self.today.replace(day=1)
        for _ in range(3):  # two months one after the other never both lack a day up to 31
            found = on(first.year, first.month, day.day)
            if found is not None and found >= self.today:
                return sure(found)
            first = month_after(first)
        return unsure(Question.NOT_A_DAY, day.words)

    def month(self, month: said.MonthSaid) -> Possible[date]:
        """Find the first day of a month."""
        if month.month is None:
            first = self.today.replace(day=1)
            return sure(month_after(first) if month.shift else first)
        if month.year is not None:
            first = date(month.year, month.month, 1)
            gone = last_of_month(first) < self.today
            return unsure(Question.PAST, month.words) if gone else sure(first)
        first = self.today.replace(month=month.month, day=1)
        if last_of_month(first) >= self.today:
            return sure(first)
        following = first.replace(year=first.year + 1)
        if self.today - last_of_month(first) <= JUST_GONE:
            return unsure(Question.PAST, month.words, following)
        return sure(following)

    def _nth_weekday(self, day: said.NthWeekday) -> Possible[date]:
        def found(first: date) -> Possible[date]:
            one = nth_weekday(first, day.nth, day.weekday)
            if one is None:
                return unsure(Question.NOT_A_DAY, day.words)
            if one >= self.today or day.month.year is not None:
                return sure(one)
            other = nth_weekday(month_after(first), day.nth, day.weekday)
            return unsure(Question.PAST, day.words, *([other] if other else []))

        return self.month(day.month).then(found)


def on(year: int, month: int, day: int) -> date | None:
    """Give a day of the calendar; None if it is not in it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def monday_to_sunday(day: date) -> tuple[date, date]:
    """Give first and last day of the week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + SIX_DAYS


def bridge_of(feast: date) -> date | None:
    """Give the one day between a feast and a weekend; None if there is none."""
    return {1: feast - ONE_DAY, 3: feast + ONE_DAY}.get(feast.weekday())


def month_after(first: date) -> date:
    """Give the first day of the next month."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_of_month(first: date) -> date:
    """Give the last day of a month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def nth_weekday(first: date, nth: int, weekday: int) -> date | None:
    """Give the nth such weekday of a month (-1: the last); None if there are not so many."""
    if nth < 0:
        last = last_of_month(first)
        counted = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
        return counted if counted.month == first.month else None
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found if nth > 0 and found.month == first.month else None
