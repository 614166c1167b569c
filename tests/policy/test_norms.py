"""The tables for who checks a policy against its act: complete, and as the policies are."""

from pathlib import Path

import pytest

from rules.policy.describe import values
from rules.policy.library import shipped
from rules.policy.norms import norms
from tests.policy import example
from tests.rules.texts import BODIES

PAGES = Path(__file__).parents[2] / "docs" / "norms"


@pytest.mark.parametrize("body", BODIES)
def test_the_page_is_as_the_policy_is(body: str) -> None:
    page = (PAGES / f"{body}.md").read_text("utf-8")

    assert page == norms(shipped()[body]), "run `sportello policy norms`"


def test_there_is_no_page_of_another_body() -> None:
    assert sorted(page.stem for page in PAGES.glob("*.md")) == list(BODIES)


@pytest.mark.parametrize("body", BODIES)
def test_every_article_and_quote_is_in_the_page(body: str) -> None:
    policy = shipped()[body]
    page = norms(policy)
    said = [value for v in policy.versions for _, value in values(v.tables, "")]

    assert [one for one in said if one.quote and f"«{one.quote}»" not in page] == []
    assert [one for one in said if one.source not in page] == []


def rows_of(page: str, what: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith(f"| {what}")]


def test_each_version_has_its_own_tables() -> None:
    page = norms(example.policy())

    assert "## From 2025-02-01 to 2026-06-30" in page
    assert [row.split(" | ")[1] for row in rows_of(page, "Most days (week)")] == [
        "max days: 2; applies: always; agreement: lowers",
        "max days: 3; applies: always; agreement: lowers",
        "max days: 3; applies: always; agreement: lowers",
    ]


def test_what_comes_from_the_contract_is_marked() -> None:
    page = norms(example.policy())

    assert all("CCNL:41.1 *(national)*" in row for row in rows_of(page, "Permit (personal)"))
    assert not any("national" in row for row in rows_of(page, "Most days"))


def test_what_the_act_does_not_say_is_marked() -> None:
    assert "*silent*" in rows_of(norms(example.policy()), "Who authorises (segretario)")[0]


def test_what_leaves_room_is_marked() -> None:
    assert "*(di norma)*" in rows_of(norms(example.policy()), "Requirement (contracts")[0]
