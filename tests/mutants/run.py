"""Judge changes one by one, each in a fork of a process that has read everything already."""

from __future__ import annotations

import ast
import hashlib
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import pytest

from tests.mutants.judges import (
    TESTS_EACH,
    Judged,
    cases_of,
    chosen,
    failing_test,
    known,
    lines_of_cases,
    test_files,
    watch_tests,
    wrong,
)
from tests.mutants.operators import Mutant, definitions, lines_of
from tests.mutants.replaced import NotReplaceableError, module_of, replace
from tests.mutants.report import Outcome

BOUND = 4 * TESTS_EACH
"""Seconds after which a change is said to be noticed: what runs on for ever is no survivor."""
_FORK = multiprocessing.get_context("fork")


class _Running(NamedTuple):
    process: BaseProcess
    answer: Connection
    until: float


class Bench:
    """Everything that is read once: cases, which lines they run, tests, what those run."""

    def __init__(self, root: Path, casebooks: Sequence[Path], folder: Path) -> None:
        self._root = root
        for file in sorted((root / "rules").rglob("*.py")):
            __import__(module_of(str(file.relative_to(root))))
        self._cases = cases_of(casebooks)
        self.mark = _mark(root, casebooks)
        self._lines = _in_a_fork(lambda: lines_of_cases(self._cases, root))
        self._tests = self._watched(folder / f"tests-{_mark_of_law(root)}.json")

    def _watched(self, file: Path) -> list[Judged]:
        """Tell what the files of tests run, from the folder where it is known of this text."""
        names = test_files(self._root)
        _quiet(lambda: pytest.main(["--collect-only", "-q", *names]))
        rows = json.loads(file.read_text("utf-8")) if file.exists() else {}
        file.parent.mkdir(parents=True, exist_ok=True)
        found = []
        for name in names:
            mark = _digest([self._root / name])
            if rows.get(name, {}).get("mark") != mark:
                judged = _in_a_fork(partial(watch_tests, name, self._root))
                rows[name] = {"mark": mark, "judged": asdict(judged)}
                file.write_text(json.dumps(rows), "utf-8")
            found.append(known(rows[name]["judged"]))
        return found

    def judge(
        self, mutants: Sequence[Mutant], sources: Mapping[str, str], *, jobs: int, end: float
    ) -> Iterator[tuple[Mutant, Outcome]]:
        """Judge changes, some at a time, and give each outcome as it comes; stop at the end."""
        waiting, running = list(reversed(mutants)), dict[Mutant, _Running]()
        lines = {
            (file, name): lines_of(node)
            for file, source in sources.items()
            for name, node in definitions(ast.parse(source))
        }
        while running or (waiting and monotonic() < end):
            while waiting and len(running) < jobs and monotonic() < end:
                mutant = waiting.pop()
                where = lines[mutant.file, mutant.definition]
                running[mutant] = self._begin(mutant, sources[mutant.file], where)
            wait([one.answer for one in running.values()], timeout=1)
            for mutant, one in list(running.items()):
                outcome = _outcome(one)
                if outcome is not None:
                    del running[mutant]
                    yield mutant, outcome

    def _begin(self, mutant: Mutant, source: str, lines: range) -> _Running:
        here, there = _FORK.Pipe(duplex=False)
        process = _FORK.Process(
            target=_quiet, args=(lambda: there.send(self._verdict(mutant, source, lines)),)
        )
        process.start()
        there.close()
        return _Running(process, here, monotonic() + BOUND)

    def _verdict(self, mutant: Mutant, source: str, lines: range) -> Outcome:
        try:
            replace(mutant, source)
        except (NotReplaceableError, SyntaxError):
            return Outcome("skipped")
        except Exception as error:  # noqa: BLE001  (a constant that cannot be built is noticed)
            return Outcome("case", type(error).__name__)
        cases = self._cases_on(mutant, lines)
        for case in cases:
            if wrong(case):
                return Outcome("case", case.id)
        # A constant runs once, before any test: who runs its file may notice.
        tests = chosen(self._tests, mutant.file, None if mutant.constant else lines)
        anyway = [name for judged in self._tests for name in judged.failing]
        failing = failing_test(tests, anyway)
        if failing is not None:
            return Outcome("test", failing)
        return Outcome("nobody" if cases or tests else "unrun")

    def _cases_on(self, mutant: Mutant, lines: range) -> list[Any]:
        """Give the cases that run the changed function, those that run the line first."""
        if mutant.constant:
            return list(self._cases)
        places = {(mutant.file, line) for line in lines}
        exact = (mutant.file, mutant.line)
        on = [
            (exact not in seen, number)
            for number, seen in enumerate(self._lines)
            if not seen.isdisjoint(places)
        ]
        return [self._cases[number] for _, number in sorted(on)]


def _outcome(one: _Running) -> Outcome | None:
    """Give what a fork found out; None while it is at it."""
    if one.answer.poll():
        with suppress(EOFError):
            outcome: Outcome = one.answer.recv()
            one.process.join()
            return outcome
    if one.process.is_alive() and monotonic() < one.until:
        return None
    if not one.process.is_alive():
        # It ended without a word: the change broke the process itself.
        return Outcome("test", f"exit {one.process.exitcode}")
    one.process.kill()
    one.process.join()
    return Outcome("time")


def _in_a_fork(work: Callable[[], Any]) -> Any:
    """Do something that leaves traces (caches, tracing) in a process of its own."""
    here, there = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_quiet, args=(lambda: there.send(work()),))
    process.start()
    there.close()
    found = here.recv()
    process.join()
    return found


def _quiet(work: Callable[[], Any]) -> Any:
    """Do something without a word on the terminal."""
    sys.stdout.flush()
    kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        return work()
    finally:
        sys.stdout.flush()
        for number, copy in enumerate(kept, start=1):
            os.dup2(copy, number)
            os.close(copy)
        os.close(nowhere)


def _mark(root: Path, casebooks: Sequence[Path]) -> str:
    """Mark this state of law, tests and casebooks: with another, everything is judged anew."""
    folders = (root / "rules", root / "tests" / "rules", root / "tests" / "policy", *casebooks)
    return _digest(file for folder in folders for file in folder.rglob("*"))


def _mark_of_law(root: Path) -> str:
    """Mark this state of the law and of what all tests stand on: with another, all are watched."""
    tests = (root / "tests" / name for name in ("rules", "policy", "casebook"))
    beside = (file for folder in tests for file in folder.glob("*.py"))
    law = (root / "rules").rglob("*")
    return _digest([*law, *(file for file in beside if not file.name.startswith("test_"))])


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.suffix in {".py", ".toml", ".yaml", ".txt"}:
            digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]
