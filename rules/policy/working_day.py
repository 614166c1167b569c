"""The schema of what happens between Monday and Friday: swaps, recalls, permits, on-call weeks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from rules.conditions import Closed, Condition, all_known
from rules.facts import PERMIT_KINDS, Period
from rules.policy.day_limits import MOST_HOURS
from rules.policy.laying import KeepsBelow, Rows, Tree
from rules.policy.values import BOTH_MODES, Away, BandText, May, MinuteText, Value
from rules.wrong import WrongValueError

RECALL_REASONS = frozenset({"service", "technical", "urgent", "planned"})


class WorkHours(Value):
    """
    When a full-time day begins and how long it is, with and without afternoon return.

    `day_hours` and `afternoon_day_hours` are its spans, where the act prints them.
    """

    start: MinuteText
    day_hours: tuple[BandText, ...] = ()
    afternoon_day_hours: tuple[BandText, ...] = ()
    day_minutes: int | None = Field(default=None, gt=0)
    afternoon_day_minutes: int | None = Field(default=None, gt=0)


class SwapDeadline(Value):
    """By which hour of how many days before the earlier of the two days."""

    hour: MinuteText
    days_before: int = Field(ge=0, le=366)


class Swaps(Closed):
    """
    Whether an agreed day may be moved, and by whom.

    With `alone` the employee moves it and tells the manager; without, somebody has to agree.
    """

    employee: May
    manager: May
    alone: Value | None = None
    same_week: Value | None = None
    deadline: SwapDeadline | None = None
    fixed_days: May | None = None


class RecallRule(Value):
    """
    A recall for one of `reasons`, on a day worked in one of `modes`.

    Its message must be there `days_before` calendar days before the day (0: on the day itself),
    or `hours_before` the beginning of a full-time day; `at_once`: it is delivered even inside
    disconnection.
    """

    reasons: frozenset[str] = Field(min_length=1)
    days_before: int | None = Field(default=None, ge=0, le=366)
    hours_before: int | None = Field(default=None, ge=1, le=MOST_HOURS)
    at_once: bool = False
    modes: frozenset[Away] = BOTH_MODES

    @model_validator(mode="after")
    def _one_of_the_two(self) -> RecallRule:
        if (self.days_before is None) == (self.hours_before is None):
            raise WrongValueError(
                "a recall has either days_before or hours_before",
                "un richiamo ha o days_before o hours_before",
            )
        return self

    @field_validator("reasons")
    @classmethod
    def _known_reasons(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, RECALL_REASONS, "a reason for a recall")
        return value


class RecallBar(Value):
    """Whom `for_if` fits cannot be called to the office."""

    for_if: Condition


class Recalls(Closed):
    """
    How somebody is called to the office on an agile day.

    `known_needs`: whether a need that was known when the day was agreed gives a recall.
    """

    rules: tuple[RecallRule, ...] = ()
    barred: RecallBar | None = None
    known_needs: May | None = None
    given_back: May | None = None


class PermitRule(Value):
    """
    One kind of permit.

    `max_days` and `max_minutes` are counted over `per` (a calendar year, month, one event, or
    each permit alone); a whole day weighs `day_minutes` in a limit of minutes, or the hours of
    that weekday. `part_time`: the limit shrinks with part time. Its last day lies at most
    `within_days` (or `within_working_days`) after the event, or its first `begins_within_days`.
    """

    per: Period | Literal["event", "each"] | None = None
    max_days: int | None = Field(default=None, ge=1)
    max_minutes: int | None = Field(default=None, ge=1)
    day_minutes: int | None = Field(default=None, ge=1)
    part_time: bool = False
    entitled_any: tuple[Condition, ...] = ()
    notice_days: int | None = Field(default=None, ge=0, le=366)
    programmed_by: int | None = Field(default=None, ge=1, le=31)
    urgent_until_start: bool = False
    share_of_day: float | None = Field(default=None, gt=0, le=1)
    shortest_day: int | None = Field(default=None, gt=0)
    latest_after_start: int | None = Field(default=None, ge=0, le=24 * 60)
    within_working_days: int | None = Field(default=None, ge=1, le=3 * 366)
    within_days: int | None = Field(default=None, ge=1, le=3 * 366)
    begins_within_days: int | None = Field(default=None, ge=1, le=3 * 366)
    later: Literal["next_month", "agreed"] | None = None
    indivisible: bool = False
    never_with: frozenset[str] = frozenset()

    @field_validator("never_with")
    @classmethod
    def _known_kinds(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, PERMIT_KINDS, "a kind of permit")
        return value


class RefusedKinds(Value):
    """Kinds of permits that cannot be had on an agile day."""

    kinds: frozenset[str] = Field(min_length=1)

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, PERMIT_KINDS, "a kind of permit")
        return value


class PermitApproval(Value):
    """Whether a kind of permit waits for an approval; where not, it is merely communicated."""

    needed: bool


class AgileApproval(Value):
    """That permits of some hours on a day away are approved, save those of `except_kinds`."""

    except_kinds: frozenset[str] = frozenset()

    @field_validator("except_kinds")
    @classmethod
    def _known_kinds(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, PERMIT_KINDS, "a kind of permit")
        return value


class AgilePermits(Closed):
    """
    What is special about permits of some hours on an agile day.

    `approval`: on days worked away from the office they are approved, whatever their kind.
    """

    inside_bands: Value | None = None
    refused: RefusedKinds | None = None
    approval: AgileApproval | None = None


class TurnLimit(Value):
    """At most so many turns that begin in one month."""

    per_month: int = Field(ge=1, le=31)


class ProgrammeNotice(Value):
    """Turns are set so many months ahead, save that of somebody who is impeded."""

    months: int = Field(ge=1, le=24)


class OnCallBar(Value):
    """Whom `for_if` fits is left out of on-call service, or may be (`strength` "ordinary")."""

    for_if: Condition


def with_bans_of_the_law(own: Rows, below: Rows, _: Tree) -> Rows:
    """Keep whom the law bars: no act makes a choice of a prohibition."""
    if not all(isinstance(one, dict) for one in own):
        return own
    said = [_law_of(row, below) or row if _is_choice(row) else row for row in own]
    return said + [
        row for row in below if row["for_if"] not in [one.get("for_if") for one in said]
    ]


def _law_of(row: Tree, below: Rows) -> Tree | None:
    """Give the law's row about the same people, in whatever order the keys are written."""
    return next((one for one in below if one["for_if"] == row.get("for_if")), None)


def _is_choice(row: Tree) -> bool:
    return row.get("strength") == "ordinary"


class OnCallHours(Value):
    """
    The hours of a turn from a Monday to the next, each at `turn_begins`.

    On weekdays it covers the time from `weekday_from` (`afternoon_from` on a day with afternoon
    return) to `until` of the next day, on free days and holidays all of it.
    """

    turn_begins: MinuteText
    weekday_from: MinuteText
    afternoon_from: MinuteText
    until: MinuteText


class OnCall(Closed):
    """Weekly on-call turns."""

    hours: OnCallHours | None = None
    limit: TurnLimit | None = None
    programme: ProgrammeNotice | None = None
    absence: Value | None = None
    bars: Annotated[tuple[OnCallBar, ...], KeepsBelow(with_bans_of_the_law)] = ()
    away_days: Value | None = None
    agile_agreement: Value | None = None

    @property
    def only_bars(self) -> bool:
        """Tell whether nothing is said of turns beyond who is left out, as by the law alone."""
        return self.model_fields_set <= {"bars"}
