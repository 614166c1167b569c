"""What every value of a policy has: its place in an act, the act's words, how much it binds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from rules.conditions import Closed
from rules.decision import Reason, Source, Strength
from rules.facts import WEEKDAYS, Band, Mode, minute_of

BOTH_MODES = frozenset({Mode.AGILE, Mode.REMOTE})


def _band(value: Any) -> Any:
    return Band.parse(value) if isinstance(value, str) else value


def _weekday(value: Any) -> Any:
    if isinstance(value, str) and value in WEEKDAYS:
        return WEEKDAYS.index(value)
    raise ValueError(f"{value!r} is not a weekday: write one of {', '.join(WEEKDAYS)}")


def _minute(value: Any) -> Any:
    return minute_of(value) if isinstance(value, str) else value


MinuteText = Annotated[int, BeforeValidator(_minute)]
BandText = Annotated[Band, BeforeValidator(_band)]
Weekday = Annotated[int, BeforeValidator(_weekday)]


class Value(Closed):
    """Something that an act says, with its place and its words."""

    source: str
    quote: str
    also: tuple[str, ...] = ()
    strength: Strength = Strength.HARD

    @cached_property
    def cited(self) -> Source:
        """The place in the act, for a reason."""
        return Source(self.source, self.quote)

    def because(self, code: str, figures: Mapping[str, Any], *, against: bool) -> Reason:
        """Give a reason that rests on this value and binds as much."""
        return Reason(
            code,
            self.cited,
            against=against,
            figures=figures,
            strength=self.strength,
            also=self.also,
        )

    @model_validator(mode="after")
    def _has_words(self) -> Value:
        if self.source and not self.quote.strip():
            raise ValueError(f"the source {self.source!r} has no quote: add the act's own words")
        return self


class May(Value):
    """Whether something may be had or done."""

    allowed: bool
