"""The schema of an agreement's life: clauses, withdrawal, expiry."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator

from rules.conditions import Closed, Condition, all_known
from rules.facts import Mode, Period
from rules.policy.laying import KeepsBelow, Rows, Tree
from rules.policy.values import BOTH_MODES, Away, Value
from rules.wrong import WrongValueError

CAUSES = frozenset(
    {
        "training_not_done",
        "new_duties",
        "goals_missed",
        "safety_or_data_breach",
        "unreachable",
        "organisational",
        "other_just_cause",
        "none",
    }
)
CLAUSES = frozenset(
    {
        "personal_data",
        "activities",
        "goals",
        "equipment",
        "duration",
        "agile_days",
        "presence_days",
        "notice",
        "just_cause",
        "execution_outside",
        "monitoring",
        "contact_bands",
        "inoperability",
        "rest_times",
        "disconnection",
        "learning",
        "measurement",
        "direction_and_control",
        "security_of_equipment",
        "recall",
        "automatic_end",
        "data_protection",
        "safety_commitment",
        "workplace_declaration",
        "safety_notice",
        "network_security_notice",
        "workplace",
        "workplace_access",
        "timetable",
        "backlog_plan",
        "own_equipment_declaration",
    }
)
PARTIES = frozenset({"employee", "administration"})


class WithdrawalRule(Value):
    """
    How one leaves an agreement; the first rule that fits decides.

    `term`: only for agreements with an end ("fixed") or without one ("open"); `modes`: only for
    agreements of agile, or of remote work; `first_days`: only in the first so many days of an
    agreement, as in a time of trial.
    """

    by: frozenset[str] = PARTIES
    causes: frozenset[str] = CAUSES
    term: Literal["fixed", "open"] | None = None
    for_if: Condition | None = None
    first_days: int | None = Field(default=None, ge=1, le=366)
    modes: frozenset[Away] = BOTH_MODES
    allowed: bool = True
    notice_days: int = Field(default=0, ge=0, le=366)

    def covers(self, other: WithdrawalRule) -> bool:
        """Tell whether it fits everybody whom another row fits, which then never decides."""
        return (
            self.by >= other.by
            and self.causes >= other.causes
            and self.term in (None, other.term)
            and (self.first_days is None or self.first_days >= (other.first_days or 10**6))
            and (
                self.for_if is None
                or (other.for_if is not None and self.for_if.includes(other.for_if))
            )
            and self.modes >= other.modes
        )

    @field_validator("by")
    @classmethod
    def _known_parties(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, PARTIES, "a party")
        return value

    @field_validator("causes")
    @classmethod
    def _known_causes(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, CAUSES, "a cause")
        return value


def with_those_that_still_decide(own: Rows, below: Rows, _: Tree) -> Rows:
    """Keep the law's rows of a withdrawal for the cases that no row of the act fits."""
    return own + [row for row in below if not any(_hides(one, row) for one in own)]


def _hides(row: Any, other: Any) -> bool:
    """Tell whether a row of a withdrawal decides before another can; a wrong one hides nothing."""
    try:
        first, second = (WithdrawalRule.model_validate(one) for one in (row, other))
    except ValidationError:
        return False
    return first.covers(second)


class Expiry(Value):
    """
    What becomes of an agreement at its end when an extension is offered.

    `tacit`: silence extends it, and a refusal must come `reply_days` before the end; otherwise
    only a yes by the last day extends it.
    """

    tacit: bool
    reply_days: int = Field(default=0, ge=0, le=366)


class DaysAgreed(Value):
    """
    By which periods an agreement may count its days; fixed weekdays count by the week.

    `required`: an agreement without a number of days is not valid. Other `modes` are not asked.
    """

    basis: frozenset[Period] = Field(min_length=1)
    required: bool = True
    modes: frozenset[Away] = BOTH_MODES


class Duration(Value):
    """
    How long an agreement may last: with an end (`ends`), `min_months` to `max_months`.

    With `stated_needs` one that says for which needs may last longer.
    """

    ends: bool = False
    min_months: int | None = Field(default=None, ge=1, le=120)
    max_months: int | None = Field(default=None, ge=1, le=120)
    stated_needs: bool = False


class OfficePrevails(Value):
    """More than half of the days worked are left for the office, save for whom `exempt` fits."""

    exempt: Condition | None = None


class OfficePrevailsFor(OfficePrevails):
    """The same for some people, of whom the act says it in a place of its own."""

    for_if: Condition


class AgreementLife(Closed):
    """What an agreement may say of days and duration, and how it ends."""

    days: DaysAgreed | None = None
    duration: tuple[Duration, ...] = ()
    prevalence: OfficePrevails | None = None
    prevalence_for: tuple[OfficePrevailsFor, ...] = ()
    """Where the act says it of some people apart; the first row that fits is cited."""
    waiver: Value | None = None
    """Where the act lets both parties give up the notice."""
    withdrawal: Annotated[
        tuple[WithdrawalRule, ...],
        Field(min_length=1),
        KeepsBelow(with_those_that_still_decide),
    ]
    expiry: Expiry
    remote_expiry: Expiry | None = None
    """Where an agreement of remote work ends otherwise."""

    def expiry_of(self, mode: Mode) -> Expiry:
        """Give how an agreement of this way of working expires."""
        remote = self.remote_expiry if mode is Mode.REMOTE else None
        return remote or self.expiry

    @field_validator("withdrawal")
    @classmethod
    def _everybody_fits(cls, rules: tuple[WithdrawalRule, ...]) -> tuple[WithdrawalRule, ...]:
        last = rules[-1]
        everybody = last.by == PARTIES and last.causes == CAUSES
        narrow = (last.term, last.for_if, last.first_days)
        limited = any(one is not None for one in narrow) or last.modes != BOTH_MODES
        if not everybody or limited:
            raise WrongValueError(
                "the last row must fit everybody: leave out its by, causes, term, for_if and "
                "first_days",
                "l'ultima riga deve valere per tutti: togli by, causes, term, for_if e first_days",
            )
        return rules


class Clause(Value):
    """Clauses that an agreement must have, or only that of whom `for_if` fits."""

    clauses: frozenset[str] = Field(min_length=1)
    for_if: Condition | None = None
    modes: frozenset[Away] = BOTH_MODES

    @field_validator("clauses")
    @classmethod
    def _known_clauses(cls, value: frozenset[str]) -> frozenset[str]:
        all_known(value, CLAUSES, "a clause")
        return value
