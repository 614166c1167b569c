"""docs/policy-reference.md has every table and key of the schema, as the schema is."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.cli.entry import main
from rules.policy.keys import tables_of_the_schema, tables_with_models, written
from rules.policy.meanings import MEANINGS
from rules.policy.reference import reference
from rules.policy.values import Value

PAGE = Path(__file__).parents[2] / "docs" / "policy-reference.md"
WRITTEN = reference()
TABLES = {
    path: model for path, model in tables_with_models().items() if issubclass(model, BaseModel)
}


def section(path: tuple[str, ...]) -> str:
    return WRITTEN.partition(f"\n## `{written(path)}`\n")[2].partition("\n## ")[0]


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["policy", "reference", *words])
    return int(stopped.value.code or 0)


def test_the_page_is_as_the_schema_is() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run `sportello policy reference`"


@pytest.mark.parametrize("path", TABLES, ids=".".join)
def test_a_table_has_its_section_with_what_it_says(path: tuple[str, ...]) -> None:
    assert section(path).strip()


@pytest.mark.parametrize("path", TABLES, ids=".".join)
def test_a_table_has_each_of_its_keys(path: tuple[str, ...]) -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", section(path), flags=re.MULTILINE))
    inside = {one[len(path)] for one in tables_of_the_schema() if one[: len(path)] == path != one}
    common = {"source", "quote", "also", "strength"}

    assert set(tables_of_the_schema()[path]) - common - told - inside == set()


def test_every_table_that_cites_an_article_has_an_example() -> None:
    values = [path for path, model in TABLES.items() if issubclass(model, Value)]

    assert [path for path in values if "```toml" not in section(path)] == []


def test_every_example_is_readable() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", WRITTEN, flags=re.DOTALL)

    assert all(tomllib.loads(block) for block in blocks)


def test_every_meaning_is_of_a_key_that_there_is() -> None:
    page = WRITTEN
    keys = {name.rpartition(".")[2] for name in MEANINGS}

    assert [key for key in keys if f"| `{key}` |" not in page] == []


def test_check_tells_a_page_that_is_old(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "reference.md"
    assert run("--to", str(file)) == 0
    assert run("--check", "--to", str(file)) == 0

    file.write_text(file.read_text("utf-8").replace("whole number", "number"), encoding="utf-8")

    assert run("--check", "--to", str(file)) == 1
    assert "Not as the schema is" in capsys.readouterr().err
