"""May this person decide about that request, and in whose name: asked of the store each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from handlers.desk.context import Actor, Desk
from handlers.desk.requests.routing import route_of
from storage.days import facts
from storage.people import people
from storage.people.people import Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


class AskedFor(Protocol):
    """Something that waits for a decision: who asked, and whom the act named for it."""

    @property
    def employee_id(self) -> int:
        """Who asked."""
        ...

    @property
    def approver_id(self) -> int | None:
        """Whom the act named when it was asked, the principal and not the delegate."""
        ...


@dataclass(frozen=True, slots=True)
class Authority:
    """The right to decide; `on_behalf_of` is the manager in whose name a delegate decides."""

    on_behalf_of: int | None = None


def authority_over(
    uow: UnitOfWork, desk: Desk, actor: Actor, request: AskedFor
) -> Authority | None:
    """
    Tell whether somebody may decide about a request today; None if not.

    Whom the request was sent to may, and their delegate, as long as the post lasts; so may whom
    the act names today, if the first is away. Nobody decides about their own request.
    """
    return authority_of(uow, desk, actor, request, people.person(uow, request.employee_id))


def authority_of(
    uow: UnitOfWork, desk: Desk, actor: Actor, request: AskedFor, asker: Person
) -> Authority | None:
    """Tell the same where the person who asked was read already."""
    if asker.id == actor.id or asker.body_id != actor.person.body_id:
        return None
    return _as_addressee(actor, asker, request) or _as_substitute(uow, desk, actor, asker)


def authority_over_person(
    uow: UnitOfWork, desk: Desk, actor: Actor, person: Person
) -> Authority | None:
    """
    Tell whether somebody may decide about a person's days today, whatever was asked; None if not.

    Whom the act names may, or who stands in for them today, and their delegate.
    """
    if person.id == actor.id or person.body_id != actor.person.body_id or person.is_elected:
        return None
    return _as_substitute(uow, desk, actor, person)


def _as_addressee(actor: Actor, asker: Person, request: AskedFor) -> Authority | None:
    own = {
        post.employee_id for post in actor.held if decides_for(post.office_id, post.role, asker)
    }
    lent = {
        post.employee_id
        for post in actor.acting_for
        if decides_for(post.office_id, post.role, asker)
    }
    if request.approver_id in own:
        return Authority()
    if request.approver_id in lent:
        return Authority(on_behalf_of=request.approver_id)
    return None


def decides_for(office_id: int | None, role: Role, asker: Person) -> bool:
    """Tell whether a post decides about somebody: their office's, or one of the whole body."""
    return role is not Role.HR and office_id in (None, asker.office_id)


def _as_substitute(uow: UnitOfWork, desk: Desk, actor: Actor, asker: Person) -> Authority | None:
    if not actor.approves:
        return None
    today = desk.today()
    employee = facts.load(uow, asker.id, on=today).person
    route = route_of(uow, asker.id, employee, policy=actor.policy, at=desk.clock())
    if actor.id == route.principal_id:
        return Authority()
    if actor.id == route.acting_id:
        return Authority(on_behalf_of=route.principal_id)
    return None
