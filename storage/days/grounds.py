"""Whose grounds have changed: agreement, derogation, closure, or the facts of the person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import bindparam, delete, select

from storage.tables import GROUND_CHANGE
from storage.unit_of_work import UnitOfWork


def changed(uow: UnitOfWork, *, after: int = 0, limit: int) -> dict[int, list[int]]:
    """
    List people whose grounds changed, with the ids of the changes, the oldest first.

    `after` is the last change that was given before. The database notes them itself, whoever
    writes: a quiet minute costs this one statement.
    """
    found: defaultdict[int, list[int]] = defaultdict(list)
    for change_id, employee_id in uow.connection.execute(
        _CHANGED, {"after": after, "limit": limit}
    ):
        found[employee_id].append(change_id)
    return dict(found)


def seen(uow: UnitOfWork, change_ids: Collection[int]) -> None:
    """Forget changes that were looked at; those noted since stay."""
    gone = delete(GROUND_CHANGE).where(GROUND_CHANGE.c.id.in_(list(change_ids)))
    uow.connection.execute(gone)


_CHANGED = (
    select(GROUND_CHANGE.c.id, GROUND_CHANGE.c.employee_id)
    .where(GROUND_CHANGE.c.id > bindparam("after"))
    .order_by(GROUND_CHANGE.c.id)
    .limit(bindparam("limit"))
)
