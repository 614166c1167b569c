"""Trees to days as they are said; the lower half of the builder."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from lark import Token

from handlers.reading import said
from handlers.reading.clocks import ClockBuilder
from handlers.reading.meanings import Question
from handlers.reading.pieces import (
    Also,
    Children,
    MonthWord,
    NextWeek,
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
from handlers.reading.vocabulary import EVES, FEASTS, MONTHS, NEAR, NTH, WEEKDAYS, number
from rules.facts import Half

IN_EIGHT = {8: 7, 15: 14}
"""Days later that `a otto`, `a quindici` mean."""
FIRSTS = frozenset({"primi", "prime", "first"})
LASTS = frozenset({"ultimi", "ultime", "last"})
TURNS = {"NEXT": Turn.NEXT, "THIS": Turn.THIS, "LAST": Turn.LAST}
THIS_CENTURY = 2000
MANY = 6
"""No month has so many of one weekday."""


def the_week(children: Children) -> said.AnyWeek | None:
    """Give the week that days were said of."""
    return next((child for child in children if isinstance(child, said.AnyWeek)), None)


def _after(days: said.Days, words: str) -> said.Week:
    """Give the week after the one that days were said of."""
    week = days.week if isinstance(days, said.Listed) else None
    return said.Week(week.shift + 1 if isinstance(week, said.Week) else 1, words)


class DayBuilder(ClockBuilder):
    """Turns the rules about days and hours into values of said.py."""

    def weekday(self, children: Children) -> WeekdayWord:
        """Read `giovedi`, `gio`."""
        return WeekdayWord(WEEKDAYS[children[0][:3]], str(children[0]))

    def month(self, children: Children) -> MonthWord:
        """Read `dicembre`, `dic`."""
        return MonthWord(MONTHS[children[0][:3]], str(children[0]))

    def year(self, children: Children) -> YearWord:
        """Read `2026`."""
        return YearWord(int(children[0]), str(children[0]))

    def cardinal(self, children: Children) -> Word:
        """Read `due`, `2`."""
        return Word(number(children[0]), str(children[0]))

    def near(self, children: Children) -> said.Ahead:
        """Read `oggi`, `domani`."""
        return said.Ahead(NEAR[children[0]], str(children[0]))

    def after_tomorrow(self, _children: Children) -> said.Ahead:
        """Read what English says in several words."""
        return said.Ahead(2, "day after tomorrow")

    def days_ahead(self, children: Children) -> said.Ahead:
        """Read `fra tre giorni`."""
        return said.Ahead(children[0].worth, children[0].words)

    def weeks_ahead(self, children: Children) -> said.Ahead:
        """Read `fra due settimane`: the same weekday."""
        return said.Ahead(7 * children[0].worth, children[0].words)

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

    def weekday_in_days(self, children: Children) -> said.Ahead:
        """Read `fra tre giorni giovedi`, `giovedi fra 15 giorni`."""
        weekday = the(children, WeekdayWord)
        (counted,) = (child for child in children if child is not weekday)
        return said.Ahead(counted.worth, words_of(children), weekday.worth)

    def on_weekday(self, children: Children) -> said.OnWeekday:
        """Read `giovedi`, `giovedi prossimo`."""
        day = the(children, WeekdayWord)
        turns = [TURNS[c.type] for c in all_of(children, Token) if c.type in TURNS]
        return said.OnWeekday(day.worth, turns[0] if turns else None, words_of(children))

    def on_date(self, children: Children) -> said.OnDate:
        """Read `3 dicembre`, `lunedi 30`, `3/12/26`."""
        weekday = of(children, WeekdayWord)
        month, year = of(children, MonthWord), of(children, YearWord)
        token = next(c for c in all_of(children, Token) if c.type not in TURNS)
        figures = self._figures(token)
        if month is not None:
            figures = (figures[0], month.worth, year.worth if year else None)
        worth = weekday.worth if weekday else None
        counts = token.type in ("NTH", "FIRST_DIGIT") and weekday is None and month is None
        nth = self._nth(token) if counts else None
        return said.OnDate(*figures, weekday=worth, words=words_of(children), nth=nth)

    def _figures(self, token: Token) -> tuple[int, int | None, int | None]:
        """Give day, month and year of a written date."""
        if token.type == "NTH":
            return max(0, NTH[token] if NTH[token] == 1 else 0), None, None
        if token.type == "ISO_DATE":
            year, month, day = (int(part) for part in token.split("-"))
            return day, month, year
        if token.type not in ("SLASHED", "DOTTED", "LONG_DATE"):
            return number(token), None, None
        parts = [int(p) for p in token.replace("/", ".").replace("-", ".").split(".")]
        year_said = parts[2] if len(parts) == 3 else None
        if year_said is not None and year_said < 100:
            year_said += THIS_CENTURY
        return parts[0], parts[1], year_said

    def month_said(self, children: Children) -> said.MonthSaid:
        """Read `questo mese`, `il mese prossimo`."""
        turned = [c for c in all_of(children, Token) if c.type == "NEXT"]
        return said.MonthSaid(None, None, len(turned), words_of(children) or "mese")

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

    def spelled_date(self, children: Children) -> said.OnDate:
        """Read `dal nove` as a day of the month."""
        return said.OnDate(number(children[0]), None, None, None, str(children[0]))

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

    def habit(self, children: Children) -> said.Part:
        """Read `il mercoledi`."""
        return replace(self.part(children), habit=True)

    def tomorrow_morning(self, children: Children) -> said.Part:
        """Read `domattina`."""
        return said.Part(said.Ahead(1, str(children[0])), Half.AM)

    def this_half(self, children: Children) -> said.Part:
        """Read `questo pomeriggio`."""
        return said.Part(said.Ahead(0, words_of(children)), of(children, Half))

    def the_spelled(self, children: Children) -> said.Part:
        """Read `il nove` as a day of the month."""
        words = str(children[0])
        return said.Part(said.OnDate(number(words), None, None, None, words))

    def spelled(self, children: Children) -> said.Part:
        """Read `nove` as a day of the month; which month stands beside it."""
        return replace(self.the_spelled(children), spelled=True)

    def slashed_pair(self, children: Children) -> list[said.Part]:
        """Read `9/10 dicembre`: two days."""
        month = the(children, MonthWord)
        days = [int(part) for part in children[0].split("/")]
        words = words_of(children)
        return [said.Part(said.OnDate(day, month.worth, None, None, words)) for day in days]

    def next_and_after(self, children: Children) -> said.AndNext | list[said.Item]:
        """Read `lunedi prossimo e quello dopo`, `giovedi e il giovedi dopo`."""
        part, again = children[0], of(children, WeekdayWord)
        if again is not None and again.worth != getattr(part.day, "weekday", None):
            after = said.Beside(part.day, 1, again.worth, again.words)
            return [part, said.Part(after)]
        return said.AndNext(part.day, part.half, part.day.words)

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

    def _nth(self, token: Token) -> int:
        return NTH[token] if token in NTH else number(token)

    def month_first(self, children: Children) -> said.Recurring:
        """Read `a dicembre ogni lunedi`."""
        month = self._month_of(children)
        return replace(self.recurring(children), bound=(month, month))

    def whole(self, _children: Children) -> WholeDay:
        """Read `tutto il giorno`."""
        return WholeDay()

    def part(self, children: Children) -> said.Part:
        """Read `giovedi mattina`."""
        day = next(c for c in children if not isinstance(c, (Half, WholeDay)))
        return said.Part(day, of(children, Half), whole=of(children, WholeDay) is not None)

    def half_first(self, children: Children) -> said.Part:
        """Read `la mattina di giovedi`."""
        part = self.part(children)
        return said.Part(part.day, part.half, whole=part.whole, half_first=True)

    def this_morning(self, children: Children) -> said.Part:
        """Read `stamattina`."""
        return said.Part(said.Ahead(0, str(children[0])), Half.AM)

    def stretch(self, children: Children) -> said.Stretch:
        """Read `dal 3 al 5 dicembre`."""
        halves = Half | WholeDay | said.AnyWeek
        first, last = [c for c in children if not isinstance(c, halves)]
        words = f"{first.words} - {last.words}"
        return said.Stretch(first, last, of(children, Half), the_week(children), words)

    def short_stretch(self, children: Children) -> said.Stretch:
        """Read `3-5 dicembre`."""
        figures = next(child for child in children if isinstance(child, Token))
        days, _, written = figures.partition("/")
        named, year = of(children, MonthWord), of(children, YearWord)
        month = named.worth if named else int(written)
        worth = year.worth if year else None
        words = words_of(children)
        ends = [said.OnDate(int(day), month, worth, None, words) for day in days.split("-")]
        return said.Stretch(ends[0], ends[1], None, None, words)

    def week(self, children: Children) -> said.Week:
        """Read `la prossima settimana`."""
        turned = any(c.type == "NEXT" for c in all_of(children, Token))
        return said.Week(1 if turned else 0, words_of(children))

    def listed(self, children: Children) -> said.Listed:
        """Read days one after the other."""
        parted = [part for c in children for part in (c if type(c) is list else [c])]
        before = [None, *parted]
        items = tuple(
            replace(c, also=True) if isinstance(one, Also) else c
            for one, c in zip(before, parted, strict=False)
            if isinstance(c, said.Item)
        )
        nexts = any(c.type == "NEXTS" for c in all_of(children, Token))
        return said.Listed(items, the_week(children), nexts)

    def bare_weekday(self, children: Children) -> said.OnWeekday:
        """Read a weekday of a week that is said beside it."""
        return said.OnWeekday(children[0].worth, None, children[0].words)

    def either(self, children: Children) -> said.Either:
        """Read `giovedi o venerdi`."""
        return said.Either(children[0], children[1])

    def also(self, _children: Children) -> Also:
        """Read the `e` between two days."""
        return Also()

    def days(self, children: Children) -> said.Days:
        """Hand up what is not a list."""
        found: said.Days = children[0]
        return found

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

    def by(self, children: Children) -> said.Vague:
        """Read `entro venerdi`."""
        day = next(c for c in children if not isinstance(c, Token))
        return said.Vague(Question.BY_WHEN, words_of(children), day)

    def before_day(self, children: Children) -> said.Vague:
        """Read `prima di Natale`: any day until the one before it."""
        day = next(c for c in children if not isinstance(c, Token))
        words = words_of(children)
        return said.Vague(Question.BY_WHEN, words, said.Beside(day, -1, None, words))

    def some_time(self, children: Children) -> said.Vague:
        """Read `fine mese`."""
        return said.Vague(Question.WHICH_DAY, words_of(children))

    def except_days(self, children: Children) -> said.Listed:
        """Read `tranne mercoledi`."""
        return self.listed(children)

    def except_few(self, children: Children) -> said.LeftOutFew:
        """Read `tranne l'ultimo`, `tranne i primi due`."""
        token = next(one for one in all_of(children, Token) if one in FIRSTS | LASTS | set(NTH))
        word, words, count = str(token), words_of(children), of(children, Word)
        if count is not None:
            known = word in FIRSTS | LASTS
            return said.LeftOutFew(count.worth if known else 0, word not in LASTS, words)
        nth = self._nth(token)
        return said.LeftOutFew(1, first=nth > 0, words=words, nth=abs(nth))

    def except_weekends(self, _children: Children) -> said.LeftOut:
        """Read `esclusi i weekend`."""
        return said.LeftOut.WEEKENDS

    def except_holidays(self, _children: Children) -> said.LeftOut:
        """Read `esclusi i festivi`."""
        return said.LeftOut.HOLIDAYS

    def when(self, children: Children) -> said.When:
        """Put days and what is left out together."""
        return said.When(children[0], children[1] if len(children) > 1 else None)
