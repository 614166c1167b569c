"""Requests to be in touch: passed on when the rules let them through, answered or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, select

from storage.core.statements import insert_row
from storage.errors import NotFound, Stale
from storage.tables import CONTACT, ContactState
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """
    What somebody asks: to be in touch with a person, in their words.

    `why_urgent` is what the asker gave as reason; `as_manager` whether they decide about the
    person; `deliver_at` (aware) is when the rules let it through.
    """

    employee_id: int
    asked_by: int
    words: str
    why_urgent: str | None = None
    as_manager: bool = False
    deliver_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Wish):
    """A request as it stands; `answer` is the button that the person pressed."""

    id: int
    asked_at: datetime
    state: ContactState
    version: int
    answer: str | None
    ended_at: datetime | None


ASKED = ("employee_id", "asked_by", "words", "why_urgent", "as_manager", "deliver_at")
OPEN = (ContactState.WAITING, ContactState.UNANSWERED)


def ask(uow: UnitOfWork, wish: Wish, *, at: datetime) -> Contact:
    """Note a request; why it is urgent goes into the audit trail."""
    row = {name: getattr(wish, name) for name in ASKED}
    fresh = {"asked_at": at, "state": ContactState.WAITING, "version": 1}
    contact_id = insert_row(uow.connection, CONTACT, **row, **fresh)
    details = {"employee": wish.employee_id, "why_urgent": wish.why_urgent}
    details["deliver_at"] = wish.deliver_at.isoformat()
    found = by_id(uow, contact_id)
    _note(uow, "contact.asked", found, at=at, by=wish.asked_by, details=details)
    return found


def answer(uow: UnitOfWork, contact: Contact, words: str, *, at: datetime) -> Contact:
    """Note an answer, a late one too; raise Stale if there was one before."""
    after = _move(uow, contact, since=OPEN, to=ContactState.ANSWERED, answer=words, ended_at=at)
    by = contact.employee_id
    _note(uow, "contact.answered", after, at=at, by=by, details={"answer": words})
    return after


def note_unanswered(uow: UnitOfWork, contact: Contact, *, at: datetime) -> Contact:
    """Note that nobody answered within the bands; raise Stale if somebody did."""
    since, to = (ContactState.WAITING,), ContactState.UNANSWERED
    after = _move(uow, contact, since=since, to=to, answer=None, ended_at=at)
    _note(uow, "contact.unanswered", after, at=at, by=None, details={})
    return after


def by_id(uow: UnitOfWork, contact_id: int) -> Contact:
    """Give one request; raise NotFound."""
    found = _all(uow, select(CONTACT).where(CONTACT.c.id == contact_id))
    if not found:
        raise NotFound("request to be in touch", contact_id)
    return found[0]


def waiting(uow: UnitOfWork, *, passed_since: datetime, passed_by: datetime) -> list[Contact]:
    """List managers' requests of all bodies, due between two moments, that wait for an answer."""
    wanted = select(CONTACT).where(
        CONTACT.c.state == ContactState.WAITING,
        CONTACT.c.deliver_at.between(passed_since, passed_by),
        CONTACT.c.as_manager.is_(True),
    )
    return _all(uow, wanted)


def unanswered_of(uow: UnitOfWork, employee_id: int, *, since: datetime) -> list[Contact]:
    """List what was noted about a person as without an answer."""
    return _all(uow, _UNANSWERED.where(CONTACT.c.employee_id == employee_id, _after(since)))


def unanswered_by(uow: UnitOfWork, asked_by: int, *, since: datetime) -> list[Contact]:
    """List what was noted as without an answer of somebody's own requests."""
    return _all(uow, _UNANSWERED.where(CONTACT.c.asked_by == asked_by, _after(since)))


_UNANSWERED = select(CONTACT).where(CONTACT.c.state == ContactState.UNANSWERED)


def latest_by(uow: UnitOfWork, asked_by: int, *, since: datetime) -> Contact | None:
    """Give what somebody wrote last to a colleague, if they wrote since then."""
    found = _all(uow, select(CONTACT).where(CONTACT.c.asked_by == asked_by, _after(since)))
    return found[-1] if found else None


def _after(since: datetime) -> Any:
    return CONTACT.c.asked_at >= since


def _move(
    uow: UnitOfWork,
    contact: Contact,
    *,
    since: tuple[ContactState, ...],
    to: ContactState,
    answer: str | None,
    ended_at: datetime,
) -> Contact:
    as_shown = CONTACT.update().where(
        CONTACT.c.id == contact.id,
        CONTACT.c.version == contact.version,
        CONTACT.c.state.in_(since),
    )
    values = {"state": to, "version": contact.version + 1, "answer": answer, "ended_at": ended_at}
    if not uow.connection.execute(as_shown.values(**values)).rowcount:
        raise Stale("request to be in touch", contact.id, by_id(uow, contact.id))
    return by_id(uow, contact.id)


def _note(
    uow: UnitOfWork,
    action: str,
    contact: Contact,
    *,
    at: datetime,
    by: int | None,
    details: dict[str, Any],
) -> None:
    chain = uow.body_of(contact.employee_id)
    subject = f"contact:{contact.id}"
    uow.audit(action, chain=chain, subject=subject, at=at, actor_id=by, details=details)


def _all(uow: UnitOfWork, wanted: Select[Any]) -> list[Contact]:
    ordered = wanted.order_by(CONTACT.c.asked_at, CONTACT.c.id)
    return [_contact(row) for row in uow.connection.execute(ordered).mappings()]


def _contact(row: RowMapping) -> Contact:
    return Contact(**row)
