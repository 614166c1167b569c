"""Permits, derogations and weeks on call of the files into the store, each known again."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from rules.facts import Derogation, Permit
from storage.days import absences
from storage.tables import DEROGATION, PERMIT, PermitState
from storage.unit_of_work import UnitOfWork


def bring_permit(uow: UnitOfWork, employee_id: int, permit: Permit) -> bool | None:
    """
    Enter a permit that the store does not know by kind, day and start.

    One that was imported before is brought up to date; one that somebody asked for in chat, or
    took back there, stays as it is. Tell whether it was changed, None if it is new.
    """
    same = [row for row in _permits_on(uow, employee_id, permit.on) if _is(permit, row)]
    if not same:
        absences.add_permit(uow, employee_id, permit)
        return None
    told = {"minutes": permit.minutes, "days": permit.days, "event_day": permit.event}
    old = [row for row in same if row["asked_at"] is None and row["state"] is PermitState.GRANTED]
    differing = [row["id"] for row in old if any(row[name] != told[name] for name in told)]
    if differing:
        uow.connection.execute(update(PERMIT).where(PERMIT.c.id.in_(differing)).values(told))
    return bool(differing)


def bring_derogation(uow: UnitOfWork, employee_id: int, told: Derogation) -> bool | None:
    """
    Put a derogation in the place of those of the same person that it overlaps.

    Tell whether that changed anything, None if there was none before.
    """
    overlapping = select(DEROGATION).where(
        DEROGATION.c.employee_id == employee_id,
        DEROGATION.c.first_day <= told.last_day,
        DEROGATION.c.last_day >= told.first_day,
    )
    before = list(uow.connection.execute(overlapping).mappings())
    if [_derogation(row) for row in before] == [told]:
        return False
    gone = delete(DEROGATION).where(DEROGATION.c.id.in_([row["id"] for row in before]))
    uow.connection.execute(gone)
    absences.add_derogation(uow, employee_id, told)
    return True if before else None


def _permits_on(uow: UnitOfWork, employee_id: int, day: date) -> list[Any]:
    # The kind is sealed: it is compared here and not in the database.
    wanted = select(PERMIT).where(PERMIT.c.employee_id == employee_id, PERMIT.c.on_day == day)
    return list(uow.connection.execute(wanted).mappings())


def _is(permit: Permit, row: Any) -> bool:
    return bool(row["kind"] == permit.kind and row["start_minute"] == permit.start)


def _derogation(row: Any) -> Derogation:
    names = ("first_day", "last_day", "per_week", "motive")
    return Derogation(**{name: row[name] for name in names})
