"""What answers say beside their verdict: reasons, the articles they rest on, their figures."""

import ast
import inspect
import re

import pytest

from rules.reasons import ReasonCode
from tests.rules.said import PAGES, bodies, page

BODIES = sorted(bodies())


def written(body: str) -> str:
    return (PAGES / f"{body}.txt").read_text("utf-8")


@pytest.mark.parametrize("body", BODIES)
def test_reasons_articles_and_figures_are_those_of_the_page(body: str) -> None:
    assert page(body) == written(body), "read the difference against the act: tests/rules/said.py"


def promised() -> dict[str, set[str]]:
    """The figures that the comment under each code names."""
    body = ast.parse(inspect.getsource(ReasonCode)).body[0]
    assert isinstance(body, ast.ClassDef)
    comments = [node.value for node in body.body if isinstance(node, ast.Expr)][1:]
    told = [str(comment.value) for comment in comments if isinstance(comment, ast.Constant)]
    return {code.value: _names(comment) for code, comment in zip(ReasonCode, told, strict=True)}


def _names(comment: str) -> set[str]:
    names = re.sub(r"\([^)]*\)", "", comment).rsplit(". ", 1)[1]
    return {name.strip() for name in names.split(",")} - {"-"}


@pytest.mark.parametrize("body", BODIES)
def test_every_reason_has_the_figures_that_its_code_promises(body: str) -> None:
    figures = promised()
    lacking = []
    for line in written(body).splitlines():
        code = line.split()[1]
        given = set(re.findall(r"(\w+)=", line.partition("|")[2]))
        lacking += [(code, name) for name in figures[code] - given]

    assert lacking == []
