"""Absences and derogations of the files into the store: laid over what is known there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from rules.facts import AbsenceKind, Derogation
from storage.staff_file.records import AbsenceRow, DerogationOf, tells
from storage.staff_file.timeline import Piece, joined, laid_over
from storage.tables import ABSENCE, DEROGATION
from storage.unit_of_work import UnitOfWork

Given = tuple[int, str, str]
"""The days a week, the motive and the article of a derogation."""


def bring_absence(uow: UnitOfWork, employee_id: int, row: AbsenceRow) -> bool | None:
    """Note an absence, or that there is none; tell whether it changed anything, None if new."""
    known = _touched(uow, ABSENCE, employee_id, row)
    kind = row.kind

    def told(_: AbsenceKind | None) -> AbsenceKind | None:
        return kind

    def columns(kind: AbsenceKind) -> dict[str, Any]:
        return {"kind": kind}

    pieces = [Piece(r["first_day"], r["last_day"], AbsenceKind(r["kind"])) for r in known]
    return _bring(uow, ABSENCE, employee_id, known, pieces, row=row, told=told, columns=columns)


def bring_derogation(uow: UnitOfWork, employee_id: int, row: DerogationOf) -> bool | None:
    """Note a derogation, or that there is none; tell the same."""
    known = _touched(uow, DEROGATION, employee_id, row.derogation)
    now = row.derogation

    def told(before: Given | None) -> Given | None:
        if row.taken_back:
            return None
        motive = now.motive if before is None or tells(row.told, "motivo") else before[1]
        article = now.article if before is None or tells(row.told, "articolo") else before[2]
        return now.per_week, motive, article

    def columns(given: Given) -> dict[str, Any]:
        return {"per_week": given[0], "motive": given[1], "article": given[2]}

    pieces = [
        Piece(
            r["first_day"],
            r["last_day"],
            (int(r["per_week"]), str(r["motive"]), str(r["article"])),
        )
        for r in known
    ]
    return _bring(uow, DEROGATION, employee_id, known, pieces, row=now, told=told, columns=columns)


def _touched(uow: UnitOfWork, table: Table, employee_id: int, span: Any) -> list[Any]:
    wanted = select(table).where(
        table.c.employee_id == employee_id,
        table.c.first_day <= span.last_day,
        table.c.last_day >= span.first_day,
    )
    return list(uow.connection.execute(wanted.order_by(table.c.first_day, table.c.id)).mappings())


def _bring(
    uow: UnitOfWork,
    table: Table,
    employee_id: int,
    known: Sequence[Mapping[str, Any]],
    pieces: list[Piece[Any]],
    *,
    row: AbsenceRow | Derogation,
    told: Callable[[Any], Any],
    columns: Callable[[Any], dict[str, Any]],
) -> bool | None:
    after = laid_over(pieces, row.first_day, row.last_day, told)
    if after == joined(pieces):
        return False
    free = dict(zip((row["id"] for row in known), pieces, strict=True))
    rows = [
        ({"employee_id": employee_id, "first_day": piece.first, "last_day": piece.last}, piece)
        for piece in after
    ]
    _write(uow, table, free, [(named | columns(piece.what), piece) for named, piece in rows])
    return True if known else None


def _write(
    uow: UnitOfWork,
    table: Table,
    free: dict[int, Piece[Any]],
    after: Sequence[tuple[dict[str, Any], Piece[Any]]],
) -> None:
    """
    Write each piece into the row that it was a part of, by id in `free`.

    What people were told of a row is known by its id, so the longest rest keeps it.
    """
    for values, piece in sorted(after, key=lambda one: one[1].first - one[1].last):
        own = next((i for i, old in free.items() if _is_rest_of(piece, old)), None)
        if own is None:
            uow.connection.execute(insert(table).values(values))
        else:
            del free[own]
            uow.connection.execute(update(table).where(table.c.id == own).values(values))
    if free:
        uow.connection.execute(delete(table).where(table.c.id.in_(list(free))))


def _is_rest_of(piece: Piece[Any], old: Piece[Any]) -> bool:
    return bool(piece.what == old.what and piece.first <= old.last and old.first <= piece.last)
