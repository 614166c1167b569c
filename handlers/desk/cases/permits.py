"""One permit before the rules: what they say, who must approve, what it does to that day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from handlers.desk.cases.judging import Hearing
from rules import questions as law
from rules import service
from rules.calendar import workdays_of
from rules.decision import Decision, Reason, Verdict
from rules.facts import Band, Permit, moment
from rules.permit_balances import Balance
from rules.permit_days import days_of as days_taken
from rules.permit_days import in_one_piece
from rules.permit_limits import without_permits
from rules.policy.library import Policy
from rules.reasons import ReasonCode
from storage.days import facts
from storage.unit_of_work import UnitOfWork

LIMITS = frozenset(
    {
        ReasonCode.PERMIT_WITHIN_DAYS,
        ReasonCode.PERMIT_OVER_DAYS,
        ReasonCode.PERMIT_WITHIN_TIME,
        ReasonCode.PERMIT_OVER_TIME,
    }
)
"""Reasons that carry what is used, asked for, and the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPermit:
    """
    A permit with what the rules say about it.

    `bands` are the contact bands of an agile day that it lies in, empty on any other day.
    """

    permit: Permit
    urgent: bool
    decision: Decision
    approval: Decision
    bands: tuple[Band, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the rules forbid it."""
        return self.decision.verdict is Verdict.REFUSED

    @property
    def is_communicated(self) -> bool:
        """Whether nobody need approve it; what is beyond a limit "di norma" is always weighed."""
        allowed = self.decision.verdict is Verdict.ALLOWED
        return allowed and not self.approval.values["needed"]

    @property
    def relieved(self) -> bool:
        """Whether contact duties rest while it lasts."""
        return bool(self.decision.values["relieved"])

    @property
    def limits(self) -> tuple[Reason, ...]:
        """What is left of each limit, before and after."""
        return tuple(r for r in self.decision.reasons if r.code in LIMITS)


def hearing_for(
    uow: UnitOfWork,
    employee_id: int,
    *,
    policy: Policy,
    at: datetime,
    on: date,
    without: Collection[int] = (),
) -> Hearing:
    """Load a person around a day, as if some of their permits had not been asked for."""
    case = facts.load(uow, employee_id, on=on, without_permits=without)
    return Hearing(
        employee_id=employee_id,
        policy=policy,
        at=at,
        person=case.person,
        history=case.history,
        terms=case.terms,
        left_on=case.left_on,
    )


def judge(hearing: Hearing, permit: Permit, *, urgent: bool = False) -> JudgedPermit:
    """Ask the rules about a permit."""
    policy, history, at = hearing.policy, hearing.history, hearing.at
    permit = in_one_piece(policy, permit)
    person = hearing.person_on(permit.on)
    decision = law.permit(policy, person, history, at=at, asked=permit, urgent=urgent)
    decision = service.weigh(
        decision, days_of(hearing, permit), hired=person.hired, left_on=hearing.left_on
    )
    approval = law.permit_approval(policy, person, history, at=at, asked=permit)
    return JudgedPermit(
        permit=permit,
        urgent=urgent,
        decision=decision,
        approval=approval,
        bands=_bands(hearing, permit),
    )


def days_of(hearing: Hearing, permit: Permit) -> tuple[date, ...]:
    """List the days that a permit takes, more than one for one of whole days."""
    if permit.days is None:
        return (permit.on,)
    workdays = workdays_of(hearing.person, hearing.policy.on(permit.on).week.days)
    whole = in_one_piece(hearing.policy, permit)
    return tuple(days_taken(without_permits(hearing.history), whole, workdays))


def _bands(hearing: Hearing, permit: Permit) -> tuple[Band, ...]:
    person = hearing.person_on(permit.on)
    on, left_on = permit.on, hearing.left_on
    day = law.day(
        hearing.policy, person, hearing.history, on=on, at=hearing.today, left_on=left_on
    )
    bands: tuple[Band, ...] = day.values["bands"]
    if permit.start is None or permit.minutes is None:
        return bands
    end = permit.start + permit.minutes
    return tuple(band for band in bands if band.start < end and permit.start < band.end)


def balances_on(hearing: Hearing, day: date) -> tuple[Balance, ...]:
    """Give what is left of each kind that the body knows and that is for this person."""
    found = law.balances(hearing.policy, hearing.person_on(day), hearing.history, on=day)
    return tuple(balance for balance in found if balance.entitled)


def begins(hearing: Hearing, permit: Permit) -> datetime:
    """Give the moment at which a permit begins; whole days begin with the working day."""
    start = permit.start
    if start is None:
        start = hearing.policy.on(permit.on).hours.start
    return moment(permit.on, start)


def has_begun(hearing: Hearing, permit: Permit) -> bool:
    """Tell whether it is too late to ask for a permit, or to take it back."""
    return begins(hearing, permit) <= hearing.at
