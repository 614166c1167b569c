"""Recalls to the office: one live recall for a person and day, which frees the bookings of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, or_, select

from storage.core.statements import insert_new
from storage.errors import NotFound, Stale
from storage.requests import bookings
from storage.tables import HOLDING, LIVE, RECALL, RecallState, RequestState
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What a manager asks for: somebody at the office on a day, for a cause, in the manager's words.

    `cause` is `service`, `technical`, `urgent` or `planned`. `deliver_at` (aware) is when the
    rules let the message through, `given_back` whether the day no longer counts as used.
    """

    employee_id: int
    day: date
    cause: str
    words: str
    deliver_at: datetime
    given_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(Order):
    """A recall as it stands; `asked_for` is the manager in whose name a delegate wrote it."""

    id: int
    state: RecallState
    version: int
    asked_at: datetime
    asked_by: int
    asked_for: int | None
    ended_at: datetime | None

    @property
    def live(self) -> bool:
        """Whether it binds, confirmed or not."""
        return self.state in LIVE

    @property
    def confirmed(self) -> bool:
        """Whether the person has read it."""
        return self.state is RecallState.CONFIRMED


def write(
    uow: UnitOfWork, order: Order, *, at: datetime, by: int, on_behalf_of: int | None = None
) -> Recall:
    """
    Write a recall and free the approved bookings of that day, in this transaction.

    Raises Stale, carrying the recall that is there, if somebody was faster.
    """
    chain = uow.lock_employee(order.employee_id)
    row = {name: getattr(order, name) for name in ORDERED}
    asked = {"asked_at": at, "asked_by": by, "asked_for": on_behalf_of}
    fresh = {"state": RecallState.ANNOUNCED, "version": 1, **asked, **row}
    if not insert_new(uow.connection, RECALL, **fresh):
        there = live_on(uow, order.employee_id, order.day)
        raise Stale("recall", there.id if there else order.day, there)
    found = live_on(uow, order.employee_id, order.day)
    if found is None:
        raise NotFound("recall", order.day)
    for booking in _bookings(uow, found, RequestState.APPROVED):
        bookings.recall(uow, booking, by=by, on_behalf_of=on_behalf_of, at=at)
    _note(uow, "recall.written", found, chain=chain, at=at, by=by, on_behalf_of=on_behalf_of)
    return found


def confirm(uow: UnitOfWork, recall: Recall, *, at: datetime) -> Recall:
    """Note that the person has read it; raise Stale if it was confirmed or ended before."""
    since = (RecallState.ANNOUNCED,)
    after = _move(uow, recall, since=since, to=RecallState.CONFIRMED, ended_at=None)
    chain = uow.body_of(recall.employee_id)
    _note(uow, "recall.confirmed", after, chain=chain, at=at, by=recall.employee_id)
    return after


def end(
    uow: UnitOfWork,
    recall: Recall,
    *,
    to: RecallState,
    at: datetime,
    by: int | None,
    on_behalf_of: int | None = None,
) -> Recall:
    """
    Take a recall back (CANCELLED) or note that it binds nobody (LAPSED).

    Its bookings come back, unless the day was booked otherwise meanwhile. Raises Stale if it ended
    before.
    """
    chain = uow.lock_employee(recall.employee_id)
    after = _move(uow, recall, since=tuple(LIVE), to=to, ended_at=at)
    held = {b.half for b in _bookings(uow, after, *HOLDING)}
    for booking in _bookings(uow, after, RequestState.RECALLED):
        if not held or (None not in held and booking.half not in {None, *held}):
            bookings.restore(uow, booking, by=by, at=at)
    _note(uow, f"recall.{to.value}", after, chain=chain, at=at, by=by, on_behalf_of=on_behalf_of)
    return after


def by_id(uow: UnitOfWork, recall_id: int) -> Recall:
    """Give one recall; raise NotFound."""
    found = _all(uow, select(RECALL).where(RECALL.c.id == recall_id))
    if not found:
        raise NotFound("recall", recall_id)
    return found[0]


def live_on(uow: UnitOfWork, employee_id: int, day: date) -> Recall | None:
    """Give the live recall of a person for a day."""
    found = live_of_person(uow, employee_id, since=day, until=day)
    return found[0] if found else None


def live_of_person(uow: UnitOfWork, employee_id: int, *, since: date, until: date) -> list[Recall]:
    """List a person's live recalls for some days, both ends included, by day."""
    wanted = _LIVE.where(RECALL.c.employee_id == employee_id)
    return _all(uow, wanted.where(RECALL.c.day.between(since, until)))


def live_of_managers(uow: UnitOfWork, manager_ids: Iterable[int], *, since: date) -> list[Recall]:
    """List live recalls from a day on that some people wrote, or others in their name."""
    ids = sorted(set(manager_ids))
    theirs = or_(RECALL.c.asked_by.in_(ids), RECALL.c.asked_for.in_(ids))
    return _all(uow, _LIVE.where(RECALL.c.day >= since, theirs))


def unconfirmed(uow: UnitOfWork, *, since: date) -> list[Recall]:
    """List recalls of all bodies for days from one on that nobody has confirmed, by day."""
    state = RECALL.c.state == RecallState.ANNOUNCED
    return _all(uow, select(RECALL).where(state, RECALL.c.day >= since))


def all_live(uow: UnitOfWork, *, since: date) -> list[Recall]:
    """List recalls of all bodies for days from one on that bind, confirmed or not, by day."""
    return _all(uow, _LIVE.where(RECALL.c.day >= since))


def recalled(uow: UnitOfWork, employee_ids: Iterable[int], day: date) -> frozenset[int]:
    """Tell who of some people is called to the office on a day."""
    wanted = select(RECALL.c.employee_id).where(RECALL.c.day == day, RECALL.c.state.in_(LIVE))
    ids = RECALL.c.employee_id.in_(sorted(set(employee_ids)))
    return frozenset(uow.connection.execute(wanted.where(ids)).scalars())


ORDERED = ("employee_id", "day", "cause", "words", "deliver_at", "given_back")
_LIVE = select(RECALL).where(RECALL.c.state.in_(LIVE))


def _bookings(uow: UnitOfWork, recall: Recall, *states: RequestState) -> list[bookings.Booking]:
    day = recall.day
    return bookings.of_person(uow, recall.employee_id, since=day, until=day, states=states)


def _move(
    uow: UnitOfWork,
    recall: Recall,
    *,
    since: tuple[RecallState, ...],
    to: RecallState,
    ended_at: datetime | None,
) -> Recall:
    as_shown = RECALL.update().where(
        RECALL.c.id == recall.id,
        RECALL.c.version == recall.version,
        RECALL.c.state.in_(since),
    )
    changed = as_shown.values(state=to, version=recall.version + 1, ended_at=ended_at)
    if not uow.connection.execute(changed).rowcount:
        raise Stale("recall", recall.id, by_id(uow, recall.id))
    return by_id(uow, recall.id)


def _note(
    uow: UnitOfWork,
    action: str,
    recall: Recall,
    *,
    chain: str,
    at: datetime,
    by: int | None,
    on_behalf_of: int | None = None,
) -> None:
    uow.audit(
        action,
        chain=chain,
        subject=f"recall:{recall.id}",
        at=at,
        actor_id=by,
        on_behalf_of=on_behalf_of,
        details={"employee": recall.employee_id, "day": recall.day, "cause": recall.cause},
    )


def _all(uow: UnitOfWork, wanted: Select[Any]) -> list[Recall]:
    ordered = wanted.order_by(RECALL.c.day, RECALL.c.id)
    return [_recall(row) for row in uow.connection.execute(ordered).mappings()]


def _recall(row: RowMapping) -> Recall:
    return Recall(**row)
