"""The changes that are made of a piece of law, and that what runs is really changed."""

import ast
from datetime import date
from pathlib import Path

import pytest

from rules.facts import Period
from rules.history import last_day_of
from tests.mutants.operators import definitions, lines_of, mutants_of, mutated
from tests.mutants.replaced import NotReplaceableError, replace

FILE = "rules/history.py"
SOURCE = (Path(__file__).parents[2] / FILE).read_text("utf-8")


def changes(line: str) -> list[str]:
    """Give every change of a function of one line, as the line that it becomes."""
    source = f"def f(a, b, c):\n    {line}\n"
    found = []
    for mutant in mutants_of(source, "f.py"):
        (function,) = mutated(source, mutant).body
        assert isinstance(function, ast.FunctionDef)
        found.append(ast.unparse(function.body[0]).replace("\n    ", " "))
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b", ["a != b"]),
        ("not a", ["a"]),
        ("a and b and c", ["a or b or c", "b and c", "a and c", "a and b"]),
        ("a or b", ["a and b", "b", "a"]),
        ("x = a + 3", ["x = a - 3", "x = a + 4", "x = a + 2"]),
        ("return a", ["return None"]),
        ("return None", []),
        ("return True", ["return None", "return False"]),
        ("if a: b()", ["if True: b()", "if False: b()", "if a: pass"]),
        ("while a: b()", ["while False: b()", "while a: pass"]),
        ("x = {y for y in a if y}", ["x = {y for y in a}"]),
        ("x = any(a)", ["x = all(a)"]),
        ("'words alone'", []),
    ],
)
def test_a_line_is_changed_in_each_of_these_ways(line: str, expected: list[str]) -> None:
    assert changes(line) == expected


def test_a_constant_of_a_module_is_changed_too_and_a_docstring_is_not() -> None:
    found = mutants_of('"""Words."""\nMOST = 5\n"""More words."""\n', "f.py")

    assert [(m.definition, m.change) for m in found] == [("MOST", "5 -> 6"), ("MOST", "5 -> 4")]


def test_a_function_begins_with_its_decorators() -> None:
    source = "import functools\n\n\n@functools.cache\ndef f(a):\n    return a\n"
    ((name, definition),) = definitions(ast.parse(source))

    assert (name, lines_of(definition)) == ("f", range(4, 7))


def test_two_runs_number_the_changes_alike() -> None:
    assert mutants_of(SOURCE, FILE) == mutants_of(SOURCE, FILE)
    keys = [mutant.key for mutant in mutants_of(SOURCE, FILE)]
    assert len(keys) == len(set(keys))


def test_a_change_reaches_whoever_imported_the_function_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = date(2026, 11, 26)
    unchanged = last_day_of(Period.MONTH, day)
    mutant = next(
        one
        for one in mutants_of(SOURCE, FILE)
        if one.definition == "last_day_of" and one.change.endswith("return None")
    )
    monkeypatch.setattr(last_day_of, "__code__", last_day_of.__code__)  # put back by undo

    replace(mutant, SOURCE)
    assert last_day_of(Period.MONTH, day) is None

    monkeypatch.undo()
    assert last_day_of(Period.MONTH, day) == unchanged


def test_what_nothing_that_runs_was_made_of_is_said_to_be_so() -> None:
    source = f"{SOURCE}\n\ndef written_since():\n    return 1\n"
    mutant = next(one for one in mutants_of(source, FILE) if one.definition == "written_since")

    with pytest.raises(NotReplaceableError):
        replace(mutant, source)
