"""Who decides about a person's requests today: the act's order, the posts, and who is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rules import questions as law
from rules.decision import Decision
from rules.facts import ROME, Employee
from rules.policy.library import Policy
from storage import posts
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
    uow: UnitOfWork, employee_id: int, person: Employee, *, policy: Policy, at: datetime
) -> Route:
    """Ask the act who decides about a person, going past who is absent or is that person."""
    today = at.astimezone(ROME).date()
    absent = posts.absent_roles(uow, employee_id, on=today)
    decision = law.approver(policy, person, at=at, absent=absent)
    role = decision.values["role"]
    holder = posts.holder(uow, employee_id, Role(role), on=today) if role else None
    if holder is None:
        return Route(decision=decision)
    return Route(decision=decision, principal_id=holder.principal_id, acting_id=holder.acting_id)
