"""What the files say once every row is sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.facts import AbsenceKind, Agreement, Derogation, Half, Mode, Permit
from storage.people.staff import Patron, Record
from storage.tables import RequestState, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """The body that the files are about, from `ente.csv`."""

    id: str
    name: str
    policy_id: str
    patron: Patron | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOf:
    """An agreement of the person with a number, from `accordi.csv`."""

    number: str
    terms: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A day of agile or remote work, or a day in presence, from `giornate.csv`."""

    number: str
    day: date
    half: Half | None
    mode: Mode
    state: RequestState


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitOf:
    """A permit of the person with a number, from `permessi.csv`."""

    number: str
    permit: Permit


@dataclass(frozen=True, slots=True, kw_only=True)
class DerogationOf:
    """A derogation from the quota for the person with a number, from `deroghe.csv`."""

    number: str
    derogation: Derogation


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallRow:
    """A week on call of the person with a number, by its Monday, from `turni.csv`."""

    number: str
    monday: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow:
    """A day on which the offices are closed, from `chiusure.csv`."""

    day: date
    reason: str


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
class Known:
    """
    What files may refer to: what the store knows already of the body, and the installed policies.

    `policies` None leaves the name of the policy unchecked.
    """

    offices: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    policies: frozenset[str] | None = None
