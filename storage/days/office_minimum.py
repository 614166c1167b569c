"""How many people of an office must be in, as its manager set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from storage.core.statements import insert_row
from storage.errors import NotFound
from storage.tables import OFFICE, PRESENCE_MINIMUM
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """From `first_day` on so many `people` must be in on a weekday (None: on every day)."""

    weekday: int | None
    people: int
    first_day: date
    last_day: date | None

    def covers(self, day: date) -> bool:
        """Tell whether it speaks of a day."""
        ended = self.last_day is not None and self.last_day < day
        return self.weekday in (None, day.weekday()) and self.first_day <= day and not ended


@dataclass(frozen=True, slots=True)
class Minimums:
    """All that was set for an office, the oldest first."""

    rows: tuple[Minimum, ...]

    def on(self, day: date) -> int:
        """Give how many must be in on a day: what was said of that weekday comes first."""
        said = [row for row in self.rows if row.covers(day)]
        of_the_weekday = [row for row in said if row.weekday is not None]
        return (of_the_weekday or said)[-1].people if said else 0

    @property
    def any(self) -> bool:
        """Whether anything at all was ever asked for."""
        return any(row.people for row in self.rows)


def of_office(uow: UnitOfWork, office_id: int) -> Minimums:
    """Give what was set for an office."""
    rows = uow.connection.execute(_OF_OFFICE, {"office": office_id}).mappings()
    return Minimums(tuple(Minimum(**row) for row in rows))


def put(
    uow: UnitOfWork,
    office_id: int,
    *,
    weekday: int | None,
    people: int,
    on: date,
    by: int,
    on_behalf_of: int | None,
    at: datetime,
) -> None:
    """Say from a day on how many must be in; what was said of that weekday before is past."""
    if people < 0 or weekday not in (None, *range(7)):
        raise ValueError(f"{people} people on weekday {weekday} is no minimum.")
    insert_row(
        uow.connection,
        PRESENCE_MINIMUM,
        office_id=office_id,
        weekday=weekday,
        people=people,
        first_day=on,
        last_day=None,
        set_by=by,
        set_at=at,
    )
    uow.audit(
        "minimum.set",
        chain=uow.body_of(by),
        subject=f"office:{office_id}",
        at=at,
        actor_id=by,
        on_behalf_of=on_behalf_of,
        details={"weekday": weekday, "people": people},
    )


def queue(uow: UnitOfWork, office_id: int) -> None:
    """
    Let one person of an office after the other count who stays in, if a minimum is set.

    To be called before `uow.lock_employee`, so that writers never wait for each other in a ring.
    On SQLite all writers queue already. Raises NotFound.
    """
    if not of_office(uow, office_id).any:
        return
    if uow.connection.execute(_LOCKED, {"office": office_id}).scalar() is None:
        raise NotFound("office", office_id)


_OF_OFFICE = (
    select(*(PRESENCE_MINIMUM.c[name] for name in ("weekday", "people", "first_day", "last_day")))
    .where(PRESENCE_MINIMUM.c.office_id == bindparam("office"))
    .order_by(PRESENCE_MINIMUM.c.id)
)
_LOCKED = select(OFFICE.c.id).where(OFFICE.c.id == bindparam("office")).with_for_update()
