"""What a sentence can mean, and the questions that are asked back where it is not clear."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from handlers.reading.meanings.days import (
    AtOffice,
    Book,
    Cancel,
    Closures,
    DaysAway,
    HoursOf,
    HowLong,
    MyDays,
    MyPatterns,
    OfDaysAway,
    Pattern,
    SameDays,
    Swap,
    Wish,
)
from handlers.reading.meanings.managing import (
    Approvals,
    ConfirmRecall,
    Decide,
    Delegate,
    EndDelegation,
    MoveOf,
    MyDecisions,
    MyDelegations,
    MyRecalls,
    Recall,
    RecallsSent,
    TakeDecisionBack,
    TakeRecallBack,
    WhoStays,
)
from handlers.reading.meanings.others import (
    AskBy,
    Asked,
    Back,
    Bands,
    Contact,
    Eligibility,
    Elsewhere,
    Greeting,
    Help,
    InTheAct,
    Languages,
    Matter,
    MealVoucher,
    Menu,
    MyAgreement,
    Notices,
    OfTheAct,
    OwnData,
    Privacy,
    Reports,
    Status,
    StatusOf,
    Stop,
    TakeOver,
    Team,
    Thanks,
    Unlink,
    Where,
    WhoDecides,
    WhyNot,
)
from handlers.reading.meanings.permits import Balance, Edge, OwnPermits, Permit, PermitsLeft

__all__ = [
    "Approvals",
    "AskBack",
    "AskBy",
    "Asked",
    "AtOffice",
    "Back",
    "Balance",
    "Bands",
    "Book",
    "Cancel",
    "Closures",
    "ConfirmRecall",
    "Contact",
    "DaysAway",
    "Decide",
    "Delegate",
    "Edge",
    "Eligibility",
    "Elsewhere",
    "EndDelegation",
    "Greeting",
    "Heard",
    "Help",
    "HoursOf",
    "HowLong",
    "InTheAct",
    "Languages",
    "Matter",
    "MealVoucher",
    "Meaning",
    "Menu",
    "MoveOf",
    "MyAgreement",
    "MyDays",
    "MyDecisions",
    "MyDelegations",
    "MyPatterns",
    "MyRecalls",
    "Notices",
    "OfDaysAway",
    "OfTheAct",
    "OwnData",
    "OwnPermits",
    "Pattern",
    "Permit",
    "PermitsLeft",
    "Privacy",
    "Question",
    "Reading",
    "Recall",
    "RecallsSent",
    "Reports",
    "SameDays",
    "Several",
    "Status",
    "StatusOf",
    "Stop",
    "Swap",
    "TakeDecisionBack",
    "TakeOver",
    "TakeRecallBack",
    "Team",
    "Thanks",
    "Unlink",
    "Where",
    "WhoDecides",
    "WhoStays",
    "WhyNot",
    "Wish",
    "parts_of",
]


@dataclass(frozen=True, slots=True)
class Several:
    """Two or three requests of one sentence, each to be confirmed by itself."""

    parts: tuple[Meaning, ...]


Meaning = (
    Book
    | Pattern
    | Cancel
    | Permit
    | OwnPermits
    | Balance
    | Eligibility
    | Bands
    | Contact
    | Swap
    | Team
    | TakeOver
    | Recall
    | ConfirmRecall
    | MyRecalls
    | TakeRecallBack
    | RecallsSent
    | EndDelegation
    | MoveOf
    | MyDelegations
    | Delegate
    | Approvals
    | MyDays
    | Menu
    | Help
    | Greeting
    | Thanks
    | Decide
    | WhoStays
    | HoursOf
    | HowLong
    | MyDecisions
    | StatusOf
    | TakeDecisionBack
    | AtOffice
    | SameDays
    | WhoDecides
    | Status
    | WhyNot
    | PermitsLeft
    | MyAgreement
    | MyPatterns
    | Languages
    | Notices
    | Reports
    | Unlink
    | MealVoucher
    | InTheAct
    | AskBy
    | Privacy
    | DaysAway
    | Closures
    | Elsewhere
    | Stop
    | Back
    | Several
)


class Question(StrEnum):
    """Why a sentence is asked back; `AskBack.about` names the words or the day."""

    UNKNOWN_WORD = "unknown_word"
    NOT_CLEAR = "not_clear"
    """Every word is known, but they do not fit together."""
    NEGATION = "negation"
    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"
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
    WHAT_OF_THEM = "what_of_them"
    """A colleague is named, and what is wanted of them is not clear."""
    WHOSE_DAY = "whose_day"
    """Somebody else spends a day somewhere, who has no name here."""
    FOR_ANOTHER = "for_another"
    """Something is asked for somebody else: everybody asks for their own days."""


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


_One = TypeVar("_One", bound=Heard)


def parts_of(heard: _One) -> tuple[_One | Meaning, ...]:
    """Give the requests of one sentence one by one; what is asked back is one by itself."""
    return heard.parts if isinstance(heard, Several) else (heard,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    What came of a sentence, and the words of it that were passed over or corrected.

    `unread` are passages as written, `corrected` pairs of a word as written and as it was read
    (`matina`, `mattina`). Where there are any, what was understood is shown and confirmed by a
    button, even if it would be answered at once by itself. `telling` is an order to tell others
    that stood beside it, as written: the desk does not carry it out.
    """

    heard: Heard
    unread: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    telling: str = ""

    @property
    def whole(self) -> bool:
        """Whether every word was read as it was written."""
        return not (self.unread or self.corrected or self.telling)
