"""What people were shown with a button that does it, and what of it they let be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from storage.core.statements import insert_new
from storage.tables import PROPOSAL
from storage.unit_of_work import UnitOfWork

KEPT = timedelta(days=400)
"""By then every day that a button could have held is over."""


def show(uow: UnitOfWork, telegram_id: int, buttons: Collection[str], *, at: datetime) -> None:
    """Note what is shown; what was let be before holds again, since it is shown anew."""
    for button in buttons:
        row = {"at": at, "let_be": False}
        if not insert_new(
            uow.connection, PROPOSAL, telegram_user_id=telegram_id, button=button, **row
        ):
            of_button = _own(telegram_id) & (PROPOSAL.c.button == button)
            uow.connection.execute(PROPOSAL.update().where(of_button).values(**row))


def let_be(
    uow: UnitOfWork,
    telegram_id: int,
    *,
    at: datetime,
    buttons: Collection[str] | None = None,
) -> None:
    """Let be what was shown, or only these buttons of it; forget the very old."""
    which = _own(telegram_id)
    if buttons is not None:
        which &= PROPOSAL.c.button.in_(buttons)
    uow.connection.execute(PROPOSAL.update().where(which).values(let_be=True))
    old = _own(telegram_id) & (PROPOSAL.c.at < at - KEPT)
    uow.connection.execute(delete(PROPOSAL).where(old))


def was_let_be(uow: UnitOfWork, telegram_id: int, button: str) -> bool:
    """Tell whether what a button does was let be since it was last shown."""
    which = _own(telegram_id) & (PROPOSAL.c.button == button)
    return bool(uow.connection.execute(select(PROPOSAL.c.let_be).where(which)).scalar())


def last_shown(uow: UnitOfWork, telegram_id: int, *, since: datetime) -> frozenset[str]:
    """Give the buttons that were shown last, since a moment; none of those let be since."""
    recent = _own(telegram_id) & (PROPOSAL.c.at >= since)
    rows = uow.connection.execute(select(PROPOSAL).where(recent)).all()
    last = max((row.at for row in rows), default=None)
    return frozenset(row.button for row in rows if row.at == last and not row.let_be)


def _own(telegram_id: int) -> ColumnElement[bool]:
    return PROPOSAL.c.telegram_user_id == telegram_id
