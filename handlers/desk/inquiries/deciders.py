"""Who decides about somebody's requests today, by name, and who is passed over, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.away import away_since
from handlers.desk.cases.reaching import Reaching, reaching
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.routing import route_of
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people import appointments, people
from storage.people.people import Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A role that does not decide today: who holds it (None: vacant), away since a day."""

    role: str
    holder: Person | None
    away_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoDecides:
    """
    Who decides today; `decides` None if nobody whom the act names can.

    `in_name_of` is the manager whose delegate decides.
    """

    role: str | None
    decides: Reaching | None
    in_name_of: Person | None
    articles: tuple[str, ...]
    passed_over: tuple[PassedOver, ...]


def who_decides(desk: Desk, actor: Actor) -> WhoDecides:
    """Find who decides today about what this person asks for."""
    with desk.store.reading() as uow:
        person = facts.load(uow, actor.id, on=desk.today()).person
        route = route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock())
        lent = route.principal_id if route.principal_id != route.acting_id else None
        return WhoDecides(
            role=route.decision.values["role"],
            decides=reaching(uow, desk, route.acting_id) if route.acting_id else None,
            in_name_of=people.person(uow, lent) if lent else None,
            articles=route.decision.because,
            passed_over=tuple(
                _passed_over(uow, desk, actor, reason.figures["role"])
                for reason in route.decision.reasons
                if reason.code == ReasonCode.ROLE_ABSENT
            ),
        )


def _passed_over(uow: UnitOfWork, desk: Desk, actor: Actor, role: str) -> PassedOver:
    today = desk.today()
    found = appointments.holder(uow, actor.id, Role(role), on=today)
    if found is None:
        return PassedOver(role=role, holder=None)
    who = found.acting_id
    away = away_since(uow, [who], on=today, week_of=desk.week_of)
    return PassedOver(role=role, holder=people.person(uow, who), away_since=away.get(who))
