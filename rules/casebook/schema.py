"""The closed schema of a case file, as `casebook/FORMAT.md` describes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)

from rules.casebook.fields import (
    AwayMode,
    Count,
    Day,
    Hours,
    Minute,
    Moment,
    Monday,
    PermitKind,
    Span,
    SpansByWeekday,
    list_of,
    says_one_thing,
    word,
)
from rules.casebook.person import Applicant, EmployeeFacts
from rules.conditions import Closed, known
from rules.facts import (
    Half,
    Mode,
)
from rules.policy.lasting import CAUSES, CLAUSES, PARTIES
from rules.policy.schema import ROLES

HOURS_OF_A_DAY = 24


class HalfDay(Closed):
    """A day of which only one half is worked away."""

    day: Day
    half: Half | None = None


def _slot(value: Any) -> Any:
    return value if isinstance(value, dict) else {"day": value}


Slots = tuple[Annotated[HalfDay, BeforeValidator(_slot)], ...]


class PermitFact(Closed):
    """A permit already taken."""

    kind: PermitKind
    on: Day
    hours: Hours | None = None
    days: int | None = Field(default=None, strict=True, ge=1)
    start: Minute | None = Field(default=None, alias="from")
    event: Day | None = None

    @field_validator("hours")
    @classmethod
    def _inside_a_day(cls, hours: float | None, info: ValidationInfo) -> float | None:
        # The 150 hours of study of a year may be told in one entry; other permits are of one day.
        if hours is not None and hours > HOURS_OF_A_DAY and info.data.get("kind") != "study":
            raise ValueError(f"a permit of some hours lasts at most {HOURS_OF_A_DAY}")
        return hours

    @model_validator(mode="after")
    def _hours_or_days(self) -> PermitFact:
        if self.hours is not None and self.days is not None:
            raise ValueError("a permit lasts some hours or some days: give one of the two")
        return self


class DerogationFact(Closed):
    """More days for a time."""

    first_day: Day = Field(alias="from")
    last_day: Day = Field(alias="to")
    per_week: int = Field(strict=True, ge=1, le=7)
    motive: str = ""
    article: str = ""


class GivenFact(Closed):
    """One entry of `given`: exactly one key."""

    agile: Slots | None = None
    remote: Slots | None = None
    leave: tuple[Day, ...] | None = None
    sick: tuple[Day, ...] | None = None
    child_sick: tuple[Day, ...] | None = None
    presence: tuple[Day, ...] | None = None
    closure: tuple[Day, ...] | None = None
    patron: tuple[Day, ...] | None = None
    permit: PermitFact | None = None
    derogation: DerogationFact | None = None
    on_call: tuple[Monday, ...] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> GivenFact:
        if not says_one_thing(self):
            raise ValueError("each entry of `given` is a map with exactly one key, and a value")
        return self


class Eligible(Closed):
    """Ask: may this person work away."""

    mode: AwayMode


class Book(Closed):
    """Ask: may this day be booked."""

    day: Day
    half: Half | None = None
    mode: AwayMode | None = None


class Swap(Closed):
    """Ask: may this day be moved."""

    first_day: Day = Field(alias="from")
    new_day: Day = Field(alias="to")
    by: Literal["employee", "manager"]


class Recall(Closed):
    """Ask: may the person be called to the office."""

    day: Day
    reason: Literal["service", "technical", "urgent", "planned"]


class BandsAsked(Closed):
    """Ask: may an agreement contain these bands."""

    bands: tuple[Span, ...]
    afternoon_bands: tuple[Span, ...] = ()
    weekday_bands: SpansByWeekday = Field(default_factory=dict)


class Contact(Closed):
    """Ask: may the person be contacted."""

    by: Literal["manager", "peer"]
    purpose: Literal["objectives", "on_call", "institutional"] | None = None
    urgent: StrictBool = False


class Deliver(Closed):
    """Ask: when may a message arrive."""

    purpose: Literal["on_call", "institutional"] | None = None
    urgent: StrictBool = False


class PermitAsked(PermitFact):
    """Ask: may this permit be had."""

    urgent: StrictBool = False


class Withdraw(Closed):
    """Ask: may the agreement be left."""

    by: Annotated[str, word(PARTIES, "a party")]
    cause: Annotated[str, word(CAUSES, "a cause")] | None = None
    notice_waived: StrictBool = False


class Expiry(Closed):
    """Ask: does the agreement go on."""

    extension_offered: StrictBool
    reply: Literal["none", "yes", "no"]
    reply_on: Day | None = None


class Rank_(Closed):  # noqa: N801 (the question `rank`; Rank is a fact)
    """Ask: in which order are applicants admitted."""

    places: Count
    mode: AwayMode = Mode.AGILE
    staff: Count | None = None
    applicants: tuple[Applicant, ...]

    @model_validator(mode="after")
    def _names_stand_once(self) -> Rank_:
        names = [one.name for one in self.applicants]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"{', '.join(twice)} stands twice: give each applicant a name")
        return self


class Approver(Closed):
    """Ask: who authorises."""

    absent: tuple[Annotated[str, word(frozenset(ROLES), "a role")], ...] = ()


class AgreementAsked(Closed):
    """Ask: which clauses are missing."""

    clauses: Annotated[frozenset[str], list_of(CLAUSES, "a clause")]


class DayAsked(Closed):
    """Ask: how is a day worked."""

    on: Day


class OnCall(Closed):
    """Ask: may the week be assigned."""

    week: Monday
    substitution: StrictBool = False


class CheckAgreement(Closed):
    """Ask: may the agreement be signed with this person."""


class Ask(Closed):
    """The question: exactly one key."""

    eligible: Eligible | None = None
    book: Book | None = None
    swap: Swap | None = None
    recall: Recall | None = None
    bands: BandsAsked | None = None
    contact: Contact | None = None
    deliver: Deliver | None = None
    permit: PermitAsked | None = None
    withdraw: Withdraw | None = None
    expiry: Expiry | None = None
    rank: Rank_ | None = None
    approver: Approver | None = None
    agreement: AgreementAsked | None = None
    day: DayAsked | None = None
    on_call: OnCall | None = None
    check_agreement: CheckAgreement | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Ask:
        if not says_one_thing(self):
            raise ValueError("a case asks exactly one question, and says what of it")
        return self


EXPECTED_KEYS = frozenset(
    {
        "verdict",
        "because",
        "when",
        "role",
        "mode",
        "meal_voucher",
        "overtime",
        "bands",
        "relieved",
        "effective",
        "order",
        "points",
        "admitted",
        "missing",
        "approval",
        "ties",
    }
)


class CaseFields(Closed):
    """One case."""

    id: str
    title: str = ""
    at: Moment
    employee: EmployeeFacts = EmployeeFacts()
    given: tuple[GivenFact, ...] = ()
    ask: Ask
    expect: dict[str, Any] = Field(default_factory=dict)
    quote: str = ""

    @field_validator("expect")
    @classmethod
    def _known_expectations(cls, expect: dict[str, Any]) -> dict[str, Any]:
        for key in sorted(expect):
            known(key, EXPECTED_KEYS, "something to expect")
        return expect


class FileFields(Closed):
    """A case file."""

    ente: str
    cases: tuple[CaseFields, ...]
