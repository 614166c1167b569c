"""All files of a municipality together: read, checked against each other, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from storage.staff_file import besides, employees, places, spans
from storage.staff_file.problems import Problem, Problems
from storage.staff_file.records import Known, StaffFiles
from storage.staff_file.sheet import Sheet

COLUMNS = {
    places.BODY_FILE: places.BODY_COLUMNS,
    places.OFFICE_FILE: places.OFFICE_COLUMNS,
    employees.FILE: employees.COLUMNS,
    spans.AGREEMENT_FILE: spans.AGREEMENT_COLUMNS,
    spans.DAY_FILE: spans.DAY_COLUMNS,
    spans.ABSENCE_FILE: spans.ABSENCE_COLUMNS,
    besides.PERMIT_FILE: besides.PERMIT_COLUMNS,
    besides.DEROGATION_FILE: besides.DEROGATION_COLUMNS,
    besides.ON_CALL_FILE: besides.ON_CALL_COLUMNS,
    places.CLOSURE_FILE: places.CLOSURE_COLUMNS,
}
"""Every file that is read, with its columns."""
OF_PEOPLE = (
    spans.AGREEMENT_FILE,
    spans.DAY_FILE,
    spans.ABSENCE_FILE,
    besides.PERMIT_FILE,
    besides.DEROGATION_FILE,
    besides.ON_CALL_FILE,
)
"""The files of which each row is about somebody."""
NOTHING_KNOWN = Known()
FOREVER = date.max


def read_folder(
    source: Path | Mapping[str, bytes], *, known: Known = NOTHING_KNOWN
) -> StaffFiles | Problems:
    """
    Read the CSV files of a folder (or names and bytes) and check every row.

    Any of the files may be missing; `known` are offices and people of the store to which the
    files may refer. Gives what the files say, or all that is wrong in them: never some of both.
    """
    found = _bytes(source) if isinstance(source, Path) else dict(source)
    problems = _unknown_files(found)
    sheets = {
        name: Sheet(name, found.get(name, b""), cols)
        for name, cols in COLUMNS.items()
        if name in found
    }
    _check(sheets, known)
    for sheet in sheets.values():
        problems += sheet.problems
    if problems:
        return Problems(tuple(sorted(problems)))
    return _said(sheets)


def _bytes(folder: Path) -> dict[str, bytes]:
    """Read what ends in .csv; names in capitals, as some programs write them, are the same."""
    found: dict[str, bytes] = {}
    paths = [path for path in folder.iterdir() if path.suffix.lower() == ".csv"]
    for path in sorted(paths, reverse=True):  # small letters first: a namesake is then unknown
        name = path.name.lower()
        found[path.name if name in found else name] = path.read_bytes()
    return found


def _unknown_files(found: Mapping[str, bytes]) -> list[Problem]:
    if not found:
        names = ", ".join(COLUMNS)
        return [Problem(file="(folder)", expected=f"at least one of the files {names}")]
    unknown = [name for name in found if name not in COLUMNS]
    return [Problem(file=name, expected=_known_file(name)) for name in unknown]


def _known_file(name: str) -> str:
    near = get_close_matches(name, COLUMNS, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"one of the file names {', '.join(COLUMNS)}{hint}"


def _check(sheets: Mapping[str, Sheet], known: Known) -> None:
    offices = known.offices | _texts(sheets.get(places.OFFICE_FILE), "codice")
    numbers = known.numbers | _texts(sheets.get(employees.FILE), "matricola")
    if body := sheets.get(places.BODY_FILE):
        places.check_body(body, known.policies)
    for name, column in ((places.OFFICE_FILE, "codice"), (places.CLOSURE_FILE, "giorno")):
        if sheet := sheets.get(name):
            places.check_once(sheet, column)
    if people := sheets.get(employees.FILE):
        employees.check(people, offices)
    for name in OF_PEOPLE:
        if sheet := sheets.get(name):
            spans.check_people(sheet, numbers)
    _check_spans(sheets)
    if permits := sheets.get(besides.PERMIT_FILE):
        besides.check_permits(permits)
    if turns := sheets.get(besides.ON_CALL_FILE):
        besides.check_turns(turns)


def _check_spans(sheets: Mapping[str, Sheet]) -> None:
    if agreements := sheets.get(spans.AGREEMENT_FILE):
        spans.check_order(agreements)
        spans.check_overlap(agreements, apart=lambda row: row.values["modalita"], last=FOREVER)
    for name in (spans.ABSENCE_FILE, besides.DEROGATION_FILE):
        if sheet := sheets.get(name):
            spans.check_order(sheet)
            spans.check_overlap(sheet, apart=lambda _: None, last=None)
    if days := sheets.get(spans.DAY_FILE):
        spans.check_days(days)


def _texts(sheet: Sheet | None, column: str) -> frozenset[str]:
    """Give what a column names, in unsound rows too: one bad cell is complained of once."""
    if sheet is None:
        return frozenset()
    return frozenset(row.texts[column] for row in sheet.rows)


def _said(sheets: Mapping[str, Sheet]) -> StaffFiles:
    empty = {name: Sheet(name, _header(name), columns) for name, columns in COLUMNS.items()}
    every = {**empty, **sheets}
    return StaffFiles(
        body=places.body(every[places.BODY_FILE]),
        offices=places.offices(every[places.OFFICE_FILE]),
        employees=employees.records(every[employees.FILE]),
        agreements=spans.agreements(every[spans.AGREEMENT_FILE]),
        days=spans.days(every[spans.DAY_FILE]),
        absences=spans.absences(every[spans.ABSENCE_FILE]),
        permits=besides.permits(every[besides.PERMIT_FILE]),
        derogations=besides.derogations(every[besides.DEROGATION_FILE]),
        turns=besides.turns(every[besides.ON_CALL_FILE]),
        closures=places.closures(every[places.CLOSURE_FILE]),
    )


def _header(name: str) -> bytes:
    return ";".join(column.name for column in COLUMNS[name]).encode()
