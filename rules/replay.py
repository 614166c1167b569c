"""Put what a body has booked and given to another policy, to see what it would have said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from rules.booking import book
from rules.decision import Decision, Reason, Verdict, verdict_of
from rules.facts import Agreement, Employee, Permit, Slot, moment
from rules.history import History
from rules.on_call import on_call
from rules.permits import permit
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from rules.reasons import ReasonCode

UNKNOWN_MOMENT = frozenset(
    {
        ReasonCode.BOOKED_LATE,
        ReasonCode.BOOKED_EARLY,
        ReasonCode.PERMIT_SHORT_NOTICE,
        ReasonCode.PERMIT_NEITHER_NOTICE_NOR_URGENT,
        ReasonCode.PERMIT_NOT_PROGRAMMED,
        ReasonCode.PERMIT_URGENT_LATE,
        ReasonCode.TURN_NOT_PROGRAMMED,
    }
)
"""Reasons that hang on when something was asked for, which the past does not tell."""


Had = Slot | Permit | date
"""A day away, a permit, or the Monday of a week on call."""


@dataclass(frozen=True, slots=True)
class Past:
    """
    What one person has had: days away, permits, weeks on call, with everything else that was so.

    `who` is a number or the id of a case, never a name; `other` holds absences, closures, weeks on
    call and the like, without slots and permits; the agreement of each day is looked up in
    `agreements`.
    """

    who: str
    person: Employee
    agreements: tuple[Agreement, ...]
    slots: tuple[Slot, ...]
    permits: tuple[Permit, ...]
    other: History = field(default_factory=History)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a policy says of one booking, permit or turn; no verdict where it is not in force."""

    who: str
    question: str
    day: date
    verdict: Verdict | None
    obstacles: tuple[Reason, ...]


def replay(policy: Policy, past: Past) -> Iterator[Outcome]:
    """
    Ask a policy about all that was had in order, as if it had always been the one in force.

    What it refuses is not had, so it does not weigh on what comes later; what it leaves to
    discretion counts as given. Notices are left aside: the past does not say when it was asked.
    """
    given: list[Had] = []
    had: list[Had] = [*past.slots, *past.permits, *past.other.on_call]
    for one in sorted(had, key=_order):
        outcome = _ask(policy, past, _with(past.other, given), one)
        if outcome.verdict is not Verdict.REFUSED:
            given.append(one)
        yield outcome


def _order(one: Had) -> tuple[date, int, str]:
    match one:
        case Slot():
            return one.day, 0, one.half or ""
        case Permit():
            return one.on, 1, one.kind
        case date():
            return one, 2, ""


def _ask(policy: Policy, past: Past, history: History, one: Had) -> Outcome:
    day, place, _ = _order(one)
    question = ("book", "permit", "on_call")[place]
    person = replace(past.person, agreement=_agreement_on(past.agreements, day))
    try:
        found = _decide(policy, person, history, one)
    except PolicyNotInForceError:
        return Outcome(past.who, question, day, None, ())
    reasons = tuple(r for r in found.reasons if r.code not in UNKNOWN_MOMENT)
    against = tuple(reason for reason in reasons if reason.against)
    return Outcome(past.who, question, day, verdict_of(reasons), against)


def _decide(policy: Policy, person: Employee, history: History, one: Had) -> Decision:
    at = moment(_order(one)[0], 0)
    match one:
        case Slot():
            return book(policy, person, history, at=at, day=one.day, half=one.half, mode=one.mode)
        case Permit():
            return permit(policy, person, history, at=at, asked=one)
        case date():
            return on_call(policy, person, history, at=at, week=one)


def _agreement_on(agreements: Iterable[Agreement], day: date) -> Agreement | None:
    """Give the agreement of a day, or one of another time to tell "outside" from "without"."""
    found = sorted(agreements, key=lambda one: (one.covers(day), one.first_day))
    return found[-1] if found else None


def _with(other: History, given: list[Had]) -> History:
    return History(
        slots=[one for one in given if isinstance(one, Slot)],
        absences=other.absences,
        closures=other.closures,
        patron=other.patron,
        presence=other.presence,
        recalled=other.recalled,
        permits=[one for one in given if isinstance(one, Permit)],
        derogations=other.derogations,
        on_call=[one for one in given if isinstance(one, date)],
    )
