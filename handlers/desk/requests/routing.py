"""Who decides about a person's requests today: the act's order, the posts, and who is away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from handlers.desk.cases.away import away_since
from rules import questions as law
from rules.decision import Decision
from rules.facts import ROME, Employee
from rules.policy.library import Policy
from storage.people import appointments
from storage.people.appointments import Holder
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """
    Where a request goes.

    `principal_id` holds the role that the act names, `acting_id` is the delegate or the holder;
    both None if nobody whom the act names can decide today.
    """

    decision: Decision
    principal_id: int | None = None
    acting_id: int | None = None


def route_of(
    uow: UnitOfWork,
    employee_id: int,
    person: Employee,
    *,
    policy: Policy,
    at: datetime,
    besides: Collection[int] = (),
) -> Route:
    """
    Ask the act who decides about a person, going past who is absent or is that person.

    `besides` are people who are passed over as if they were absent.
    """
    today = at.astimezone(ROME).date()
    absent: list[str] = []
    while True:
        decision = law.approver(policy, person, at=at, absent=absent)
        role = decision.values["role"]
        if role is None:
            return Route(decision=decision)
        found = appointments.holder(uow, employee_id, Role(role), on=today)
        passed_over = found is not None and found.acting_id in besides
        week = policy.on(today).week.days
        if found and not passed_over and _can_decide(uow, found, employee_id, today, week):
            return Route(
                decision=decision,
                principal_id=found.principal_id,
                acting_id=found.acting_id,
            )
        absent.append(role)


def _can_decide(uow: UnitOfWork, holder: Holder, employee_id: int, today: date, week: int) -> bool:
    """Tell whether who acts is somebody else, in nobody's name but another's, and not away."""
    if employee_id in (holder.principal_id, holder.acting_id):
        return False
    return not away_since(uow, [holder.acting_id], on=today, week_of=lambda _: week)
