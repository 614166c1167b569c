"""Permits of the files into the store, each known again, and the time that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from rules.calendar import workdays_of
from rules.facts import MINUTES_OF_A_DAY, Permit, clock_text
from rules.permit_days import days_of
from rules.permit_limits import without_permits
from storage.days import absences, facts
from storage.errors import PermitTaken
from storage.requests import permit_slots, permits
from storage.staff_file import besides, merging
from storage.staff_file.changes import Impossible
from storage.staff_file.permits_known import TOLD_ALONE, Told, is_of_files, matched
from storage.staff_file.records import PermitOf, tells
from storage.tables import PERMIT, PERMITS_HELD
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class BroughtPermit:
    """
    What came of a row: whether a known permit changed, None if it is new.

    `row` has the permit as it stands in the store now, `permit_ids` are the rows written whose
    time is to be held. Of one that is `impossible` nothing was written.
    """

    changed: bool | None
    row: PermitOf
    permit_ids: tuple[int, ...] = ()
    impossible: Impossible | None = None


def bring_permit(
    uow: UnitOfWork,
    employee_id: int,
    row: PermitOf,
    *,
    at: datetime,
    told: Told = TOLD_ALONE,
    week: int = 5,
) -> BroughtPermit:
    """
    Enter a permit that the store does not know by kind, day and start.

    One that was imported before is brought up to date, to another hour as well; one that somebody
    asked for in chat, or took back there, stays as it is. `told` are the starts of all rows of its
    kind and day, `week` is how many days are worked where nothing says it. What time is held then,
    `hold_anew` says once all rows are in.
    """
    found = matched(uow, employee_id, row, told)
    if found.among:
        return BroughtPermit(changed=False, row=row, impossible=_which(row, found.among))
    if row.taken_back:
        return _take_back(uow, row, found.same, at=at)
    if found.known:
        return BroughtPermit(changed=False, row=row)
    if not found.same:
        return BroughtPermit(None, row, (absences.add_permit(uow, employee_id, row.permit),))
    old = [known for known in found.same if is_of_files(known)]
    stands = _in_service(uow, employee_id, row, week=week)
    differing = [(r["id"], columns) for r in old if (columns := _told(row, r, stands))]
    for permit_id, columns in differing:
        uow.connection.execute(update(PERMIT).where(PERMIT.c.id == permit_id).values(columns))
    if not differing:
        return BroughtPermit(changed=False, row=row)
    after = permits.by_id(uow, differing[0][0]).permit
    ids = tuple(permit_id for permit_id, _ in differing)
    return BroughtPermit(changed=True, row=replace(row, permit=after), permit_ids=ids)


def _take_back(
    uow: UnitOfWork, row: PermitOf, same: Sequence[Mapping[str, Any]], *, at: datetime
) -> BroughtPermit:
    """Take back what a file brought in; what was asked for in chat is taken back there."""
    held = [known for known in same if known["state"] in PERMITS_HELD]
    if any(not is_of_files(known) for known in held):
        expected = (
            "valido: this permit was asked for in chat, where people are told what becomes of it; "
            "take it back there, or leave this line out"
        )
        said = _impossible(row, "stato", "annullato", expected)
        return BroughtPermit(changed=False, row=row, impossible=said)
    for known in held:
        permits.correct_records(uow, known["id"], known["version"], at=at)
    return BroughtPermit(bool(held), row)


def _which(row: PermitOf, among: Sequence[Mapping[str, Any]]) -> Impossible:
    """Complain of a permit that may be one of several that are known, or one beside them."""
    starts = [one["start_minute"] for one in among]
    known = ", ".join("no hour" if start is None else clock_text(start) for start in starts)
    expected = (
        f"an hour that tells which permit of this kind and day is meant: known from {known}; name "
        "that hour in dalle, and bring a wrong one in with stato annullato"
    )
    start = row.permit.start
    return _impossible(row, "dalle", "" if start is None else clock_text(start), expected)


def hold_anew(
    uow: UnitOfWork, brought: Sequence[BroughtPermit], *, week: int
) -> Iterator[Impossible]:
    """
    Free what the written permits held and hold their time as they are now; tell what cannot be.

    Only once all of them are written: one that becomes shorter makes room for another line. Whole
    days are those that the person works; `week` is how many that are where nothing says it.
    """
    for one in brought:
        for permit_id in one.permit_ids:
            permit_slots.free(uow, permit_id)
            if one.row.permit.days is not None:
                record = permits.by_id(uow, permit_id)
                days = _days_worked(uow, record.employee_id, record.permit, week)
                permit_slots.note_days(uow, permit_id, days)
    for one in brought:
        if past := _past_midnight(one.row):
            yield past
            continue
        for permit_id in one.permit_ids:
            if other := _held_by_another(uow, one.row, permit_id):
                yield taken(one.row, other)
                break


def _days_worked(uow: UnitOfWork, employee_id: int, permit: Permit, week: int) -> list[date]:
    """List the working days of a permit of whole days, for the person as they are known."""
    case = facts.load(uow, employee_id, on=permit.on)
    workdays = workdays_of(case.person, week)
    return days_of(without_permits(case.history), permit, workdays)


def _in_service(uow: UnitOfWork, employee_id: int, row: PermitOf, *, week: int) -> int | None:
    """Count the told days up to the last one of service; None if nobody leaves, or of hours."""
    left = merging.known_record(uow, employee_id).left_on
    if left is None or row.permit.days is None:
        return None
    return sum(day <= left for day in _days_worked(uow, employee_id, row.permit, week))


def _past_midnight(row: PermitOf) -> Impossible | None:
    """Complain of minutes that the day has not, which the file alone cannot tell."""
    start, minutes = row.permit.start, row.permit.minutes
    if start is None or minutes is None or start + minutes <= MINUTES_OF_A_DAY:
        return None
    left = MINUTES_OF_A_DAY - start
    expected = (
        f"at most {left}: it is known to begin at {clock_text(start)}, the day ends at 24:00"
    )
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
    return f"{permit.on} {clock_text(start)}-{clock_text(start + (permit.minutes or 0))}"


def _told(row: PermitOf, known: Any, in_service: int | None) -> dict[str, Any]:
    """
    Give the columns in which a known permit becomes another; whole days have no start.

    One that ends with the last day of service stays so: told again, it is no longer one.
    """
    permit = row.permit
    told: dict[str, Any] = {"minutes": permit.minutes, "days": permit.days}
    if permit.days is not None:
        told["start_minute"] = None
        told["consecutive"] = permit.consecutive
        if in_service is not None and in_service <= (known["days"] or 0) < permit.days:
            told["days"] = known["days"]
    elif tells(row.told, "dalle"):
        told["start_minute"] = permit.start
    if tells(row.told, "evento"):
        told["event_day"] = permit.event
    return told if any(known[name] != told[name] for name in told) else {}
