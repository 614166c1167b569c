"""Telegram accounts tied to employees: one live account each, and one person each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, select

from storage.core.statements import insert_new
from storage.errors import AlreadyThere
from storage.tables import TELEGRAM_LINK
from storage.unit_of_work import UnitOfWork


def link(uow: UnitOfWork, employee_id: int, telegram_user_id: int, *, at: datetime) -> None:
    """
    Tie an account to an employee; whatever was tied to the employee before is untied.

    Raises AlreadyThere if the account is tied to somebody else.
    """
    end(uow, employee_id, at=at)
    row = {"employee_id": employee_id, "telegram_user_id": telegram_user_id, "linked_at": at}
    if not insert_new(uow.connection, TELEGRAM_LINK, **row):
        raise AlreadyThere("link of the Telegram account", telegram_user_id)
    _note(uow, "link.made", employee_id, at)


def end(uow: UnitOfWork, employee_id: int, *, at: datetime) -> bool:
    """Untie an employee's account; False if none was tied."""
    ended = TELEGRAM_LINK.update().where(_live(employee_id)).values(ended_at=at)
    if not uow.connection.execute(ended).rowcount:
        return False
    _note(uow, "link.ended", employee_id, at)
    return True


def mark_blocked(uow: UnitOfWork, employee_id: int, *, at: datetime) -> bool:
    """Note that the person blocked the bot; True only the first time, so others are told once."""
    blocked = TELEGRAM_LINK.update().where(
        _live(employee_id), TELEGRAM_LINK.c.blocked_at.is_(None)
    )
    if not uow.connection.execute(blocked.values(blocked_at=at)).rowcount:
        return False
    _note(uow, "link.blocked", employee_id, at)
    return True


def has_blocked(uow: UnitOfWork, employee_id: int) -> bool:
    """Tell whether a person blocked the bot, so that nothing reaches them."""
    blocked = select(TELEGRAM_LINK.c.id).where(
        _live(employee_id), TELEGRAM_LINK.c.blocked_at.is_not(None)
    )
    return uow.connection.execute(blocked).first() is not None


def who_blocked(uow: UnitOfWork, employee_ids: Iterable[int]) -> set[int]:
    """Tell which of some people blocked the bot."""
    blocked = select(TELEGRAM_LINK.c.employee_id).where(
        TELEGRAM_LINK.c.employee_id.in_(list(employee_ids)),
        TELEGRAM_LINK.c.ended_at.is_(None),
        TELEGRAM_LINK.c.blocked_at.is_not(None),
    )
    return set(uow.connection.execute(blocked).scalars())


def live(uow: UnitOfWork, employee_ids: Iterable[int]) -> dict[int, bool]:
    """
    Tell who of some people has a live link, and whether they blocked the bot.

    Until commit nobody can be marked otherwise.
    """
    wanted = select(TELEGRAM_LINK.c.employee_id, TELEGRAM_LINK.c.blocked_at).where(
        TELEGRAM_LINK.c.employee_id.in_(list(employee_ids)), TELEGRAM_LINK.c.ended_at.is_(None)
    )
    rows = uow.connection.execute(wanted.with_for_update())
    return {who: blocked_at is not None for who, blocked_at in rows}


def mark_unblocked(uow: UnitOfWork, employee_id: int, *, at: datetime) -> bool:
    """Note that the person writes again; True if they had blocked the bot."""
    back = TELEGRAM_LINK.update().where(
        _live(employee_id), TELEGRAM_LINK.c.blocked_at.is_not(None)
    )
    if not uow.connection.execute(back.values(blocked_at=None)).rowcount:
        return False
    _note(uow, "link.unblocked", employee_id, at)
    return True


def set_locale(uow: UnitOfWork, employee_id: int, locale: str) -> None:
    """Keep the language that a person chose."""
    uow.connection.execute(TELEGRAM_LINK.update().where(_live(employee_id)).values(locale=locale))


def _live(employee_id: int) -> ColumnElement[bool]:
    tied: ColumnElement[bool] = TELEGRAM_LINK.c.employee_id == employee_id
    return tied & TELEGRAM_LINK.c.ended_at.is_(None)


def _note(uow: UnitOfWork, action: str, employee_id: int, at: datetime) -> None:
    uow.audit(
        action,
        chain=uow.body_of(employee_id),
        subject=f"employee:{employee_id}",
        at=at,
        actor_id=employee_id,
    )
