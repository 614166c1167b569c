"""What answers say beside their verdict: reasons, the articles they rest on, their figures."""

import pytest

from tests.rules.said import PAGES, bodies, page

BODIES = sorted(bodies())


def written(body: str) -> str:
    return (PAGES / f"{body}.txt").read_text("utf-8")


@pytest.mark.parametrize("body", BODIES)
def test_reasons_articles_and_figures_are_those_of_the_page(body: str) -> None:
    assert page(body) == written(body), "read the difference against the act: tests/rules/said.py"


@pytest.mark.parametrize("body", BODIES)
def test_no_page_is_empty(body: str) -> None:
    assert written(body).count("\n") > 40
