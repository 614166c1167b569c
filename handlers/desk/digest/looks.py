"""Everything that a person's digest is made of, loaded in one go, and put to the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.cases.digest_hours import key_of
from rules import questions as law
from rules.calendar import days_worked_from, workdays_of
from rules.decision import Decision
from rules.facts import Employee, Slot
from rules.history import History
from rules.policy.library import Policy
from storage.days import facts
from storage.requests import bookings, reports
from storage.tables import RequestState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

AROUND = timedelta(days=62)
"""Days before and after whose approved bookings matter: a month that is over, the days to come."""
REMEMBERED = 31
"""For how many days back it is asked whether there was a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    One person on one day, before the law.

    `history` has the days that are approved, `asked` also those that wait for an approval.
    `told_on` are the days before with a digest, `handed_in` the first days of reports handed in.
    """

    employee_id: int
    policy: Policy
    person: Employee
    history: History
    asked: History
    at: datetime
    today: date
    told_on: frozenset[date]
    handed_in: frozenset[date]

    @property
    def next_day(self) -> date | None:
        """The next day that the person works, within a week."""
        workdays = workdays_of(self.person, self.policy.on(self.today).week.days)
        tomorrow = self.today + timedelta(days=1)
        found = next(iter(days_worked_from(self.asked, tomorrow, workdays, 1)), None)
        return found if found is not None and found - self.today <= timedelta(days=7) else None

    def day(self, on: date) -> Decision:
        """Tell how a day is worked."""
        return law.day(self.policy, self.person, self.history, on=on)

    @property
    def open_from(self) -> datetime:
        """From when on a message may reach the person: now, or a later moment."""
        when: datetime = law.deliver(self.policy, self.person, self.asked, at=self.at).values[
            "when"
        ]
        return when

    def told_since(self, first: date) -> bool:
        """Tell whether there was a digest from a day on, today's aside."""
        return any(day >= first for day in self.told_on)


def load(uow: UnitOfWork, policy: Policy, employee_id: int, *, at: datetime, today: date) -> Look:
    """Load a person as they stand today."""
    case = facts.load(uow, employee_id, on=today)
    approved = bookings.of_person(
        uow,
        employee_id,
        since=today - 2 * AROUND,
        until=today + AROUND,
        states=(RequestState.APPROVED,),
    )
    slots = [Slot(day=one.day, mode=one.mode, half=one.half) for one in approved]
    return Look(
        employee_id=employee_id,
        policy=policy,
        person=case.person,
        history=case.history.with_slots(slots),
        asked=case.history,
        at=at,
        today=today,
        told_on=_told_on(uow, employee_id, today),
        handed_in=frozenset(reports.handed_in(uow, employee_id, since=today - 3 * AROUND)),
    )


def _told_on(uow: UnitOfWork, employee_id: int, today: date) -> frozenset[date]:
    days = [today - timedelta(days=n) for n in range(1, REMEMBERED + 1)]
    keys = {key_of(employee_id, day): day for day in days}
    return frozenset(keys[key] for key in outbox.posted(uow, keys))
