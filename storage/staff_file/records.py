"""What the files say once every row is sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rules.facts import AbsenceKind, Agreement, Derogation, Half, Mode, Permit
from storage.people.staff import Patron, Record
from storage.tables import RequestState, Role

EVERYTHING = frozenset({"*"})
"""What a row tells that was not read from a file: all of its columns."""


def tells(told: frozenset[str], column: str) -> bool:
    """Say whether a file has a column: of what it has not, nothing is changed."""
    return told is EVERYTHING or column in told


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """The body that the files are about, from `ente.csv`."""

    id: str
    name: str
    policy_id: str
    patron: Patron | None
    told: frozenset[str] = EVERYTHING
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """An office, from `uffici.csv`."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A role of a person; `office` None means their own, for a role that an office has."""

    role: Role
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeRow:
    """A person, from `dipendenti.csv`."""

    record: Record
    office: str
    appointments: tuple[Appointment, ...]
    told: frozenset[str] = EVERYTHING
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOf:
    """An agreement of the person with a number, from `accordi.csv`."""

    number: str
    terms: Agreement
    told: frozenset[str] = EVERYTHING
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A day of agile or remote work, or a day in presence, from `giornate.csv`."""

    number: str
    day: date
    half: Half | None
    mode: Mode
    state: RequestState
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRow:
    """
    Days on which a person does not work, both ends included, from `assenze.csv`.

    `kind` None says that there is no absence in these days after all.
    """

    number: str
    first_day: date
    last_day: date
    kind: AbsenceKind | None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitOf:
    """
    A permit of the person with a number, from `permessi.csv`.

    `taken_back` says that there is none after all.
    """

    number: str
    permit: Permit
    taken_back: bool = False
    told: frozenset[str] = EVERYTHING
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DerogationOf:
    """
    A derogation from the quota for the person with a number, from `deroghe.csv`.

    `taken_back` says that there is none in these days after all.
    """

    number: str
    derogation: Derogation
    taken_back: bool = False
    told: frozenset[str] = EVERYTHING
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallRow:
    """
    A week on call of the person with a number, by its Monday, from `turni.csv`.

    `taken_back` says that it is none after all.
    """

    number: str
    monday: date
    taken_back: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow:
    """
    A day on which the offices are closed, from `chiusure.csv`.

    `taken_back` says that they are not after all.
    """

    day: date
    reason: str
    taken_back: bool = False
    told: frozenset[str] = EVERYTHING
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFiles:
    """All that the files say, checked; ready to be applied."""

    body: BodyRow | None = None
    offices: tuple[OfficeRow, ...] = ()
    employees: tuple[EmployeeRow, ...] = ()
    agreements: tuple[AgreementOf, ...] = ()
    days: tuple[DayRow, ...] = ()
    absences: tuple[AbsenceRow, ...] = ()
    permits: tuple[PermitOf, ...] = ()
    derogations: tuple[DerogationOf, ...] = ()
    turns: tuple[OnCallRow, ...] = ()
    closures: tuple[ClosureRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person of the store, as far as it takes to see whether a row is about them."""

    number: str
    family_name: str
    given_name: str
    born: date | None = None

    @property
    def name(self) -> str:
        """The name as it is said: given name first."""
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    What files may refer to: what the store knows already of the body, and the installed policies.

    `policies` None leaves the name of the policy unchecked; `policy_id` is the one that the body
    follows unless ente.csv says it, `own_kinds` the kinds of work that each policy alone
    declares, with its words. `same_people` and
    `different_people` are the answers to whether rows that look like one person are,
    `renamed_people` to whether a known number with another name is still the same one's.
    """

    offices: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    policies: frozenset[str] | None = None
    policy_id: str | None = None
    own_kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    people: tuple[Someone, ...] = ()
    same_people: bool = False
    different_people: bool = False
    renamed_people: bool = False
