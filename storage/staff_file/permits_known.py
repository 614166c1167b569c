"""Which permit of the store a row of permessi.csv is about: by start, or the only one left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from storage.staff_file.records import PermitOf, tells
from storage.tables import PERMIT, PERMITS_HELD, PermitState
from storage.unit_of_work import UnitOfWork

Start = int | None
"""The minute of the day at which a permit begins, None if it is not said."""


@dataclass(slots=True)
class Told:
    """The starts that a file tells of one person, kind and day: all, and those that stand."""

    every: set[Start] = field(default_factory=set)
    standing: set[Start] = field(default_factory=set)


TOLD_ALONE = Told()
Key = tuple[str, str, date]


def told_by(rows: Iterable[PermitOf]) -> Mapping[Key, Told]:
    """Give the starts that the rows tell, by number, kind and day."""
    found: defaultdict[Key, Told] = defaultdict(Told)
    for row in rows:
        of_day = found[key_of(row)]
        of_day.every.add(row.permit.start)
        if not row.taken_back:
            of_day.standing.add(row.permit.start)
    return found


def key_of(row: PermitOf) -> Key:
    """Give what permits that may be one have in common."""
    return row.number, row.permit.kind, row.permit.on


@dataclass(frozen=True, slots=True)
class Matched:
    """
    The rows of the store that are meant, none for a new permit; or `among` which it is not said.

    `known` says that one of several is meant and that it is as it is told.
    """

    same: Sequence[Mapping[str, Any]] = ()
    among: Sequence[Mapping[str, Any]] = ()
    known: bool = False


def matched(uow: UnitOfWork, employee_id: int, row: PermitOf, told: Told) -> Matched:
    """
    Find the permit that a row is about.

    One that begins at the told hour; or the only one of its kind and day that no other row tells
    of, which has got another hour. A file without hours means the only one that there is.
    """
    of_day = _of_day(uow, employee_id, row)
    if not tells(row.told, "dalle"):
        return _without_hours(of_day, row)
    exact = [one for one in of_day if one["start_minute"] == row.permit.start]
    if exact or row.taken_back:
        return Matched(same=exact)
    left = [one for one in of_day if is_of_files(one) and one["start_minute"] not in told.every]
    new = told.standing - {one["start_minute"] for one in of_day}
    return Matched(same=left) if len(left) == 1 and len(new) <= 1 else Matched(among=left)


def is_of_files(row: Mapping[str, Any]) -> bool:
    """Tell whether a permit came from a file and stands: chat is younger than any file."""
    return row["asked_at"] is None and row["state"] is PermitState.GRANTED


def _without_hours(of_day: list[Mapping[str, Any]], row: PermitOf) -> Matched:
    if len(of_day) <= 1:
        return Matched(same=of_day)
    held = [one for one in of_day if one["state"] in PERMITS_HELD]
    lengths = [(one["minutes"], one["days"]) for one in of_day]
    told_again = not row.taken_back and (row.permit.minutes, row.permit.days) in lengths
    if told_again or not held:
        return Matched(known=True)
    return Matched(same=held) if len(held) == 1 else Matched(among=held)


def _of_day(uow: UnitOfWork, employee_id: int, row: PermitOf) -> list[Mapping[str, Any]]:
    # The kind is sealed: it is compared here and not in the database.
    wanted = select(PERMIT).where(
        PERMIT.c.employee_id == employee_id, PERMIT.c.on_day == row.permit.on
    )
    found = uow.connection.execute(wanted.order_by(PERMIT.c.id)).mappings()
    return [dict(one) for one in found if one["kind"] == row.permit.kind]
