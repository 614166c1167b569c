"""Everything that a person's digest is made of, loaded in one go, and put to the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.cases.digest_hours import key_of
from rules import questions as law
from rules.calendar import days_worked_from, workdays_of
from rules.decision import Decision
from rules.facts import Employee, Mode
from rules.history import History
from rules.policy.library import Policy
from storage.days import facts
from storage.days.facts import Case
from storage.requests import reports
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

REPORTS_SINCE = timedelta(days=186)
"""How long ago the days may have begun of which a report is still due."""
REMEMBERED = 31
"""For how many days back it is asked whether there was a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    One person on one day, before the law.

    `history` has what is decided, `asked` also what waits for a decision and takes from quotas.
    `told_on` are the days before with a digest, `handed_in` the first days of reports handed in.
    """

    employee_id: int
    policy: Policy
    case: Case
    asked: History
    at: datetime
    today: date
    told_on: frozenset[date]
    handed_in: frozenset[date]

    @property
    def person(self) -> Employee:
        """The person with the agreement of today."""
        return self.case.person

    @property
    def history(self) -> History:
        """What is decided: nobody is elsewhere by what is only asked for."""
        return self.case.history

    @property
    def next_day(self) -> date | None:
        """The next day that the person works, within a week."""
        workdays = workdays_of(self.person, self.policy.on(self.today).week.days)
        tomorrow = self.today + timedelta(days=1)
        found = next(iter(days_worked_from(self.history, tomorrow, workdays, 1)), None)
        return found if found is not None and found - self.today <= timedelta(days=7) else None

    def day(self, on: date) -> Decision:
        """Tell how a day is worked."""
        person = self.case.person_on(on)
        left_on = self.case.left_on
        return law.day(self.policy, person, self.history, on=on, at=self.today, left_on=left_on)

    def works(self, on: date) -> bool:
        """Tell whether the person works on a day, wherever."""
        return self.day(on).values["mode"] is not Mode.OFF

    @property
    def open_from(self) -> datetime:
        """From when on a message may reach the person: now, or a later moment."""
        when: datetime = law.deliver(self.policy, self.person, self.history, at=self.at).values[
            "when"
        ]
        return when

    def told_since(self, first: date) -> bool:
        """Tell whether there was a digest from a day on, today's aside."""
        return any(day >= first for day in self.told_on)


def load(uow: UnitOfWork, policy: Policy, employee_id: int, *, at: datetime, today: date) -> Look:
    """Load a person as they stand today."""
    case, asked = facts.load_both(uow, employee_id, on=today)
    return Look(
        employee_id=employee_id,
        policy=policy,
        case=case,
        asked=asked,
        at=at,
        today=today,
        told_on=_told_on(uow, employee_id, today),
        handed_in=frozenset(reports.handed_in(uow, employee_id, since=today - REPORTS_SINCE)),
    )


def _told_on(uow: UnitOfWork, employee_id: int, today: date) -> frozenset[date]:
    days = [today - timedelta(days=n) for n in range(1, REMEMBERED + 1)]
    keys = {key_of(employee_id, day): day for day in days}
    return frozenset(keys[key] for key in outbox.posted(uow, keys))
