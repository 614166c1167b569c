"""What is wrong in the files: every place, with what was found and what was expected."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """
    One thing to put right: where it is, what stands there, what was expected.

    `line` is the line of the file as an editor counts it (the headers are line 1); 0 means the
    file as a whole. `column` is empty where the whole line is meant.
    """

    file: str
    line: int = 0
    column: str = ""
    value: str = ""
    expected: str

    def __str__(self) -> str:
        """Say it in one line: `dipendenti.csv, line 4, nato_il: "31/02/1980": expected ...`."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        if self.column:
            where += f", {self.column}"
        found = f'"{shorten(self.value)}": ' if self.value else ""
        return visible(f"{where}: {found}expected {self.expected}")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Note:
    """Something worth knowing about a file that stands in nobody's way: what was passed over."""

    file: str
    line: int = 0
    text: str

    def __str__(self) -> str:
        """Say it in one line: `dipendenti.csv, line 1: the column "note" is not read`."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return visible(f"{where}: {self.text}")


def visible(text: str) -> str:
    """Write out what cannot be seen: in a terminal such signs turn or hide what follows."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def shorten(value: str) -> str:
    """Cut a cell that would fill the screen: its beginning tells which one it is."""
    return value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Problems:
    """Everything that is wrong, by file and line; nothing can be applied until it is put right."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """Say each on its own line."""
        return "\n".join(str(problem) for problem in self.problems)


class CellError(ValueError):
    """A cell does not hold what its column needs; `expected` says what that is."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)
