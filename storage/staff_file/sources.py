"""Which bytes stand for which file: names, encodings, workbooks, sizes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from storage.staff_file import letters, limits, workbook
from storage.staff_file.lines import Line, lines_of
from storage.staff_file.problems import Note, Problem
from storage.staff_file.sheet import Column, Sheet

CSV = ".csv"
READ = (CSV, ".xlsx", ".xlsm")
OTHERS = (".xls", ".xlsb", ".xltx", ".ods", ".fods", ".tsv", ".txt", ".numbers")
"""Kinds that a file of ours may have been saved as: not passed over without a word."""
UNREAD = "not read: it is not called as a file of an import"


class Sources:
    """The files of one import as they lie there: `sheets` by file name, what is wrong, notes."""

    def __init__(
        self, found: Mapping[str, bytes], columns: Mapping[str, Sequence[Column]]
    ) -> None:
        self.columns = columns
        self.sheets: dict[str, Sheet] = {}
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        if not found:
            names = ", ".join(columns)
            self._complain("(folder)", f"at least one of the files {names}")
        size = sum(len(data) for data in found.values())
        if size > limits.ALL_BYTES:
            most = limits.ALL_BYTES // limits.MIB
            self._complain("(folder)", f"files of at most {most} MiB together, divide them")
            return
        for name in sorted(found, key=lambda name: (name != name.lower(), name)):
            self._open(name, found[name])

    def _complain(self, file: str, expected: str, value: str = "") -> None:
        self.problems.append(Problem(file=file, value=value, expected=expected))

    def _open(self, name: str, data: bytes) -> None:
        low = name.lower()
        if len(data) > limits.FILE_BYTES:
            self._complain(name, f"a file of at most {limits.FILE_BYTES // limits.MIB} MiB")
        elif workbook.is_workbook(data) or low.endswith(READ[1:]):
            self._open_workbook(name, data)
        elif low in self.columns and low not in self.sheets:
            self.sheets[low] = self._of_text(name, low, data)
        else:
            self._complain(name, self._known_file(name))

    def _of_text(self, name: str, file: str, data: bytes) -> Sheet:
        told: list[tuple[int, str, str]] = []

        def complain(line: int, value: str, expected: str) -> None:
            told.append((line, value, expected))

        text = letters.text_of(data, complain)
        lines: list[Line] = [] if text is None else list(lines_of(text, complain))
        return self._sheet(name, file, lines, told)

    def _open_workbook(self, name: str, data: bytes) -> None:
        try:
            leaves = workbook.leaves_of(data, frozenset(self.columns))
        except workbook.WorkbookError as error:
            self._complain(name, str(error))
            return
        found, problems, notes = workbook.by_file(name, leaves, frozenset(self.columns))
        self.problems += problems
        self.notes += notes
        for file, leaf in found.items():
            shown = file if len(found) == 1 and name == file else f"{name} ({leaf.title})"
            if file in self.sheets:
                self._complain(shown, f"one file of each kind: {self.sheets[file].file} is there")
            else:
                self.sheets[file] = self._sheet(shown, file, leaf.lines, leaf.complaints)
                for text in leaf.notes:
                    self.sheets[file].note(0, text)

    def _sheet(
        self, shown: str, file: str, lines: Sequence[Line], told: Sequence[tuple[int, str, str]]
    ) -> Sheet:
        if told and not lines:  # nothing of it could be read: that is all there is to say
            sheet = Sheet(shown, self.columns[file], [(1, list(self._names(file)))])
        else:
            sheet = Sheet(shown, self.columns[file], lines)
        for line, value, expected in told:
            sheet.complain_of_line(line, value, expected)
        return sheet

    def _names(self, file: str) -> list[str]:
        return [column.name for column in self.columns[file]]

    def _known_file(self, name: str) -> str:
        if _is_ours_otherwise(name, self.columns):
            return f"a file saved as CSV UTF-8 or XLSX, for instance {_stem(name)}{CSV}"
        near = get_close_matches(name.lower(), self.columns, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"one of the file names {', '.join(self.columns)}{hint}"


def may_hold(file: str, name: str, data: bytes) -> bool:
    """Tell whether what lies there by some name may be a file of ours, or have it as a sheet."""
    return name.lower() == file or workbook.is_workbook(data)


def files_in(folder: Path, known: Collection[str]) -> list[Path]:
    """List what an import of a folder reads, and what may be ours saved as another kind."""
    return sorted(
        path
        for path in folder.iterdir()
        if not path.name.startswith((".", "~$"))
        and (path.suffix.lower() in READ or _is_ours_otherwise(path.name, known))
    )


def passed_over(folder: Path, known: Collection[str]) -> list[Note]:
    """Name what lies in a folder and is not read, but for what is hidden."""
    read = set(files_in(folder, known))
    names = sorted(path.name for path in folder.iterdir() if path not in read)
    return [Note(file=name, text=UNREAD) for name in names if not name.startswith((".", "~$"))]


def _is_ours_otherwise(name: str, known: Collection[str]) -> bool:
    """Tell whether a file of ours was saved as another kind, `dipendenti.csv.txt` as well."""
    return f"{_stem(name)}{CSV}" in known and name.lower().endswith(OTHERS)


def _stem(name: str) -> str:
    return name.lower().partition(".")[0]
