"""Trees to days as they are said; the lower half of the builder."""

from __future__ import annotations

from dataclasses import replace

from lark import Token

from handlers.reading import said
from handlers.reading.meanings import Question
from handlers.reading.named_dates import the_week
from handlers.reading.pieces import (
    Also,
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
from handlers.reading.vocabulary import MONTHS, NEAR, NTH, WEEKDAYS, number
from handlers.reading.weeks_said import WeekBuilder
from rules.facts import Half

TURNS = {"NEXT": Turn.NEXT, "THIS": Turn.THIS, "LAST": Turn.LAST}
THIS_CENTURY = 2000


class DayBuilder(WeekBuilder):
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

    def spelled_date(self, children: Children) -> said.OnDate:
        """Read `dal nove` as a day of the month."""
        return said.OnDate(number(children[0]), None, None, None, str(children[0]))

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

    def except_weekends(self, _children: Children) -> said.LeftOut:
        """Read `esclusi i weekend`."""
        return said.LeftOut.WEEKENDS

    def except_holidays(self, _children: Children) -> said.LeftOut:
        """Read `esclusi i festivi`."""
        return said.LeftOut.HOLIDAYS

    def when(self, children: Children) -> said.When:
        """Put days and what is left out together."""
        return said.When(children[0], children[1] if len(children) > 1 else None)
