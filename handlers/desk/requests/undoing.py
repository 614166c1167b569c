"""Taking a decision back for some minutes: what was decided waits again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handlers.desk.context import Actor, Desk
from handlers.desk.requests import inbox, telling
from handlers.desk.requests.inbox import Pressed
from handlers.desk.requests.kinds.known import KINDS, load
from handlers.desk.requests.request import Request
from storage.errors import NotFound, PermitTaken, SlotTaken, Stale
from storage.requests import decisions
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


class Undo(StrEnum):
    """What came of a wish to take a decision back."""

    DONE = "done"
    TOO_LATE = "too_late"
    ALREADY = "already"
    CHANGED = "changed"
    """Something became of it since: the person took it back, or another day stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What came of it, the requests that wait again, and how many could not be taken back."""

    came: Undo
    back: tuple[Request, ...] = ()
    left: int = 0


def undo(
    desk: Desk, actor: Actor, decision_id: int, *, pressed_message: int | None = None
) -> Undone:
    """Take one's own decision back; raise NotFound for anybody else's."""
    now = desk.clock()
    with desk.store.writing() as uow:
        decided = decisions.by_id(uow, decision_id)
        if decided.actor_id != actor.id:
            raise NotFound("decision of this person", decision_id)
        if now - decided.decided_at > desk.patience.undo:
            return Undone(came=Undo.TOO_LATE)
        if not decisions.undo(uow, decision_id, at=now):
            return Undone(came=Undo.ALREADY)
        decisive = load(uow, [(one["kind"], one["id"]) for one in decided.before])
        for employee_id in sorted({request.employee_id for request in decisive}):
            uow.lock_employee(employee_id)
        reopened = [one for one in decided.before if _reopen(uow, desk, actor, one)]
        if not reopened:
            return Undone(came=Undo.CHANGED)
        back = load(uow, [(one["kind"], one["id"]) for one in reopened])
        _take_word_back(uow, desk, actor, every=decided.before, reopened=reopened, back=back)
        inbox.bring_up_to_date(uow, desk, back, pressed=Pressed(actor.id, pressed_message))
        uow.commit()
    left = len(decided.before) - len(reopened)
    return Undone(came=Undo.DONE, back=tuple(back), left=left)


def _reopen(uow: UnitOfWork, desk: Desk, actor: Actor, before: Mapping[str, Any]) -> bool:
    """Let one request wait again; False, and nothing of it is changed, if that cannot be."""
    part = uow.connection.begin_nested()
    try:
        KINDS[before["kind"]].reopen(uow, before["parts"], by=actor.id, at=desk.clock())
    except (Stale, SlotTaken, PermitTaken):
        part.rollback()
        return False
    part.commit()
    return True


def _take_word_back(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    *,
    every: Sequence[Mapping[str, Any]],
    reopened: Sequence[Mapping[str, Any]],
    back: Sequence[Request],
) -> None:
    """Withdraw what nobody was told yet; tell those who were that it waits again."""
    by_key = {one.key: one for one in back}
    kept = {name for one in every if one not in reopened for name in one["told"]}
    unsaid: dict[str, bool] = {}
    to_tell: dict[tuple[int, str], list[Request]] = {}
    for one in reopened:
        for name in one["told"]:
            if name not in unsaid:
                unsaid[name] = name not in kept and outbox.withdraw(uow, name)
        if not all(unsaid[name] for name in one["told"]):
            request = by_key[one["kind"], one["id"]]
            to_tell.setdefault((request.employee_id, request.kind), []).append(request)
    for requests in to_tell.values():
        telling.tell_undone(uow, desk, requests, by=actor.person.name)
