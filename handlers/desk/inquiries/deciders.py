"""Who decides about somebody's requests on a day, by name, and who is passed over, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from handlers.desk.cases.away import away_since
from handlers.desk.cases.led import within_reach
from handlers.desk.cases.reaching import Reaching, reaching
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.routing import route_of
from rules.facts import ROME
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people import appointments, people
from storage.people.people import Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork

NOON = time(12)
"""At which the act is asked about a day to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A role that does not decide that day: who holds it (None: vacant), away since a day."""

    role: str
    holder: Person | None
    away_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoDecides:
    """
    Who decides about somebody on a day; `decides` None if nobody whom the act names can.

    `in_name_of` is the manager whose delegate decides. `reaching` tells how a message gets there
    today; None of another day.
    """

    about: Person
    day: date
    is_today: bool
    role: str | None
    decides: Person | None
    reaching: Reaching | None
    in_name_of: Person | None
    articles: tuple[str, ...]
    passed_over: tuple[PassedOver, ...]

    def concerns(self, person_id: int) -> bool:
        """Tell whether somebody decides, lent it to who does, or is passed over."""
        deciding = (self.decides, self.in_name_of, *(one.holder for one in self.passed_over))
        return any(one is not None and one.id == person_id for one in deciding)


def who_decides(
    desk: Desk,
    actor: Actor,
    *,
    about: Person | None = None,
    day: date | None = None,
    without: Collection[int] = (),
) -> WhoDecides:
    """Find who decides on a day about a person (the actor if unsaid), if some were not there."""
    asker, on = about or actor.person, day or desk.today()
    with desk.store.reading() as uow:
        person = facts.load(uow, asker.id, on=on).person
        at = desk.clock() if on == desk.today() else datetime.combine(on, NOON, ROME)
        route = route_of(uow, asker.id, person, policy=actor.policy, at=at, besides=without)
        lent = route.principal_id if route.principal_id != route.acting_id else None
        acting = route.acting_id
        today = on == desk.today()
        return WhoDecides(
            about=asker,
            day=on,
            is_today=today,
            role=route.decision.values["role"],
            decides=people.person(uow, acting) if acting else None,
            reaching=reaching(uow, desk, acting) if acting and today else None,
            in_name_of=people.person(uow, lent) if lent else None,
            articles=route.decision.because,
            passed_over=tuple(
                _passed_over(uow, desk, asker, reason.figures["role"], on)
                for reason in route.decision.reasons
                if reason.code == ReasonCode.ROLE_ABSENT
            ),
        )


def may_know(desk: Desk, actor: Actor, person: Person) -> bool:
    """Tell whether it is their business who decides about somebody: HR's, and who leads them."""
    if person.id == actor.id or Role.HR in actor.roles:
        return True
    with desk.store.reading() as uow:
        return person.id in {one.id for one in within_reach(uow, desk, actor)}


def _passed_over(uow: UnitOfWork, desk: Desk, asker: Person, role: str, on: date) -> PassedOver:
    found = appointments.holder(uow, asker.id, Role(role), on=on)
    if found is None:
        return PassedOver(role=role, holder=None)
    who = found.acting_id
    away = away_since(uow, [who], on=on, week_of=desk.week_of)
    return PassedOver(role=role, holder=people.person(uow, who), away_since=away.get(who))
