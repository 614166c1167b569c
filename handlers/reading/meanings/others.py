"""Where somebody stands, whom they can reach, and what the desk itself is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Where(StrEnum):
    """Of whom somebody asks when they ask who is there."""

    ALL = "all"
    OFFICE = "office"
    HOME = "home"
    ABSENT = "absent"
    ON_CALL = "on_call"
    """Of the weeks on call: who has one, or whether somebody has or may have it."""


class Asked(StrEnum):
    """Which sort of request is meant by who decides."""

    ANY = ""
    PERMITS = "permits"
    DAYS = "days"


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
    HANDING = "handing"
    """One request given to somebody else to decide: `passa la richiesta di Bruno a Carla`."""
    ASKING = "asking"
    """Something to be asked of several people: `chiedi a tutti se giovedì possono`."""
    LINKS = "links"
    """Who has not opened the desk yet: `chi non è collegato?`."""
    BALANCES = "balances"
    """What is left to somebody else: `quante giornate ha ancora Anna?`."""


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
    With `decider` it is who decides about whoever writes: `avvisa il capo che …`.
    """

    whom: str
    office: bool = False
    words: str = ""
    decider: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """See who is where on a day; `whom` is one person who is looked for."""

    day: date
    where: Where = Where.ALL
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver:
    """
    Have somebody take over a week on call; `day` None is the next one that `of` has.

    `of` has the week, or whoever writes (`own`); `by` takes it, or whoever writes (`oneself`).
    `swap` where both give their week to the other.
    """

    day: date | None = None
    of: str = ""
    by: str = ""
    own: bool = False
    oneself: bool = False
    swap: bool = False


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
class MyAgreement:
    """See one's individual agreement: what it says, when it ends."""


@dataclass(frozen=True, slots=True)
class Languages:
    """See in which languages the desk speaks: `english please`."""


@dataclass(frozen=True, slots=True)
class Notices:
    """
    See what the desk writes by itself, and when: `quando mi scrivi?`.

    `wished` where somebody wants to be told of something at an hour: `avvisami alle 8`. `minute`
    where that is said under what is shown of it, and is the hour of the digest.
    """

    wished: bool = False
    minute: int | None = None


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


class OfTheAct(StrEnum):
    """What somebody asks of the act itself, and not of a day or request of theirs."""

    ARTICLE = "article"
    """What an article says."""
    RECALLS = "recalls"
    """Whether, why and how soon one can be called to the office."""
    UNANSWERED = "unanswered"
    """What becomes of a request that nobody answers."""
    TAKING_BACK = "taking_back"
    """Whether and until when what was asked for, or approved, can be taken back."""
    PERMIT_NOTICE = "permit_notice"
    """How long before a permit is asked for."""
    BOOKABLE = "bookable"
    """Which days can be asked for."""
    PRESENCE = "presence"
    """How many days away and at the office there may and must be."""
    HALVES = "halves"
    """Whether halves of days can be had."""
    UNUSED = "unused"
    """What becomes of days that were not used."""
    ON_CALL = "on_call"
    """When one is on call, and whether that goes with work away."""
    ON_CALL_RULES = "on_call_rules"
    """How many turns on call there may be, and who is, or may be, left out of them."""
    PERMITS_AWAY = "permits_away"
    """What holds of permits on days away."""
    APPROVALS = "approvals"
    """Whether a permit is approved, or merely told."""
    ENDED = "ended"
    """How the body may leave the agreement."""
    RANKING = "ranking"
    """In which order people are admitted."""


@dataclass(frozen=True, slots=True)
class InTheAct:
    """
    See what the act says in general; `article` is its number: `20.4.a`, `CCNL:44.1`.

    `kind` is the one kind of permit that was named.
    """

    about: OfTheAct
    article: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MealVoucher:
    """See whether a day gives a meal voucher."""

    day: date


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
