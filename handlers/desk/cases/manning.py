"""Which bodies and offices have nobody to turn to: no HR, or nobody who decides, on any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from rules import questions as law
from rules.facts import ROME
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from storage.days import facts
from storage.people import appointments, people
from storage.people.people import Person
from storage.tables import Rank, Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmanned:
    """
    What a body lacks: HR, and by code the offices about whose people nobody decides.

    `roles` are those that the act names for them and nobody holds; `everywhere` tells that no
    office has anybody.
    """

    body_id: str
    without_hr: bool
    offices: tuple[str, ...]
    roles: tuple[str, ...]
    everywhere: bool


def unmanned(uow: UnitOfWork, policies: Mapping[str, Policy], *, at: datetime) -> list[Unmanned]:
    """
    List the bodies that lack somebody as of the civil day of `at`, which is aware.

    Who is only away that day counts as there. One person of each rank without a post stands for
    the others of an office. A body whose act is not installed or not in force is left out.
    """
    found = (
        _of_body(uow, body.id, policies.get(body.policy_id), at) for body in people.bodies(uow)
    )
    return [one for one in found if one is not None and (one.without_hr or one.offices)]


def _of_body(
    uow: UnitOfWork, body_id: str, policy: Policy | None, at: datetime
) -> Unmanned | None:
    today = at.astimezone(ROME).date()
    everybody = people.of_body(uow, body_id, on=today)
    if policy is None or not everybody:
        return None
    codes = {office.id: office.code for office in people.offices(uow, body_id)}
    asked, nobody, roles = set(), set(), set()
    try:
        for person in _one_of_each(uow, everybody, at):
            asked.add(person.office_id)
            if missing := _missing(uow, person, policy, at):
                nobody.add(codes[person.office_id])
                roles |= missing
    except PolicyNotInForceError:
        return None
    return Unmanned(
        body_id=body_id,
        without_hr=not appointments.holders(uow, body_id, Role.HR, on=today),
        offices=tuple(sorted(nobody)),
        roles=tuple(sorted(roles)),
        everywhere=bool(nobody) and len(nobody) == len(asked),
    )


def _one_of_each(uow: UnitOfWork, everybody: list[Person], at: datetime) -> Iterator[Person]:
    """Give for each office and rank somebody without a post: they have nobody under them."""
    today = at.astimezone(ROME).date()
    seen: set[tuple[int, Rank]] = set()
    for person in everybody:
        kind = person.office_id, person.rank
        if kind in seen or person.rank is Rank.ELECTED:
            continue
        if not appointments.held_by(uow, person.id, on=today):
            seen.add(kind)
            yield person


def _missing(uow: UnitOfWork, person: Person, policy: Policy, at: datetime) -> set[str]:
    """Give the roles that the act names for somebody, if nobody else holds any of them."""
    today = at.astimezone(ROME).date()
    case = facts.load(uow, person.id, on=today)
    vacant: list[str] = []
    while True:
        role = law.approver(policy, case.person, at=at, absent=vacant).values["role"]
        if role is None:
            return set(vacant)
        held = appointments.holder(uow, person.id, Role(role), on=today)
        if held is not None and person.id not in (held.principal_id, held.acting_id):
            return set()
        vacant.append(role)
