"""Policy and phrase files that nobody writes: told with the line, in bounded time."""

from pathlib import Path
from time import thread_time

import pytest

from handlers.reading import checking
from rules.policy import bounds, check, library
from rules.policy.bounds import MOST_CHARACTERS, MOST_DEPTH, MOST_DIGITS
from rules.policy.errors import PolicyError
from tests.effort import BLOWN_UP

TIVOLI = (Path(library.__file__).parents[1] / "policies" / "tivoli.toml").read_text("utf-8")
LINES = TIVOLI.count("\n")
ADDED = {
    "lists in lists": "x = " + "[" * 100_000 + "]" * 100_000,
    "tables in tables": "x = " + "{a=" * 5_000 + "1" + "}" * 5_000,
    "a dotted key": ".".join("a" * 5_000) + " = 1",
    "a dotted table": "[" + ".".join("a" * 5_000) + "]",
    "a number of 6,000 digits": "x = " + "9" * 6_000,
}
WHOLE = {
    "a header of spaces": "[" + " " * 200_000 + "x\n",
    "rows without end": "x = [\n" + "{a=1},\n" * 30_000 + "]\n",
    "tables without end": "[[a]]\n" * 40_000,
    "quotes": '"""' * 50_000,
    "apostrophes": "'" * 200_000,
    "backslashes": '"' + "\\" * 200_000,
    "open quotes": '"\n' * 100_000,
    "numbers for versions": 'id = "x"\nversion = [1, 2]',
    "control characters": "\x00\x01",
    "too long": "#" * (MOST_CHARACTERS + 1),
}


def problems(text: str) -> list[str]:
    """What both ways to read a file say of it; they must agree that it cannot be used."""
    with pytest.raises(PolicyError):
        library.read(text, "f.toml")
    return [str(problem) for problem in check.problems(text, "f.toml")]


@pytest.mark.parametrize("added", ADDED.values(), ids=ADDED)
def test_what_cannot_be_parsed_is_told_with_its_line(added: str) -> None:
    assert problems(f"{TIVOLI}\n{added}\n")[0].startswith(f"f.toml:{LINES + 2}: ")


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_no_file_takes_for_ever(text: str) -> None:
    before = thread_time()
    found = problems(text)

    assert found[0].startswith("f.toml:")
    assert thread_time() - before < BLOWN_UP


@pytest.mark.parametrize("text", [*ADDED.values(), *WHOLE.values()], ids=[*ADDED, *WHOLE])
def test_no_file_of_phrases_does_either(text: str) -> None:
    before = thread_time()
    with pytest.raises(checking.PhrasesError):
        list(checking.phrases_of(text))

    assert thread_time() - before < BLOWN_UP


@pytest.mark.parametrize(("depth", "fits"), [(MOST_DEPTH, True), (MOST_DEPTH + 1, False)])
def test_depth_has_a_bound(depth: int, fits: bool) -> None:  # noqa: FBT001  a case
    found = bounds.too_much(f"\nx = {'[' * depth}{']' * depth}", "f.toml")

    assert (found is None) is fits


@pytest.mark.parametrize(("digits", "fits"), [(MOST_DIGITS, True), (MOST_DIGITS + 1, False)])
def test_numbers_have_a_bound(digits: int, fits: bool) -> None:  # noqa: FBT001  a case
    assert (bounds.too_much(f"x = {'9' * digits}", "f.toml") is None) is fits


@pytest.mark.parametrize(
    "text",
    [
        'x = "' + "[" * 100 + '"',
        "x = '''\n" + "[" * 100 + "\n'''",
        'x = """\n\\"' + "{" * 100 + '\n"""',
        "# " + "[" * 100,
        "a.b = 1.5\n" * 100,
    ],
)
def test_what_stands_in_texts_and_comments_is_not_nested(text: str) -> None:
    assert bounds.too_much(text, "f.toml") is None
