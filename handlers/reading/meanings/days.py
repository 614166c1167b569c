"""Days at home or at the office: asked for, given back, moved, looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.facts import Half, Mode


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """A day; `half` None is the whole of it."""

    day: date
    half: Half | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Ask for days; `mode` None is as the agreement says."""

    wishes: tuple[Wish, ...]
    mode: Mode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Ask for weekdays (0 is Monday) from a day to a day, both included; `days` are all."""

    weekdays: frozenset[int]
    first: date
    last: date
    days: tuple[date, ...]
    half: Half | None = None
    mode: Mode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """Take days back."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """Have one day in place of another."""

    given: Wish
    wanted: Wish


@dataclass(frozen=True, slots=True)
class HoursOf:
    """See the hours of permit of somebody else, which HR alone may."""

    whom: str


@dataclass(frozen=True, slots=True)
class HowLong:
    """See since when requests wait for one's decision; of people, or of everybody."""

    whom: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtOffice:
    """
    Work at the office on days that may be booked elsewhere: `domani vengo in ufficio`.

    `rest_said` where something else was asked of the other half of such a day.
    """

    wishes: tuple[Wish, ...]
    rest_said: bool = False


@dataclass(frozen=True, slots=True)
class SameDays:
    """
    Ask for the weekdays that one had in another week.

    `of_week` and `to_week` are Mondays; which days these are only the store knows.
    """

    of_week: date
    to_week: date


@dataclass(frozen=True, slots=True)
class MyPatterns:
    """See what one asks for every week, or begin to; `ends` is of who wants it no more."""

    ends: bool = False


class OfDaysAway(StrEnum):
    """What somebody asks of days away from the office in general."""

    OVERTIME = "overtime"
    MEAL_VOUCHER = "meal_voucher"
    HOURS_OFF = "hours_off"
    """Going out for a while: to the doctor, to the shops in a break."""
    CLOCKING = "clocking"


@dataclass(frozen=True, slots=True)
class DaysAway:
    """
    See what holds on days away from the office, whichever they are.

    `mode` is the way of working that was named by its own word; None for one's own.
    """

    about: OfDaysAway
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Closures:
    """See on which days the offices are shut; `days` empty is all that are to come."""

    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class MyDays:
    """See the days that one has asked for."""
