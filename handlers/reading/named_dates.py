"""Trees to days that are named by a feast, by their place in a month, or beside another day."""

from __future__ import annotations

from dataclasses import replace

from lark import Token

from handlers.reading import said
from handlers.reading.clocks import ClockBuilder
from handlers.reading.pieces import (
    Children,
    MonthWord,
    WeekdayWord,
    WholeDay,
    Word,
    YearWord,
    all_of,
    of,
    the,
    words_of,
)
from handlers.reading.said import Turn
from handlers.reading.vocabulary import EVES, FEASTS, NTH, number
from rules.facts import Half

IN_EIGHT = {8: 7, 15: 14}
"""Days later that `a otto`, `a quindici` mean."""
FIRSTS = frozenset({"primi", "prime", "first"})
LASTS = frozenset({"ultimi", "ultime", "last"})
MANY = 6
"""No month has so many of one weekday."""


def the_week(children: Children) -> said.AnyWeek | None:
    """Give the week that days were said of."""
    return next((child for child in children if isinstance(child, said.AnyWeek)), None)


class NamedDateBuilder(ClockBuilder):
    """Turns the rules about feasts, places in a month and days beside others into values."""

    def weekdays_ahead(self, children: Children) -> said.Beside:
        """Read `fra due giovedi`: the second Thursday to come."""
        count, weekday = children
        coming = said.OnWeekday(weekday.worth, None, weekday.words)
        return said.Beside(coming, 7 * (count.worth - 1), None, words_of(children))

    def weekday_in_eight(self, children: Children) -> said.Beside | said.OnDate:
        """Read `martedi a otto`, `a quindici`: one or two weeks later, the first day counted."""
        weekday, words = the(children, WeekdayWord), words_of(children)
        later = IN_EIGHT.get(number(children[1]))
        if later is None:
            return said.OnDate(0, None, None, None, words)
        return said.Beside(said.OnWeekday(weekday.worth, None, weekday.words), later, None, words)

    def weekday_after_next(self, children: Children) -> said.Beside:
        """Read `venerdi l'altro`: a week after the next one."""
        weekday, words = the(children, WeekdayWord), words_of(children)
        return said.Beside(said.OnWeekday(weekday.worth, None, weekday.words), 7, None, words)

    def after_the_next(self, children: Children) -> said.Beside:
        """Read `the Friday after next`: a week after what `next Friday` may be."""
        weekday, words = the(children, WeekdayWord), words_of(children)
        following = said.OnWeekday(weekday.worth, Turn.NEXT, words)
        return said.Beside(following, 7, None, words)

    def nth_weekday_of_year(self, children: Children) -> said.NthWeekday:
        """Read `l'ultimo venerdi dell'anno`: of December, or of January."""
        nth = self._nth(children[0])
        month = said.MonthSaid(12 if nth < 0 else 1, None, 0, words_of(children))
        return said.NthWeekday(nth, children[1].worth, month, words_of(children))

    def few_days(self, children: Children) -> said.FewDays:
        """Read `i primi tre giorni di dicembre`, `gli ultimi due giorni del mese`."""
        week = the_week(children)
        of_what = week or self._month_of(children[2:])
        count = children[1]
        first = str(children[0]) in FIRSTS
        known = first or str(children[0]) in LASTS
        return said.FewDays(count.worth if known else 0, of_what, first, words_of(children))

    def nth_weekday(self, children: Children) -> said.NthWeekday:
        """Read `il primo lunedi di gennaio`."""
        token, weekday = children[0], children[1]
        month = self._month_of(children[2:])
        return said.NthWeekday(
            self._nth(token), weekday.worth, month, words_of([*children[:2], month])
        )

    def nth_half(self, children: Children) -> said.Part:
        """Read `il primo mercoledi mattina di dicembre`."""
        halves = (Half, WholeDay)
        day = self.nth_weekday([c for c in children if not isinstance(c, halves)])
        return said.Part(day, of(children, Half), whole=of(children, WholeDay) is not None)

    def quarto_and(self, children: Children) -> list[said.Part]:
        """Read `il quarto e l'ultimo giovedi di dicembre`."""
        nth, last = self._nth(children[0]), the(children, said.NthWeekday)
        fourth = replace(last, nth=nth, words=words_of([children[0], last]))
        return [said.Part(fourth), said.Part(last, of(children, Half))]

    def nth_weekdays(self, children: Children) -> list[said.Part]:
        """Read `the first and third Thursday of December`."""
        numbers = [c for c in children if isinstance(c, Token)]
        weekday, month = the(children, WeekdayWord), self._month_of(children)
        return [
            said.Part(
                said.NthWeekday(self._nth(one), weekday.worth, month, words_of([one, weekday]))
            )
            for one in numbers
        ]

    def few_weekdays(self, children: Children) -> said.Listed:
        """Read `i primi due giovedi di dicembre`, `gli ultimi due venerdi del mese`."""
        turn, count, weekday = children[:3]
        month, words = self._month_of(children[3:]), words_of(children[:3])
        sign = {**dict.fromkeys(FIRSTS, 1), **dict.fromkeys(LASTS, -1)}.get(str(turn), 0)
        ordered = range(1, count.worth + 1) if sign > 0 else range(count.worth, 0, -1)
        numbers = [sign * n for n in ordered] if count.worth < MANY else [0]
        days = (said.NthWeekday(n, weekday.worth, month, words) for n in numbers)
        return said.Listed(tuple(map(said.Part, days)))

    def _month_of(self, children: Children) -> said.MonthSaid:
        named = of(children, said.MonthSaid)
        if named is not None:
            return named
        month, year = the(children, MonthWord), of(children, YearWord)
        return said.MonthSaid(month.worth, year.worth if year else None, 0, words_of(children))

    def feast(self, children: Children) -> said.OnDate:
        """Read `Natale`, `la vigilia di Natale`."""
        name = next((str(c) for c in children if c in FEASTS), "natale")
        month, day = FEASTS[name]
        if not any(c.type == "VIGILIA" for c in children):
            return said.OnDate(day, month, None, None, name)
        words = words_of(children)
        if name not in EVES:
            return said.OnDate(0, month, None, None, words)
        eve = (24, 12) if month == 12 else (31, 12)
        return said.OnDate(*eve, None, None, words)

    def of_the_year(self, children: Children) -> said.OnDate:
        """Read `l'ultimo dell'anno`, `il primo dell'anno`; `il terzo dell'anno` is no day."""
        token = next(child for child in children if child.type == "NTH")
        first, last = said.OnDate(1, 1, None, None, "1/1"), self.year_end(children)
        neither = said.OnDate(0, 1, None, None, words_of(children))
        return {1: first, -1: last}.get(NTH[token], neither)

    def year_end(self, _children: Children) -> said.OnDate:
        """Read `San Silvestro`."""
        return said.OnDate(31, 12, None, None, "31/12")

    def saint_stephen(self, _children: Children) -> said.OnDate:
        """Read `Santo Stefano`."""
        return said.OnDate(26, 12, None, None, "26/12")

    def day_after(self, children: Children) -> said.Beside:
        """Read `il giorno dopo l'Immacolata`."""
        return said.Beside(children[-1], 1, None, words_of(children))

    def day_before(self, children: Children) -> said.Beside:
        """Read `il giorno prima di Natale`."""
        return said.Beside(children[-1], -1, None, words_of(children))

    def days_after(self, children: Children) -> said.Beside:
        """Read `due giorni dopo Natale`."""
        return said.Beside(children[-1], children[0].worth, None, words_of(children))

    def days_before(self, children: Children) -> said.Beside:
        """Read `due giorni prima di Natale`."""
        return said.Beside(children[-1], -children[0].worth, None, words_of(children))

    def weekday_after(self, children: Children) -> said.Beside:
        """Read `il lunedi dopo l'Immacolata`."""
        return said.Beside(children[-1], 1, children[0].worth, words_of(children))

    def nth_after(self, children: Children) -> said.Day:
        """Read `il primo lunedi dopo Natale`, `il secondo`; none is the last of them."""
        weekday, day = the(children, WeekdayWord), children[-1]
        words, nth = words_of(children), self._nth(children[0])
        if nth < 1:
            return said.OnDate(0, None, None, None, str(children[0]))
        first = said.Beside(day, 1, weekday.worth, words)
        return first if nth == 1 else said.Beside(first, 7 * (nth - 1), None, words)

    def bridge(self, children: Children) -> said.Bridge:
        """Read `il ponte dell'Immacolata`."""
        words = words_of(children) or "ponte"
        on_date = of(children, said.OnDate)
        if on_date is not None:
            return said.Bridge((on_date.month or 0, on_date.day), words)
        return said.Bridge(FEASTS[str(children[0])] if children else None, words)

    def _nth(self, token: Token) -> int:
        return NTH[token] if token in NTH else number(token)

    def except_few(self, children: Children) -> said.LeftOutFew:
        """Read `tranne l'ultimo`, `tranne i primi due`."""
        token = next(one for one in all_of(children, Token) if one in FIRSTS | LASTS | set(NTH))
        word, words, count = str(token), words_of(children), of(children, Word)
        if count is not None:
            known = word in FIRSTS | LASTS
            return said.LeftOutFew(count.worth if known else 0, word not in LASTS, words)
        nth = self._nth(token)
        return said.LeftOutFew(1, first=nth > 0, words=words, nth=abs(nth))
