"""docs/readings.md speaks of each body, and policies point to it where it speaks of them."""

import re
from importlib import resources
from pathlib import Path

from rules.policy.library import shipped

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "readings.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", PAGE, flags=re.MULTILINE))


def rows(section: str) -> list[list[str]]:
    lines = [line for line in SECTIONS[section].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_each_body_has_its_section() -> None:
    assert [head for head in SECTIONS if head != "All bodies"] == [
        policy.head.name for _, policy in sorted(shipped().items(), key=_in_the_order_of_the_page)
    ]


def _in_the_order_of_the_page(item: tuple[str, object]) -> int:
    return ["arena-po", "ferrara", "tivoli", "alonte", "sorano"].index(item[0])


def test_each_reading_has_words_both_readings_and_who_settles_it() -> None:
    short = [row for section in SECTIONS for row in rows(section) if len(row) != 4 or "" in row]

    assert short == []
    assert all(rows(section) for section in SECTIONS)


def test_a_policy_that_points_there_has_a_section() -> None:
    folder = resources.files("rules") / "policies"
    for body, policy in shipped().items():
        text = (folder / f"{body}.toml").read_text("utf-8")
        if "docs/readings.md" in text:
            assert policy.head.name in SECTIONS


def test_the_guide_and_the_readme_lead_there() -> None:
    assert "(readings.md)" in (DOCS / "policy.md").read_text("utf-8")
    assert "(docs/readings.md)" in (DOCS.parent / "README.md").read_text("utf-8")
