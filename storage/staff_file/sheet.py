"""Lines of cells against the columns of a file: what every kind of file shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from storage.people.names import folded
from storage.staff_file import limits
from storage.staff_file.letters import mangled
from storage.staff_file.lines import Line
from storage.staff_file.problems import CellError, Note, Problem

SPACES = "\u00a0\u3000\u202f\u2007"
UNSEEN = "\ufeff\u200b\u200e\u200f"
ALMOST = 0.85
"""How alike an unknown header is to a column for being a slip of the pen, and no other column."""
TITLES = 20
"""In how many lines below a first one without any header the headers are looked for."""
TOTAL = re.compile(r"(tot\.?|total[ei]?|somma|numero (di )?(righe|dipendenti|record))\b.*")
NO_VALUE = re.compile(r"=|#(N/?[AD]|[A-ZÀ-Ý_/0-9]+[!?])$|#{2,}$|Err:[0-9]{3}$")
"""Formulas, the words that spreadsheets write for their errors, and for what has no room."""
AS_TEXT = re.compile(r'\s*="(?P<text>[^"]*)"\s*')
"""A cell of which nothing is to be made but text, as programs write numbers for Excel."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, how a cell is read, and what an empty cell means."""

    name: str
    read: Callable[[str], Any]
    required: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """
    A line of a file, its cells read; `bad` are the columns that something is wrong with.

    A bad cell leaves the default in its place: look at `good` before comparing values. `told` are
    the columns that the line reaches: of those after its end it says nothing.
    """

    line: int
    values: dict[str, Any]
    texts: dict[str, str]
    told: frozenset[str]
    bad: set[str] = field(default_factory=set)

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong with it."""
        return not self.bad

    def good(self, *names: str) -> bool:
        """Tell whether nothing is wrong with some cells."""
        return self.bad.isdisjoint(names)


class _Told(dict[str, Any]):
    """What a line tells; of all else what stands for nothing: lines may be many and short."""

    __slots__ = ("_other",)

    def __init__(self, told: Mapping[str, Any], other: Callable[[str], Any]) -> None:
        super().__init__(told)
        self._other = other

    def __missing__(self, name: str) -> Any:
        return self._other(name)


class Sheet:
    """
    A file against its columns: `rows` as read, `problems` as found, `notes` of what was ignored.

    `told` are the columns that the file has: of the others it says nothing.
    """

    def __init__(self, file: str, columns: Sequence[Column], lines: Iterable[Line] = ()) -> None:
        self.file = file
        self.columns = {column.name: column for column in columns}
        self.problems: list[Problem] = []
        self.untold = 0
        """How many more there are than are told: a file may be wrong in every cell."""
        self.notes: list[Note] = []
        self.rows: list[Row] = []
        self.told: frozenset[str] = frozenset()
        self._by_line: dict[int, Row] = {}
        self._read(list(_limited(lines, self)))

    @property
    def sound(self) -> list[Row]:
        """The rows with which nothing is wrong."""
        return [row for row in self.rows if row.sound]

    def good(self, *names: str) -> list[Row]:
        """Give the rows of which some cells can be compared."""
        return [row for row in self.rows if row.good(*names)]

    def complain(self, line: int, column: str, value: str, expected: str) -> None:
        """Note a problem; its row is no longer sound."""
        if len(self.problems) < limits.PROBLEMS:
            self.problems.append(
                Problem(file=self.file, line=line, column=column, value=value, expected=expected)
            )
        else:
            self.untold += 1
        if row := self._by_line.get(line):
            row.bad.add(column)

    def complain_of_line(self, line: int, value: str, expected: str) -> None:
        """Note a problem of a line that could not be read at all."""
        self.complain(line, "", value, expected)

    def note(self, line: int, text: str) -> None:
        """Say something that stands in nobody's way."""
        self.notes.append(Note(file=self.file, line=line, text=text))

    def _read(self, lines: list[Line]) -> None:
        if not lines:
            if not self.problems:
                self.complain(0, "", "", "a first line with the headers: the file is empty")
            return
        (line, header), *rest = lines
        names = [_header(name) for name in header]
        if below := self._headers_below(names, rest):
            expected = (
                f"the headers on the first line: they are on line {below}, take out what stands "
                "above them"
            )
            self.complain(line, "", " ".join(cell for cell in header if cell.strip()), expected)
            return
        self._check_header(line, header, names)
        self.told = frozenset(names) & self.columns.keys()
        if not self.told:
            return
        lines = self._without_totals(names, rest)
        self._check_last(names, lines)
        for number, cells in lines:
            self._row(number, names, cells)
        self._note_short()

    def _headers_below(self, names: list[str], rest: list[Line]) -> int | None:
        """Find the line of the headers where a title stands above them."""
        if self.columns.keys() & set(names):
            return None
        required = {column.name for column in self.columns.values() if column.required}
        for line, cells in rest[:TITLES]:
            if required <= {_header(cell) for cell in cells}:
                return line
        return None

    def _check_header(self, line: int, header: list[str], names: list[str]) -> None:
        for place, name in enumerate(names):
            if name in self.columns:
                if name in names[:place]:
                    self.complain(line, name, "", "each column once")
            elif near := self._near(name, names):
                expected = f"one of the columns {', '.join(self.columns)}; did you mean {near}?"
                self.complain(line, header[place].strip(), "", expected)
            elif name:
                self.note(line, f'the column "{header[place].strip()}" is not read')
        for column in self.columns.values():
            if column.required and column.name not in names:
                self.complain(line, column.name, "", "this column: it is missing")

    def _near(self, name: str, names: Collection[str]) -> str | None:
        left = [column for column in self.columns if column not in names]
        return next(iter(get_close_matches(name, left, n=1, cutoff=ALMOST)), None)

    def _without_totals(self, names: list[str], lines: list[Line]) -> list[Line]:
        """Leave out sums at the end: they are about nobody."""
        while lines and self._is_total(names, lines[-1][1]):
            self.note(lines[-1][0], "this line is a sum and not read")
            lines = lines[:-1]
        return lines

    def _is_total(self, names: list[str], cells: list[str]) -> bool:
        first = next(folded(cell) for cell in cells if cell.strip())
        named = {name for name, cell in zip(names, cells, strict=False) if cell.strip()}
        required = {column.name for column in self.columns.values() if column.required}
        return bool(TOTAL.fullmatch(first)) and not required <= named

    def _row(self, line: int, names: list[str], cells: list[str]) -> None:
        found = zip(names, cells, strict=False)
        told = {name: _bare(cell) for name, cell in found if name in self.columns}
        texts = _Told({name: text for name, text in told.items() if text}, self._no_text)
        row = Row(
            line, _Told({}, self._default), texts, frozenset(names[: len(cells)]) & self.told
        )
        self._by_line[line] = row
        self.rows.append(row)
        self._check_width(line, names, cells)
        if all(_header(texts[name]) == name for name in self.told):
            self.complain(line, "", "", "rows below the headers, which stand here a second time")
        for name in self.columns:
            value = self._value(line, name, texts[name])
            if name in texts:
                row.values[name] = value

    def _no_text(self, _: str) -> str:
        return ""

    def _default(self, name: str) -> Any:
        return self.columns[name].default

    def _check_last(self, names: list[str], lines: list[Line]) -> None:
        """Complain of a last line that is shorter than all others: the file may be cut off."""
        wide = _width(names)
        if len(lines) < 2 or any(len(cells) < wide for _, cells in lines[:-1]):
            return
        line, cells = lines[-1]
        if len(cells) < wide:
            expected = (
                f"{wide} cells as in every other line, not {len(cells)}: if the file was not cut "
                "off here, write the separators of the empty cells that follow"
            )
            self.complain(line, "", cells[-1].strip(), expected)

    def _note_short(self) -> None:
        short = [row for row in self.rows if row.told != self.told]
        if short:
            more = f" (and {len(short) - 1} more)" if len(short) > 1 else ""
            missing = ", ".join(name for name in self.columns if name in self.told - short[0].told)
            text = f"this line{more} ends early: what it does not reach ({missing}) is not told"
            self.note(short[0].line, text)

    def _check_width(self, line: int, names: list[str], cells: list[str]) -> None:
        for place, cell in enumerate(cells):
            if cell.strip() and (place >= len(names) or not names[place]):
                headed = sum(1 for name in names if name)
                expected = f"{headed} cells, as many as headers, not {len(cells)}"
                self.complain(line, "", cell.strip(), expected)
                return

    def _value(self, line: int, name: str, text: str) -> Any:
        column = self.columns[name]
        if len(text) > limits.CELL:
            self.complain(line, name, text, f"at most {limits.CELL} characters, not {len(text)}")
        elif spoilt := _spoilt(text):
            self.complain(line, name, text, spoilt)
        elif text:
            try:
                return column.read(text)
            except CellError as error:
                self.complain(line, name, text, error.expected)
        elif column.required and name in self.told:
            self.complain(line, name, "", "something: this cell may not be empty")
        elif column.required:
            self._by_line[line].bad.add(name)  # told once, of the header
        return column.default


def _width(names: list[str]) -> int:
    """Tell how many cells reach the last header that has a name."""
    return max((place for place, name in enumerate(names, 1) if name), default=0)


def _limited(lines: Iterable[Line], sheet: Sheet) -> Iterable[Line]:
    """Give the lines up to the limits."""
    for count, (line, cells) in enumerate(lines):
        if count > limits.LINES:
            sheet.complain(line, "", "", f"at most {limits.LINES} lines; divide it")
            return
        if any(cell.strip() for cell in cells[limits.COLUMNS :]):
            expected = f"at most {limits.COLUMNS} columns, not {len(cells)}"
            sheet.complain(line, "", "", expected)
            return
        yield line, cells[: limits.COLUMNS]


def _spoilt(text: str) -> str | None:
    """Tell what was expected in the place of what a program made of a cell, if it is such."""
    if NO_VALUE.match(text):
        return "a value, not a formula, its error or a column too narrow for it"
    return None if text.isascii() else mangled(text)


def _header(name: str) -> str:
    return folded(_bare(name).rstrip(" *")).replace(" ", "_")


def _bare(cell: str) -> str:
    """
    Take away what cannot be seen around a cell, and hard spaces inside it.

    Figures of other scripts and letters of full width become those that a keyboard writes: they
    look the same, and would be another number or code.
    """
    if found := AS_TEXT.fullmatch(cell):
        cell = found["text"]
    if not cell.isascii():
        cell = "".join(_plain(sign) for sign in cell if sign not in UNSEEN)
    return cell.strip()


def _plain(sign: str) -> str:
    if sign in SPACES:
        return " "
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign
