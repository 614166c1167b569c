"""What every value of a policy has: its place in an act, the act's words, how much it binds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from rules.decision import Reason, Source, Strength
from rules.facts import WEEKDAYS, Band, Mode, minute_of
from rules.strict import Strict
from rules.wrong import WrongValueError

Away = Literal[Mode.AGILE, Mode.REMOTE]
"""The ways of working about which acts have rules; the others are a day at the office or free."""
BOTH_MODES: frozenset[Away] = frozenset((Mode.AGILE, Mode.REMOTE))


def _band(value: Any) -> Any:
    if isinstance(value, Band):
        return value
    try:
        return Band.parse(value)
    except (AttributeError, ValueError):
        raise WrongValueError(
            f"{value!r} is not a band: write hours as 10:00-12:00, between 00:00 and 24:00",
            f"{value!r} non è una fascia: scrivi le ore come 10:00-12:00, tra 00:00 e 24:00",
        ) from None


def _weekday(value: Any) -> Any:
    if isinstance(value, str) and value in WEEKDAYS:
        return WEEKDAYS.index(value)
    listed = ", ".join(WEEKDAYS)
    raise WrongValueError(
        f"{value!r} is not a weekday: write one of {listed}",
        f"{value!r} non è un giorno della settimana: scrivi uno tra {listed}",
    )


def _minute(value: Any) -> Any:
    try:
        return minute_of(value)
    except (AttributeError, ValueError):
        raise WrongValueError(
            f"{value!r} is not a time of day: write it as 09:30, in quotation marks",
            f"{value!r} non è un'ora: scrivila come 09:30, tra virgolette",
        ) from None


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """A span of days that comes every year, both ends included; it may go over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def __contains__(self, day: date) -> bool:
        """Tell whether a day of any year lies in it."""
        on = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= on <= self.last
        return on >= self.first or on <= self.last

    def __str__(self) -> str:
        """Give it back as `06-15/09-15`."""
        return "/".join(f"{month:02d}-{day:02d}" for month, day in (self.first, self.last))


def _season(value: Any) -> Any:
    if isinstance(value, Season):
        return value
    try:
        # Of a leap year, which alone has every day that a season may begin or end on.
        first, last = (date.fromisoformat(f"2024-{part}") for part in value.split("/"))
    except (AttributeError, ValueError):
        raise WrongValueError(
            f"{value!r} is not a season: write month and day as 06-15/09-15",
            f"{value!r} non è una stagione: scrivi mese e giorno come 06-15/09-15",
        ) from None
    return Season((first.month, first.day), (last.month, last.day))


SeasonText = Annotated[Season, BeforeValidator(_season)]
MinuteText = Annotated[int, BeforeValidator(_minute)]
BandText = Annotated[Band, BeforeValidator(_band)]
Weekday = Annotated[int, BeforeValidator(_weekday)]


class Value(Strict):
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
            raise WrongValueError(
                f"the source {self.source!r} has no quote: add the act's own words",
                f"la fonte {self.source!r} non ha citazione: aggiungi le parole dell'atto",
            )
        return self


class May(Value):
    """Whether something may be had or done."""

    allowed: bool
