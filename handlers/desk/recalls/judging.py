"""What the rules say about calling one person to the office on one day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.desk.cases.judging import Bench
from handlers.desk.recalls.drafts import Cause
from rules import questions as law
from rules.calendar import mode_on, workdays_of
from rules.decision import Decision, Verdict
from rules.facts import Mode
from rules.policy.library import Policy
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people.people import Person
from storage.requests import bookings, recalls
from storage.tables import RequestState
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=31)
"""How far ahead days are offered."""
AWAY = frozenset({Mode.AGILE, Mode.REMOTE})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One person with what stands in the way, if anything; `decision` where the rules spoke."""

    person: Person
    standing: Standing
    decision: Decision | None = None


def known_days(
    uow: UnitOfWork, employee_id: int, *, policy: Policy, at: datetime, on: date
) -> Bench:
    """Load a person with what is decided: what is only asked for binds nobody."""
    bench = Bench.load(uow, employee_id, policy=policy, at=at, on=on)
    return replace(bench, history=facts.load(uow, employee_id, on=on, settled=True).history)


def mode_of(bench: Bench, day: date) -> Mode:
    """Tell how a person works on a day."""
    person = bench.person_on(day)
    workdays = workdays_of(person, bench.policy.on(day).week.days)
    return mode_on(person, bench.history, day, workdays)


def days_away(bench: Bench, *, since: date) -> list[date]:
    """List the days to come that a person works away from the office."""
    days = (since + timedelta(days=n) for n in range(AHEAD.days + 1))
    return [day for day in days if mode_of(bench, day) in AWAY]


def judge(
    uow: UnitOfWork, person: Person, *, policy: Policy, at: datetime, day: date, cause: Cause
) -> Judged:
    """Tell whether a recall written now would bind somebody on a day."""
    if recalls.live_on(uow, person.id, day):
        return Judged(person=person, standing=Standing.RECALLED)
    bench = known_days(uow, person.id, policy=policy, at=at, on=day)
    mode = mode_of(bench, day)
    if mode is Mode.OFF:
        return Judged(person=person, standing=Standing.OFF)
    if mode not in AWAY:
        return Judged(person=person, standing=_at_office(uow, person.id, day))
    decision = law.recall(
        policy, bench.person_on(day), bench.history, at=at, day=day, reason=cause.value
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
