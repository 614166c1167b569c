"""The schema of what limits or gives days beside the quotas: notice, weekdays, rows, extras."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from rules.conditions import Condition, all_known
from rules.facts import Period
from rules.policy.values import BOTH_MODES, Away, MinuteText, Value, Weekday
from rules.wrong import WrongValueError

LOSSES = frozenset({"recall", "leave", "sick", "child_sick"})
MOST_HOURS = 31 * 24
"""No act asks for a notice of more than a month in hours: a greater number is of minutes."""


class BookingNotice(Value):
    """
    A day is asked for by `hour` of `days_before` days before it, or `hours_before` its beginning.

    Or by `hour` of a day of the month before (`month_before`) or of the week before
    (`week_before`). `working`: the days before are counted among those that the person works.
    """

    days_before: int | None = Field(default=None, ge=0, le=366)
    hour: MinuteText = 24 * 60
    working: bool = False
    hours_before: int | None = Field(default=None, ge=1, le=MOST_HOURS)
    month_before: int | None = Field(default=None, ge=1, le=31)
    week_before: Weekday | None = None
    modes: frozenset[Away] = BOTH_MODES

    @model_validator(mode="after")
    def _one_of_them(self) -> BookingNotice:
        ways = (self.days_before, self.hours_before, self.month_before, self.week_before)
        if sum(one is not None for one in ways) != 1:
            raise WrongValueError(
                "a notice has either days_before (and hour) or hours_before, month_before or "
                "week_before: one of them",
                "un preavviso ha o days_before (con hour) o hours_before, month_before o "
                "week_before: uno di questi",
            )
        if self.working and self.days_before is None:
            raise WrongValueError(
                "working goes with days_before: other terms are dates of the calendar",
                "working va con days_before: gli altri termini sono date del calendario",
            )
        if self.hours_before is not None and {"hour", "working"} & self.model_fields_set:
            raise WrongValueError(
                "hour and working go with days_before: hours_before counts from the day's start",
                "hour e working vanno con days_before: hours_before conta dall'inizio del giorno",
            )
        return self


class BookingHorizon(Value):
    """A day is asked for at most so many calendar days ahead."""

    days: int = Field(ge=1, le=3 * 366)


class AnchorDays(Value):
    """Weekdays on which everybody is at the office, save whom `except_if` fits."""

    weekdays: frozenset[Weekday] = Field(min_length=1)
    except_if: Condition | None = None
    modes: frozenset[Away] = BOTH_MODES


class DaysInARow(Value):
    """
    At most so many days away one after the other; days that nobody works do not break a row.

    `count`: "working" counts the days away alone, "calendar" also the free days between them.
    """

    max_days: int = Field(ge=1, le=366)
    count: Literal["working", "calendar"] = "working"
    modes: frozenset[Away] = BOTH_MODES


class ExtraDays(Value):
    """
    So many days in all per `per` over the quota for `beyond`.

    They are for whom `for_any` fits, for everybody if it is empty.
    `granted`: they are had "by_right", or the manager gives them "with_reasons".
    """

    beyond: Period
    per: Period = Period.YEAR
    max_days: float = Field(gt=0)
    granted: Literal["by_right", "with_reasons"]
    for_any: tuple[Condition, ...] = ()


class Recovery(Value):
    """
    A day away that is lost for one of `causes` may be had again.

    In the same period of `per` as the lost day, or in the one after it.
    """

    causes: frozenset[str] = Field(min_length=1)
    per: Period = Period.MONTH

    @field_validator("causes")
    @classmethod
    def _known_causes(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, LOSSES, "a way of losing a day")
        return value
