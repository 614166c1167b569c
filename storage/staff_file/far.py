"""Days so far off that they must be slips of the pen: 2206 or 1026 for 2026."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from storage.staff_file import besides, employees, places, spans
from storage.staff_file.changes import Impossible
from storage.staff_file.records import EmployeeRow, StaffFiles

AHEAD, BACK = 10, 50
"""In years: nothing of work is planned further ahead, or was longer ago."""
YOUNGEST, OLDEST = 14, 120
"""In years: whoever works was born in between."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A day of a row."""

    file: str
    line: int
    column: str
    day: date


def far_off(files: StaffFiles, *, today: date) -> Iterator[Impossible]:
    """Complain of days of work that lie decades off, and of births that nobody at work has."""
    first, last = _years(today, -BACK), _years(today, AHEAD)
    for told in _days(files):
        if not first <= told.day <= last:
            yield _impossible(told, first, last)
    oldest, youngest = _years(today, -OLDEST), date(today.year - YOUNGEST, 12, 31)
    for row in files.employees:
        born = row.record.facts.born
        if born is not None and not oldest <= born <= youngest:
            told = _Told(employees.FILE, row.line, "nato_il", born)
            yield _impossible(told, oldest, youngest)


def _days(files: StaffFiles) -> Iterator[_Told]:
    for row in files.employees:
        yield from _of_person(row)
    for agreed in files.agreements:
        yield _Told(spans.AGREEMENT_FILE, agreed.line, "dal", agreed.terms.first_day)
    for day in files.days:
        yield _Told(spans.DAY_FILE, day.line, "giorno", day.day)
    for absence in files.absences:
        yield _Told(spans.ABSENCE_FILE, absence.line, "dal", absence.first_day)
        if absence.last_day != absence.first_day:
            yield _Told(spans.ABSENCE_FILE, absence.line, "al", absence.last_day)
    for permit in files.permits:
        yield _Told(besides.PERMIT_FILE, permit.line, "giorno", permit.permit.on)
    for derogation in files.derogations:
        first = derogation.derogation.first_day
        yield _Told(besides.DEROGATION_FILE, derogation.line, "dal", first)
    for turn in files.turns:
        yield _Told(besides.ON_CALL_FILE, turn.line, "lunedi", turn.monday)
    for closure in files.closures:
        yield _Told(places.CLOSURE_FILE, closure.line, "giorno", closure.day)


def _of_person(row: EmployeeRow) -> Iterator[_Told]:
    if row.record.facts.hired is not None:
        yield _Told(employees.FILE, row.line, "assunto_il", row.record.facts.hired)


def _impossible(told: _Told, first: date, last: date) -> Impossible:
    expected = f"a day from {first} to {last}: one further off is a slip of the pen"
    return Impossible(
        file=told.file,
        line=told.line,
        column=told.column,
        value=f"{told.day}",
        expected=expected,
    )


def _years(day: date, by: int) -> date:
    """Give the beginning of a year back, or the end of one ahead."""
    return date(day.year + by, 1, 1) if by < 0 else date(day.year + by, 12, 31)
