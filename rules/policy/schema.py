"""The closed schema of a policy file.

Each table is a value of a regulation with where it comes from (`source`), the act's words
(`quote`) and how much it binds (`strength`). An unknown or misplaced key is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, field_validator

from rules.conditions import Closed, all_known, known
from rules.facts import APPOINTMENTS, PERMIT_KINDS, WORK_KINDS, Mode, Rank
from rules.policy.booking_tables import Booking, Eligibility, ReportRule
from rules.policy.lasting import AgreementLife, Clause
from rules.policy.laying import KeepsBelow
from rules.policy.ranking_tables import Priority, Ranking, with_those_not_first
from rules.policy.readings import OpenReading, with_those_that_still_hold
from rules.policy.time_tables import Bands, Contact, Disconnection
from rules.policy.values import May, Value
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


PermitKind = Annotated[
    str, AfterValidator(lambda kind: known(kind, PERMIT_KINDS, "a kind of permit"))
]


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
    permits: dict[PermitKind, PermitRule]
    permit_approvals: dict[PermitKind, PermitApproval] = Field(default_factory=dict)
    agile_permits: AgilePermits = AgilePermits()
    agreement: AgreementLife
    clauses: tuple[Clause, ...] = ()
    priority: Annotated[tuple[Priority, ...], KeepsBelow(with_those_not_first)] = ()
    """Who comes before all other applicants by law."""
    ranking: Ranking | None = None
    remote_ranking: Ranking | None = None
    """Another order for places of remote work."""
    on_call: OnCall | None = None
    report: ReportRule | None = None
    readings: Annotated[tuple[OpenReading, ...], KeepsBelow(with_those_that_still_hold)] = ()

    @cached_property
    def readings_at(self) -> Mapping[tuple[str, str], tuple[OpenReading, ...]]:
        """How open points are read, by code and article of the reasons that they stand with."""
        found: dict[tuple[str, str], tuple[OpenReading, ...]] = {}
        for one in self.readings:
            for place in ((code, one.source) for code in sorted(one.codes)):
                found[place] = (*found.get(place, ()), one)
        return found

    def bands_of(self, mode: Mode) -> Bands:
        """Give what the act says about bands of a way of working."""
        remote = self.remote_bands if mode is Mode.REMOTE else None
        return remote or self.bands

    def of_mode(self, mode: Mode) -> Tables:
        """Give the same tables with the bands of a way of working as the only ones."""
        bands = self.bands_of(mode)
        return self if bands is self.bands else self.model_copy(update={"bands": bands})

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

    @field_validator("name", "act")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise WrongValueError("write some words", "scrivi qualche parola")
        return value

    @field_validator("kinds", "other_acts")
    @classmethod
    def _with_words(cls, value: dict[str, str]) -> dict[str, str]:
        for name, words in value.items():
            if not words.strip():
                raise WrongValueError(
                    f"{name!r} has no words: write what it is called",
                    f"{name!r} non ha parole: scrivi come si chiama",
                )
        return value

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
