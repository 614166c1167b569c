"""Reports on agile work that people handed in, each for a week or a month."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from storage.core.statements import insert_new
from storage.tables import REPORT
from storage.unit_of_work import UnitOfWork


def hand_in(
    uow: UnitOfWork, employee_id: int, *, first_day: date, last_day: date, at: datetime
) -> bool:
    """Note that a person handed in the report of some days; False if it is noted already."""
    span = {"first_day": first_day, "last_day": last_day}
    row = {"employee_id": employee_id, "handed_in_at": at, **span}
    if not insert_new(uow.connection, REPORT, **row):
        return False
    uow.audit(
        "report.handed_in",
        chain=uow.body_of(employee_id),
        subject=f"employee:{employee_id}",
        at=at,
        actor_id=employee_id,
        details={"from": first_day, "to": last_day},
    )
    return True


def handed_in(uow: UnitOfWork, employee_id: int, *, since: date) -> dict[date, datetime]:
    """Tell when each report was handed in, by the first day of what it covers."""
    wanted = select(REPORT.c.first_day, REPORT.c.handed_in_at).where(
        REPORT.c.employee_id == employee_id, REPORT.c.first_day >= since
    )
    return {row.first_day: row.handed_in_at for row in uow.connection.execute(wanted)}
