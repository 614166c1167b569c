"""The person confirms a recall; the manager takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handlers.desk.context import Actor, Desk
from handlers.desk.recalls import told
from handlers.desk.requests.authority import Authority, authority_over_person
from storage.errors import NotFound, Stale
from storage.people import people
from storage.people.people import Person
from storage.requests import recalls
from storage.requests.recalls import Recall
from storage.tables import RecallState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


class RecallCame(StrEnum):
    """What came of a press."""

    DONE = "done"
    BEFORE = "before"
    """It was confirmed before."""
    ENDED = "ended"
    """It was taken back, or binds nobody because it came too late."""
    PAST = "past"
    """The day is over."""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of it, the recall as it stands, and whom it is about."""

    came: RecallCame
    recall: Recall
    person: Person


def confirm(desk: Desk, actor: Actor, recall_id: int) -> Answered:
    """Note that the person has read the recall, and tell who wrote it. Raises NotFound."""
    with desk.store.writing() as uow:
        recall = _own(uow, actor, recall_id)
        came = _hindrance(desk, recall, confirmed=RecallCame.BEFORE)
        if came is None:
            came, recall = _confirmed(uow, desk, recall)
            uow.commit()
    return Answered(came=came, recall=recall, person=actor.person)


def theirs(desk: Desk, actor: Actor, recall_id: int) -> Answered:
    """Look at a recall before it is taken back. Raises NotFound."""
    with desk.store.reading() as uow:
        return _theirs(uow, desk, actor, recall_id)[0]


def take_back(desk: Desk, actor: Actor, recall_id: int) -> Answered:
    """Take a recall back: the bookings of the day hold again, the person is told if they knew."""
    with desk.store.writing() as uow:
        found, authority = _theirs(uow, desk, actor, recall_id)
        if found.came is not RecallCame.DONE or authority is None:
            return found
        try:
            after = recalls.end(
                uow,
                found.recall,
                to=RecallState.CANCELLED,
                at=desk.clock(),
                by=actor.id,
                on_behalf_of=authority.on_behalf_of,
            )
        except Stale as stale:
            return Answered(came=RecallCame.ENDED, recall=stale.current, person=found.person)
        _tell_unless_unknown(uow, desk, actor, after)
        uow.commit()
    return Answered(came=RecallCame.DONE, recall=after, person=found.person)


def _own(uow: UnitOfWork, actor: Actor, recall_id: int) -> Recall:
    recall = recalls.by_id(uow, recall_id)
    if recall.employee_id != actor.id:
        raise NotFound("recall of this person", recall_id)
    return recall


def _confirmed(uow: UnitOfWork, desk: Desk, recall: Recall) -> tuple[RecallCame, Recall]:
    try:
        after = recalls.confirm(uow, recall, at=desk.clock())
    except Stale as stale:
        current: Recall = stale.current
        return (RecallCame.BEFORE if current.live else RecallCame.ENDED), current
    told.post_to_manager(uow, after, "confirmed", at=desk.clock())
    return RecallCame.DONE, after


def _hindrance(desk: Desk, recall: Recall, *, confirmed: RecallCame | None) -> RecallCame | None:
    if not recall.live:
        return RecallCame.ENDED
    if recall.day < desk.today():
        return RecallCame.PAST
    return confirmed if recall.state is RecallState.CONFIRMED else None


def _theirs(
    uow: UnitOfWork, desk: Desk, actor: Actor, recall_id: int
) -> tuple[Answered, Authority | None]:
    recall = recalls.by_id(uow, recall_id)
    person = people.person(uow, recall.employee_id)
    authority = _authority(uow, desk, actor, recall, person)
    came = _hindrance(desk, recall, confirmed=None) or RecallCame.DONE
    if authority is None:
        came = RecallCame.FORBIDDEN
    return Answered(came=came, recall=recall, person=person), authority


def _authority(
    uow: UnitOfWork, desk: Desk, actor: Actor, recall: Recall, person: Person
) -> Authority | None:
    """Who wrote it may take it back, who lent them their name, and who decides today."""
    if actor.id == recall.asked_by and person.body_id == actor.person.body_id:
        return Authority(on_behalf_of=recall.asked_for)
    if actor.id == recall.asked_for:
        return Authority()
    return authority_over_person(uow, desk, actor, person)


def _tell_unless_unknown(uow: UnitOfWork, desk: Desk, actor: Actor, recall: Recall) -> None:
    if not outbox.withdraw(uow, told.key_of(recall)):
        who = actor.person.name
        told.post_to_person(uow, recall, "taken_back", at=desk.clock(), who=who)
