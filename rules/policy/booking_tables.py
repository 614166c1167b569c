"""The tables of a policy file about booking and who may work away: their keys and shapes."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from math import ceil, floor
from typing import Literal

from pydantic import Field, model_validator

from rules.conditions import FULL_TIME, Closed, Condition
from rules.facts import Employee, Period
from rules.policy.day_limits import (
    AnchorDays,
    BookingHorizon,
    BookingNotice,
    DaysInARow,
    ExtraDays,
    Recovery,
)
from rules.policy.presence import PresenceMinimum, PresenceShare, Prevalence
from rules.policy.values import BOTH_MODES, Away, May, Value
from rules.wrong import WrongValueError


class Requirement(Value):
    """
    Who is not admitted: whom `excluded_if` fits, or whom none of `needed_any` fits.

    Save whom `except_if` fits; `always`: it holds for those too who are admitted in any case.
    `way_out` are the words of the quote that say how the person is admitted all the same.
    """

    modes: frozenset[Away] = BOTH_MODES
    excluded_if: Condition | None = None
    needed_any: tuple[Condition, ...] = ()
    except_if: Condition | None = None
    always: bool = False
    way_out: str = ""

    @model_validator(mode="after")
    def _way_out_is_quoted(self) -> Requirement:
        if self.way_out not in self.quote:
            raise ValueError(f"way_out {self.way_out!r} does not stand in the quote: copy it")
        return self

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Requirement:
        if (self.excluded_if is None) == (not self.needed_any):
            raise WrongValueError(
                "a requirement has either excluded_if or needed_any",
                "un requisito ha o excluded_if o needed_any",
            )
        return self


class InAnyCase(Value):
    """
    Whom `for_any` fits is admitted in any case, whatever requirement excludes them.

    Save those that say `always`, such as work that cannot be done away from the office.
    """

    for_any: tuple[Condition, ...] = Field(min_length=1)
    modes: frozenset[Away] = BOTH_MODES


class Eligibility(Closed):
    """Who may work away from the office, and in which of the two ways."""

    modes: tuple[ModeRule, ...]
    requirements: tuple[Requirement, ...]
    in_any_case: tuple[InAnyCase, ...] = ()

    @cached_property
    def unregulated(self) -> tuple[ModeRule, ...]:
        """The ways of working that the act does not provide for."""
        return tuple(rule for rule in self.modes if not rule.regulated)


class ModeRule(Value):
    """That the act provides for a way of working (`regulated`), or that it does not."""

    mode: Away
    regulated: bool


class Quota(Value):
    """
    At most `max_days` in a period.

    `applies` "scheme": only where the agreement counts by that period, or by none; "always"
    otherwise. The agreement's own number for the period `replaces` the act's, or only `lowers` it;
    with `stated_needs` an agreement says for which needs it replaces it. With `for_if` it is of
    those people alone; with `part_time` the number is in proportion to it, rounded "up" or "down"
    to whole days.
    """

    per: Period
    max_days: float = Field(gt=0)
    for_if: Condition | None = None
    part_time: Literal["up", "down"] | None = None
    applies: Literal["scheme", "always"]
    agreement: Literal["replaces", "lowers"]
    stated_needs: bool = False
    modes: frozenset[Away] = BOTH_MODES

    def is_of(self, person: Employee, day: date) -> bool:
        """Tell whether it is a quota of this person."""
        return self.for_if is None or self.for_if.holds(person, day)

    def days_of(self, person: Employee) -> float:
        """Give the number of days for a person, in proportion to part time where the act says."""
        if self.part_time is None or person.part_time >= FULL_TIME:
            return self.max_days
        share = round(self.max_days * person.part_time / FULL_TIME, 6)
        return ceil(share) if self.part_time == "up" else floor(share)


class RaisedQuota(Value):
    """For whom `for_any` fits, `max_days` per period instead of the quota for `instead_of`."""

    per: Period
    max_days: float = Field(gt=0)
    instead_of: Period
    for_any: tuple[Condition, ...] = Field(min_length=1)


class DerogationCeiling(Value):
    """A derogation granted under `article` gives at most so many days a week."""

    article: str
    per_week: int = Field(ge=1, le=7)


class LeastDays(Value):
    """At least so many days away in a period, which the person is reminded of."""

    per: Period
    min_days: int = Field(ge=1)
    modes: frozenset[Away] = BOTH_MODES


class ReportRule(Value):
    """After each week or month with days away the person reports on what was done."""

    per: Literal[Period.WEEK, Period.MONTH]
    modes: frozenset[Away] = BOTH_MODES


class PublicDays(Value):
    """Whom `for_if` fits may not be away on the weekdays on which the counter is open."""

    for_if: Condition
    modes: frozenset[Away] = BOTH_MODES


class HalfDays(Value):
    """
    Whether a day may be split in two halves.

    `fixed_half_days` says it of weekdays that the agreement fixes, where the act sets them apart.
    """

    allowed: bool


class Obstacles(Closed):
    """What makes a single day impossible, each with where the act says so."""

    no_agreement: Value
    outside_agreement: Value
    other_mode: Value
    day_past: Value
    holiday: Value
    patron: Value
    closure: Value
    not_worked: Value
    absent: Value
    already_booked: Value
    weekday_not_agreed: Value
    suspended: Value


class Unused(May):
    """
    Whether a day away on which the person was absent may be had at another time.

    Where it may not, it may all the same within the period of `within`, if the act gives one.
    """

    within: Period | None = None


class Booking(Closed):
    """What limits the days of agile and remote work."""

    obstacles: Obstacles
    half_days: HalfDays | None = None
    fixed_half_days: HalfDays | None = None
    quotas: tuple[Quota, ...] = ()
    agreement_quota: Value
    agreed_presence: Value
    """Where the act speaks of days that the agreement keeps for the office."""
    least: LeastDays | None = None
    raised: tuple[RaisedQuota, ...] = ()
    presence: tuple[PresenceMinimum, ...] = ()
    presence_share: tuple[PresenceShare, ...] = ()
    prevalence: Prevalence | None = None
    public_days: tuple[PublicDays, ...] = ()
    derogation: Value | None = None
    derogation_ceilings: tuple[DerogationCeiling, ...] = ()
    notice: tuple[BookingNotice, ...] = ()
    horizon: BookingHorizon | None = None
    anchor: tuple[AnchorDays, ...] = ()
    in_a_row: DaysInARow | None = None
    extra: tuple[ExtraDays, ...] = ()
    recovery: Recovery | None = None
    unused: Unused | None = None
