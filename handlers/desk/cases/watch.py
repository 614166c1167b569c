"""Would enough people stay in the office? Asked for every day that somebody wants to book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.team.standing import Standing, standing
from rules import office_minimum as law
from rules.decision import Decision
from rules.facts import Half
from rules.policy.library import Policy
from storage.days import office_minimum, office_month
from storage.days.office_minimum import Minimums
from storage.days.office_month import Member
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=400)
"""No calendar and no pattern leads further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What an office's manager asks for, and where the others of the office will be."""

    default_week: int
    minimums: Minimums
    others: tuple[Member, ...]

    @classmethod
    def load(
        cls, uow: UnitOfWork, employee_id: int, office_id: int, *, policy: Policy, today: date
    ) -> Watch | None:
        """Load it from today on; None, at the price of one statement, if nothing is asked for."""
        minimums = office_minimum.of_office(uow, office_id)
        if not minimums.any:
            return None
        members = office_month.members(
            uow, office_id, first=today, last=today + AHEAD, states=tuple(HOLDING)
        )
        others = tuple(member for member in members if member.employee_id != employee_id)
        return cls(default_week=policy.on(today).week.days, minimums=minimums, others=others)

    def weigh(self, decision: Decision, day: date, half: Half | None) -> Decision:
        """Add to a decision what speaks against it in the office."""
        minimum = self.minimums.on(day)
        if not minimum:
            return decision
        return law.weigh(decision, day=day, minimum=minimum, staying=self._staying(day, half))

    def _staying(self, day: date, half: Half | None) -> int:
        where = [standing(other, day, default_week=self.default_week) for other in self.others]
        halves = tuple(Half) if half is None else (half,)
        places = [list(Half).index(each) for each in halves]
        return min(sum(there[place] is Standing.OFFICE for there in where) for place in places)
