"""What docs/policy.md shows is so: its examples stand in the files, its tables and keys exist."""

import re
import tomllib
from pathlib import Path

import yaml

from rules.conditions import Condition
from rules.policy.keys import tables_of_the_schema
from rules.policy.working_day import PermitRule
from tests.policy import example

GUIDE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, flags=re.DOTALL)


def test_every_piece_of_policy_stands_in_the_example() -> None:
    lines = set(example.text().splitlines())

    assert [
        line for block in blocks("toml") for line in block.splitlines() if line not in lines
    ] == []


def test_every_piece_of_policy_is_readable() -> None:
    assert all(tomllib.loads(block) for block in blocks("toml"))


def test_every_case_is_one_of_the_example() -> None:
    known = {case.id for case in example.cases()}
    shown = {case["id"] for block in blocks("yaml") for case in yaml.safe_load(block)["cases"]}

    assert shown
    assert shown <= known


def test_every_table_named_exists() -> None:
    rows = re.findall(r"^\| .+? \| `([a-z_.]+)`(?:, `([a-z_.]+)`)?[:;]", GUIDE, flags=re.MULTILINE)
    named = {name for row in rows for name in row if name}
    known = {".".join(path) for path in tables_of_the_schema()}

    assert len(named) > 15
    assert named - known == set()


def test_every_key_of_a_condition_is_explained() -> None:
    section = GUIDE.partition("## 4.")[2].partition("## 5.")[0]

    assert [key for key in Condition.model_fields if f"`{key}`" not in section] == []


def test_every_key_of_a_permit_is_explained() -> None:
    section = GUIDE.partition("## 5.")[2].partition("## 6.")[0]
    own = set(PermitRule.model_fields) - {"source", "quote", "also", "strength"}

    assert sorted(key for key in own if f"`{key}" not in section) == []
