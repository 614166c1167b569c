"""What the act says in general: an article, recalls, which days could be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.cases.first_step import hr_of
from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.calendar import days_worked_from, workdays_of
from rules.decision import Reason, Source
from rules.facts import Mode, Slot
from rules.history import History
from rules.policy import describe
from rules.policy.values import Value
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people.people import Person
from storage.requests import bookings
from storage.tables import HOLDING

A_WEEK = timedelta(days=7)
IN_SIGHT = 14
"""Days from today on of which it is told whether they could be asked for."""
CAUSES = ("service", "urgent", "technical")
IN_TIME = (ReasonCode.RECALL_IN_TIME, ReasonCode.RECALL_TOO_LATE)
BESIDES = (ReasonCode.DAY_GIVEN_BACK, ReasonCode.DAY_LOST, ReasonCode.RECALL_BARRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """For which causes a recall may come, and how many days before the day."""

    causes: tuple[str, ...]
    days_before: int
    reason: Reason
    hours_before: int | None = None
    """Where the act counts in hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalls:
    """When somebody can be called to the office in general; no terms where the act has none."""

    mode: Mode
    terms: tuple[Term, ...]
    besides: tuple[Reason, ...]
    hr: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How many days before a kind of permit is asked for, or by which day of its month."""

    kind: str
    days: int | None
    by_day: int | None
    urgent: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Days of the next two weeks that could be asked for, each by itself."""

    days: tuple[date, ...]
    agreement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the desk keeps of an article's words, and whom to ask the rest."""

    quotes: tuple[Source, ...]
    hr: Person | None


def article(desk: Desk, actor: Actor, number: str) -> Article:
    """Give the words of an article, its letters included, each place once."""
    with desk.store.reading() as uow:
        hr = hr_of(uow, desk, actor.person)
    return Article(quotes=_quotes_of(desk, actor, number) if number else (), hr=hr)


def _quotes_of(desk: Desk, actor: Actor, article: str) -> tuple[Source, ...]:
    wanted = article.casefold()
    sources = (value.cited for value in _values(desk, actor) if value.quote)
    held = (one for one in sources if _is_of(one.article.casefold(), wanted))
    return tuple(sorted(dict.fromkeys(held), key=lambda one: _place_of(one.article)))


def _place_of(article: str) -> list[tuple[int, str]]:
    """Put `20.3` before `20.10`: numbers are numbers, and letters stand behind them."""
    parts = re.split(r"[.:]", article)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _is_of(article: str, wanted: str) -> bool:
    return article == wanted or article.startswith(f"{wanted}.")


def _values(desk: Desk, actor: Actor) -> Iterator[Value]:
    for _, value in describe.values(actor.policy.on(desk.today()), ""):
        yield value


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Whether the act lets a day be moved at one's own wish, and what it says of that."""

    allowed: bool
    reasons: tuple[Reason, ...]


def moving(desk: Desk, actor: Actor) -> Moving:
    """Look at what the act says of moving a day that was agreed, as far as it says anything."""
    swap = actor.policy.on(desk.today()).swap
    said = (swap.employee, swap.deadline if swap.employee.allowed else None)
    reasons = tuple(
        Reason("swap", value.cited, against=False, also=value.also)
        for value in said
        if value is not None and value.source
    )
    return Moving(allowed=swap.employee.allowed, reasons=reasons)


def recalls(desk: Desk, actor: Actor) -> Recalls:
    """Ask the rules of a day in a week as if it were booked, for each cause that there is."""
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=desk.today(), settled=True)
        hr = hr_of(uow, desk, actor.person)
    agreement = case.person.agreement
    mode = agreement.mode if agreement else Mode.AGILE
    workdays = workdays_of(case.person, desk.week_of(actor.policy.id))
    start = desk.today() + A_WEEK
    day = next(iter(days_worked_from(History(), start, workdays, 1)), start)
    away = History(slots=[Slot(day=day, mode=mode)])
    found = {
        cause: law.recall(
            actor.policy, case.person, away, at=desk.clock(), day=day, reason=cause
        ).reasons
        for cause in CAUSES
    }
    every = [reason for reasons in found.values() for reason in reasons]
    besides = {one.code: one for one in every if one.code in BESIDES}
    return Recalls(mode=mode, terms=_terms(found), besides=tuple(besides.values()), hr=hr)


def _terms(found: dict[str, tuple[Reason, ...]]) -> tuple[Term, ...]:
    """Put causes of one term and one article together, the shortest term last."""
    terms: dict[tuple[int, tuple[str, ...]], Term] = {}
    for cause, reasons in found.items():
        said = next((one for one in reasons if one.code in IN_TIME), None)
        if said is None:
            continue
        days: int = said.figures["days_before"]
        known = terms.get((days, said.articles))
        causes = (*(known.causes if known else ()), cause)
        if known is not None:  # how each cause is read stands with the term that they share
            said = said._replace(readings=(*known.reason.readings, *said.readings))
        hours = said.figures.get("hours_before")
        terms[days, said.articles] = Term(
            causes=causes, days_before=days, reason=said, hours_before=hours
        )
    return tuple(sorted(terms.values(), key=lambda one: -one.days_before))


def open_days(desk: Desk, actor: Actor) -> Open:
    """Find the days that the rules would let pass and that are not had already."""
    today = desk.today()
    last = today + timedelta(days=IN_SIGHT - 1)
    with desk.store.reading() as uow:
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=today)
        held = bookings.of_person(uow, actor.id, since=today, until=last, states=HOLDING)
    taken = {one.day for one in held}
    days = (today + timedelta(days=n) for n in range(IN_SIGHT))
    free = tuple(day for day in days if day not in taken and not hearing.judge(day, None).refused)
    return Open(days=free, agreement=bool(hearing.terms))


def permit_notices(desk: Desk, actor: Actor) -> tuple[Notice, ...]:
    """Give the kinds of permits that the act, or what lies under it, wants asked for before."""
    rules = actor.policy.on(desk.today()).permits
    return tuple(
        Notice(
            kind=kind,
            days=rule.notice_days,
            by_day=rule.programmed_by,
            urgent=rule.urgent_until_start,
            reason=Reason("permit_notice", rule.cited, against=False, also=rule.also),
        )
        for kind, rule in rules.items()
        if rule.notice_days is not None or rule.programmed_by is not None
    )


def merely_told(desk: Desk, actor: Actor, kind: str) -> Reason | None:
    """Give where it is said that a kind of permit is communicated, and decided by nobody."""
    value = actor.policy.on(desk.today()).permit_approvals.get(kind)
    if value is None or value.needed:
        return None
    figures = {"kind": kind}
    return value.because(ReasonCode.PERMIT_COMMUNICATED, figures, against=False)
