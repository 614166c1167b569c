"""What a sentence can mean, and the questions that are asked back where it is not clear."""

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


class Where(StrEnum):
    """Of whom somebody asks when they ask who is there."""

    ALL = "all"
    OFFICE = "office"
    HOME = "home"
    ABSENT = "absent"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """
    Ask for a permit; what is None was not said.

    `kind` is one of rules.facts.PERMIT_KINDS, `start` a minute of the day, `minutes` a length;
    `last` is the last day of a permit of several days.
    """

    kind: str | None = None
    day: date | None = None
    last: date | None = None
    half: Half | None = None
    start: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """See how many days are left; in a month (its first day) if one was said."""

    month: date | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """See whether one may work away from the office at all."""


@dataclass(frozen=True, slots=True)
class Bands:
    """See when one must be within reach; `day` None is today."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """See whether somebody may be reached now; `office` where an office is named."""

    whom: str
    office: bool = False


@dataclass(frozen=True, slots=True)
class Swap:
    """Have one day in place of another."""

    given: Wish
    wanted: Wish


@dataclass(frozen=True, slots=True)
class Team:
    """See who is where on a day."""

    day: date
    where: Where = Where.ALL


@dataclass(frozen=True, slots=True)
class Recall:
    """Call people back to the office on a day."""

    whom: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Delegate:
    """Have somebody decide in one's place from a day to a day, both included."""

    whom: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Approvals:
    """See what waits for a decision."""


@dataclass(frozen=True, slots=True)
class MyDays:
    """See the days that one has asked for."""


@dataclass(frozen=True, slots=True)
class Menu:
    """See the menu."""


@dataclass(frozen=True, slots=True)
class Help:
    """See what can be asked."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """Be greeted."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Be answered kindly."""


Meaning = (
    Book
    | Pattern
    | Cancel
    | Permit
    | Balance
    | Eligibility
    | Bands
    | Contact
    | Swap
    | Team
    | Recall
    | Delegate
    | Approvals
    | MyDays
    | Menu
    | Help
    | Greeting
    | Thanks
)


class Question(StrEnum):
    """Why a sentence is asked back; `AskBack.about` names the words or the day."""

    UNKNOWN_WORD = "unknown_word"
    NOT_CLEAR = "not_clear"
    """Every word is known, but they do not fit together."""
    NEGATION = "negation"
    TOO_LONG = "too_long"
    NOTHING_SAID = "nothing_said"
    WHAT_TO_DO = "what_to_do"
    """Days alone."""
    WHICH_DAY = "which_day"
    WHICH_HALF = "which_half"
    WHICH_KIND = "which_kind"
    WHICH_HOUR = "which_hour"
    WHICH_READING = "which_reading"
    """It can be understood in more than one way."""
    UNTIL_WHEN = "until_when"
    BY_WHEN = "by_when"
    """A day by which something shall be: which day is it?"""
    PAST = "past"
    TOO_FAR = "too_far"
    NOT_A_DAY = "not_a_day"
    NOT_AN_HOUR = "not_an_hour"
    MISMATCH = "mismatch"
    """A weekday and a date that are not the same day."""
    UPSIDE_DOWN = "upside_down"
    NOTHING_LEFT = "nothing_left"
    """No day is left once exceptions and days not worked are taken away."""
    NOT_EXCEPTED = "not_excepted"
    """What shall be left out was not among the days."""
    ONE_DAY = "one_day"
    """This can be asked for one day (or one stretch of days) at a time."""
    ONLY_NOW = "only_now"
    """This is told for this moment, not for another day."""
    WHOM = "whom"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack:
    """
    A question in place of a guess.

    `about` are the words (or the day, as written) that it is about, `options` complete meanings
    to choose from, `so_far` what was understood, with None where the question is open.
    """

    question: Question
    about: str = ""
    options: tuple[Meaning, ...] = ()
    so_far: Meaning | None = None


Heard = Meaning | AskBack
"""What came of reading a sentence."""
