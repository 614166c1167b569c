"""What is beyond all bounds is refused at the number, and what reaches the number is read."""

import pytest

from rules.casebook.bounds import MOST_CHARACTERS as MOST_OF_A_CASE
from rules.casebook.bounds import MOST_DEPTH as CASE_DEPTH
from rules.casebook.bounds import MOST_NODES
from rules.casebook.bounds import too_much as too_much_of_a_case
from rules.policy.bounds import MOST_CHARACTERS, too_much
from rules.policy.errors import Problem


def refused(problem: Problem | None) -> tuple[int, str] | None:
    return None if problem is None else (problem.line, problem.message)


def test_a_text_has_so_many_characters_at_most() -> None:
    assert too_much("#" * MOST_CHARACTERS, "town.toml") is None
    found = too_much("#" * (MOST_CHARACTERS + 1), "town.toml")
    assert found is not None
    assert found.line == 1
    assert f"{MOST_CHARACTERS + 1} characters" in found.message


@pytest.mark.parametrize(("digits", "line"), [(1000, None), (1001, 3)])
def test_a_number_has_a_thousand_digits_at_most(digits: int, line: int | None) -> None:
    found = too_much(f"a = 1\nb = 2\nc = {'1' * digits}\n", "town.toml")

    assert (None if found is None else found.line) == line
    if found is not None:
        assert "more than 1000 digits" in found.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = " + "[" * 20 + "]" * 20, None),
        ("a = " + "[" * 21 + "]" * 21, 1),
        ("x = 1\n\na = " + "{b = " * 21 + "}" * 21, 3),
        ("[" + ".".join("a" * 20) + "]\n", None),
        ("[" + ".".join("a" * 22) + "]\n", 1),
        # What is closed does not count, nor what is closed too often, nor another line's dots.
        ("a = [[], []]\n" * 30, None),
        ("]" * 5 + "a = " + "[" * 20, None),
        ("a.b.c.d.e.f = 1\n" * 10, None),
        # What stands in quotation marks or in a remark is no list.
        (f'a = "{"[" * 30}"\n# {"[" * 30}\n', None),
        ('a = """\n\n"""\nb = ' + "[" * 21, 4),
    ],
)
def test_tables_stand_in_tables_twenty_deep_at_most(text: str, line: int | None) -> None:
    found = too_much(text, "town.toml")

    assert (None if found is None else found.line) == line


def test_a_case_file_has_so_many_characters_at_most() -> None:
    assert too_much_of_a_case("#" * MOST_OF_A_CASE, "town.yaml") is None
    found = too_much_of_a_case("#" * (MOST_OF_A_CASE + 1), "town.yaml")
    assert found is not None
    assert f"{MOST_OF_A_CASE + 1} characters" in found.message


def test_a_case_file_has_maps_in_lists_thirty_deep_at_most() -> None:
    assert too_much_of_a_case("[" * CASE_DEPTH + "]" * CASE_DEPTH, "town.yaml") is None
    deep = CASE_DEPTH + 1
    found = too_much_of_a_case("a: 1\nb:\n  " + "[" * deep + "]" * deep, "town.yaml")
    assert found is not None
    assert found.line == 3


def test_a_case_file_has_so_many_values_at_most() -> None:
    # The list itself is a value, too.
    most = "\n".join(["- 1"] * (MOST_NODES - 1))

    assert too_much_of_a_case(most, "town.yaml") is None
    found = too_much_of_a_case(f"{most}\n- 1", "town.yaml")
    assert found is not None
    assert found.line == MOST_NODES


def test_values_that_an_alias_repeats_are_counted_again() -> None:
    # Two maps, two keys, a list of ten: 15 values, and the alias repeats eleven of them.
    head = "a: &ten [" + ", ".join("1" * 10) + "]\nb: *ten\nc:\n"
    rest = MOST_NODES - (1 + 3 + 11 + 11 + 1)

    assert too_much_of_a_case(head + "- 1\n" * rest, "town.yaml") is None
    assert too_much_of_a_case(head + "- 1\n" * (rest + 1), "town.yaml") is not None
