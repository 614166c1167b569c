"""The schema of how much is worked at the office: least days, least share, more than half."""

from __future__ import annotations

from pydantic import Field, model_validator

from rules.conditions import Condition
from rules.facts import Period
from rules.policy.values import BOTH_MODES, Away, Value
from rules.wrong import WrongValueError


class PresenceMinimum(Value):
    """
    At least `min_days` really worked at the office in a period.

    `week`: only for offices that work so many days a week. Where the act scales the number for
    part time, `part_time_source` cites it: the share is then that of the person's own working
    days, rounded up; the number is the same for everybody where it does not. Whom `exempt` fits
    has no minimum.
    """

    per: Period
    week: int | None = Field(default=None, ge=1, le=7)
    min_days: int = Field(ge=1)
    part_time_source: str = ""
    part_time_quote: str = ""
    exempt: Condition | None = None
    modes: frozenset[Away] = BOTH_MODES

    @model_validator(mode="after")
    def _part_time_against_a_week(self) -> PresenceMinimum:
        if self.part_time_source and self.week is None:
            raise WrongValueError(
                "part_time_source scales from a full week: add week",
                "part_time_source riduce da una settimana intera: aggiungi week",
            )
        return self


class PresenceShare(Value):
    """
    At least `percent` of the days worked in a period at the office, save whom `exempt` fits.

    Days that are not worked, for whatever reason, count for neither side.
    """

    per: Period
    percent: float = Field(ge=1, le=100)
    exempt: Condition | None = None
    modes: frozenset[Away] = BOTH_MODES


class Prevalence(Value):
    """
    In each period days in presence are more than agile days.

    Absences of any kind count for neither; whom `exempt` fits is not asked; a period that
    breaks it bars the whole next one, save with `bars_next = false`.
    """

    per: Period
    bars_next: bool = True
    exempt: Condition | None = None
