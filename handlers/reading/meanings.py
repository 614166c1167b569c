"""What a sentence can mean, and the questions that are asked back where it is not clear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

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


class Asked(StrEnum):
    """Which sort of request is meant by who decides."""

    ANY = ""
    PERMITS = "permits"
    DAYS = "days"


class Edge(StrEnum):
    """Which end of the working day a permit lies at."""

    START = "start"
    END = "end"


class Matter(StrEnum):
    """What people also write about, and the desk does not do: it says where that is told."""

    SICKNESS = "sickness"
    LEAVE = "leave"
    """Ordinary leave: ferie."""
    FAMILY_LEAVE = "family_leave"
    """Leave for a family, with rules of its own: congedo parentale."""
    CHILD_SICK = "child_sick"
    """A child who is ill, and nothing said of how one will be there."""
    STRIKE = "strike"
    OVERTIME = "overtime"
    RECOVERY = "recovery"
    """Hours worked before, to be taken off: `recupero le due ore giovedì`."""
    PAY = "pay"
    ACCIDENT = "accident"
    DUTY = "duty"
    """Working days spent somewhere else for the office: missions, courses."""
    CLOCKING = "clocking"
    EQUIPMENT = "equipment"
    PERSON = "person"
    """Somebody wants to speak to a person of the personnel office."""
    PLACE = "place"
    """Where one may work from: `posso lavorare dall'estero?`."""
    ROOMS = "rooms"
    """Rooms, cars and the like, which are booked somewhere else."""
    AGREEMENTS = "agreements"
    """Agreements that are not one's own: `chi non ha l'accordo?`."""
    BALANCES = "balances"
    """What is left to somebody else: `quante giornate ha ancora Anna?`."""


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
    `last` is the last day of a permit of several days. `edge` tells that it is at the beginning or
    at the end of the working day, which only who knows the person's hours can say: `entro alle 10`
    has the edge START and `until` 600, `arrivo un'ora dopo` the edge START and 60 minutes, `esco
    alle 12` the edge END and `start` 720. `event` is the day of what gives it: `mi sposo sabato`.
    `whole` tells that one whole day was said instead of hours.
    """

    kind: str | None = None
    day: date | None = None
    last: date | None = None
    half: Half | None = None
    start: int | None = None
    minutes: int | None = None
    until: int | None = None
    edge: Edge | None = None
    event: date | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class OwnPermits:
    """
    See permits that one has asked for, to take them back or to correct them.

    What was said of them tells which: the days, the kind, the minute of the day at which they
    begin. Nothing of it: all that are to come.
    """

    days: tuple[date, ...] = ()
    kind: str | None = None
    start: int | None = None


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
    """
    See whether somebody may be reached now; `office` where an office is named.

    `words` are those to be passed on, as written: `scrivi a Bruno che domani arrivo tardi`.
    """

    whom: str
    office: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """Have one day in place of another."""

    given: Wish
    wanted: Wish


@dataclass(frozen=True, slots=True)
class Team:
    """See who is where on a day; `whom` is one person who is looked for."""

    day: date
    where: Where = Where.ALL
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Recall:
    """
    Call people back to the office on a day; `why` are the manager's own words, as written.

    Of `offices`, and of `everybody`, those are meant who may be recalled and work away that day.
    """

    whom: tuple[str, ...]
    day: date
    why: str = ""
    offices: tuple[str, ...] = ()
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmRecall:
    """Confirm that one has read a recall; of a day if one was said."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class MyRecalls:
    """See whether, why and by whom one is called to the office; on a day if one was said."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class TakeRecallBack:
    """Take recalls back that one wrote; `whom` empty is whoever was called."""

    whom: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RecallsSent:
    """See who has confirmed a recall that one wrote; `whom` empty is whoever was called."""

    whom: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class EndDelegation:
    """End a delegation before its time; `role` where a role was said instead of a name."""

    whom: str = ""
    role: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """
    Have somebody decide in one's place from a day to a day, both included.

    `role` where a role was said instead of a name (`la segretaria`): one of the words of
    storage.tables.Role; then `whom` is empty. Both are empty where nobody was named.
    """

    whom: str
    first: date
    last: date
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """
    Approve or refuse what somebody asked for.

    `whom` empty: whoever asked; `days` empty: whatever they asked for. Free words after `perche`
    are `why`, as written. `left_open` are days that were named as not meant, `but` people. `kind`
    is whether only permits are meant, or only days out of the office.
    """

    approve: bool
    whom: str = ""
    days: tuple[date, ...] = ()
    why: str = ""
    left_open: tuple[date, ...] = ()
    but: tuple[str, ...] = ()
    kind: Asked = Asked.ANY


@dataclass(frozen=True, slots=True)
class WhoStays:
    """See who would stay in the office if what waits were approved; of people, on some days."""

    whom: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class HoursOf:
    """See the hours of permit of somebody else, which HR alone may."""

    whom: str


@dataclass(frozen=True, slots=True)
class HowLong:
    """See since when requests wait for one's decision; of people, or of everybody."""

    whom: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDecisions:
    """
    See what one decided: about people, on or for some days, only approvals or only refusals.

    Empty or None is all of it.
    """

    whom: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    approve: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDecisionBack:
    """Take a decision back that one took; `latest` is the last of all."""

    whom: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    approve: bool | None = None
    latest: bool = False


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
class WhoDecides:
    """
    See who decides about one's requests, or about those of `whom`; `day` None is today.

    `instead_of` is somebody who would decide and may be away; `myself` where that is who asks.
    """

    whom: str = ""
    day: date | None = None
    instead_of: str = ""
    myself: bool = False


@dataclass(frozen=True, slots=True)
class MyDelegations:
    """See whom one named to decide, and who named oneself."""


@dataclass(frozen=True, slots=True)
class Status:
    """
    See where one's requests stand; `days` empty is all of them.

    `urges` where somebody wants an answer brought on: `sollecita la mia richiesta`.
    """

    days: tuple[date, ...] = ()
    urges: bool = False


@dataclass(frozen=True, slots=True)
class AskBy:
    """See until when a day can be asked for; None where no day was said."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class StatusOf:
    """See where the requests of somebody else stand: what waits, what was decided of late."""

    whom: str
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyNot:
    """See why a day cannot be had, or was refused; `day` None is what was refused last."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class PermitsLeft:
    """See what is left of permits; of one kind if one was said."""

    kind: str | None = None


@dataclass(frozen=True, slots=True)
class MyAgreement:
    """See one's individual agreement: what it says, when it ends."""


@dataclass(frozen=True, slots=True)
class MyPatterns:
    """See what one asks for every week, or begin to; `ends` is of who wants it no more."""

    ends: bool = False


@dataclass(frozen=True, slots=True)
class Languages:
    """See in which languages the desk speaks: `english please`."""


@dataclass(frozen=True, slots=True)
class Notices:
    """
    See what the desk writes by itself, and when: `quando mi scrivi?`.

    `wished` where somebody wants to be told of something at an hour: `avvisami alle 8`.
    """

    wished: bool = False


class OwnData(StrEnum):
    """What somebody asks of what the desk knows about them."""

    KEPT = "kept"
    ERASED = "erased"
    SEEN = "seen"
    """By whom: `chi vede i miei permessi?`."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """See what the desk keeps of oneself, who sees it, how it is erased."""

    about: OwnData


@dataclass(frozen=True, slots=True)
class Reports:
    """See which reports are due."""


@dataclass(frozen=True, slots=True)
class Unlink:
    """Untie the account, once it is confirmed."""


@dataclass(frozen=True, slots=True)
class MealVoucher:
    """See whether a day gives a meal voucher."""

    day: date


class OfDaysAway(StrEnum):
    """What somebody asks of days away from the office in general."""

    OVERTIME = "overtime"
    MEAL_VOUCHER = "meal_voucher"
    HOURS_OFF = "hours_off"
    """Going out for a while: to the doctor, to the shops in a break."""
    CLOCKING = "clocking"


@dataclass(frozen=True, slots=True)
class DaysAway:
    """See what holds on days away from the office, whichever they are."""

    about: OfDaysAway


@dataclass(frozen=True, slots=True)
class Closures:
    """See on which days the offices are shut; `days` empty is all that are to come."""

    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is told somewhere else; `day` if one was said, `other` if it is somebody else's."""

    matter: Matter
    day: date | None = None
    other: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Leave what is open: `annulla`, `stop`, `lascia perdere`."""


@dataclass(frozen=True, slots=True)
class Back:
    """Go one question back: `indietro`."""


@dataclass(frozen=True, slots=True)
class Several:
    """Two or three requests of one sentence, each to be confirmed by itself."""

    parts: tuple[Meaning, ...]


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
    | OwnPermits
    | Balance
    | Eligibility
    | Bands
    | Contact
    | Swap
    | Team
    | Recall
    | ConfirmRecall
    | MyRecalls
    | TakeRecallBack
    | RecallsSent
    | EndDelegation
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
