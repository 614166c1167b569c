"""Until when the desk trusted its clock, for the next start and for whoever examines it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.core.statements import insert_new
from storage.tables import CLOCK_NOTE

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

ONLY = 1
"""The id of the one row."""


@dataclass(frozen=True, slots=True)
class Note:
    """The last moment that was trusted (UTC), and how far the clock leapt if it is doubted."""

    at: datetime
    leap: timedelta | None = None


def last(uow: UnitOfWork) -> Note | None:
    """Give what was noted last; None if no desk ran yet."""
    row = uow.connection.execute(select(CLOCK_NOTE).where(CLOCK_NOTE.c.id == ONLY)).first()
    if row is None:
        return None
    return Note(row.at, None if row.leap is None else timedelta(seconds=row.leap))


def trusted(uow: UnitOfWork, *, at: datetime) -> None:
    """Note that the clock was trusted at a moment."""
    if not insert_new(uow.connection, CLOCK_NOTE, id=ONLY, at=at, leap=None):
        uow.connection.execute(CLOCK_NOTE.update().values(at=at, leap=None))


def doubted(uow: UnitOfWork, *, at: datetime, leap: timedelta) -> None:
    """Note that the clock leapt; the moment that was trusted last stays, `at` if there is none."""
    seconds = round(leap.total_seconds())
    if not insert_new(uow.connection, CLOCK_NOTE, id=ONLY, at=at, leap=seconds):
        uow.connection.execute(CLOCK_NOTE.update().values(leap=seconds))
