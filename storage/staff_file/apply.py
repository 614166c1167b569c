"""Checked files into the store: people are brought up to date, never doubled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta

from sqlalchemy import Table, delete, select

from rules.facts import ROME, Half, Mode
from storage.agreements import agreements
from storage.core.statements import bring_up_to_date, insert_new
from storage.days import absences
from storage.people import appointments, people, staff
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.staff_file.besides_apply import bring_derogation, bring_permit
from storage.staff_file.records import (
    AbsenceRow,
    AgreementOf,
    Appointment,
    DayRow,
    EmployeeRow,
    Known,
    StaffFiles,
)
from storage.tables import (
    ABSENCE,
    AGREEMENT,
    BOOKING_REQUEST,
    CLOSURE,
    EMPLOYEE,
    HOLDING,
    OFFICE,
    OFFICE_ROLES,
    POST,
    RequestState,
    Role,
)
from storage.unit_of_work import UnitOfWork

LONG_AGO = date(1900, 1, 1)
KnownDays = dict[tuple[int, date], list[tuple[Half | None, RequestState]]]
"""The requests of the store, by person and day."""
Route = Callable[[UnitOfWork, int], int | None]
"""Names the approver of an employee: the rules decide, the import only asks."""


def nobody(_: UnitOfWork, __: int) -> None:
    """Leave pending days without an approver."""


@dataclass(slots=True)
class Tally:
    """How many rows were new, how many known ones were brought up to date, or left as they are."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What an import did, or in a dry run would do."""

    body_id: str
    offices: Tally = field(default_factory=Tally)
    employees: Tally = field(default_factory=Tally)
    posts: Tally = field(default_factory=Tally)
    agreements: Tally = field(default_factory=Tally)
    days: Tally = field(default_factory=Tally)
    absences: Tally = field(default_factory=Tally)
    permits: Tally = field(default_factory=Tally)
    derogations: Tally = field(default_factory=Tally)
    turns: Tally = field(default_factory=Tally)
    closures: Tally = field(default_factory=Tally)


def known(uow: UnitOfWork, body_id: str) -> Known:
    """Tell which offices and people of a body files may refer to; nothing of an unknown body."""
    codes = select(OFFICE.c.code).where(OFFICE.c.body_id == body_id)
    numbers = select(EMPLOYEE.c.number).where(EMPLOYEE.c.body_id == body_id)
    return Known(
        offices=frozenset(uow.connection.execute(codes).scalars()),
        numbers=frozenset(uow.connection.execute(numbers).scalars()),
    )


def apply(
    uow: UnitOfWork,
    files: StaffFiles,
    *,
    at: datetime,
    body_id: str | None = None,
    by: int | None = None,
    route: Route = nobody,
) -> Summary:
    """
    Write what the files say; commit makes it last, without a commit it was a dry run.

    `route` names whom a day that is still pending waits for.

    `body_id` is needed unless `ente.csv` is among the files. Raises NotFound for an unknown body,
    ValueError if `ente.csv` tells of another one.
    """
    return _Import(uow, files, _body(uow, files, body_id), at=at, by=by, route=route).run()


def _body(uow: UnitOfWork, files: StaffFiles, body_id: str | None) -> str:
    told = files.body
    if told is None:
        if body_id is None:
            raise ValueError("Say which body the files are about, or add ente.csv.")
        return people.body(uow, body_id).id
    if body_id not in (None, told.id):
        raise ValueError(f"ente.csv tells of {told.id!r}, not of {body_id!r}.")
    staff.put_body(uow, told.id, name=told.name, policy_id=told.policy_id, patron=told.patron)
    return told.id


class _Import:
    """One import under way: the ids that names in the files stand for, and the tallies."""

    def __init__(
        self,
        uow: UnitOfWork,
        files: StaffFiles,
        body_id: str,
        *,
        at: datetime,
        by: int | None,
        route: Route,
    ) -> None:
        self.uow = uow
        self.files = files
        self.at = at
        self.by = by
        self.route = route
        self.today = at.astimezone(ROME).date()
        self.summary = Summary(body_id=body_id)
        self.offices = _ids(uow, OFFICE, "code", body_id)
        self.people = _ids(uow, EMPLOYEE, "number", body_id)

    def run(self) -> Summary:
        body_id = self.summary.body_id
        for office in self.files.offices:
            put = staff.put_office(self.uow, body_id, office.code, name=office.name)
            self.offices[office.code] = put.id
            _count(self.summary.offices, new=put.new, changed=put.changed)
        for employee in self.files.employees:
            self._employee(employee)
        for agreement in self.files.agreements:
            self._agreement(agreement)
        for absence in self.files.absences:
            self._absence(absence)
        self._besides()
        self._days()  # after absences: a pending day goes past a manager who is away
        self._closures()
        self._note()
        return self.summary

    def _employee(self, row: EmployeeRow) -> None:
        put = staff.put_employee(
            self.uow, self.summary.body_id, row.record, office_id=self.offices[row.office]
        )
        self.people[row.record.number] = put.id
        _count(self.summary.employees, new=put.new, changed=put.changed)
        since = (row.record.facts.hired or LONG_AGO) if put.new else self.today
        self._posts(put.id, row, since=since)

    def _posts(self, employee_id: int, row: EmployeeRow, *, since: date) -> None:
        """End the posts that the file no longer names, begin those that are new in it."""
        wanted = {self._post(held, row.office) for held in row.appointments}
        held = {
            (post.role, post.office_id)
            for post in appointments.held_by(self.uow, employee_id, on=self.today)
        }
        for role, office_id in held - wanted:
            ended = POST.update().where(
                POST.c.employee_id == employee_id,
                POST.c.role == role,
                POST.c.office_id.is_not_distinct_from(office_id),
                POST.c.last_day.is_(None) | (POST.c.last_day >= self.today),
            )
            self.uow.connection.execute(ended.values(last_day=self.today - timedelta(days=1)))
            self.summary.posts.updated += 1
        for role, office_id in sorted(wanted - held, key=str):
            appointments.appoint(self.uow, employee_id, role, office_id=office_id, first_day=since)
            self.summary.posts.new += 1
        self.summary.posts.unchanged += len(wanted & held)

    def _post(self, held: Appointment, own_office: str) -> tuple[Role, int | None]:
        if held.role not in OFFICE_ROLES:
            return held.role, None
        return held.role, self.offices[held.office or own_office]

    def _agreement(self, row: AgreementOf) -> None:
        employee_id = self.people[row.number]
        terms = agreements.to_row(row.terms)
        same = (
            (AGREEMENT.c.employee_id == employee_id)
            & (AGREEMENT.c.mode == row.terms.mode)
            & (AGREEMENT.c.first_day == row.terms.first_day)
        )
        changed = bring_up_to_date(self.uow.connection, AGREEMENT, same, terms)
        if changed is None:
            agreements.add(self.uow, employee_id, row.terms, at=self.at, by=self.by)
        elif changed:
            agreements.note_changed(self.uow, employee_id, row.terms, at=self.at, by=self.by)
        _count(self.summary.agreements, new=changed is None, changed=bool(changed))

    def _days(self) -> None:
        """Enter the days that the store does not know: what people did in chat stays."""
        entered = _known_days(self.uow, self.summary.body_id)
        for row in self.files.days:
            employee_id = self.people[row.number]
            if row.mode is Mode.PRESENCE:
                new = absences.come_in(self.uow, employee_id, row.day)
            else:
                new = not _is_known(entered, employee_id, row)
                if new:
                    self._enter(employee_id, row)
            _count(self.summary.days, new=new)

    def _enter(self, employee_id: int, row: DayRow) -> None:
        wish = Wish(employee_id=employee_id, day=row.day, half=row.half, mode=row.mode)
        pending = row.state is RequestState.PENDING
        approver_id = self.route(self.uow, employee_id) if pending else None
        bookings.enter(self.uow, wish, at=self.at, state=row.state, approver_id=approver_id)

    def _absence(self, row: AbsenceRow) -> None:
        """Put an absence in the place of those that it overlaps, or take those out."""
        employee_id = self.people[row.number]
        span = (row.first_day, row.last_day)
        before = absences.of_person(self.uow, employee_id, since=span[0], until=span[1])
        wanted = [] if row.kind is None else [(*span, row.kind)]
        same = [(b.first_day, b.last_day, b.kind) for b in before] == wanted
        if not same:
            overlapped = ABSENCE.c.id.in_([absence.id for absence in before])
            self.uow.connection.execute(delete(ABSENCE).where(overlapped))
        if not same and row.kind is not None:
            absences.add(self.uow, employee_id, row.kind, first_day=span[0], last_day=span[1])
        _count(
            self.summary.absences, new=not before and not same, changed=bool(before) and not same
        )

    def _besides(self) -> None:
        """Bring in permits, derogations and weeks on call."""
        for row in self.files.permits:
            changed = bring_permit(self.uow, self.people[row.number], row.permit)
            _count(self.summary.permits, new=changed is None, changed=bool(changed))
        for told in self.files.derogations:
            changed = bring_derogation(self.uow, self.people[told.number], told.derogation)
            _count(self.summary.derogations, new=changed is None, changed=bool(changed))
        for turn in self.files.turns:
            new = absences.put_on_call(self.uow, self.people[turn.number], turn.monday)
            _count(self.summary.turns, new=new)

    def _closures(self) -> None:
        for row in self.files.closures:
            closed = {"body_id": self.summary.body_id, "day": row.day, "reason": row.reason}
            _count(self.summary.closures, new=insert_new(self.uow.connection, CLOSURE, **closed))

    def _note(self) -> None:
        names = [part.name for part in fields(self.summary) if part.name != "body_id"]
        counts = {name: getattr(self.summary, name) for name in names}
        self.uow.audit(
            "staff.imported",
            chain=self.summary.body_id,
            subject=f"body:{self.summary.body_id}",
            at=self.at,
            actor_id=self.by,
            details={name: [t.new, t.updated, t.unchanged] for name, t in counts.items()},
        )


def _ids(uow: UnitOfWork, table: Table, name: str, body_id: str) -> dict[str, int]:
    wanted = select(table.c[name], table.c.id).where(table.c.body_id == body_id)
    return {row[0]: int(row[1]) for row in uow.connection.execute(wanted)}


def _known_days(uow: UnitOfWork, body_id: str) -> KnownDays:
    joined = BOOKING_REQUEST.join(EMPLOYEE, EMPLOYEE.c.id == BOOKING_REQUEST.c.employee_id)
    names = ("employee_id", "day", "half", "state")
    wanted = select(*(BOOKING_REQUEST.c[name] for name in names)).select_from(joined)
    found: KnownDays = defaultdict(list)
    for row in uow.connection.execute(wanted.where(EMPLOYEE.c.body_id == body_id)):
        found[row.employee_id, row.day].append((row.half, row.state))
    return found


def _is_known(known: KnownDays, employee_id: int, row: DayRow) -> bool:
    """Tell whether the store holds the day already, or the same request with the same end."""
    return any(
        (half, state) == (row.half, row.state)
        or ({state, row.state} <= HOLDING and (half is None or row.half in (None, half)))
        for half, state in known.get((employee_id, row.day), ())
    )


def _count(tally: Tally, *, new: bool, changed: bool = False) -> None:
    tally.new += new
    tally.updated += changed
    tally.unchanged += not (new or changed)
