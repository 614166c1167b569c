"""Delegations: for some days somebody acts in a manager's name (`posts` tells who acts)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from storage.errors import NotFound
from storage.people import appointments
from storage.tables import DELEGATION
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegated:
    """A delegation, both days included."""

    id: int
    manager_id: int
    delegate_id: int
    first_day: date
    last_day: date


def add(
    uow: UnitOfWork,
    manager_id: int,
    *,
    to: int,
    first_day: date,
    last_day: date,
    at: datetime,
) -> Delegated:
    """Let somebody of the same body act in a manager's name; as `appointments.delegate` does."""
    found_id = appointments.delegate(
        uow, manager_id, to=to, first_day=first_day, last_day=last_day
    )
    given = Delegated(
        id=found_id,
        manager_id=manager_id,
        delegate_id=to,
        first_day=first_day,
        last_day=last_day,
    )
    _note(uow, "delegation.given", given, at=at)
    return given


def end(uow: UnitOfWork, delegation_id: int, *, today: date, at: datetime) -> Delegated | None:
    """
    End a delegation at once: its last day was yesterday, one that began today never was.

    Gives it as it stood; None if it was over already. Raises NotFound.
    """
    standing = by_id(uow, delegation_id)
    if standing.last_day < today:
        return None
    row = DELEGATION.c.id == delegation_id
    if standing.first_day >= today:
        uow.connection.execute(delete(DELEGATION).where(row))
    else:
        yesterday = today - timedelta(days=1)
        uow.connection.execute(DELEGATION.update().where(row).values(last_day=yesterday))
    _note(uow, "delegation.ended", standing, at=at)
    return standing


def running(uow: UnitOfWork, manager_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """Tell who acts today for which of some managers; of several delegates the newest."""
    wanted = (
        select(DELEGATION.c.manager_id, DELEGATION.c.delegate_id)
        .where(DELEGATION.c.manager_id.in_(list(manager_ids)))
        .where(DELEGATION.c.first_day <= on, DELEGATION.c.last_day >= on)
        .order_by(DELEGATION.c.id)
    )
    return {row.manager_id: row.delegate_id for row in uow.connection.execute(wanted)}


def by_id(uow: UnitOfWork, delegation_id: int) -> Delegated:
    """Give one delegation; raise NotFound."""
    found = _all(uow, DELEGATION.c.id == delegation_id)
    if not found:
        raise NotFound("delegation", delegation_id)
    return found[0]


def given_by(uow: UnitOfWork, manager_id: int, *, since: date) -> list[Delegated]:
    """List whom a manager named, as far as it is not over before a day, the earliest first."""
    return _all(uow, (DELEGATION.c.manager_id == manager_id) & (DELEGATION.c.last_day >= since))


def given_to(uow: UnitOfWork, delegate_id: int, *, since: date) -> list[Delegated]:
    """List the managers in whose name somebody may act, now and later."""
    return _all(uow, (DELEGATION.c.delegate_id == delegate_id) & (DELEGATION.c.last_day >= since))


def _all(uow: UnitOfWork, wanted: ColumnElement[bool]) -> list[Delegated]:
    rows = select(DELEGATION).where(wanted).order_by(DELEGATION.c.first_day, DELEGATION.c.id)
    return [Delegated(**row) for row in uow.connection.execute(rows).mappings()]


def _note(uow: UnitOfWork, action: str, given: Delegated, *, at: datetime) -> None:
    uow.audit(
        action,
        chain=uow.body_of(given.manager_id),
        subject=f"delegation:{given.id}",
        at=at,
        actor_id=given.manager_id,
        details={
            "delegate": given.delegate_id,
            "from": given.first_day,
            "to": given.last_day,
        },
    )
