"""
Spreadsheets (XLSX) as the CSV files that they stand for.

A workbook is a zip of XML made by anybody: how much it holds is looked at before anything is
unpacked, and rows are read one after the other.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from storage.people.names import folded
from storage.staff_file import limits
from storage.staff_file.changes import some_of
from storage.staff_file.letters import SAVE_AGAIN
from storage.staff_file.lines import Line
from storage.staff_file.problems import Note, Problem

PACKED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
"""How the workbooks of Excel 97-2003 begin, and new ones under a password."""
ERRORS = re.compile(r"#(N/?A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|N/D|RIF!|VALORE!|NOME\?)")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
PERCENT = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
"""How the styles of a workbook show numbers as percentages: 1 stands for 100%."""
STYLES = "xl/styles.xml"
ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
HOLDS = re.compile(rb"<(?:\w+:)?(?:v|f|is)[ />]")
"""A cell that is not empty."""
CELL = re.compile(rb"<(?:\w+:)?c[ />]")
LETTERS = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})[0-9]')
PLACE = re.compile(rb'\br="([A-Z]{0,3}[0-9]{1,7})"')
MOST_NAMED = 10
EMPTY_TEXT = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)"
)
"""A formula that has a value without anything in it: of a text it is the empty one."""
DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class WorkbookError(Exception):
    """A workbook cannot be read; the message says what was expected of it."""


@dataclass(slots=True)
class Leaf:
    """One sheet of a workbook: its title, its lines as texts, what is wrong with cells of it."""

    title: str
    lines: list[Line] = field(default_factory=list)
    complaints: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, value, and what was expected."""
    notes: list[str] = field(default_factory=list)
    """What is worth knowing of the sheet and stands in nobody's way."""
    hidden: bool = False
    """Whether it is, and so was not read."""
    unread: bool = False
    """Whether it holds something and is none of ours, and so was not read."""


@dataclass(slots=True)
class Rows:
    """How many rows may still be gone over in a workbook."""

    left: int = limits.ROWS_OF_A_WORKBOOK


EXACT = 10**15
"""From here on a spreadsheet keeps only the first figures of a number."""


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are a spreadsheet and no text, whatever the file is called."""
    return data.startswith((PACKED, OLD))


def leaves_of(data: bytes, known: frozenset[str] = frozenset()) -> list[Leaf]:
    """
    Read the sheets of a workbook that may be ours; raise WorkbookError.

    Those called as a file are, or the only one that holds anything; of the others the title alone
    is given: there may be hundreds.
    """
    if not data.startswith(PACKED):
        raise WorkbookError(
            "a spreadsheet without a password saved as XLSX (or CSV UTF-8), not an older kind"
        )
    try:
        _look_inside(data)
        leaves = _leaves(data, known)
        return [one for one in leaves if one.lines or one.complaints or one.hidden or one.unread]
    except WorkbookError:
        raise
    except (
        zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError, EOFError,
        AttributeError, IndexError, NotImplementedError, RuntimeError, OverflowError,
        zipfile.LargeZipFile,
    ) as error:  # fmt: skip  # openpyxl lets through whatever a broken part makes it stumble over
        raise WorkbookError(
            f"a spreadsheet that can be opened; this one is broken: {SAVE_AGAIN}"
        ) from error


def _look_inside(data: bytes) -> None:
    """Refuse what is no workbook or unpacks to too much; zipfile gives no more than is said."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if "xl/workbook.xml" not in packed.namelist():
            raise WorkbookError(f"a spreadsheet saved as XLSX, this is another kind: {SAVE_AGAIN}")
        size = sum(part.file_size for part in parts)
        if len(parts) > limits.PARTS or size > limits.UNPACKED_BYTES:
            most = limits.UNPACKED_BYTES // limits.MIB
            raise WorkbookError(
                f"a spreadsheet of at most {limits.PARTS} parts and {most} MiB unpacked, not "
                f"{len(parts)} and {size // limits.MIB}: copy the rows into a new one"
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as opened:
                    begins = opened.read(limits.CELL)
                if DECLARED.search(begins) or begins.startswith((b"\xff\xfe", b"\xfe\xff")):
                    raise WorkbookError("a spreadsheet as spreadsheets write it: no declarations")


def _leaves(data: bytes, known: frozenset[str]) -> Iterator[Leaf]:
    # Imported here: it takes half a second, and most commands read no spreadsheet.
    from openpyxl import load_workbook  # noqa: PLC0415

    values: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        percent = STYLES in packed.namelist() and PERCENT.search(packed.read(STYLES))
        ours, rows = _ours(values, packed, known), Rows()
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible":
                yield Leaf(sheet.title, hidden=True)
                continue
            leaf, xml = Leaf(sheet.title), _xml_of(sheet, packed)
            if sheet.title not in ours:
                leaf.unread = bool(HOLDS.search(xml))
                yield leaf
                continue
            sources = formulas[sheet.title] if FORMULA.search(xml) else None
            cells = _Cells(
                values=sheet,
                formulas=sources,
                columns=_columns(xml),
                rows=rows,
                empty=_empty_texts(xml),
            )
            _read(leaf, cells, formats=bool(percent))
            if leaf.lines:
                _complain_of_merged(leaf, xml)
                _note_hidden(leaf, xml)
            yield leaf


def _xml_of(sheet: Any, packed: zipfile.ZipFile) -> bytes:
    return packed.read(sheet._worksheet_path)  # noqa: SLF001  said nowhere else


def _ours(values: Any, packed: zipfile.ZipFile, known: frozenset[str]) -> set[str]:
    """Give the titles of the sheets to read."""
    seen = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    filled = [sheet.title for sheet in seen if HOLDS.search(_xml_of(sheet, packed))]
    titled = {title for title in filled if file_of(title) in known}
    return titled or (set(filled) if len(filled) == 1 else set())


def file_of(title: str) -> str:
    """Give the file that a sheet is called as, with or without its ending."""
    return f"{folded(title).removesuffix('.csv')}.csv"


def _columns(xml: bytes) -> int:
    """Give how many columns a sheet has, as far as they are read: empty ones take their time."""
    letters = LETTERS.findall(xml)
    if not letters or len(letters) != len(CELL.findall(xml)):
        return limits.COLUMNS + 1  # cells that do not say where they are
    widest = max({(len(one), one) for one in letters})[1]
    count = 0
    for letter in widest:
        count = 26 * count + letter - ord("A") + 1
    return min(count, limits.COLUMNS + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """A sheet to read: its values, its formulas (None: it has none), its size, what is empty."""

    values: Any
    formulas: Any
    columns: int
    rows: Rows
    empty: frozenset[str]

    def of_values(self, *, values_only: bool) -> Iterator[Any]:
        return _rows(self.values, self.columns, values_only=values_only)

    def of_formulas(self) -> Iterator[Any] | None:
        return None if self.formulas is None else _rows(self.formulas, self.columns)


def _empty_texts(xml: bytes) -> frozenset[str]:
    """Give the cells whose formula was computed, and gave no letter."""
    cells = (attributes for attributes in EMPTY_TEXT.findall(xml) if b't="str"' in attributes)
    return frozenset(placed[1].decode() for cell in cells if (placed := PLACE.search(cell)))


def _read(leaf: Leaf, cells: _Cells, *, formats: bool) -> None:
    """Read the lines; cells with all that they have only where it matters: it takes long."""
    sources, width = cells.of_formulas(), 0
    for number, row in enumerate(cells.of_values(values_only=not formats), 1):
        if number > limits.ROWS:
            expected = f"no row beyond {limits.ROWS}, as far as spreadsheets go: {SAVE_AGAIN}"
            leaf.complaints.append((number, "", expected))
            return
        cells.rows.left -= 1
        if cells.rows.left < 0:
            most = limits.ROWS_OF_A_WORKBOOK
            expected = f"at most {most} rows in all sheets, empty ones too: delete what lies below"
            leaf.complaints.append((number, "", expected))
            return
        values = [cell.value for cell in row] if formats else row
        source = next(sources) if sources is not None else ()
        if source and not all(cell.value is None for cell in source):
            _complain_of_formulas(leaf, number, source, values, cells.empty)
        if values.count(None) == len(values):
            continue
        texts = ["" if value is None else _text(leaf, number, value) for value in values]
        if formats:
            texts = [_percent(cell) or text for cell, text in zip(row, texts, strict=True)]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            # A sheet has every cell up to its last header, empty or not.
            texts += [""] * (width - len(texts))
            width = width or len(texts)
            leaf.lines.append((number, texts))
        if len(leaf.lines) > limits.LINES + 1:
            return  # the sheet says so


def _percent(cell: Any) -> str | None:
    """Write a number as the spreadsheet shows it, where that is a percentage."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return f"{value * 100:.10g}%" if "%" in cell.number_format else None


def _complain_of_formulas(
    leaf: Leaf, line: int, source: Any, values: Any, empty: frozenset[str]
) -> None:
    for cell, value in zip(source, values, strict=False):
        never = value is None and cell.value is not None and cell.coordinate not in empty
        if never and cell.data_type == "f":
            what = f"{cell.coordinate} {str(cell.value)[:20]}"
            expected = "the value of a formula: open the file in a spreadsheet and save it"
            leaf.complaints.append((line, what, expected))


def _rows(sheet: Any, columns: int, *, values_only: bool = False) -> Iterator[Any]:
    sheet.reset_dimensions()  # what the file says of its size may be anything
    rows: Iterator[Any] = sheet.iter_rows(max_col=columns, values_only=values_only)
    return rows


def _note_hidden(leaf: Leaf, xml: bytes) -> None:
    """Say how many hidden rows and columns are read: a filter hides them, and they are rows."""
    used = {number for number, _ in leaf.lines}
    hidden, line = [], 0
    for found in ROW.finditer(xml):
        placed = PLACE.search(found[0])
        line = int(placed[1]) if placed else line + 1
        if HIDDEN.search(found[0]) and line in used:
            hidden.append(line)
    if hidden:
        named = ", ".join(str(line) for line in hidden[:MOST_NAMED])
        more = " ..." if len(hidden) > MOST_NAMED else ""
        leaf.notes.append(f"hidden rows are read as well: {len(hidden)}, lines {named}{more}")
    if any(HIDDEN.search(found) for found in COLUMN.findall(xml)):
        leaf.notes.append("hidden columns are read as well")


def _complain_of_merged(leaf: Leaf, xml: bytes) -> None:
    used = {number for number, _ in leaf.lines}
    for found in MERGED.findall(xml)[: limits.COLUMNS]:
        ref = found.decode()
        line = int(re.sub(r"[A-Z]", "", ref.partition(":")[0]) or 0)
        if line in used:
            expected = "cells that are not merged: each row needs its own value"
            leaf.complaints.append((line, ref, expected))


def _text(leaf: Leaf, line: int, value: Any) -> str:
    """Write a cell as CSV would."""
    if isinstance(value, bool):
        return "si" if value else "no"
    if isinstance(value, int | float) and abs(value) >= EXACT:
        return f"{value:.10e}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, date | time | timedelta):
        return _moment(value)
    text = str(value).strip()
    if ERRORS.fullmatch(text):
        leaf.complaints.append((line, text, "a value, not the error of a formula"))
        return ""
    return text


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        whole = value.time() == time(0)
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def by_file(
    name: str, leaves: list[Leaf], known: frozenset[str]
) -> tuple[dict[str, Leaf], list[Problem], list[Note]]:
    """
    Tell which sheet stands for which file (`dipendenti.csv`), and what is passed over.

    Sheets are known by their titles; a workbook that is called as a file and has one sheet, or
    none of a known title, is that file.
    """
    hidden = [leaf.title for leaf in leaves if leaf.hidden]
    leaves = [leaf for leaf in leaves if not leaf.hidden]
    stem = name.rpartition(".")[0] if "." in name else name
    titled = {leaf.title: file_of(leaf.title) for leaf in leaves}
    own = f"{folded(stem)}.csv"
    found: dict[str, Leaf] = {}
    problems: list[Problem] = []
    for leaf in leaves:
        file = titled[leaf.title]
        if file in known and file not in found:
            found[file] = leaf
        elif file in known:
            expected = f"each sheet once: {found[file].title} is the same"
            problems.append(Problem(file=name, value=leaf.title, expected=expected))
    if not found and own in known and len(leaves) == 1:
        found[own] = leaves[0]
    if not found:
        titles = some_of([leaf.title for leaf in leaves]) or "none holds anything"
        named = ", ".join(one.removesuffix(".csv") for one in sorted(known))
        unseen = f"; hidden, and not read: {', '.join(hidden)}" if hidden else ""
        expected = f"a sheet called as one of the files ({named}); its sheets: {titles}{unseen}"
        problems.append(Problem(file=name, expected=expected))
    passed = [leaf.title for leaf in leaves if leaf not in found.values()]
    notes = _passed_over(name, "the sheet", passed, found)
    notes += _passed_over(name, "the hidden sheet", hidden, found)
    return found, problems, [] if not found else notes


def _passed_over(name: str, what: str, titles: list[str], found: Mapping[str, Leaf]) -> list[Note]:
    """Name the sheets that are not read; of many say at once which ones are."""
    if len(titles) <= MOST_NAMED:
        return [Note(file=name, text=f'{what} "{title}" is not read') for title in titles]
    read = ", ".join(f'"{leaf.title}"' for leaf in found.values())
    text = f"read: {read}; {what}s that are not read, {len(titles)}: {some_of(titles, MOST_NAMED)}"
    return [Note(file=name, text=text)]
