"""
The closed schema of a policy file.

Each table is a value of a regulation with where it comes from (`source`), the act's words
(`quote`) and how much it binds (`strength`). An unknown or misplaced key is an error.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from rules.conditions import Closed, Condition, all_known, known
from rules.facts import APPOINTMENTS, PERMIT_KINDS, WORK_KINDS, Mode, Period, Rank
from rules.policy.day_limits import (
    AnchorDays,
    BookingHorizon,
    BookingNotice,
    DaysInARow,
    ExtraDays,
    Recovery,
)
from rules.policy.lasting import AgreementLife, Clause, Ranking
from rules.policy.presence import PresenceMinimum, PresenceShare, Prevalence
from rules.policy.values import BOTH_MODES, BandText, May, Value, Weekday
from rules.policy.working_day import (
    AgilePermits,
    OnCall,
    PermitApproval,
    PermitRule,
    Recalls,
    Swaps,
    WorkHours,
)
from rules.strict import Strict
from rules.wrong import WrongValueError


class Requirement(Value):
    """
    Who is not admitted: whom `excluded_if` fits, or whom none of `needed_any` fits.

    Save whom `except_if` fits; `always`: it holds for those too who are admitted in any case.
    `way_out` are the words of the quote that say how the person is admitted all the same.
    """

    modes: frozenset[Mode] = BOTH_MODES
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
    modes: frozenset[Mode] = BOTH_MODES


class Eligibility(Closed):
    """Who may work away from the office, and in which of the two ways."""

    modes: tuple[ModeRule, ...]
    requirements: tuple[Requirement, ...]
    in_any_case: tuple[InAnyCase, ...] = ()


class ModeRule(Value):
    """That the act provides for a way of working (`regulated`), or that it does not."""

    mode: Mode
    regulated: bool


class Quota(Value):
    """
    At most `max_days` in a period.

    `applies` "scheme": only where the agreement counts by that period, or by none; "always"
    otherwise. The agreement's own number for the period `replaces` the act's, or only `lowers` it;
    with `stated_needs` an agreement says for which needs it replaces it.
    """

    per: Period
    max_days: float = Field(gt=0)
    applies: Literal["scheme", "always"]
    agreement: Literal["replaces", "lowers"]
    stated_needs: bool = False
    modes: frozenset[Mode] = BOTH_MODES


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
    modes: frozenset[Mode] = BOTH_MODES


class ReportRule(Value):
    """After each week or month with days away the person reports on what was done."""

    per: Literal[Period.WEEK, Period.MONTH]
    modes: frozenset[Mode] = BOTH_MODES


class PublicDays(Value):
    """Whom `for_if` fits may not be away on the weekdays on which the counter is open."""

    for_if: Condition
    modes: frozenset[Mode] = BOTH_MODES


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


class MinimumMinutes(Value):
    """Contact time of at least so many minutes."""

    minutes: int = Field(gt=0)


class MaximumOfAverage(Value):
    """Contact time of at most so many percent of the average working day."""

    percent: float = Field(gt=0)


class Window(Value):
    """Hours of the day, `HH:MM-HH:MM`."""

    hours: BandText


class DefaultBands(Value):
    """
    Contact bands where the agreement names none; `afternoon_bands` on days of return.

    With `in_agreement` an agreement must name its own all the same: these are where they usually
    lie.
    """

    bands: tuple[BandText, ...]
    afternoon_bands: tuple[BandText, ...] = ()
    in_agreement: bool = False


class WeekdayBands(DefaultBands):
    """Contact bands of some weekdays, instead of the default ones."""

    weekdays: frozenset[Weekday] = Field(min_length=1)


class FixedBands(DefaultBands):
    """Contact bands that the act itself sets for some ranks."""

    ranks: frozenset[Rank]


class Bands(Closed):
    """What an agreement may say about contact bands."""

    minimum: MinimumMinutes | None = None
    afternoon_minimum: MinimumMinutes | None = None
    maximum: MaximumOfAverage | None = None
    rest: MinimumMinutes | None = None
    within: Window | None = None
    never: Window | None = None
    of_the_day: Value | None = None
    """Where the hours of that weekday are the contact band, if the agreement names none."""
    stated_needs: Value | None = None
    """Where other bands or another window than the act's are agreed for stated needs alone."""
    default: DefaultBands | None = None
    weekday: tuple[WeekdayBands, ...] = ()
    fixed: FixedBands | None = None


class NightWindow(Window):
    """
    Disconnection every night that begins on one of `evenings`.

    `urgent` says whether proven urgency is let through.
    """

    evenings: frozenset[Weekday] = frozenset(range(7))
    urgent: bool = False


class FreeDays(Value):
    """Days of disconnection for their whole length, beside those that nobody works."""

    weekdays: frozenset[Weekday] = frozenset()


class AgreedWindow(Value):
    """What the agreement's own window does: it `adds` to the act's, or `replaces` it."""

    effect: Literal["adds", "replaces"]


class Disconnection(Closed):
    """When nobody may be written to."""

    nights: tuple[NightWindow, ...]
    agreed: AgreedWindow
    free_days: FreeDays
    institutional: May | None = None
    """Whether an institutional activity opens public holidays."""
    rest: MinimumMinutes | None = None
    """How long the agreement's own window lasts at least."""


class LetThrough(Value):
    """A contact that the act lets through outside the contact bands of an agile day."""

    allowed: bool


class Relief(LetThrough):
    """Whether a permit lifts contact duties while it lasts, on days worked in these ways."""

    modes: frozenset[Mode] = frozenset({Mode.AGILE})


class Contact(Closed):
    """What is special about contacts outside the bands."""

    objectives: LetThrough | None = None
    urgent: LetThrough | None = None
    permits: Relief | None = None
    unanswered: Value | None = None
    """Where the act attaches something to requests that nobody answers within the bands."""


class DayEffects(Closed):
    """What a day away from the office brings; None where the act is silent."""

    meal_voucher: May | None = None
    overtime: May | None = None


class DayRules(Closed):
    """The effects of a day by the way in which it is worked."""

    agile: DayEffects = DayEffects()
    remote: DayEffects = DayEffects()
    presence: DayEffects = DayEffects()
    off: DayEffects = DayEffects()


class ApproverRule(Value):
    """
    Who authorises people of these ranks, in the order in which they stand in.

    With `appointments` only those of them who were appointed so; such a row comes first.
    """

    ranks: frozenset[Rank] = Field(min_length=1)
    appointments: frozenset[str] = frozenset()
    roles: tuple[str, ...] = Field(min_length=1)

    @field_validator("appointments")
    @classmethod
    def _known_appointments(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, APPOINTMENTS, "an appointment")
        return value

    @field_validator("roles")
    @classmethod
    def _known_roles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        all_known(frozenset(value), frozenset(ROLES), "a role")
        return value


ROLES = (
    "responsabile",
    "vice_responsabile",
    "segretario",
    "vice_segretario",
    "sindaco",
    "vice_sindaco",
    "dirigente",
    "segretario_generale",
    "direttore",
    "direttore_generale",
    "rettore",
    "presidente",
    "vice_presidente",
)


class WorkWeek(Value):
    """How many days a week are worked where nothing is said of the person."""

    days: int = Field(ge=1, le=7)


class Tables(Closed):
    """Everything that one version of a policy says."""

    week: WorkWeek
    eligibility: Eligibility
    booking: Booking
    bands: Bands
    remote_bands: Bands | None = None
    """What is otherwise about bands of remote work, laid over `bands`."""
    disconnection: Disconnection
    contact: Contact
    day: DayRules
    approver: tuple[ApproverRule, ...]
    hours: WorkHours
    swap: Swaps
    recall: Recalls
    permits: dict[str, PermitRule]
    permit_approvals: dict[str, PermitApproval] = Field(default_factory=dict)
    agile_permits: AgilePermits = AgilePermits()
    agreement: AgreementLife
    clauses: tuple[Clause, ...] = ()
    ranking: Ranking | None = None
    remote_ranking: Ranking | None = None
    """Another order for places of remote work."""
    on_call: OnCall | None = None
    report: ReportRule | None = None

    def bands_of(self, mode: Mode) -> Bands:
        """Give what the act says about bands of a way of working."""
        remote = self.remote_bands if mode is Mode.REMOTE else None
        return remote or self.bands

    def of_mode(self, mode: Mode) -> Tables:
        """Give the same tables with the bands of a way of working as the only ones."""
        bands = self.bands_of(mode)
        return self if bands is self.bands else self.model_copy(update={"bands": bands})

    @field_validator("permits", "permit_approvals")
    @classmethod
    def _known_permits(cls, value: dict[str, Value]) -> dict[str, Value]:
        for kind in value:
            known(kind, PERMIT_KINDS, "a kind of permit")
        return value

    @field_validator("approver")
    @classmethod
    def _every_rank(cls, value: tuple[ApproverRule, ...]) -> tuple[ApproverRule, ...]:
        given = [rank for rule in value for rank in rule.ranks if not rule.appointments]
        if missing := [rank.value for rank in Rank if given.count(rank) != 1]:
            listed = ", ".join(missing)
            raise WrongValueError(
                f"each rank stands in exactly one rule; look at {listed}",
                f"ogni qualifica sta in una sola regola; guarda {listed}",
            )
        return value


NO_CONTRACT = "none"
CONTRACTS = frozenset({"funzioni-locali", NO_CONTRACT})
"""The national contracts that a body may have below its own act; "none": the law alone."""


class Head(Strict):
    """
    Whose policy a file is.

    `contract` is the national contract below it, on which what the act leaves out falls back:
    "funzioni-locali", or "none" for the law alone. `kinds` declares kinds of work that only this
    body has, each with its words.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    act: str
    contract: str
    other_acts: dict[str, str] = Field(default_factory=dict)
    kinds: dict[str, str] = Field(default_factory=dict)
    verified_on: date

    @field_validator("kinds")
    @classmethod
    def _new_kinds(cls, value: dict[str, str]) -> dict[str, str]:
        if taken := sorted(WORK_KINDS & set(value)):
            listed = ", ".join(taken)
            raise WrongValueError(
                f"every body knows {listed}: declare only what is your own",
                f"ogni ente conosce {listed}: dichiara solo ciò che è tuo",
            )
        return value

    @field_validator("contract")
    @classmethod
    def _known_contract(cls, value: str) -> str:
        return known(value, CONTRACTS, "a national contract")


Eligibility.model_rebuild()
