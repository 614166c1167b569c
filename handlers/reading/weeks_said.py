"""Trees to weeks, months and what recurs in them."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from lark import Token

from handlers.reading import said
from handlers.reading.meanings import Question
from handlers.reading.named_dates import NamedDateBuilder, the_week
from handlers.reading.pieces import (
    Children,
    MonthWord,
    NextWeek,
    WeekdayWord,
    Word,
    YearWord,
    all_of,
    of,
    words_of,
)
from rules.facts import Half


def _after(days: said.Days, words: str) -> said.Week:
    """Give the week after the one that days were said of."""
    week = days.week if isinstance(days, said.Listed) else None
    return said.Week(week.shift + 1 if isinstance(week, said.Week) else 1, words)


class WeekBuilder(NamedDateBuilder):
    """Turns the rules about weeks and months into values of said.py."""

    def month_said(self, children: Children) -> said.MonthSaid:
        """Read `questo mese`, `il mese prossimo`."""
        turned = [c for c in all_of(children, Token) if c.type == "NEXT"]
        return said.MonthSaid(None, None, len(turned), words_of(children) or "mese")

    def this_one(self, children: Children) -> said.Week:
        """Read the `questa` of `di questa e della prossima settimana`."""
        return said.Week(0, str(children[0]))

    def next_one(self, children: Children) -> NextWeek:
        """Read the `prossima` of `di questa settimana e della prossima`."""
        return NextWeek(words_of(children))

    def two_weeks(self, children: Children) -> said.Together:
        """Read `il venerdi di questa settimana e quello della prossima`."""
        found: list[said.When] = []
        parts: tuple[said.Part, ...] = ()
        for is_part, group in groupby(children, lambda child: isinstance(child, said.Part)):
            if is_part:
                parts = tuple(group)
                continue
            for one in group:
                week = _after(found[-1].days, one.words) if isinstance(one, NextWeek) else one
                found.append(said.When(said.Listed(parts, week)))
        return said.Together(tuple(found))

    def of_week_too(self, children: Children) -> said.Days:
        """Read `questo venerdi e quello della settimana prossima`."""
        first, *named = all_of(children, said.Part)
        weekday = (
            first.day.weekday if isinstance(first.day, said.OnWeekday | said.OnDate) else None
        )
        if not named and weekday is None:
            return said.Vague(Question.WHICH_DAY, words_of([first.day, *children[1:]]))
        if not named:
            again = said.OnWeekday(weekday or 0, None, first.day.words)
            named = [said.Part(again, first.half)]
        others = said.Listed(tuple(named), the_week(children))
        return said.Together((said.When(said.Listed((first,))), said.When(others)))

    def week_of(self, children: Children) -> said.WeekOf:
        """Read `la settimana dell'8`."""
        return said.WeekOf(children[-1], 0, words_of(children))

    def week_after(self, children: Children) -> said.WeekOf:
        """Read `la settimana dopo Natale`."""
        return said.WeekOf(children[-1], 1, words_of(children))

    def weeks_on(self, children: Children) -> said.Week:
        """Read `fra due settimane` of a weekday said beside it."""
        return said.Week(children[0].worth, words_of(children))

    def week_coming(self, children: Children) -> said.Week:
        """Read `la settimana che viene`, `la settimana dopo`."""
        return said.Week(1, words_of(children))

    def week_after_next(self, children: Children) -> said.Week:
        """Read `the week after next`."""
        return said.Week(2, words_of(children))

    def week_from(self, children: Children) -> said.Beside:
        """Read `a week on Tuesday`, `Tuesday week`: a week after the next one."""
        weekday, words = of(children, WeekdayWord), words_of(children)
        named = next((c for c in children if isinstance(c, said.Day)), None)
        if weekday is not None:
            named = said.OnWeekday(weekday.worth, None, weekday.words)
        return said.Beside(named or said.Ahead(0, words), 7, None, words)

    def nth_week(self, children: Children) -> said.NthWeek:
        """Read `la prima settimana di dicembre`."""
        month = self._month_of(children[2:])
        return said.NthWeek(self._nth(children[0]), month, words_of([*children[:2], month]))

    def month_first(self, children: Children) -> said.Recurring:
        """Read `a dicembre ogni lunedi`."""
        month = self._month_of(children)
        return replace(self.recurring(children), bound=(month, month))

    def week(self, children: Children) -> said.Week:
        """Read `la prossima settimana`."""
        turned = any(c.type == "NEXT" for c in all_of(children, Token))
        return said.Week(1 if turned else 0, words_of(children))

    def whole_week(self, children: Children) -> said.WholeWeek:
        """Read `tutta la settimana prossima`."""
        week = next(child for child in children if isinstance(child, said.AnyWeek))
        return said.WholeWeek(week, of(children, Half))

    def all_week(self, children: Children) -> said.WholeWeek:
        """Read `tutta la settimana`: the one that goes on."""
        return said.WholeWeek(said.Week(0, words_of(children)), None)

    def rest_of_week(self, children: Children) -> said.WholeWeek:
        """Read `il resto della settimana`."""
        week = the_week(children) or said.Week(0, words_of(children))
        return said.WholeWeek(week, None, rest=True)

    def the_rest(self, _children: Children) -> said.Vague:
        """Read `il resto`, `gli altri giorni`: of what, other days tell."""
        return said.Vague(Question.WHICH_DAY, said.THE_REST)

    def whole_month(self, children: Children) -> said.WholeMonth:
        """Read `tutto dicembre`."""
        return said.WholeMonth(self._month_of(children))

    def rest_of_month(self, children: Children) -> said.WholeMonth:
        """Read `il resto del mese`, `fino a fine mese`."""
        named = of(children, MonthWord) is not None
        month = self._month_of(children) if named else said.MonthSaid(None, None, 0, "mese")
        return said.WholeMonth(month, rest=True)

    def next_weeks(self, children: Children) -> said.Recurring:
        """Read `le prossime due settimane martedì e giovedì`."""
        weekdays = all_of(children, WeekdayWord)
        count = next(one for one in children if type(one) is Word)
        words = words_of([count, *weekdays])
        worths = frozenset(day.worth for day in weekdays)
        return said.Recurring(worths, None, (None, said.WeeksToCome(count.worth)), words)

    def alternate(self, children: Children) -> said.Recurring:
        """Read `a settimane alterne il lunedì`, `ogni tre settimane il lunedì`."""
        count = next((one for one in children if type(one) is Word), None)
        found = self.recurring([one for one in children if one is not count])
        return replace(found, every=count.worth if count is not None else 2)

    def recurring(self, children: Children) -> said.Recurring:
        """Read `ogni martedi e giovedi fino a giugno`."""
        weekdays = all_of(children, WeekdayWord)
        bound = next((c for c in children if type(c) is tuple), None)
        worths = frozenset(day.worth for day in weekdays)
        return said.Recurring(worths, of(children, Half), bound, words_of(weekdays))

    def bound(self, children: Children) -> said.Bound:
        """Read `fino a giugno`, `dal 1 dicembre al 31 gennaio`."""
        return (None, children[0]) if len(children) == 1 else (children[0], children[1])

    def in_month(self, children: Children) -> said.Bound:
        """Read `di dicembre`, `del mese prossimo`."""
        month = self._month_of(children)
        return month, month

    def months(self, children: Children) -> said.Bound:
        """Read `da gennaio a marzo`."""
        first, last = all_of(children, MonthWord)
        year = of(children, YearWord)
        worth = year.worth if year else None
        return (
            said.MonthSaid(first.worth, None, 0, first.words),
            said.MonthSaid(last.worth, worth, 0, last.words),
        )

    def until_end(self, children: Children) -> said.MonthSaid | said.EndOfYear:
        """Read `fino a fine mese`, `fino a giugno`."""
        if of(children, MonthWord) is not None:
            return self._month_of(children)
        return said.MonthSaid(None, None, 0, "mese")

    def until_new_year(self, _children: Children) -> said.EndOfYear:
        """Read `fino a fine anno`."""
        return said.EndOfYear()
