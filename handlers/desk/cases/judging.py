"""One person's days before the rules: whole months of them, and several asked for together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.desk.cases.undecided import outcomes
from handlers.desk.cases.watch import Watch
from handlers.desk.cases.whereabouts import Whereabouts, whereabouts
from rules import questions as law
from rules import service
from rules.barred import as_found
from rules.decision import Decision, Verdict
from rules.facts import ROME, Agreement, Employee, Half, Mode, Slot
from rules.history import History
from rules.policy.library import Policy
from storage.agreements import agreements
from storage.days import facts
from storage.days.given import Move
from storage.unit_of_work import UnitOfWork

STRICTEST = (Verdict.REFUSED, Verdict.DISCRETION)
"""Of several decisions the first of these counts."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A day (or half day) with what the rules say about it."""

    day: date
    half: Half | None
    mode: Mode
    decision: Decision

    @property
    def refused(self) -> bool:
        """Whether the rules forbid it."""
        return self.decision.verdict is Verdict.REFUSED

    @property
    def slot(self) -> Slot:
        """The day as the rules count it once it is booked."""
        return Slot(day=self.day, mode=self.mode, half=self.half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Everything needed to judge any day of a person around the one it was loaded for."""

    employee_id: int
    policy: Policy
    at: datetime
    person: Employee
    history: History
    terms: tuple[Agreement, ...]
    left_on: date | None = None
    """The last day in the body, None for who stays."""
    watch: Watch | None = None
    """What the office asks for, if its manager set a minimum of people who are in."""
    moves: tuple[Move, ...] = ()
    """Moves that wait for a decision."""

    @classmethod
    def load(
        cls, uow: UnitOfWork, employee_id: int, *, policy: Policy, at: datetime, on: date
    ) -> Hearing:
        """Load a person; raise NotFound."""
        case = facts.load(uow, employee_id, on=on)
        today = at.astimezone(ROME).date()
        watch = Watch.load(uow, employee_id, case.office_id, policy=policy, today=today)
        return cls(
            employee_id=employee_id,
            policy=policy,
            at=at,
            person=case.person,
            history=case.history,
            terms=case.terms,
            left_on=case.left_on,
            watch=watch,
            moves=case.moves,
        )

    @property
    def outcomes(self) -> tuple[Hearing, ...]:
        """Give the hearing as decisions about moves may leave it."""
        if not self.moves:
            return (self,)
        histories = outcomes(self.history, self.moves)
        return tuple(replace(self, history=one, moves=()) for one in histories)

    @property
    def today(self) -> date:
        """The civil day on which the question is asked."""
        return self.at.astimezone(ROME).date()

    def person_on(self, day: date) -> Employee:
        """Give the person with the agreement of that day."""
        agreement = agreements.nearest_of(self.terms, on=day)
        if agreement == self.person.agreement:
            return self.person
        return replace(self.person, agreement=agreement)

    def where(self, day: date) -> Whereabouts:
        """Tell where the person is on a day, by what the history holds."""
        week = self.policy.on(day).week.days
        person, today = self.person_on(day), self.today
        found = as_found(self.policy, person, self.history, on=day, at=today)
        return whereabouts(person, self.terms, found, day, default_week=week, left_on=self.left_on)

    def judge(self, day: date, half: Half | None, *, mode: Mode | None = None) -> Judged:
        """Ask the rules about one day; without `mode` in the way its agreement is for."""
        person = self.person_on(day)
        if mode is None:
            mode = person.agreement.mode if person.agreement else Mode.AGILE
        decision = strictest(
            law.book(self.policy, person, one.history, at=self.at, day=day, half=half, mode=mode)
            for one in self.outcomes
        )
        decision = self.in_service(decision, day)
        if self.watch is not None:
            decision = self.watch.weigh(decision, day, half)
        return Judged(day, half, mode, decision)

    def in_service(self, decision: Decision, day: date) -> Decision:
        """Weigh a decision about a day with whether the person works here at all then."""
        return service.weigh(decision, [day], hired=self.person.hired, left_on=self.left_on)

    def besides(self, slots: Iterable[Slot]) -> Hearing:
        """Give the hearing with more days booked."""
        return replace(self, history=self.history.with_slots([*self.history.slots, *slots]))

    def without(self, slot: Slot) -> Hearing:
        """Give the hearing as if one of its days were not booked."""
        rest = [booked for booked in self.history.slots if booked != slot]
        return replace(self, history=self.history.with_slots(rest))

    def judge_together(self, days: Iterable[tuple[date, Half | None]]) -> list[Judged]:
        """Judge several days in turn, each as if the good ones before it were booked."""
        hearing, found = self, []
        for day, half in days:
            judged = hearing.judge(day, half)
            found.append(judged)
            if not judged.refused:
                hearing = hearing.besides([judged.slot])
        return found


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Give the decision that forbids most, of equals the first: it holds whatever is decided."""
    found = list(decisions)
    strict = (one for verdict in STRICTEST for one in found if one.verdict is verdict)
    return next(strict, found[0])
