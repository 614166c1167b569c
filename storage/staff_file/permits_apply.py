"""Permits of the files into the store, each known again, and the time that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select, update

from rules.facts import MINUTES_OF_A_DAY, Permit
from storage.days import absences
from storage.errors import PermitTaken
from storage.requests import permit_slots, permits
from storage.staff_file import besides
from storage.staff_file.changes import Impossible
from storage.staff_file.records import PermitOf, tells
from storage.tables import PERMIT, PermitState
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class BroughtPermit:
    """
    What came of a row: whether a known permit changed, None if it is new.

    `row` has the permit as it stands in the store now, `permit_ids` are the rows written.
    """

    changed: bool | None
    row: PermitOf
    permit_ids: tuple[int, ...] = ()


def bring_permit(uow: UnitOfWork, employee_id: int, row: PermitOf) -> BroughtPermit:
    """
    Enter a permit that the store does not know by kind, day and start.

    One that was imported before is brought up to date; one that somebody asked for in chat, or
    took back there, stays as it is. What time is held then, `hold_anew` says once all rows are in.
    """
    permit = row.permit
    timed = tells(row.told, "dalle")
    on_day = _permits_on(uow, employee_id, permit.on)
    same = [known for known in on_day if _is(permit, known, timed=timed)]
    if not same:
        return BroughtPermit(None, row, (absences.add_permit(uow, employee_id, permit),))
    if not timed and len(same) > 1:
        return BroughtPermit(changed=False, row=row)  # which of them is meant cannot be told
    old = [r for r in same if r["asked_at"] is None and r["state"] is PermitState.GRANTED]
    differing = [(r["id"], told) for r in old if (told := _told(row, r))]
    for permit_id, told in differing:
        uow.connection.execute(update(PERMIT).where(PERMIT.c.id == permit_id).values(told))
    if not differing:
        return BroughtPermit(changed=False, row=row)
    stands = permits.by_id(uow, differing[0][0]).permit
    ids = tuple(permit_id for permit_id, _ in differing)
    return BroughtPermit(changed=True, row=replace(row, permit=stands), permit_ids=ids)


def hold_anew(uow: UnitOfWork, brought: Sequence[BroughtPermit]) -> Iterator[Impossible]:
    """
    Free what the written permits held and hold their time as they are now; tell what cannot be.

    Only once all of them are written: one that becomes shorter makes room for another line.
    """
    for one in brought:
        for permit_id in one.permit_ids:
            permit_slots.free(uow, permit_id)
    for one in brought:
        if past := _past_midnight(one.row):
            yield past
            continue
        for permit_id in one.permit_ids:
            if other := _held_by_another(uow, one.row, permit_id):
                yield taken(one.row, other)
                break


def _past_midnight(row: PermitOf) -> Impossible | None:
    """Complain of minutes that the day has not, which the file alone cannot tell."""
    start, minutes = row.permit.start, row.permit.minutes
    if start is None or minutes is None or start + minutes <= MINUTES_OF_A_DAY:
        return None
    left = MINUTES_OF_A_DAY - start
    expected = f"at most {left}: it is known to begin at {_clock(start)}, the day ends at 24:00"
    return _impossible(row, "minuti", f"{minutes}", expected)


def _held_by_another(uow: UnitOfWork, row: PermitOf, permit_id: int) -> Permit | None:
    """Hold the time of a permit, or give whose it is: of hours alone, which the clock tells."""
    try:
        permit_slots.hold_row(uow, permit_id)
    except PermitTaken as error:
        other = permits.by_id(uow, error.permit_id).permit
        if row.permit.days is None and other.days is None:
            return other
        # Which days whole ones take, their working days say: the act is asked for them.
        permit_slots.lay_anew(uow, permit_id)
    return None


def taken(row: PermitOf, other: Permit) -> Impossible:
    """Complain of a permit whose time another one of the same person holds."""
    expected = (
        f"a time that is free: another permit of the same person holds {_time_of(other)}; shorten "
        "or move one of the two, a permit asked for in chat by taking it back there"
    )
    return _impossible(row, "giorno", f"{row.permit.on}", expected)


def _impossible(row: PermitOf, column: str, value: str, expected: str) -> Impossible:
    return Impossible(
        file=besides.PERMIT_FILE, line=row.line, column=column, value=value, expected=expected
    )


def _time_of(permit: Permit) -> str:
    if permit.days is not None:
        return f"{permit.days} working days from {permit.on}"
    start = permit.start or 0
    return f"{permit.on} {_clock(start)}-{_clock(start + (permit.minutes or 0))}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _told(row: PermitOf, known: Any) -> dict[str, Any]:
    """Give the columns in which a known permit becomes another; whole days have no start."""
    permit = row.permit
    told: dict[str, Any] = {"minutes": permit.minutes, "days": permit.days}
    if permit.days is not None:
        told["start_minute"] = None
    if tells(row.told, "evento"):
        told["event_day"] = permit.event
    return told if any(known[name] != told[name] for name in told) else {}


def _permits_on(uow: UnitOfWork, employee_id: int, day: date) -> list[Any]:
    # The kind is sealed: it is compared here and not in the database.
    wanted = select(PERMIT).where(PERMIT.c.employee_id == employee_id, PERMIT.c.on_day == day)
    return list(uow.connection.execute(wanted).mappings())


def _is(permit: Permit, row: Any, *, timed: bool) -> bool:
    """Compare kind and start; a file without starts may mean any of that kind and day."""
    return bool(row["kind"] == permit.kind and (not timed or row["start_minute"] == permit.start))
