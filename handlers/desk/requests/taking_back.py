"""Taking back what one asked for, before or after it was approved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handlers.desk.cases.hearings import Hearings
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import inbox, telling
from handlers.desk.requests.kinds.known import kind_of, load, one
from handlers.desk.requests.request import Key, Request, State
from handlers.desk.requests.routing import route_of
from storage.days import facts
from storage.errors import NotFound
from storage.unit_of_work import UnitOfWork

HELD = frozenset({State.PENDING, State.APPROVED})


class Took(StrEnum):
    """What came of taking a request back."""

    DONE = "done"
    TOO_LATE = "too_late"
    """Its day is over, or it has begun: it stays on record."""
    CHANGED = "changed"
    """It was decided or taken back since the button was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What came of it, and the request as it stands."""

    came: Took
    request: Request


def take_back(desk: Desk, actor: Actor, key: Key, *, version: int) -> TakenBack:
    """Take back one's own request; who approved it is told, cards say so. Raises NotFound."""
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        request = own(uow, actor, key)
        kind = kind_of(request)
        if request.version != version or request.state not in HELD:
            return TakenBack(came=Took.CHANGED, request=request)
        if kind.too_late(Hearings(uow, desk), request):
            return TakenBack(came=Took.TOO_LATE, request=request)
        also = kind.withdraw(uow, request, by=actor.id, at=desk.clock())
        after = one(uow, key)
        _tell(uow, desk, actor, request)
        inbox.bring_up_to_date(uow, desk, load(uow, {key, *also}))
        uow.commit()
    return TakenBack(came=Took.DONE, request=after)


def own(uow: UnitOfWork, actor: Actor, key: Key) -> Request:
    """Give one of a person's own requests; raise NotFound for anybody else's."""
    request = one(uow, key)
    if request.employee_id != actor.id:
        raise NotFound("request of this person", key[1])
    return request


def _tell(uow: UnitOfWork, desk: Desk, actor: Actor, request: Request) -> None:
    """Tell who approved it; of what nobody decided yet the cards say enough."""
    if request.state is not State.APPROVED:
        return
    recipient_id = request.decided_by or _who_decides_today(uow, desk, actor)
    if recipient_id is not None:
        telling.tell_taken_back(uow, desk, actor.person, request, recipient_id)


def _who_decides_today(uow: UnitOfWork, desk: Desk, actor: Actor) -> int | None:
    """Give who must know of what came approved with the staff files, or was communicated."""
    person = facts.load(uow, actor.id, on=desk.today()).person
    return route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock()).acting_id
