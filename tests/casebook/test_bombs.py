"""Case files that nobody writes: told with the line, in bounded time."""

from pathlib import Path
from time import thread_time

import pytest

from rules.casebook.bounds import MOST_CHARACTERS, MOST_DEPTH, too_much
from rules.casebook.read import CaseFileError, read
from tests.effort import BLOWN_UP

TIVOLI = (Path(__file__).parent / "tivoli.yaml").read_text("utf-8")
LINES = TIVOLI.count("\n")
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
ADDED = {
    "a billion laughs": (LAUGHS, LINES + 5),
    "a list that holds itself": ("x: &x [*x]", LINES + 1),
    "an alias of nothing": ("x: *y", LINES + 1),
    "lists in lists": ("x: " + "[" * 100_000, LINES + 1),
    "lists below lists": ("x:\n  " + "- " * 50_000, LINES + 2),
    "a number of 6,000 digits": ("x: " + "9" * 6_000, LINES + 1),
}
WHOLE = {
    "maps below maps": "\n".join(" " * depth + "a:" for depth in range(900)),
    "keys of keys": "? " * 50_000,
    "documents": "---\n" * 1_000,
    "a command": '!!python/object/apply:os.system ["ls"]',
    "a tag": "x: !foo 1",
    "a binary": "\x00",
    "a list for a key": "? [a, b]\n: 1",
    "colons": ":" * 300_000,
    "too long": "x" * (MOST_CHARACTERS + 1),
}


def problem(text: str) -> str:
    with pytest.raises(CaseFileError) as error:
        read(text, "f.yaml", frozenset({"tivoli"}))
    return str(error.value)


@pytest.mark.parametrize(("added", "line"), ADDED.values(), ids=ADDED)
def test_what_cannot_be_read_is_told_with_its_line(added: str, line: int) -> None:
    before = thread_time()

    assert problem(f"{TIVOLI}{added}").startswith(f"f.yaml:{line}: ")
    assert thread_time() - before < BLOWN_UP


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_no_file_takes_for_ever(text: str) -> None:
    before = thread_time()

    assert problem(text).startswith("f.yaml:")
    assert thread_time() - before < BLOWN_UP


@pytest.mark.parametrize(("depth", "fits"), [(MOST_DEPTH, True), (MOST_DEPTH + 1, False)])
def test_depth_has_a_bound(depth: int, fits: bool) -> None:  # noqa: FBT001  a case
    assert (too_much(f"{'[' * depth}{']' * depth}", "f.yaml") is None) is fits


def test_an_alias_that_repeats_little_is_read() -> None:
    assert too_much("a: &a {x: 1}\nb: *a\nc: {<<: *a}\n", "f.yaml") is None
