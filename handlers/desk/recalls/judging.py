"""What the rules say about calling one person to the office on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from handlers.desk.cases.known_days import AWAY, known_days, mode_of
from handlers.desk.cases.reaching import bar_to
from handlers.desk.recalls.drafts import Cause
from rules import questions as law
from rules.decision import Decision, Verdict
from rules.facts import Mode
from rules.policy.library import Policy
from rules.reasons import ReasonCode
from storage.people.people import Person
from storage.requests import bookings, recalls
from storage.tables import RequestState
from storage.unit_of_work import UnitOfWork


class Standing(StrEnum):
    """Whether somebody can be called to the office on a day."""

    VALID = "valid"
    INVALID = "invalid"
    """Too late, or the act knows no recall for this cause."""
    BARRED = "barred"
    """The act keeps them from being recalled; the manager is not told why."""
    PENDING = "pending"
    """The day is only asked for: it can simply be refused."""
    AT_OFFICE = "at_office"
    OFF = "off"
    """They do not work that day."""
    RECALLED = "recalled"
    """Somebody called them before."""
    NOT_LINKED = "not_linked"
    """They never opened the desk: no notice can be given through it."""
    BLOCKED = "blocked"
    """They blocked the desk: no notice can be given through it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One person with what stands in the way, if anything; `decision` where the rules spoke."""

    person: Person
    standing: Standing
    decision: Decision | None = None


def judge(
    uow: UnitOfWork, person: Person, *, policy: Policy, at: datetime, day: date, cause: Cause
) -> Judged:
    """Tell whether a recall written now would bind somebody on a day."""
    if recalls.live_on(uow, person.id, day):
        return Judged(person=person, standing=Standing.RECALLED)
    hearing = known_days(uow, person.id, policy=policy, at=at, on=day)
    mode = mode_of(hearing, day)
    if mode is Mode.OFF:
        return Judged(person=person, standing=Standing.OFF)
    if mode not in AWAY:
        return Judged(person=person, standing=_at_office(uow, person.id, day))
    barred = bar_to(uow, person)
    if barred is not None:
        return Judged(person=person, standing=Standing(barred.value))
    decision = law.recall(
        policy, hearing.person_on(day), hearing.history, at=at, day=day, reason=cause.value
    )
    return Judged(person=person, standing=standing_of(decision), decision=decision)


def standing_of(decision: Decision) -> Standing:
    """Sum a decision up; who is barred is only that, whatever else there is to say."""
    if any(reason.code == ReasonCode.RECALL_BARRED for reason in decision.reasons):
        return Standing.BARRED
    return Standing.VALID if decision.verdict is Verdict.VALID else Standing.INVALID


def _at_office(uow: UnitOfWork, employee_id: int, day: date) -> Standing:
    pending = (RequestState.PENDING,)
    asked = bookings.of_person(uow, employee_id, since=day, until=day, states=pending)
    return Standing.PENDING if asked else Standing.AT_OFFICE
