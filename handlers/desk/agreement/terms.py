"""One's individual agreement: its terms, how long it holds, and what ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.suspended import suspension_on
from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.bands import bands_on
from rules.decision import Decision, Reason, Verdict
from rules.facts import Agreement, Band, Employee
from rules.reasons import ReasonCode

A_MOTIVE, A_JUST_CAUSE = "organisational", "other_just_cause"
"""Causes that acts do not name themselves: any reason at all, and one that is justified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    The agreement of today, or the nearest one.

    `bands` are the contact bands that hold today by agreement and act together, `expiry` says
    what happens after the last day, `leaving` how the person may leave it, `cause` the least
    that they must give for that (None: nothing); `waived` is the first day without the agreement
    if both give up the notice, None where there is none to give up. `suspension` is what the act
    says of one that goes on or is to come. `silence` is what the act makes of a proposal to extend
    it that nobody answers, None where that extends nothing.
    """

    agreement: Agreement
    in_force: bool
    bands: tuple[Band, ...]
    expiry: Decision
    leaving: Decision
    cause: str | None
    suspension: Reason | None = None
    waived: date | None = None
    silence: Reason | None = None


def terms(desk: Desk, actor: Actor) -> Terms | None:
    """Give the agreement of a person; None if they never had one."""
    at, today = desk.clock(), desk.today()
    with desk.store.reading() as uow:
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=at, on=today)
    person = hearing.person_on(today)
    if person.agreement is None:
        return None
    leaving, cause = _leaving(actor, person, at)
    bands, _ = bands_on(actor.policy.on(today), person, today)
    return Terms(
        agreement=person.agreement,
        in_force=person.agreement.covers(today),
        bands=bands,
        expiry=law.expiry(actor.policy, person, at=at, extension_offered=False),
        leaving=leaving,
        cause=cause,
        suspension=_suspension(actor, person.agreement, today),
        waived=_waived(actor, person, at, cause),
        silence=_silence(actor, person, at),
    )


def _silence(actor: Actor, person: Employee, at: datetime) -> Reason | None:
    """Tell that a proposal to extend the agreement is accepted by whoever does not answer."""
    offered = law.expiry(actor.policy, person, at=at, extension_offered=True)
    extends = ReasonCode.EXTENDED_BY_SILENCE
    return next((one for one in offered.reasons if one.code == extends), None)


def _suspension(actor: Actor, agreement: Agreement, today: date) -> Reason | None:
    """Tell of a suspension as of today or its first day to come; what is over is no news."""
    if agreement.suspended is None:
        return None
    return suspension_on(actor.policy, agreement, max(today, agreement.suspended.first_day))


def _leaving(actor: Actor, person: Employee, at: datetime) -> tuple[Decision, str | None]:
    """Tell how a person may leave, and the least that must be given for it."""
    bare = law.withdraw(actor.policy, person, at=at, by="employee")
    if bare.verdict is not Verdict.REFUSED:
        return bare, None
    for cause in (A_MOTIVE, A_JUST_CAUSE):
        told = law.withdraw(actor.policy, person, at=at, by="employee", cause=cause)
        if told.verdict is not Verdict.REFUSED:
            return told, cause
    return bare, None


def _waived(actor: Actor, person: Employee, at: datetime, cause: str | None) -> date | None:
    """Give the first day without the agreement if both parties give up the notice."""
    found = law.withdraw(
        actor.policy, person, at=at, by="employee", cause=cause, notice_waived=True
    )
    if all(reason.code != ReasonCode.WITHDRAWAL_WAIVED for reason in found.reasons):
        return None
    effective: date = found.values["effective"]
    return effective
