"""Errors that people make are told with file, line, key, value and what is expected."""

from datetime import date

import pytest

from rules.policy.check import problems
from rules.policy.errors import Problem
from rules.wrong import Words
from tests.policy import example
from tests.policy.seeds import SEEDS, Seed

TODAY = date(2026, 11, 30)


def seeded(seed: Seed) -> str:
    text = example.text()
    assert seed.old in text
    return text.replace(seed.old, seed.new, 1)


def found_in(seed: Seed) -> list[Problem]:
    return problems(seeded(seed), "borgo.toml", example.act(), today=TODAY)


def test_there_are_seventy_six_of_them() -> None:
    assert len(SEEDS) == 76


def test_the_example_itself_has_none() -> None:
    assert problems(example.text(), "borgo.toml", example.act(), today=TODAY) == []


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_an_error_is_told_with_its_line_its_key_and_what_is_expected(seed: Seed) -> None:
    found = found_in(seed)
    lines = seeded(seed).splitlines()
    marked = (seed.line_of or seed.new).strip().splitlines()[0]

    assert [
        one
        for one in found
        if one.key == seed.key and seed.said in one.message and marked in lines[one.line - 1]
    ], [str(one) for one in found]


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_an_error_is_told_in_italian_too(seed: Seed) -> None:
    found = found_in(seed)

    assert all(isinstance(one.message, Words) for one in found)
    assert all(one.told("it") != one.told("en") for one in found)


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_no_word_of_a_parser_is_shown(seed: Seed) -> None:
    told = "\n".join(one.told(language) for one in found_in(seed) for language in ("en", "it"))

    assert "Input should" not in told
    assert "Value error" not in told
    assert "pydantic" not in told
