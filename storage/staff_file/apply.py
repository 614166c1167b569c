"""Checked files into the store: people are brought up to date, never doubled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, select

from rules.facts import ROME, Half, Mode
from storage.days import absences
from storage.people import staff
from storage.people.staff import Patron, Record
from storage.requests import bookings
from storage.requests.bookings import Entered, Wish
from storage.staff_file import (
    besides,
    days_apply,
    employees,
    merging,
    permits_apply,
    permits_known,
    places,
    places_apply,
    posts,
    spans,
    taken_away,
)
from storage.staff_file.agreements_apply import bring_agreement
from storage.staff_file.changes import UNSAID, Asked, Change, Changes, Consent, Impossible, written
from storage.staff_file.far import far_off
from storage.staff_file.permits_apply import bring_permit
from storage.staff_file.posts import Post
from storage.staff_file.records import (
    AgreementOf,
    Appointment,
    ClosureRow,
    DayRow,
    DerogationOf,
    EmployeeRow,
    Known,
    OnCallRow,
    PermitOf,
    Someone,
    StaffFiles,
    tells,
)
from storage.staff_file.spans_apply import bring_absence, bring_derogation
from storage.staff_file.tallies import Summary
from storage.tables import (
    BODY,
    EMPLOYEE,
    HOLDING,
    OFFICE,
    OFFICE_ROLES,
    RequestState,
)
from storage.trail import brought
from storage.unit_of_work import UnitOfWork

LONG_AGO = date(1900, 1, 1)
Route = Callable[[UnitOfWork, int], int | None]
"""Names the approver of an employee: the rules decide, the import only asks."""


def nobody(_: UnitOfWork, __: int) -> None:
    """Leave pending days without an approver."""


def known(uow: UnitOfWork, body_id: str) -> Known:
    """Tell which offices and people of a body files may refer to; nothing of an unknown body."""
    codes = select(OFFICE.c.code).where(OFFICE.c.body_id == body_id)
    columns = (EMPLOYEE.c[name] for name in ("number", "family_name", "given_name", "born"))
    staff = select(*columns).where(EMPLOYEE.c.body_id == body_id)
    policy = select(BODY.c.policy_id).where(BODY.c.id == body_id)
    everybody = tuple(Someone(**row) for row in uow.connection.execute(staff).mappings())
    return Known(
        offices=frozenset(uow.connection.execute(codes).scalars()),
        numbers=frozenset(one.number for one in everybody),
        policy_id=uow.connection.execute(policy).scalar(),
        people=everybody,
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
    ValueError if `ente.csv` tells of another one, or a row cannot stand beside what is known.
    """
    brought = bring_in(uow, files, at=at, body_id=body_id, by=by, route=route)
    if brought.changes.impossible:
        raise ValueError("; ".join(str(one) for one in brought.changes.impossible))
    return brought.summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an import did: the tallies, each change, and the rows that were new or changed."""

    summary: Summary
    changes: Changes
    agreements: tuple[tuple[int, AgreementOf], ...]
    days: tuple[tuple[int, DayRow], ...]
    derogations: tuple[tuple[int, DerogationOf], ...]
    permits: tuple[tuple[int, PermitOf], ...]
    turns: tuple[tuple[int, OnCallRow], ...]
    people: tuple[tuple[int, EmployeeRow], ...]
    """With the id of the person of each."""
    opened: frozenset[date] = frozenset()
    """Days on which the offices are not closed after all, the former patron saint's too."""
    closed: Mapping[date, tuple[str, int]] = field(default_factory=dict)
    """Days on which the offices are closed from now on, by the file and line that say so."""
    known: Mapping[int, Record]
    """People as they were before, by id, those of `dipendenti.csv` whom the store knew."""


def bring_in(
    uow: UnitOfWork,
    files: StaffFiles,
    *,
    at: datetime,
    body_id: str | None = None,
    by: int | None = None,
    route: Route = nobody,
    week: int = 5,
) -> Brought:
    """
    Write the same as `apply`, and tell person by person what it changes. Raises the same.

    `week` is how many days a week the body works where nothing says it of a person.
    """
    return _Import(uow, files, body_id, at=at, by=by, route=route, week=week).run()


class _Import:
    """One import under way: the ids that names in the files stand for, and what is found."""

    def __init__(
        self,
        uow: UnitOfWork,
        files: StaffFiles,
        body_id: str | None,
        *,
        at: datetime,
        by: int | None,
        route: Route,
        week: int,
    ) -> None:
        self.uow = uow
        self.files = files
        self.at = at
        self.by = by
        self.route = route
        self.week = week
        self.today = at.astimezone(ROME).date()
        self.changes = Changes()
        said = body_id if files.body is None else files.body.id
        self.patron = None if said is None else places_apply.patron_of(uow, said)
        """As it was before."""
        body_id = places_apply.bring_body(uow, files.body, body_id, self.changes, today=self.today)
        self.summary = Summary(body_id=body_id)
        self.offices = _ids(uow, OFFICE, "code", body_id)
        self.people = _ids(uow, EMPLOYEE, "number", body_id)
        self.names = {row.number: row.name for row in known(uow, body_id).people}
        self.known: dict[int, Record] = {}
        self.approvers: dict[int, int | None] = {}
        self.touched: dict[str, list[tuple[int, Any]]] = defaultdict(list)

    def run(self) -> Brought:
        summary, changes = self.summary, self.changes
        changes.impossible += far_off(self.files, today=self.today)
        places_apply.bring_offices(self.uow, self.files.offices, self.offices, summary, changes)
        for employee in self.files.employees:
            if employee.office in self.offices:
                self._employee(employee)
        self._agreements()
        for absence in self.files.absences:
            if who := self.people.get(absence.number):
                changed = bring_absence(self.uow, who, absence)
                self.summary.absences.count_changed(changed)
                span = f"{absence.first_day} / {absence.last_day}"
                self._span(spans.ABSENCE_FILE, absence.number, span, changed=changed)
        # before permits: which days whole ones take, the closures say too
        closed = places_apply.bring_closures(self.uow, self.files.closures, summary, changes)
        self._permits()
        self._derogations()
        self._turns()
        self._days()  # after absences: a pending day goes past a manager who is away
        self._note()
        found = {name: tuple(rows) for name, rows in self.touched.items()}
        names = ("agreements", "days", "derogations", "permits", "turns", "people")
        rows = {name: found.get(name, ()) for name in names}
        opened = {row.day for row in self.files.closures if row.taken_back}
        return Brought(
            summary=self.summary,
            changes=self.changes,
            known=self.known,
            opened=frozenset(opened | self._patron_days(self.patron)),
            closed=self._closed(closed),
            **rows,
        )

    def _closed(self, by_file: Iterable[ClosureRow]) -> dict[date, tuple[str, int]]:
        """Give the days that are closed from now on: by a row, or by the patron saint of today."""
        body = self.files.body
        now = places_apply.patron_of(self.uow, self.summary.body_id)
        days = dict.fromkeys(self._patron_days(now), (places.BODY_FILE, body.line)) if body else {}
        return days | {row.day: (places.CLOSURE_FILE, row.line) for row in by_file}

    def _patron_days(self, patron: Patron | None) -> set[date]:
        """Give the days of a patron saint until the end of next year, if another is kept now."""
        now = places_apply.patron_of(self.uow, self.summary.body_id)
        if patron is None or self.patron_is(now):
            return set()
        return places_apply.days_of_patron(patron, self.today)

    def patron_is(self, other: Patron | None) -> bool:
        """Tell whether the patron saint has the day that it had before, whatever the name."""
        days = [(one.month, one.day) if one else None for one in (self.patron, other)]
        return days[0] == days[1]

    def _employee(self, row: EmployeeRow) -> None:
        number = row.record.number
        known_id = self.people.get(number)
        record, office = row.record, self.offices[row.office]
        if known_id is not None:
            before = merging.known_record(self.uow, known_id)
            record = merging.merged(before, row)
            self.changes.impossible += merging.against_timetable(before, row)
            self.changes.impossible += merging.against_service(before, record, row)
            self.known[known_id] = before
            self._differs(known_id, row, before, record)
        was = self._office_of(known_id)
        put = staff.put_employee(self.uow, self.summary.body_id, record, office_id=office)
        self.people[number] = put.id
        self.names[number] = f"{record.given_name} {record.family_name}"
        self.summary.employees.count(new=put.new, changed=put.changed)
        if put.new:
            self._told(number, employees.FILE, "dipendente", UNSAID, "new")
            self.changes.changes += merging.firsts(employees.FILE, record)
        self._told(number, employees.FILE, "ufficio", was, row.office)
        if put.new or put.changed:
            self.touched["people"].append((put.id, row))
        if put.new or tells(row.told, "incarichi"):
            hired = record.facts.hired or LONG_AGO
            since = hired if put.new else max(hired, self.today)
            self._posts(put.id, row, since=since, until=record.left_on)

    def _differs(self, known_id: int, row: EmployeeRow, before: Record, after: Record) -> None:
        found = list(merging.differences(employees.FILE, before, after))
        self.changes.changes += found
        self.changes.asked += taken_away.of_person(
            self.uow,
            known_id,
            row,
            before=before,
            after=after,
            changes=found,
            today=self.today,
        )

    def _office_of(self, employee_id: int | None) -> str:
        if employee_id is None:
            return UNSAID
        wanted = select(OFFICE.c.code).select_from(
            EMPLOYEE.join(OFFICE, OFFICE.c.id == EMPLOYEE.c.office_id)
        )
        return str(
            self.uow.connection.execute(wanted.where(EMPLOYEE.c.id == employee_id)).scalar()
        )

    def _told(self, number: str, file: str, what: str, before: str, after: str) -> None:
        name = self.names.get(number, "")
        self.changes.tell(
            Change(file=file, who=number, name=name, what=what, before=before, after=after)
        )

    def _posts(
        self, employee_id: int, row: EmployeeRow, *, since: date, until: date | None
    ) -> None:
        """End the posts that the file no longer names, begin those that are new in it."""
        named = [one for one in row.appointments if (one.office or row.office) in self.offices]
        wanted = {self._post(one, row.office) for one in named}
        # Who is hired later holds the posts from then on, and is known to hold them.
        days = {self.today, since}
        held = {post for day in days for post in posts.held(self.uow, employee_id, on=day)}
        for post in sorted(held - wanted, key=str):
            posts.end(self.uow, employee_id, post, before=self.today, until=since)
            self.summary.posts.updated += 1
            self._ask_for_post(row, posts.said(self.uow, post))
        gone = until is not None and until < since  # who has left begins nothing
        for post in sorted(wanted - held, key=str) if not gone else ():
            posts.begin(self.uow, employee_id, post, since=since)
            self.summary.posts.new += 1
            said = posts.said(self.uow, post)
            self._told(row.record.number, employees.FILE, f"incarichi {said}", UNSAID, str(since))
        self.summary.posts.unchanged += len(wanted & held)

    def _ask_for_post(self, row: EmployeeRow, post: str) -> None:
        number = row.record.number
        self._told(number, employees.FILE, f"incarichi {post}", "held", "ends")
        self.changes.asked.append(
            Asked(
                consent=Consent.END_POSTS,
                file=employees.FILE,
                line=row.line,
                who=number,
                name=self.names[number],
                what=f"{post} ends: the file no longer names it",
            )
        )

    def _post(self, held: Appointment, own_office: str) -> Post:
        if held.role not in OFFICE_ROLES:
            return held.role, None
        return held.role, self.offices[held.office or own_office]

    def _agreements(self) -> None:
        # By first day: what ends sooner makes room for what comes after it.
        for row in sorted(self.files.agreements, key=lambda row: row.terms.first_day):
            who = self.people.get(row.number)
            if who is None:
                continue
            name = self.names[row.number]
            changed = bring_agreement(
                self.uow, who, row, name=name, changes=self.changes, at=self.at, by=self.by
            )
            self.summary.agreements.count_changed(changed)
            if changed is not False:
                self.touched["agreements"].append((who, row))

    def _span(self, file: str, number: str, span: str, *, changed: bool | None) -> None:
        if changed is not False:
            self.changes.tell(
                Change(file=file, who=number, name=self.names[number], what=span, private=True)
            )

    def _permits(self) -> None:
        brought_in = []
        told = permits_known.told_by(self.files.permits)
        # What is taken back makes room for what another line has in its place.
        for row in sorted(self.files.permits, key=lambda row: not row.taken_back):
            if who := self.people.get(row.number):
                starts = told[permits_known.key_of(row)]
                brought = bring_permit(self.uow, who, row, at=self.at, told=starts, week=self.week)
                if brought.impossible:
                    self.changes.impossible.append(brought.impossible)
                self.changes.kept += permits_apply.kept(brought, self.names[row.number])
                changed = brought.changed
                self.summary.permits.count_changed(changed)
                self._span(besides.PERMIT_FILE, row.number, f"{row.permit.on}", changed=changed)
                if changed is not False and not row.taken_back:
                    brought_in.append(brought)
                    self.touched["permits"].append((who, brought.row))
        self.changes.impossible += permits_apply.hold_anew(self.uow, brought_in, week=self.week)

    def _derogations(self) -> None:
        for row in self.files.derogations:
            if who := self.people.get(row.number):
                changed = bring_derogation(self.uow, who, row)
                self.summary.derogations.count_changed(changed)
                span = f"{row.derogation.first_day} / {row.derogation.last_day}"
                self._span(besides.DEROGATION_FILE, row.number, span, changed=changed)
                if changed is not False:
                    self.touched["derogations"].append((who, row))

    def _turns(self) -> None:
        for row in self.files.turns:
            who = self.people.get(row.number)
            if who is None:
                continue
            if row.taken_back:
                gone = absences.take_off_call(self.uow, who, row.monday)
                self.summary.turns.count(new=False, changed=gone)
                before, after = ("on call", UNSAID) if gone else (UNSAID, UNSAID)
            else:
                new = absences.put_on_call(self.uow, who, row.monday)
                self.summary.turns.count(new=new)
                before, after = (UNSAID, "on call") if new else (UNSAID, UNSAID)
                self.touched["turns"] += [(who, row)] if new else []
            self._told(row.number, besides.ON_CALL_FILE, f"{row.monday}", before, after)

    def _days(self) -> None:
        """Enter the days that the store does not know: what people did in chat stays."""
        there = days_apply.known_days(self.uow, self.summary.body_id) if self.files.days else {}
        told: dict[tuple[str, date], set[Half | None]] = defaultdict(set)
        for row in self.files.days:
            if row.state in HOLDING and row.mode is not Mode.PRESENCE:
                told[row.number, row.day].add(row.half)
        present = self._present()
        for row in self.files.days:
            employee_id = self.people.get(row.number)
            if employee_id is None:
                continue
            of_day = there.get((employee_id, row.day), ())
            if row.mode is Mode.PRESENCE:
                came = days_apply.bring_presence(self.uow, employee_id, row, of_day)
            else:
                held = told.get((row.number, row.day), set())
                comes_in = (employee_id, row.day) in present
                came = self._day(employee_id, row, of_day, held, comes_in=comes_in)
            if isinstance(came, Impossible):
                self.changes.impossible.append(came)
            self._count_day(row, changed=False if isinstance(came, Impossible) else came)

        entered = [self._entered(who, row) for who, row in self.touched["days"]]
        bookings.enter_all(self.uow, entered, at=self.at)

    def _present(self) -> AbstractSet[tuple[int, date]]:
        """Give who is noted at the office on which day, once the file has taken days out."""
        if not self.files.days:
            return frozenset()
        out = {
            (self.people.get(row.number, 0), row.day)
            for row in self.files.days
            if row.mode is Mode.PRESENCE and row.state is RequestState.CANCELLED
        }
        return days_apply.days_in_presence(self.uow, self.summary.body_id, but=out)

    def _day(
        self,
        employee_id: int,
        row: DayRow,
        there: Sequence[days_apply.KnownDay],
        told: AbstractSet[Half | None],
        *,
        comes_in: bool,
    ) -> bool | Impossible | None:
        """Keep a day that is new for entering (None); what is known stays (False), or complain."""
        if days_apply.is_known(there, row):
            self.changes.kept += days_apply.kept(there, row, self.names[row.number])
            return False
        if comes_in and row.state in HOLDING:
            return days_apply.comes_in(row, self.names[row.number])
        if stands := days_apply.still_stands(there, row, told):
            return stands
        self.touched["days"].append((employee_id, row))
        return None

    def _count_day(self, row: DayRow, *, changed: bool | None) -> None:
        self.summary.days.count_changed(changed)
        said = f"{written(row.mode)} {written(row.half)} {written(row.state)}".replace(" -", "")
        before, after = (written(row.mode), UNSAID) if changed else (UNSAID, said)
        if changed is not False:
            self._told(row.number, spans.DAY_FILE, f"giorno {row.day}", before, after)

    def _entered(self, employee_id: int, row: DayRow) -> Entered:
        wish = Wish(employee_id=employee_id, day=row.day, half=row.half, mode=row.mode)
        pending = row.state is RequestState.PENDING
        return Entered(wish, row.state, self._approver_of(employee_id) if pending else None)

    def _approver_of(self, employee_id: int) -> int | None:
        if employee_id not in self.approvers:
            self.approvers[employee_id] = self.route(self.uow, employee_id)
        return self.approvers[employee_id]

    def _note(self) -> None:
        names = [part.name for part in fields(self.summary) if part.name != "body_id"]
        counts = {name: getattr(self.summary, name) for name in names}
        self.uow.audit(
            brought.IMPORTED,
            chain=self.summary.body_id,
            subject=f"body:{self.summary.body_id}",
            at=self.at,
            actor_id=self.by,
            details={
                **{name: [t.new, t.updated, t.unchanged] for name, t in counts.items()},
                brought.DIGESTS: brought.digests(self.uow.connection, self.summary.body_id),
            },
        )


def _ids(uow: UnitOfWork, table: Table, name: str, body_id: str) -> dict[str, int]:
    wanted = select(table.c[name], table.c.id).where(table.c.body_id == body_id)
    return {row[0]: int(row[1]) for row in uow.connection.execute(wanted)}
