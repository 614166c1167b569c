"""The body, its offices and the days they are closed, into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from storage.core.statements import insert_new
from storage.days import grounds
from storage.people import people, staff
from storage.people.staff import Patron
from storage.staff_file import places, taken_away
from storage.staff_file.changes import UNSAID, Asked, Change, Changes, Consent, some_of
from storage.staff_file.identity import key_of
from storage.staff_file.records import BodyRow, ClosureRow, OfficeRow, tells
from storage.staff_file.tallies import Summary
from storage.tables import BODY, CLOSURE, OFFICE
from storage.unit_of_work import UnitOfWork


def bring_body(
    uow: UnitOfWork,
    told: BodyRow | None,
    body_id: str | None,
    changes: Changes,
    *,
    today: date,
) -> str:
    """
    Keep the body that the files are about, and give its id.

    Raises NotFound for an unknown body, ValueError if it is not said, or said in two ways.
    """
    if told is None:
        if body_id is None:
            raise ValueError("Say which body the files are about, or add ente.csv.")
        return people.body(uow, body_id).id
    if body_id not in (None, told.id):
        raise ValueError(f"ente.csv tells of {told.id!r}, not of {body_id!r}.")
    known = uow.connection.execute(select(BODY).where(BODY.c.id == told.id)).mappings().first()
    if known is None:
        _refuse_other_capitals(uow, told.id)
        changes.asked += _asked_as_new(uow, told)
    before = None if known is None else _patron(known)
    patron = _merged(told, before)
    staff.put_body(uow, told.id, name=told.name, policy_id=told.policy_id, patron=patron)
    if known is not None:
        facts = {
            "nome": (known["name"], told.name),
            "regolamento": (known["policy_id"], told.policy_id),
            "patrono": (_said(before), _said(patron)),
        }
        for what, (old, new) in facts.items():
            _tell(changes, places.BODY_FILE, told.id, what, old, new)
        if known["policy_id"] != told.policy_id:
            changes.asked.append(taken_away.of_body(uow, told, known["policy_id"], today=today))
    return told.id


def _refuse_other_capitals(uow: UnitOfWork, body_id: str) -> None:
    ids = uow.connection.execute(select(BODY.c.id)).scalars()
    near = next((one for one in ids if key_of(one) == key_of(body_id)), None)
    if near is not None:
        raise ValueError(f"ente.csv tells of {body_id!r}; the body is known as {near!r}.")


def _asked_as_new(uow: UnitOfWork, told: BodyRow) -> Iterator[Asked]:
    """Ask whether a body is meant beside those that are known: a slip would double its people."""
    known = [f"{one.id} ({one.name})" for one in people.bodies(uow)]
    if known:
        yield Asked(
            consent=Consent.NEW_BODY,
            file=places.BODY_FILE,
            line=told.line,
            who=told.id,
            name=told.name,
            what=f"a new body, beside {some_of(known)}",
        )


def bring_offices(
    uow: UnitOfWork,
    rows: Iterable[OfficeRow],
    offices: dict[str, int],
    summary: Summary,
    changes: Changes,
) -> None:
    """Keep offices, known by their code; their ids are added to `offices`."""
    known = select(OFFICE.c.code, OFFICE.c.name).where(OFFICE.c.body_id == summary.body_id)
    names = {row.code: row.name for row in uow.connection.execute(known)}
    for row in rows:
        put = staff.put_office(uow, summary.body_id, row.code, name=row.name)
        offices[row.code] = put.id
        summary.offices.count(new=put.new, changed=put.changed)
        before = names.get(row.code, UNSAID)
        _tell(changes, places.OFFICE_FILE, row.code, "nome", before, row.name)


def patron_of(uow: UnitOfWork, body_id: str) -> Patron | None:
    """Give the patron saint of a body as the store knows it; None without, or of no body."""
    found = uow.connection.execute(select(BODY).where(BODY.c.id == body_id)).mappings().first()
    return None if found is None else _patron(found)


def days_of_patron(patron: Patron, today: date) -> set[date]:
    """Give the days of a patron saint of this year and the next; one of 29 February is rare."""
    days = set()
    for year in (today.year, today.year + 1):
        with suppress(ValueError):
            days.add(date(year, patron.month, patron.day))
    return days


def bring_closures(
    uow: UnitOfWork, rows: Iterable[ClosureRow], summary: Summary, changes: Changes
) -> list[ClosureRow]:
    """
    Note days on which the offices are closed, and those on which they are not after all.

    Gives the rows by which they are closed on days on which they were not.
    """
    closed = []
    wanted = select(CLOSURE.c.day, CLOSURE.c.reason).where(CLOSURE.c.body_id == summary.body_id)
    known = {row.day: str(row.reason) for row in uow.connection.execute(wanted)}
    for row in rows:
        before = known.get(row.day)
        after = _bring_closure(uow, row, before, summary.body_id)
        new = before is None and after is not None
        summary.closures.count(new=new, changed=not new and before != after)
        if new:
            closed.append(row)
        if before is not None and after is not None:
            told = ("motivo", before or UNSAID, after or UNSAID)
        else:
            told = ("uffici", _said_closed(before), _said_closed(after))
        _tell(changes, places.CLOSURE_FILE, f"{row.day}", *told)
    return closed


def _bring_closure(
    uow: UnitOfWork, row: ClosureRow, before: str | None, body_id: str
) -> str | None:
    """Write a row; give the reason of the closure as it stands then, None if there is none."""
    same = (CLOSURE.c.body_id == body_id) & (CLOSURE.c.day == row.day)
    if row.taken_back:
        if before is not None:
            uow.connection.execute(delete(CLOSURE).where(same))
            grounds.note_held(uow, body_id, row.day)
        return None
    if before is None:
        insert_new(uow.connection, CLOSURE, body_id=body_id, day=row.day, reason=row.reason)
        return row.reason
    if before == row.reason or not tells(row.told, "motivo"):
        return before
    uow.connection.execute(update(CLOSURE).where(same).values(reason=row.reason))
    return row.reason


def _said_closed(reason: str | None) -> str:
    return "aperti" if reason is None else f"chiusi {reason}".rstrip()


def _tell(changes: Changes, file: str, who: str, *what: str) -> None:
    name, before, after = what
    changes.tell(Change(file=file, who=who, name="", what=name, before=before, after=after))


def _merged(told: BodyRow, before: Patron | None) -> Patron | None:
    """Take the patron saint of the file, or as it is known where the file has no such column."""
    if not tells(told.told, "patrono"):
        return before
    if told.patron and before and not tells(told.told, "nome_patrono"):
        return replace(told.patron, name=before.name)
    return told.patron


def _patron(body: Any) -> Patron | None:
    if body["patron_month"] is None:
        return None
    return Patron(month=body["patron_month"], day=body["patron_day"], name=body["patron_name"])


def _said(patron: Patron | None) -> str:
    if patron is None:
        return UNSAID
    return f"{patron.day:02d}/{patron.month:02d} {patron.name}".strip()
