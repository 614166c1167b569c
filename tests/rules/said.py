"""
What a body's answers say: each reason with its question, its articles and its first figures.

The pages in `pages/` are read against the act by whoever changes a rule or a policy; they are
written anew with `python -m tests.rules.said`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rules.casebook.answer import decide
from rules.decision import Decision, Reason
from rules.policy.library import Policy, shipped
from tests.policy import example
from tests.rules.corpus import cases

PAGES = Path(__file__).parent / "pages"


def bodies() -> dict[str, Policy]:
    """The shipped policies and the one of the invented municipality."""
    return {**shipped(), example.ID: example.policy()}


def decisions(body: str) -> Iterator[Decision]:
    """Every case that the tests have for a body, answered."""
    policies = {body: bodies()[body]}
    asked = example.cases() if body == example.ID else cases(body)
    return (decide(case, policies) for case in asked)


def lines(body: str) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every reason of every case, as a line, with what makes it another than the ones before."""
    for decision in decisions(body):
        for reason in decision.reasons:
            weight = (reason.against, reason.strength, reason.articles)
            yield (decision.question, reason.code, *weight), _line(decision.question, reason)


def page(body: str) -> str:
    """One line for each reason that says something else, or says it from another article."""
    first: dict[tuple[Any, ...], str] = {}
    for key, line in lines(body):
        first.setdefault(key, line)
    return "".join(f"{line}\n" for line in sorted(first.values()))


def _line(question: str, reason: Reason) -> str:
    weight = reason.strength.value if reason.against else "for"
    articles = " ".join(reason.articles) or "-"
    figures = " ".join(f"{name}={_said(value)}" for name, value in sorted(reason.figures.items()))
    return f"{question} {reason.code} [{weight}] {articles} | {figures}".rstrip()


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ",".join(_said(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def main() -> None:
    """Write the pages of all bodies."""
    for body in bodies():
        (PAGES / f"{body}.txt").write_text(page(body), encoding="utf-8")


if __name__ == "__main__":
    main()
