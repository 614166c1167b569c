"""From text to lines of cells, as spreadsheets of all kinds write CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from storage.staff_file import limits
from storage.staff_file.letters import Complain

Line = tuple[int, list[str]]
"""The number that an editor shows for the line, and its cells."""
SEPARATORS = ";,\t"
SAID_SEPARATOR = re.compile(r'\s*"?sep=(?P<mark>[;,\t])"?\s*', re.IGNORECASE)
LOOKED_AT = 20


def lines_of(text: str, complain: Complain) -> Iterator[Line]:
    """
    Give the lines that hold something.

    What cannot be read is complained of by line, and reading goes on after it, so that every
    other mistake is told as well.
    """
    physical = list(io.StringIO(text, newline=None))
    said = SAID_SEPARATOR.fullmatch(physical[0]) if physical else None
    at = 1 if said else 0
    separator = said["mark"] if said else _separator(physical)
    while at < len(physical):
        cells, taken = _row(physical, at, separator, complain)
        if any(cell.strip() for cell in cells):
            yield at + 1, cells
        at += taken


def _separator(physical: list[str]) -> str:
    """Find what separates: what the header has most of, or else the lines after it."""
    some = [line for line in physical[:LOOKED_AT] if line.strip()]
    for looked_at in (some[:1], some):
        together = "".join(looked_at)
        best = max(SEPARATORS, key=together.count)
        if best in together:
            return best
    return SEPARATORS[0]


def _row(
    physical: list[str], at: int, separator: str, complain: Complain
) -> tuple[list[str], int]:
    """Read the row that begins on a line; give its cells and how many lines it takes."""
    line = physical[at]
    if len(line) > limits.LINE:
        complain(at + 1, "", f"at most {limits.LINE} characters on a line, not {len(line)}")
        return [], 1
    if '"' not in line:
        return line.rstrip("\n").split(separator), 1
    several = physical[at : at + limits.LINES_OF_A_ROW]
    reader = csv.reader(several, delimiter=separator, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error as error:
        complain(at + 1, line.strip(), f"a CSV file that can be read: {_why(error)}")
        return [], 1


def _why(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quote opens here and is never closed"
    if "expected after" in str(error):
        return "after a quote that closes the cell ends; a quote inside a cell is written twice"
    return str(error)
