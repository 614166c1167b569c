"""Invitations: one-time codes that tie a Telegram account to an employee."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Row, select

from storage.core.statements import insert_row
from storage.people import links
from storage.tables import INVITATION, TELEGRAM_LINK
from storage.unit_of_work import UnitOfWork

LIFE = timedelta(days=7)


class Refusal(StrEnum):
    """Why a code does not open the desk."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    REVOKED = "revoked"
    FOREIGN = "foreign"
    """The account is already tied to somebody else: one account is one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeemed:
    """The account is tied; `again` if the same account had already used this code."""

    employee_id: int
    again: bool = False


def issue(
    uow: UnitOfWork,
    employee_id: int,
    *,
    at: datetime,
    by: int | None = None,
    life: timedelta = LIFE,
) -> str:
    """
    Make a code for an employee, fit for a deep link; earlier unused ones are revoked.

    Only its hash is kept: the code itself is shown this once.
    """
    chain = uow.lock_employee(employee_id)
    open_ones = INVITATION.update().where(
        INVITATION.c.employee_id == employee_id,
        INVITATION.c.used_at.is_(None),
        INVITATION.c.revoked_at.is_(None),
    )
    uow.connection.execute(open_ones.values(revoked_at=at))
    code = secrets.token_urlsafe(16)
    invitation_id = insert_row(
        uow.connection,
        INVITATION,
        employee_id=employee_id,
        code_hash=_hash(code),
        created_at=at,
        created_by=by,
        expires_at=at + life,
    )
    _note(uow, "invitation.issued", chain, invitation_id, at=at, actor_id=by)
    return code


def redeem(
    uow: UnitOfWork, code: str, *, telegram_user_id: int, at: datetime
) -> Redeemed | Refusal:
    """
    Tie an account to the employee whom a code names; of two that try at once, one wins.

    An account that was tied to the employee before is untied: a new phone needs a new code.
    """
    wanted = select(INVITATION).where(INVITATION.c.code_hash == _hash(code)).with_for_update()
    row = uow.connection.execute(wanted).first()
    if row is None:
        return Refusal.UNKNOWN
    owner = _linked_employee(uow, telegram_user_id)
    if owner is not None and owner != row.employee_id:
        return Refusal.FOREIGN
    if row.used_at is not None:
        same = row.used_by == telegram_user_id and owner == row.employee_id
        return Redeemed(employee_id=row.employee_id, again=True) if same else Refusal.USED
    return _refusal(row, at) or _tie(uow, row, telegram_user_id, at)


def revoke(uow: UnitOfWork, employee_id: int, *, at: datetime, by: int | None = None) -> int:
    """Revoke an employee's unused codes; give how many there were."""
    open_ones = INVITATION.update().where(
        INVITATION.c.employee_id == employee_id,
        INVITATION.c.used_at.is_(None),
        INVITATION.c.revoked_at.is_(None),
    )
    revoked = uow.connection.execute(open_ones.values(revoked_at=at)).rowcount
    if revoked:
        chain = uow.body_of(employee_id)
        subject = f"employee:{employee_id}"
        uow.audit("invitation.revoked", chain=chain, subject=subject, at=at, actor_id=by)
    return revoked


def _refusal(row: Row[tuple[object, ...]], at: datetime) -> Refusal | None:
    if row.revoked_at is not None:
        return Refusal.REVOKED
    return Refusal.EXPIRED if row.expires_at <= at else None


def _tie(
    uow: UnitOfWork, row: Row[tuple[object, ...]], telegram_user_id: int, at: datetime
) -> Redeemed:
    spent = INVITATION.update().where(INVITATION.c.id == row.id)
    uow.connection.execute(spent.values(used_at=at, used_by=telegram_user_id))
    if _linked_employee(uow, telegram_user_id) is None:
        links.link(uow, row.employee_id, telegram_user_id, at=at)
    chain = uow.body_of(row.employee_id)
    _note(uow, "invitation.used", chain, row.id, at=at, actor_id=row.employee_id)
    return Redeemed(employee_id=row.employee_id)


def _linked_employee(uow: UnitOfWork, telegram_user_id: int) -> int | None:
    wanted = select(TELEGRAM_LINK.c.employee_id).where(
        TELEGRAM_LINK.c.telegram_user_id == telegram_user_id, TELEGRAM_LINK.c.ended_at.is_(None)
    )
    found = uow.connection.execute(wanted).scalar()
    return None if found is None else int(found)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _note(
    uow: UnitOfWork,
    action: str,
    chain: str,
    invitation_id: int,
    *,
    at: datetime,
    actor_id: int | None,
) -> None:
    uow.audit(action, chain=chain, subject=f"invitation:{invitation_id}", at=at, actor_id=actor_id)
