"""One file of bytes into rows of cells, and rows into values: what every kind of file shares."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from storage.people.names import folded
from storage.staff_file.problems import CellError, Problem

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, how a cell is read, and what an empty cell means."""

    name: str
    read: Callable[[str], Any]
    required: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file, its cells read; `sound` is False if one of them was bad."""

    line: int
    values: dict[str, Any]
    texts: dict[str, str]
    sound: bool


class Sheet:
    """
    A file against its columns: `rows` as read, `problems` as found.

    A bad cell makes its row unsound and leaves the default in its place, so that the other
    checks can still look at the rest of the row.
    """

    def __init__(self, file: str, data: bytes, columns: Sequence[Column]) -> None:
        self.file = file
        self.columns = {column.name: column for column in columns}
        self.problems: list[Problem] = []
        self.rows: list[Row] = []
        text = self._text(data)
        if text is not None:
            self._read(text)

    @property
    def sound(self) -> list[Row]:
        """The rows without a bad cell."""
        return [row for row in self.rows if row.sound]

    def complain(self, line: int, column: str, value: str, expected: str) -> None:
        """Note a problem."""
        problem = Problem(file=self.file, line=line, column=column, value=value, expected=expected)
        self.problems.append(problem)

    def _text(self, data: bytes) -> str | None:
        if data.startswith(SPREADSHEETS):
            self.complain(0, "", "", "text, but this is a spreadsheet: save it as CSV UTF-8")
        elif data.startswith(WIDE) or b"\x00" in data:
            self.complain(0, "", "", "UTF-8 or Windows-1252: save it as CSV UTF-8")
        else:
            return self._decoded(data)
        return None

    def _decoded(self, data: bytes) -> str | None:
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
        self.complain(0, "", "", "UTF-8 or Windows-1252: save it as CSV UTF-8")
        return None

    def _read(self, text: str) -> None:
        lines = _lines(text)
        try:
            line, header = next(lines, (1, []))
            names = self._header(line, header)
            if names is None:
                return
            for line, cells in lines:
                self._row(line, names, cells)
        except csv.Error as error:
            self.complain(0, "", "", f"a CSV file that can be read ({error})")

    def _header(self, line: int, header: list[str]) -> list[str] | None:
        names = [folded(name).replace(" ", "_") for name in header]
        if not any(names):
            self.complain(0, "", "", "a first line with the headers: the file is empty")
            return None
        for place, name in enumerate(names):
            if name not in self.columns:
                self.complain(line, header[place].strip(), "", self._known_column(name))
            elif name in names[:place]:
                self.complain(line, name, "", "each column once")
        missing = [c.name for c in self.columns.values() if c.required and c.name not in names]
        for name in missing:
            self.complain(line, name, "", "this column: it is missing")
        return None if missing else names

    def _known_column(self, name: str) -> str:
        near = get_close_matches(name, self.columns, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"one of the columns {', '.join(self.columns)}{hint}"

    def _row(self, line: int, names: list[str], cells: list[str]) -> None:
        if len(cells) > len(names) and any(cells[len(names) :]):
            expected = f"{len(names)} cells, as many as headers, not {len(cells)}"
            self.complain(line, "", cells[len(names)], expected)
        texts = dict.fromkeys(self.columns, "")
        found = zip(names, cells, strict=False)
        texts |= {name: cell.strip() for name, cell in found if name in self.columns}
        before = len(self.problems)
        values = {name: self._value(line, name, text) for name, text in texts.items()}
        self.rows.append(Row(line, values, texts, sound=len(self.problems) == before))

    def _value(self, line: int, name: str, text: str) -> Any:
        column = self.columns[name]
        if text:
            try:
                return column.read(text)
            except CellError as error:
                self.complain(line, name, text, error.expected)
        elif column.required:
            self.complain(line, name, "", "something: this cell may not be empty")
        return column.default


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the lines that hold something, each with the number an editor shows for its start."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield before + 1, cells
        before = reader.line_num
