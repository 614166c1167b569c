"""The table of a policy in which a body writes how it reads what its act leaves open."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from rules.conditions import Condition, all_known
from rules.decision import Reading
from rules.policy.laying import Rows, Tree
from rules.policy.values import Value
from rules.reasons import ReasonCode

TOLD = frozenset({"by", "cause", "reason", "urgent"})
"""What a question may be told, and a reading may ask for."""
Told = str | bool | int | float


class OpenReading(Value):
    """
    A point that can be read in two ways, and the reading applied: told where it decides.

    It stands with reasons of these `codes` that rest on `source` (empty: where the act is silent),
    if all else that it names is so: for whom, in agreements of what `term` or `without_number`,
    what the question was `asked`, which `figures` the reason has or `below` what they are, and
    what is `given` in the period that it counts.
    """

    codes: frozenset[str] = Field(min_length=1)
    for_if: Condition | None = None
    term: Literal["fixed", "open"] | None = None
    without_number: bool = False
    asked: dict[str, tuple[Told, ...]] = Field(default_factory=dict)
    figures: dict[str, tuple[Told, ...]] = Field(default_factory=dict)
    below: dict[str, int | float] = Field(default_factory=dict)
    given: Literal["absences", "derogations"] | None = None
    it: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def words(self) -> Reading:
        """The reading in both languages."""
        return Reading(self.it, self.en, personal=self.for_if is not None)

    @field_validator("codes")
    @classmethod
    def _known_codes(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, frozenset(ReasonCode), "a code of a reason")
        return value

    @field_validator("asked")
    @classmethod
    def _known_words(cls, value: dict[str, tuple[Told, ...]]) -> dict[str, tuple[Told, ...]]:
        all_known(frozenset(value), TOLD, "told to a question")
        return value


def with_those_that_still_hold(own: Rows, below: Rows, act: Tree) -> Rows:
    """Keep the open points of the layers below where the body's own act says nothing instead."""
    said = [value for key, value in act.items() if key != "readings"]
    return own + [one for one in below if _rests_on(said, one.get("source"))]


def _rests_on(node: Any, source: Any) -> bool:
    """Tell whether something in a tree comes from that place in an act."""
    if isinstance(node, dict):
        return node.get("source") == source or _rests_on(list(node.values()), source)
    return isinstance(node, list) and any(_rests_on(one, source) for one in node)
