"""Permits of the files into the store, each known again."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select, update

from rules.facts import Permit
from storage.days import absences
from storage.staff_file.records import PermitOf, tells
from storage.tables import PERMIT, PermitState
from storage.unit_of_work import UnitOfWork


def bring_permit(uow: UnitOfWork, employee_id: int, row: PermitOf) -> bool | None:
    """
    Enter a permit that the store does not know by kind, day and start.

    One that was imported before is brought up to date; one that somebody asked for in chat, or
    took back there, stays as it is. Tell whether it was changed, None if it is new.
    """
    permit = row.permit
    timed = tells(row.told, "dalle")
    on_day = _permits_on(uow, employee_id, permit.on)
    same = [known for known in on_day if _is(permit, known, timed=timed)]
    if not same:
        absences.add_permit(uow, employee_id, permit)
        return None
    if not timed and len(same) > 1:
        return False  # which of them is meant cannot be told
    told: dict[str, Any] = {"minutes": permit.minutes, "days": permit.days}
    if tells(row.told, "evento"):
        told["event_day"] = permit.event
    old = [r for r in same if r["asked_at"] is None and r["state"] is PermitState.GRANTED]
    differing = [r["id"] for r in old if any(r[name] != told[name] for name in told)]
    if differing:
        uow.connection.execute(update(PERMIT).where(PERMIT.c.id.in_(differing)).values(told))
    return bool(differing)


def _permits_on(uow: UnitOfWork, employee_id: int, day: date) -> list[Any]:
    # The kind is sealed: it is compared here and not in the database.
    wanted = select(PERMIT).where(PERMIT.c.employee_id == employee_id, PERMIT.c.on_day == day)
    return list(uow.connection.execute(wanted).mappings())


def _is(permit: Permit, row: Any, *, timed: bool) -> bool:
    """Compare kind and start; a file without starts may mean any of that kind and day."""
    return bool(row["kind"] == permit.kind and (not timed or row["start_minute"] == permit.start))
