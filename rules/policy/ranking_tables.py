"""The schema of who is admitted first: by law, by the act's precedences and points, by ties."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from rules.conditions import Closed, Condition
from rules.policy.laying import Rows, Tree
from rules.policy.values import BOTH_MODES, Away, Value
from rules.wrong import WrongValueError


class Precedence(Value):
    """Whom `for_any` fits stands before all others, whatever their points."""

    for_any: tuple[Condition, ...] = Field(min_length=1)


class Priority(Precedence):
    """
    Whom the law puts before all other applicants, whatever order the act gives them.

    All such people stand on one level; between them the act's own order decides.
    """

    modes: frozenset[Away] = BOTH_MODES


def with_those_not_first(own: Rows, below: Rows, act: Tree) -> Rows:
    """
    Keep the priorities of the law, unless the act itself puts the same people first.

    All or none: the law gives everybody whom it names one and the same priority.
    """
    first = [condition for row in (*own, *_first_rung(act)) for condition in _conditions_of(row)]
    return own if all(_all_of(row, first) for row in below) else own + below


def _first_rung(act: Tree) -> Rows:
    """Give the act's rows of precedence that nobody stands above."""
    ranking = act.get("ranking")
    if not isinstance(ranking, dict) or not isinstance(rows := ranking.get("precedence"), list):
        return []
    return rows[:1] if ranking.get("order") == "descending" else rows


def _conditions_of(row: Any) -> list[Condition]:
    """Give the conditions of a row, without those that are wrong, which fit nobody."""
    told = row.get("for_any") if isinstance(row, dict) else None
    found = []
    for one in told if isinstance(told, list) else ():
        with suppress(ValidationError):
            found.append(Condition.model_validate(one))
    return found


def _all_of(row: Any, first: list[Condition]) -> bool:
    return all(any(one.includes(other) for one in first) for other in _conditions_of(row))


class Points(Value):
    """
    Points for whom `for_if` fits, once or for each child, relative assisted or year of service.

    Children are counted from `child_from` to before `child_under` years, with `child_disabled`
    only those who are (or are not) disabled. What is counted gives
    `at_most` so many points. Of rules with the same `scale` only the highest counts.
    """

    points: float = Field(gt=0)
    each: Literal["once", "child", "assisted", "service_year"] = "once"
    for_if: Condition | None = None
    child_from: int = Field(default=0, ge=0)
    child_under: int = Field(default=18, ge=1)
    child_disabled: bool | None = None
    at_most: float | None = Field(default=None, gt=0)
    scale: str | None = None


TieCriterion = Literal[
    "km", "reach_minutes", "age", "youth", "service", "children", "assisted", "invalidity"
]


class TieBreak(Value):
    """
    What decides between equals, in this order; greater comes first.

    `children` are those under 18 years, `assisted` the relatives assisted; of `youth` the younger
    comes first.
    """

    by: tuple[TieCriterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_direction(self) -> TieBreak:
        if {"age", "youth"} <= set(self.by):
            raise WrongValueError(
                "age puts the older first, youth the younger: leave one",
                "age mette prima il più anziano, youth il più giovane: lasciane uno",
            )
        return self


class StaffShare(Value):
    """At most so many percent of those who could be admitted are, rounded down."""

    percent: float = Field(ge=1, le=100)


class Ranking(Closed):
    """Who is admitted first when there are more applicants than places."""

    order: Literal["points", "descending", "priority"]
    share: StaffShare | None = None
    precedence: tuple[Precedence, ...] = ()
    points: tuple[Points, ...] = ()
    ties: TieBreak | None = None

    @model_validator(mode="after")
    def _points_where_counted(self) -> Ranking:
        if self.order == "points" and not self.points:
            raise WrongValueError(
                "a ranking by points has at least one [[version.ranking.points]]",
                "una graduatoria a punti ha almeno una tabella [[version.ranking.points]]",
            )
        return self
