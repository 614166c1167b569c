"""Put what a body has booked and given to another policy, to see what it would have said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from rules.booking import book
from rules.decision import Decision, Reason, Verdict, verdict_of
from rules.facts import Agreement, Employee, Permit, Slot, moment
from rules.history import History
from rules.permits import permit
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from rules.reasons import ReasonCode

UNKNOWN_MOMENT = frozenset(
    {
        ReasonCode.BOOKED_LATE,
        ReasonCode.BOOKED_EARLY,
        ReasonCode.PERMIT_SHORT_NOTICE,
        ReasonCode.PERMIT_NOT_PROGRAMMED,
        ReasonCode.PERMIT_URGENT_LATE,
    }
)
"""Reasons that hang on when something was asked for, which the past does not tell."""


@dataclass(frozen=True, slots=True)
class Past:
    """
    What one person has had: days away and permits, with everything else that was so.

    `who` is a number or the id of a case, never a name; `other` holds absences, closures and the
    like, without slots and permits; the agreement of each day is looked up in `agreements`.
    """

    who: str
    person: Employee
    agreements: tuple[Agreement, ...]
    slots: tuple[Slot, ...]
    permits: tuple[Permit, ...]
    other: History = field(default_factory=History)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a policy says of one booking or permit; no verdict where it is not in force."""

    who: str
    question: str
    day: date
    verdict: Verdict | None
    obstacles: tuple[Reason, ...]


def replay(policy: Policy, past: Past) -> Iterator[Outcome]:
    """
    Ask a policy about each day and permit in order, as if it had always been the one in force.

    What it refuses is not had, so it does not weigh on what comes later; what it leaves to
    discretion counts as given. Notices are left aside: the past does not say when it was asked.
    """
    slots: list[Slot] = []
    permits: list[Permit] = []
    had: list[Slot | Permit] = [*past.slots, *past.permits]
    for one in sorted(had, key=_order):
        history = _with(past.other, slots, permits)
        outcome = _ask(policy, past, history, one)
        if outcome.verdict is not Verdict.REFUSED:
            if isinstance(one, Slot):
                slots.append(one)
            else:
                permits.append(one)
        yield outcome


def _order(one: Slot | Permit) -> tuple[date, bool, str]:
    if isinstance(one, Slot):
        return one.day, False, one.half or ""
    return one.on, True, one.kind


def _ask(policy: Policy, past: Past, history: History, one: Slot | Permit) -> Outcome:
    day = one.day if isinstance(one, Slot) else one.on
    question = "book" if isinstance(one, Slot) else "permit"
    person = replace(past.person, agreement=_agreement_on(past.agreements, day))
    try:
        found = _decide(policy, person, history, one)
    except PolicyNotInForceError:
        return Outcome(past.who, question, day, None, ())
    reasons = tuple(r for r in found.reasons if r.code not in UNKNOWN_MOMENT)
    against = tuple(reason for reason in reasons if reason.against)
    return Outcome(past.who, question, day, verdict_of(reasons), against)


def _decide(policy: Policy, person: Employee, history: History, one: Slot | Permit) -> Decision:
    if isinstance(one, Slot):
        at = moment(one.day, 0)
        return book(policy, person, history, at=at, day=one.day, half=one.half, mode=one.mode)
    return permit(policy, person, history, at=moment(one.on, 0), asked=one)


def _agreement_on(agreements: Iterable[Agreement], day: date) -> Agreement | None:
    """Give the agreement of a day, or one of another time to tell "outside" from "without"."""
    found = sorted(agreements, key=lambda one: (one.covers(day), one.first_day))
    return found[-1] if found else None


def _with(other: History, slots: list[Slot], permits: list[Permit]) -> History:
    return History(
        slots=slots,
        absences=other.absences,
        closures=other.closures,
        patron=other.patron,
        presence=other.presence,
        permits=permits,
        derogations=other.derogations,
        on_call=other.on_call,
    )
