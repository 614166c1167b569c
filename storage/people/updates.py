"""Updates of Telegram that were handled: a redelivered one changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from storage.core.statements import insert_new
from storage.tables import HANDLED_UPDATE
from storage.unit_of_work import UnitOfWork


def first_time(uow: UnitOfWork, update_id: int, *, at: datetime) -> bool:
    """Note an update in the transaction that handles it; False if it was handled before."""
    return insert_new(uow.connection, HANDLED_UPDATE, update_id=update_id, at=at)


def note(uow: UnitOfWork, update_ids: Iterable[int], *, at: datetime) -> None:
    """Note updates that are not to be handled any more if they come again."""
    for update_id in update_ids:
        insert_new(uow.connection, HANDLED_UPDATE, update_id=update_id, at=at)


def forget(uow: UnitOfWork, *, before: datetime) -> int:
    """Forget updates so old that Telegram delivers them no more; give how many."""
    gone = delete(HANDLED_UPDATE).where(HANDLED_UPDATE.c.at < before)
    return uow.connection.execute(gone).rowcount
