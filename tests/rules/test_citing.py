"""A reason cites every article of the value that it rests on, and binds as much as that value."""

import ast
import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from rules.casebook.answer import decide
from rules.decision import Decision, Strength
from rules.policy.library import Policy, Version
from rules.policy.values import Value
from rules.reasons import ReasonCode
from tests.policy import example
from tests.rules.corpus import cases
from tests.rules.said import bodies

BODIES = sorted(bodies())
MARK = "99.1"
REST_ON_NOTHING = {
    ReasonCode.SILENT,
    ReasonCode.DAY_FREE_TO_BOOK,
    ReasonCode.WORKS_AGILE,
    ReasonCode.WORKS_REMOTE,
    ReasonCode.WORKS_AT_OFFICE,
    ReasonCode.DAY_OFF,
    ReasonCode.PERMIT_SILENT,
    ReasonCode.RECALL_SILENT,
    ReasonCode.TIE,
    ReasonCode.LATER_ACT,
}
"""What is said where the act says nothing, or of the day itself."""


def with_all(node: Any, **fields: Any) -> Any:
    """The same tables with these fields in every value."""
    if isinstance(node, BaseModel):
        below = {name: with_all(getattr(node, name), **fields) for name in node.model_fields_set}
        return node.model_copy(update={**below, **(fields if isinstance(node, Value) else {})})
    if isinstance(node, tuple):
        return tuple(with_all(item, **fields) for item in node)
    if isinstance(node, dict):
        return {key: with_all(item, **fields) for key, item in node.items()}
    return node


def decisions_with(body: str, **fields: Any) -> Iterator[Decision]:
    policy = bodies()[body]
    versions = tuple(
        Version(one.first_day, one.last_day, with_all(one.tables, **fields))
        for one in policy.versions
    )
    marked = {body: Policy(policy.head, versions)}
    asked = example.cases() if body == example.ID else cases(body)
    return (decide(case, marked) for case in asked)


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
def test_every_reason_has_all_articles_of_its_value_and_the_figures_of_its_code(body: str) -> None:
    figures = promised()
    reasons = [one for found in decisions_with(body, also=(MARK,)) for one in found.reasons]

    assert {
        reason.code
        for reason in reasons
        if MARK not in reason.also
        if reason.source.article or reason.code not in REST_ON_NOTHING
    } == set()
    assert {
        (reason.code, name)
        for reason in reasons
        for name in figures[reason.code] - set(reason.figures)
    } == set()


MANAGERS = {
    ReasonCode.EXTRA_DAY,
    ReasonCode.EXTRA_DAYS_USED,
    ReasonCode.PERMIT_LATER,
    ReasonCode.PERMIT_BEGINS_LATER,
    ReasonCode.PERMIT_URGENT_LATE,
}
"""What the manager may give by the words of the act, however much the limit binds."""


@pytest.mark.parametrize("body", BODIES)
def test_a_limit_binds_as_much_as_the_act_says(body: str) -> None:
    assert {
        reason.code
        for decision in decisions_with(body, strength=Strength.ADVICE)
        if decision.question in {"book", "permit"}
        for reason in decision.obstacles
        if reason.strength is not Strength.ADVICE and reason.code not in MANAGERS
    } == set()
