"""Who judges a changed law: the casebooks, then the tests that run the changed function."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

import pytest

from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case, read
from rules.policy.library import shipped
from tests.mutants.replaced import kept_answers

Place = tuple[str, int]
"""A file, by its path from the checkout, and a line."""
TESTS_EACH = 15.0
"""
Seconds of tests that one mutant may be judged by, by what they took unchanged.

Of a file that takes longer the tests are chosen one by one.
"""
LONG = ("every_key", "citing", "properties", "said")
"""Files of tests that try a value or an invented case at a time: minutes, not seconds."""
_QUIETLY = ("-q", "-p", "no:randomly", "-W", "ignore::pytest.PytestAssertRewriteWarning")


@dataclass(slots=True)
class Judged:
    """
    What one file of tests runs (functions, by first line), its seconds, what fails anyway.

    Where the file is too long to be run for each change, `tests` tells the same of each test.
    """

    file: str
    seconds: float = 0.0
    functions: list[Place] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)
    tests: dict[str, tuple[float, list[Place]]] = field(default_factory=dict)


def cases_of(folders: Iterable[Path]) -> list[Case]:
    """Read every case of some casebooks that is answered as expected today."""
    bodies = frozenset(shipped())
    files = sorted(file for folder in folders for file in folder.rglob("*.yaml"))
    cases = [one for file in files for one in read(file.read_text("utf-8"), str(file), bodies)]
    return [case for case in cases if not wrong(case)]


def wrong(case: Case) -> bool:
    """Tell whether a case is answered otherwise than expected, or not at all."""
    try:
        answer = written(case, decide(case, shipped()), lambda reason: reason.code)
        return bool(differences(case.expect, answer))
    except Exception:  # noqa: BLE001  (a changed law may fail in any way)
        return True


def lines_of_cases(cases: Sequence[Case], root: Path) -> list[set[Place]]:
    """Tell for each case which lines of the law it runs."""
    found = []
    kept = [one for one in kept_answers() if one is not shipped]
    for case in cases:
        for one in kept:
            one.cache_clear()  # a line that an earlier case ran is run by this one too
        lines = _Lines(root)
        sys.settrace(lines)
        try:
            wrong(case)
        finally:
            sys.settrace(None)
        found.append(lines.seen)
    return found


class _Lines:
    def __init__(self, root: Path, *, each: bool = True) -> None:
        self.seen: set[Place] = set()
        self._each = each
        self._law = f"{root / 'rules'}{os.sep}"
        self._from = len(str(root)) + 1
        self._codes: dict[Any, str | None] = {}

    def __call__(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        code = frame.f_code
        if code not in self._codes:
            name = code.co_filename
            self._codes[code] = name[self._from :] if name.startswith(self._law) else None
        file = self._codes[code]
        if file is None:
            return None
        self.seen.add((file, frame.f_lineno))
        return self if self._each else None


def test_files(root: Path) -> list[str]:
    """List the files of tests of the law that take seconds, by their path from the checkout."""
    folders = [root / "tests" / name for name in ("rules", "policy", "casebook")]
    files = sorted(file for folder in folders for file in folder.glob("test_*.py"))
    return [
        str(file.relative_to(root))
        for file in files
        if not any(word in file.stem for word in LONG)
    ]


class _Failures:
    """A plugin that keeps the names of the tests that failed."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.names.append(report.nodeid)


class _Functions:
    """A plugin that keeps for each test its seconds and the functions of the law that it runs."""

    def __init__(self, lines: _Lines) -> None:
        self.found: dict[str, tuple[float, list[Place]]] = {}
        self._lines = lines

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        before, self._lines.seen = self._lines.seen, set()
        begun = monotonic()
        yield
        self.found[item.nodeid] = monotonic() - begun, sorted(self._lines.seen)
        self._lines.seen |= before


def watch_tests(file: str, root: Path) -> Judged:
    """Run a file of tests and tell what it runs; the clock is the real one, for bounds only."""
    judged, failures, lines = Judged(file), _Failures(), _Lines(root, each=False)
    functions = _Functions(lines)
    for one in kept_answers():
        one.cache_clear()
    begun = monotonic()
    sys.settrace(lines)
    try:
        pytest.main([*_QUIETLY, file], plugins=[failures, functions])
    finally:
        sys.settrace(None)
    judged.seconds = monotonic() - begun
    judged.functions = sorted(lines.seen)
    judged.failing = failures.names
    if judged.seconds > TESTS_EACH:
        judged.tests = functions.found
    return judged


def known(row: dict[str, Any]) -> Judged:
    """Read back what was written of a file of tests: places come as lists."""
    tests = {
        name: (seconds, [(file, line) for file, line in functions])
        for name, (seconds, functions) in row["tests"].items()
    }
    functions = [(file, line) for file, line in row["functions"]]
    return Judged(**{**row, "functions": functions, "tests": tests})


def chosen(judges: Sequence[Judged], file: str, lines: range | None) -> list[str]:
    """
    Choose what runs a function: short files of tests, then tests of long ones.

    Files named for its module come first, then those that run little else; of the tests those
    that run most of its file, for they know the most of it. Without `lines` all of it counts.
    """
    stem = Path(file).stem
    touching = [
        judged
        for judged in judges
        if not judged.tests
        if any(
            where == file and (lines is None or line in lines) for where, line in judged.functions
        )
    ]
    touching.sort(key=lambda one: (stem not in one.file, len(one.functions), one.seconds))
    files = _within(TESTS_EACH, [(judged.file, judged.seconds) for judged in touching])
    return [*files, *_within(TESTS_EACH, _closest(judges, file, lines))]


def _closest(judges: Iterable[Judged], file: str, lines: range | None) -> list[tuple[str, float]]:
    """Give tests of long files that run a function, those first that run most of its file."""
    found = []
    for judged in judges:
        for name, (seconds, functions) in judged.tests.items():
            of_file = [line for where, line in functions if where == file]
            if lines is None or any(line in lines for line in of_file):
                found.append((-len(of_file), seconds, name))
    return [(name, seconds) for of_file, seconds, name in sorted(found) if of_file]


def _within(most: float, rows: Iterable[tuple[str, float]]) -> list[str]:
    """Give names as long as their seconds last, the first one in any case."""
    names: list[str] = []
    spent = 0.0
    for name, seconds in rows:
        spent += seconds
        if names and spent > most:
            break
        names.append(name)
    return names


def failing_test(names: Sequence[str], failing: Iterable[str]) -> str | None:
    """Run some files of tests, and tests, until one fails that does not fail anyway; name it."""
    if not names:
        return None
    failures = _Failures()
    aside = [f"--deselect={name}" for name in failing]
    code = pytest.main([*_QUIETLY, "-x", *aside, *names], plugins=[failures])
    if failures.names:
        return failures.names[0]
    return None if code in {0, pytest.ExitCode.NO_TESTS_COLLECTED} else f"pytest: {code}"
