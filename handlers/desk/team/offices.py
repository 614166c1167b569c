"""Which offices somebody may look at, and in which they may arrange things: asked each time."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.context import Actor
from storage.errors import NotFound
from storage.people import people
from storage.people.appointments import Held
from storage.people.people import OfficeInfo
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """
    An office that somebody may look at; `arranges` tells whether they lead it.

    `for_personnel` is whether they look at it for the personnel office, which sees to it that a
    week on call has somebody.
    """

    office: OfficeInfo
    arranges: bool
    on_behalf_of: int | None = None
    """The manager in whose name a delegate arranges things."""
    for_personnel: bool = False

    @property
    def replaces(self) -> bool:
        """Whether they may have somebody take over a week on call."""
        return self.arranges or self.for_personnel


def in_sight(uow: UnitOfWork, actor: Actor) -> list[Sight]:
    """List the offices that somebody may look at: their own, those they lead; HR all of them."""
    own = actor.person.office_id
    sees_all = Role.HR in actor.roles
    found = []
    for office in people.offices(uow, actor.person.body_id):
        led = _leading(actor, office.id)
        if led or sees_all or office.id == own:
            behalf = None if led is None or led in actor.held else led.employee_id
            found.append(
                Sight(
                    office=office,
                    arranges=led is not None,
                    on_behalf_of=behalf,
                    for_personnel=sees_all,
                )
            )
    return found


def sight_of(uow: UnitOfWork, actor: Actor, office_id: int | None) -> Sight:
    """Give one office that somebody may look at, their own if unsaid; raise NotFound."""
    wanted = actor.person.office_id if office_id is None else office_id
    for sight in in_sight(uow, actor):
        if sight.office.id == wanted:
            return sight
    raise NotFound("office", wanted)


def led(uow: UnitOfWork, actor: Actor, office_id: int) -> Sight:
    """Give an office that somebody leads; raise NotFound."""
    sight = sight_of(uow, actor, office_id)
    if not sight.arranges:
        raise NotFound("office that they lead", office_id)
    return sight


def replacing(uow: UnitOfWork, actor: Actor, office_id: int) -> Sight:
    """Give an office whose weeks on call somebody may have taken over; raise NotFound."""
    sight = sight_of(uow, actor, office_id)
    if not sight.replaces:
        raise NotFound("office whose weeks on call they see to", office_id)
    return sight


def _leading(actor: Actor, office_id: int) -> Held | None:
    """Find the post through which somebody leads an office, their own before one lent to them."""
    for post in (*actor.held, *actor.acting_for):
        if post.role is not Role.HR and post.office_id in (None, office_id):
            return post
    return None
