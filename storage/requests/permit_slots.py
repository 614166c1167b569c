"""
The time that permits hold: no minute of a person's day is held by two.

A permit of hours holds its first minute and every quarter of an hour that begins in it, one of
whole days all quarters of each of its days. So permits that meet in a quarter or begin together
are kept apart by the primary key, and those that only follow one another never are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from rules.facts import MINUTES_OF_A_DAY, Permit
from rules.history import History
from rules.permit_days import days_of
from storage.core.statements import insert_all_new
from storage.errors import PermitTaken
from storage.tables import PERMIT, PERMIT_SLOT, PERMITS_HELD
from storage.unit_of_work import UnitOfWork

QUARTER = 15
USUAL_WEEK = frozenset(range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """
    A permit that holds time; `takes` are the working days of whole ones, as they were when asked.

    `corrects` is the permit that it will take the place of: time of both is no conflict.
    """

    id: int
    employee_id: int
    permit: Permit
    takes: Sequence[date] = ()
    corrects: int | None = None


def hold(uow: UnitOfWork, holding: Holding) -> None:
    """Hold the time of a permit; raise PermitTaken, naming whose it is, and hold nothing then."""
    wanted = set(_slots(holding))
    others = _lay(uow, holding, wanted)
    if others:
        # What holds it may have been changed by a file since: once more, as it is today.
        free(uow, holding.id)
        for other in others:
            lay_anew(uow, other)
        others = _lay(uow, holding, wanted)
    if others:
        free(uow, holding.id)
        raise PermitTaken(employee_id=holding.employee_id, permit_id=min(others))


def free(uow: UnitOfWork, permit_id: int) -> None:
    """Give back what a permit holds."""
    uow.connection.execute(_FREED, {"permit": permit_id})


def lay_anew(uow: UnitOfWork, permit_id: int) -> None:
    """Hold what is free of the time of a permit as it stands, from records or changed there."""
    free(uow, permit_id)
    if holding := _held_now(uow, permit_id):
        _lay(uow, holding, set(_slots(holding)))


def note_days(uow: UnitOfWork, permit_id: int, days: Sequence[date]) -> None:
    """Note which working days a permit of whole days takes, for whoever holds its time next."""
    row = PERMIT.update().where(PERMIT.c.id == permit_id)
    uow.connection.execute(row.values(takes=write_days(days)))


def hold_row(uow: UnitOfWork, permit_id: int) -> None:
    """Hold all the time of a permit as it stands; raise PermitTaken, and hold nothing then."""
    if holding := _held_now(uow, permit_id):
        hold(uow, holding)


def _held_now(uow: UnitOfWork, permit_id: int) -> Holding | None:
    row = uow.connection.execute(_PERMIT, {"permit": permit_id}).mappings().first()
    return _holding(row) if row is not None and row["state"] in PERMITS_HELD else None


def days_taken(permit: Permit) -> Sequence[date]:
    """List the working days of a permit of whole days, by the week of most offices."""
    return days_of(History(), permit, USUAL_WEEK)


def _lay(uow: UnitOfWork, holding: Holding, wanted: set[tuple[date, int]]) -> set[int]:
    """Hold what is free; give which permits hold the rest, but for the one that is corrected."""
    if not wanted:
        return set()
    rows = [
        {"employee_id": holding.employee_id, "day": day, "minute": minute, "permit_id": holding.id}
        for day, minute in sorted(wanted)
    ]
    insert_all_new(uow.connection, PERMIT_SLOT, rows)
    mine = uow.connection.execute(_COUNT, {"permit": holding.id}).scalar_one()
    if mine == len(wanted):
        return set()
    asked = {"who": holding.employee_id, "days": sorted({day for day, _ in wanted})}
    holders = {
        other
        for day, minute, other in uow.connection.execute(_OF_DAYS, asked)
        if (day, minute) in wanted
    }
    return holders - {holding.id, holding.corrects}


def _slots(holding: Holding) -> Iterator[tuple[date, int]]:
    permit = holding.permit
    if permit.days is not None:
        for day in holding.takes or days_taken(permit):
            yield from _quarters(day, 0, MINUTES_OF_A_DAY)
    elif permit.start is not None and permit.minutes is not None:
        end = min(permit.start + permit.minutes, MINUTES_OF_A_DAY)
        yield permit.on, permit.start
        yield from _quarters(permit.on, permit.start, end)


def _quarters(day: date, start: int, end: int) -> Iterable[tuple[date, int]]:
    first = -(-start // QUARTER) * QUARTER
    return ((day, minute) for minute in range(first, end, QUARTER))


def _holding(row: Any) -> Holding:
    return Holding(
        id=row["id"],
        employee_id=row["employee_id"],
        permit=Permit(
            kind="",
            on=row["on_day"],
            days=row["days"],
            minutes=row["minutes"],
            start=row["start_minute"],
            consecutive=row["consecutive"],
        ),
        takes=read_days(row["takes"]),
        corrects=row["replaces_id"],
    )


def read_days(column: Collection[str] | None) -> tuple[date, ...]:
    """Read days as the column keeps them."""
    return tuple(date.fromisoformat(text) for text in column or ())


def write_days(days: Iterable[date]) -> list[str] | None:
    """Lay days out for the column."""
    return [day.isoformat() for day in days] or None


_NAMES = ("id", "employee_id", "on_day", "days", "minutes", "start_minute", "takes", "state")
_MORE = ("replaces_id", "consecutive")
_PERMIT = select(*(PERMIT.c[name] for name in (*_NAMES, *_MORE))).where(
    PERMIT.c.id == bindparam("permit")
)
_FREED = delete(PERMIT_SLOT).where(PERMIT_SLOT.c.permit_id == bindparam("permit"))
_COUNT = select(func.count()).where(PERMIT_SLOT.c.permit_id == bindparam("permit"))
_OF_DAYS = select(PERMIT_SLOT.c.day, PERMIT_SLOT.c.minute, PERMIT_SLOT.c.permit_id).where(
    PERMIT_SLOT.c.employee_id == bindparam("who"),
    PERMIT_SLOT.c.day.in_(bindparam("days", expanding=True)),
)
