"""The schema of a person in a case file: work, agreement, everything that acts look at."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    Field,
    StrictBool,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)

from rules.casebook.fields import (
    AwayMode,
    Count,
    Day,
    Distance,
    Points,
    Span,
    SpansByWeekday,
    Weekdays,
    Window,
    Workdays,
    list_of,
    list_of_words,
    says_one_thing,
    word,
)
from rules.conditions import OWN_KINDS, Closed, all_known
from rules.facts import (
    APPOINTMENTS,
    CONDITIONS,
    SANCTIONS,
    WORK_FLAGS,
    WORK_KINDS,
    Mode,
    Rank,
    Work,
)

HOURS_OF_A_DAY = 24


class SanctionFact(Closed):
    """A disciplinary sanction."""

    on: Day
    sanction: Annotated[str, word(frozenset(SANCTIONS), "a sanction")]


class ChildFact(Closed):
    """A child."""

    born: Day
    disabled: StrictBool = False


if TYPE_CHECKING:
    WorkFlags = Closed
else:
    # What is yes or no about the work stands in `rules.facts.Work` alone, with what is usual.
    WorkFlags = create_model(
        "WorkFlags",
        __base__=Closed,
        **{name: (StrictBool, getattr(Work(), name)) for name in WORK_FLAGS},
    )


class WorkFacts(WorkFlags):
    """What the person does."""

    kinds: Annotated[frozenset[str], list_of_words()] = frozenset({"office"})
    equipment: Literal["administration", "own", "none"] = "administration"
    backlog: Literal["none", "planned", "unplanned"] = "none"
    public_days: Weekdays = frozenset()

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, value: frozenset[str], info: ValidationInfo) -> frozenset[str]:
        own = frozenset((info.context or {}).get(OWN_KINDS, ()))
        return all_known(value, WORK_KINDS | own, "a kind of work") or value


class SchemeFacts(Closed):
    """How many days an agreement gives: exactly one key."""

    per_month: Count | None = None
    per_week: Count | None = None
    per_year: Count | None = None
    per_fortnight: Count | None = None
    per_bimester: Count | None = None
    per_quarter: Count | None = None
    weekdays: Weekdays | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> SchemeFacts:
        if not says_one_thing(self):
            keys = ", ".join(type(self).model_fields)
            raise ValueError(f"give exactly one of {keys}, and how many")
        return self


class SuspensionFacts(Closed):
    """The days on which an agreement has no effect."""

    first_day: Day = Field(alias="from")
    last_day: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> SuspensionFacts:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError(f"the suspension ends on {self.last_day}, before {self.first_day}")
        return self


class AgreementFacts(Closed):
    """The individual agreement in force; one whose first day is not told has always been so."""

    mode: AwayMode = Mode.AGILE
    first_day: Day = Field(default=date.min, alias="from")
    last_day: Day | None = Field(default=None, alias="to")
    scheme: SchemeFacts | None = None
    bands: tuple[Span, ...] = ()
    afternoon_bands: tuple[Span, ...] = ()
    weekday_bands: SpansByWeekday = Field(default_factory=dict)
    disconnection: Window | None = None
    presence_per_week: Annotated[int, Field(strict=True, ge=1, le=7)] | None = None
    motive: str = ""
    suspended: SuspensionFacts | None = None

    @model_validator(mode="after")
    def _in_order(self) -> AgreementFacts:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError(f"the agreement ends on {self.last_day}, before {self.first_day}")
        return self


class EmployeeFacts(Closed):
    """The facts about a person; everything is optional."""

    rank: Rank = Rank.STAFF
    contract: Literal["permanent", "fixed_term"] = "permanent"
    part_time: float = Field(default=100, strict=True, gt=0, le=100)
    week: Literal[5, 6] | None = None
    workdays: Workdays | None = None
    afternoons: Weekdays = frozenset({0, 2})
    weekly_hours: float | None = Field(default=None, strict=True, gt=0, le=48)
    hired: Day | None = None
    born: Day | None = None
    work: WorkFacts = WorkFacts()
    discipline: tuple[SanctionFact, ...] = ()
    evaluations: dict[int, Points] = Field(default_factory=dict)
    conditions: Annotated[frozenset[str], list_of(CONDITIONS, "a condition")] = frozenset()
    children: tuple[ChildFact, ...] = ()
    assists: Count = 0
    assists_severe: Count = 0
    km: Distance = 0
    lives_outside: StrictBool = False
    maternity_leave_ended: Day | None = None
    uses_family_leave: StrictBool = True
    uses_104_permits: StrictBool | None = None
    uses_parental_leave: StrictBool | None = None
    sex: Literal["female", "male"] | None = None
    pregnant: StrictBool = False
    appointment: Annotated[str, word(APPOINTMENTS, "an appointment")] | None = None
    reach_minutes: Count | None = None
    invalidity: Annotated[int, Field(strict=True, ge=0, le=100)] = 0
    timetable: SpansByWeekday = Field(default_factory=dict)
    agreement: AgreementFacts | None = None

    @model_validator(mode="after")
    def _timetable_alone(self) -> EmployeeFacts:
        if self.timetable and (self.workdays is not None or self.weekly_hours is not None):
            raise ValueError(
                "a timetable says the days and hours: leave out workdays and weekly_hours"
            )
        return self


class Applicant(EmployeeFacts):
    """Somebody who asks for a place in the ranking."""

    name: str
