"""Presses that decided: kept so that they can be taken back for some minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from storage.core.statements import insert_row
from storage.errors import NotFound
from storage.tables import DECISION
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A press that decided; `before` is what each request needs to be as it was."""

    id: int
    actor_id: int
    decided_at: datetime
    undone_at: datetime | None
    before: Sequence[Mapping[str, Any]]


def add(
    uow: UnitOfWork, actor_id: int, before: Sequence[Mapping[str, Any]], *, at: datetime
) -> int:
    """Note a press that decided; give its id."""
    kept = [dict(one) for one in before]
    return insert_row(uow.connection, DECISION, actor_id=actor_id, decided_at=at, before=kept)


def by_id(uow: UnitOfWork, decision_id: int) -> Decided:
    """Give a press that decided; raise NotFound."""
    wanted = select(DECISION).where(DECISION.c.id == decision_id)
    row = uow.connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFound("decision", decision_id)
    return Decided(**row)


def undo(uow: UnitOfWork, decision_id: int, *, at: datetime) -> bool:
    """Note that it was taken back; False if it was before."""
    standing = DECISION.update().where(
        DECISION.c.id == decision_id, DECISION.c.undone_at.is_(None)
    )
    return bool(uow.connection.execute(standing.values(undone_at=at)).rowcount)


def of_actor(uow: UnitOfWork, actor_id: int, *, since: datetime) -> list[Decided]:
    """List the presses of somebody that decided and were not taken back, the newest first."""
    wanted = select(DECISION).where(
        DECISION.c.actor_id == actor_id,
        DECISION.c.decided_at >= since,
        DECISION.c.undone_at.is_(None),
    )
    newest_first = wanted.order_by(DECISION.c.decided_at.desc(), DECISION.c.id.desc())
    return [Decided(**row) for row in uow.connection.execute(newest_first).mappings()]
