"""All files of a municipality together: read, checked against each other, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.staff_file import besides, employees, identity, places, sources, spans
from storage.staff_file.kinds import OwnKinds
from storage.staff_file.problems import Note, Problem, Problems
from storage.staff_file.records import Known, StaffFiles
from storage.staff_file.sheet import Sheet
from storage.staff_file.sources import Sources

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    What was found in the files: the sound rows, all that is wrong, what was passed over.

    The sound rows are for looking on, so that every mistake is told at once; nothing may be
    applied for good while there are problems. `names` says how each file is called where it lies.
    """

    files: StaffFiles
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    names: Mapping[str, str]
    untold: int = 0
    """How many problems there are beyond those that are told."""

    @property
    def has_body(self) -> bool:
        """Tell whether ente.csv is among them, whatever is wrong with it."""
        return places.BODY_FILE in self.names


def read_folder(
    source: Path | Mapping[str, bytes], *, known: Known = NOTHING_KNOWN
) -> StaffFiles | Problems:
    """
    Read the files of a folder (or names and bytes) and check every row.

    Any of the files may be missing; `known` are offices and people of the store to which the
    files may refer. Gives what the files say, or all that is wrong in them: never some of both.
    """
    found = read(source, known=known)
    return Problems(found.problems) if found.problems else found.files


def read(source: Path | Mapping[str, bytes], *, known: Known = NOTHING_KNOWN) -> Reading:
    """Read and check the same, and give the sound rows beside what is wrong."""
    found = Sources(_bytes(source) if isinstance(source, Path) else source, COLUMNS)
    _check(found.sheets, known)
    problems, notes = [*found.problems], [*found.notes]
    for sheet in found.sheets.values():
        problems += sheet.problems
        notes += sheet.notes
    return Reading(
        files=_said(found.sheets),
        problems=tuple(sorted(problems)),
        notes=tuple(sorted(notes)),
        names={file: sheet.file for file, sheet in found.sheets.items()},
        untold=sum(sheet.untold for sheet in found.sheets.values()),
    )


def body_named(source: Path | Mapping[str, bytes]) -> str | None:
    """Tell which body ente.csv is about, without checking anything; None if there is none."""
    contents = _bytes(source) if isinstance(source, Path) else source
    some = {
        name: data
        for name, data in contents.items()
        if sources.may_hold(places.BODY_FILE, name, data)
    }
    sheet = Sources(some, COLUMNS).sheets.get(places.BODY_FILE)
    named = [row.values["codice"] for row in sheet.good("codice")] if sheet else []
    return named[0] if named else None


def files_in(folder: Path) -> list[Path]:
    """List the files of a folder that an import reads or complains of."""
    return sources.files_in(folder, COLUMNS)


def passed_over(folder: Path) -> list[Note]:
    """Name the files of a folder that an import does not read."""
    return sources.passed_over(folder, COLUMNS)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in files_in(folder)}


def _check(sheets: Mapping[str, Sheet], known: Known) -> None:
    people = sheets.get(employees.FILE)
    if people:
        identity.check(people, known)
    offices = known.offices | _named(sheets.get(places.OFFICE_FILE), "codice")
    numbers = known.numbers | _named(people, "matricola")
    _check_places(sheets, known)
    if people:
        employees.check(people, offices, _own_kinds(sheets, known))
    for name in OF_PEOPLE:
        if sheet := sheets.get(name):
            identity.resolve(sheet, numbers, same=known.same_people)
            spans.check_people(sheet, numbers)
    _check_spans(sheets)
    if permits := sheets.get(besides.PERMIT_FILE):
        besides.check_permits(permits)
    if turns := sheets.get(besides.ON_CALL_FILE):
        besides.check_turns(turns)


def _own_kinds(sheets: Mapping[str, Sheet], known: Known) -> OwnKinds:
    """Give the kinds of work of the act alone that the body follows from now on."""
    body = sheets.get(places.BODY_FILE)
    named = [row.values["regolamento"] for row in body.good("regolamento")] if body else []
    policy_id = named[0] if named else known.policy_id
    return OwnKinds(policy_id or "", known.own_kinds.get(policy_id or "", {}))


def _check_places(sheets: Mapping[str, Sheet], known: Known) -> None:
    if body := sheets.get(places.BODY_FILE):
        places.check_body(body, known.policies)
    if offices := sheets.get(places.OFFICE_FILE):
        places.check_once(offices, "codice")
        places.check_codes(offices, known.offices)
    if closures := sheets.get(places.CLOSURE_FILE):
        places.check_once(closures, "giorno")


def _check_spans(sheets: Mapping[str, Sheet]) -> None:
    if agreements := sheets.get(spans.AGREEMENT_FILE):
        spans.check_many(agreements)
        spans.check_order(agreements)
        spans.check_suspensions(agreements)
        spans.check_overlap(agreements, apart=lambda row: row.values["modalita"], last=FOREVER)
    for name in (spans.ABSENCE_FILE, besides.DEROGATION_FILE):
        if sheet := sheets.get(name):
            spans.check_order(sheet)
            spans.check_overlap(sheet, apart=lambda _: None, last=None)
    if derogations := sheets.get(besides.DEROGATION_FILE):
        besides.check_derogations(derogations)
    if days := sheets.get(spans.DAY_FILE):
        spans.check_days(days)


def _named(sheet: Sheet | None, column: str) -> frozenset[str]:
    """Give what a column names, in unsound rows too: one bad cell is complained of once."""
    if sheet is None:
        return frozenset()
    return frozenset(row.values[column] or row.texts[column] for row in sheet.rows)


def _said(sheets: Mapping[str, Sheet]) -> StaffFiles:
    empty = {name: Sheet(name, columns) for name, columns in COLUMNS.items()}
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
