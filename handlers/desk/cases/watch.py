"""Would enough people stay in the office? Asked for every day that somebody wants to book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.cases.presence import Presence
from rules import office_minimum as law
from rules.decision import Decision
from rules.facts import Half
from rules.policy.library import Policy
from storage.days import office_minimum
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=400)
"""No calendar and no pattern leads further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What an office's manager asks for, and where the others will be if all is approved."""

    employee_id: int
    office_id: int
    presence: Presence

    @classmethod
    def load(
        cls, uow: UnitOfWork, employee_id: int, office_id: int, *, policy: Policy, today: date
    ) -> Watch | None:
        """Load it from today on; None, at the price of one statement, if nothing is asked for."""
        if not office_minimum.of_office(uow, office_id).any:
            return None
        presence = Presence.load(
            uow,
            [office_id],
            first=today,
            last=today + AHEAD,
            policy=policy,
            today=today,
            states=tuple(HOLDING),
        )
        return cls(employee_id=employee_id, office_id=office_id, presence=presence)

    def weigh(self, decision: Decision, day: date, half: Half | None) -> Decision:
        """Add to a decision what speaks against it in the office."""
        minimum = self.presence.minimum(self.office_id, day)
        if not minimum:
            return decision
        staying = self.presence.staying(
            self.office_id,
            day,
            without={self.employee_id: tuple(Half)},
            halves=tuple(Half) if half is None else (half,),
        )
        return law.weigh(decision, day=day, minimum=minimum, staying=staying)
