"""Days as they are said, before anybody knows which day it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handlers.reading.meanings import Question
from rules.facts import Half


class Turn(StrEnum):
    """Which of the coming weekdays is meant."""

    THIS = "this"
    NEXT = "next"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many days from today: `oggi` is 0, `ieri` is -1; a weekday may be said beside it."""

    days: int
    words: str
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A weekday, 0 being Monday."""

    weekday: int
    turn: Turn | None
    words: str


@dataclass(frozen=True, slots=True)
class OnDate:
    """
    A day of a month; month and year may be left to guess, a weekday may be said beside it.

    `nth` where it was said as a place in a row (`il primo`, `3°`): it may count weekdays.
    """

    day: int
    month: int | None
    year: int | None
    weekday: int | None
    words: str
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class MonthSaid:
    """A month by its number, or (`month` None) so many months from this one."""

    month: int | None
    year: int | None
    shift: int
    words: str


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The nth weekday of a month; -1 is the last."""

    nth: int
    weekday: int
    month: MonthSaid
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """So many days after a day (`il giorno dopo Natale`), or the first such weekday after it."""

    day: Day
    shift: int
    weekday: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """The day between a feast, at a (month, day), and a weekend; None: of the next such feast."""

    feast: tuple[int, int] | None
    words: str


Day = Ahead | OnWeekday | OnDate | NthWeekday | Beside | Bridge


@dataclass(frozen=True, slots=True)
class Part:
    """
    A day with what is said of its halves.

    `whole` if all of it was said, `half_first` if the half stands before the day: then it may be
    meant for the days after it as well. `habit` where it was said as a habit is (`il mercoledì`),
    `spelled` where a number in letters is a day only beside a month (`nove e dieci dicembre`),
    `also` with an `e` before it.
    """

    day: Day
    half: Half | None = None
    whole: bool = False
    half_first: bool = False
    habit: bool = False
    spelled: bool = False
    also: bool = False


@dataclass(frozen=True, slots=True)
class AndNext:
    """A day and the same weekday a week later."""

    day: Day
    half: Half | None
    words: str
    also: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """So many weeks from this one."""

    shift: int
    words: str


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that a day lies in, or so many weeks after it."""

    day: Day
    shift: int
    words: str


@dataclass(frozen=True, slots=True)
class NthWeek:
    """The nth week of a month; -1 is the last."""

    nth: int
    month: MonthSaid
    words: str


AnyWeek = Week | WeekOf | NthWeek


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day to a day, both included."""

    first: Day
    last: Day
    half: Half | None
    week: AnyWeek | None
    words: str
    also: bool = False


Item = Part | Stretch | AndNext


@dataclass(frozen=True, slots=True)
class Listed:
    """Several days; `week` or `nexts` (prossimi) is said of all."""

    items: tuple[Item, ...]
    week: AnyWeek | None = None
    nexts: bool = False


@dataclass(frozen=True, slots=True)
class WholeWeek:
    """Every day of a week; of the `rest` of it those after today."""

    week: AnyWeek
    half: Half | None
    rest: bool = False


@dataclass(frozen=True, slots=True)
class WholeMonth:
    """Every day of a month; of the `rest` of it those after today."""

    month: MonthSaid
    rest: bool = False


@dataclass(frozen=True, slots=True)
class FewDays:
    """So many days at the beginning, or the end, of a month or a week."""

    count: int
    of: MonthSaid | AnyWeek
    first: bool
    words: str


@dataclass(frozen=True, slots=True)
class EndOfYear:
    """The last day of this year, as the end of something."""


@dataclass(frozen=True, slots=True)
class WeeksToCome:
    """So many weeks from now on, or from the next Monday on."""

    count: int


Bound = tuple[Day | MonthSaid | None, Day | MonthSaid | EndOfYear | WeeksToCome]
"""From where (None: from now on) until when, both included."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """
    Weekdays again and again; without a bound nobody knows until when.

    No weekdays are all that are worked. `every` is 2 where only every other week is meant.
    """

    weekdays: frozenset[int]
    half: Half | None
    bound: Bound | None
    words: str
    every: int = 1


@dataclass(frozen=True, slots=True)
class Either:
    """One of two days: which of them is asked."""

    one: Part
    other: Part


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that is no day: `fine mese`, `entro venerdì` (with the day)."""

    question: Question
    words: str
    until: Day | None = None


THE_REST = "resto"
"""Of a week, where no more is said than `il resto`."""


class LeftOut(StrEnum):
    """Days left out by their kind."""

    WEEKENDS = "weekends"
    HOLIDAYS = "holidays"


@dataclass(frozen=True, slots=True)
class LeftOutFew:
    """So many days left out at the beginning or the end; or only the `nth` of them from there."""

    count: int
    first: bool
    words: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Together:
    """Days of several sorts that were said apart and are meant together."""

    whens: tuple[When, ...]


Days = Listed | WholeWeek | WholeMonth | FewDays | Recurring | Either | Vague | Together


@dataclass(frozen=True, slots=True)
class When:
    """Days, and what is left out of them."""

    days: Days
    left_out: Listed | LeftOut | LeftOutFew | None = None


@dataclass(frozen=True, slots=True)
class ClockSaid:
    """An hour of the day as said: `le 3` may be 15:00."""

    hour: int
    minute: int
    half: Half | None
    words: str
