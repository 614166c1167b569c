"""What a row would take away from people: done only if it is named, by person and value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import func, or_, select, union

from rules.facts import Agreement
from storage.agreements import agreements
from storage.people.staff import Record
from storage.staff_file import employees, places, posts, spans
from storage.staff_file.changes import UNSAID, Asked, Change, Consent, some_of
from storage.staff_file.records import AgreementOf, BodyRow, EmployeeRow
from storage.tables import (
    AGREEMENT,
    BOOKING_REQUEST,
    EMPLOYEE,
    HOLDING,
    PERMIT,
    PERMITS_HELD,
    Rank,
)
from storage.unit_of_work import UnitOfWork

HEIGHTS = {Rank.STAFF: 0, Rank.EQ: 1, Rank.DIRIGENTE: 2, Rank.SEGRETARIO: 3, Rank.ELECTED: 4}
"""Which rank is below which, for whoever holds a post."""
A_DAY = timedelta(days=1)


def of_body(uow: UnitOfWork, told: BodyRow, before: str, *, today: date) -> Asked:
    """Ask whether a body is to follow another act: whose decided days it may touch."""
    names = _holding_from(uow, told.id, today)
    held = f" ({some_of(names)})" if names else ""
    return Asked(
        consent=Consent.CHANGE_POLICY,
        file=places.BODY_FILE,
        line=told.line,
        who=told.id,
        name=told.name,
        what=(
            f"regolamento {before} -> {told.policy_id}: "
            f"agreements in force: {_running(uow, told.id, today)}; people whose days and permits "
            f"to come are looked at again: {len(names)}{held}"
        ),
    )


def of_person(
    uow: UnitOfWork,
    employee_id: int,
    row: EmployeeRow,
    *,
    before: Record,
    after: Record,
    changes: Iterable[Change],
    today: date,
) -> Iterator[Asked]:
    """Ask about a rank that is lowered, or a last day, of somebody with posts or agreements."""
    told = {change.what: f"{change.before} -> {change.after}" for change in changes}
    if "qualifica" in told and HEIGHTS[after.rank] < HEIGHTS[before.rank]:
        for post in _said(uow, posts.held(uow, employee_id, on=today)):
            what = f"qualifica {told['qualifica']}, who holds {post}"
            yield _asked(Consent.END_POSTS, row, after, what)
    if _is_hired_later(before, after, today=today):
        what = f"assunto_il {told['assunto_il']}, who is in service"
        yield _asked(Consent.END_AGREEMENTS, row, after, what)
    last = after.left_on
    if before.left_on is not None and _is_back(before.left_on, last, today=today):
        back = _said(uow, posts.lasting(uow, employee_id, after=before.left_on, since=today))
        since = max(before.left_on + A_DAY, today)
        back += [agreement(terms) for terms in _terms_until(uow, employee_id, since)]
        for one in back or ["no post or agreement"]:
            what = f"cessato_il {told['cessato_il']}, who gets back {one}"
            yield _asked(Consent.RETURNED, row, after, what)
    if last is None or (before.left_on is not None and before.left_on <= last):
        return
    left = f"cessato_il {told['cessato_il']}"
    for post in _said(uow, posts.lasting(uow, employee_id, after=last, since=today)):
        yield _asked(Consent.END_POSTS, row, after, f"{left}, who holds {post}")
    for terms in _terms_until(uow, employee_id, max(last + A_DAY, today)):
        what = f"{left}, with {agreement(terms)}"
        yield _asked(Consent.END_AGREEMENTS, row, after, what)


def of_agreement(
    row: AgreementOf, name: str, terms: Agreement, emptied: Iterable[tuple[str, str]]
) -> Iterator[Asked]:
    """Ask about what was agreed and is emptied: columns, and what they held."""
    for column, before in emptied:
        yield Asked(
            consent=Consent.END_AGREEMENTS,
            file=spans.AGREEMENT_FILE,
            line=row.line,
            who=row.number,
            name=name,
            what=f"{agreement(terms)} loses {column}: {before} -> {UNSAID}",
        )


def agreement(terms: Agreement) -> str:
    """Say which agreement it is."""
    return f"the agreement from {terms.first_day}"


def _asked(consent: Consent, row: EmployeeRow, after: Record, what: str) -> Asked:
    return Asked(
        consent=consent,
        file=employees.FILE,
        line=row.line,
        who=after.number,
        name=f"{after.given_name} {after.family_name}",
        what=what,
    )


def _is_hired_later(before: Record, after: Record, *, today: date) -> bool:
    """Tell whether somebody in service is to have begun in a later year: years of service go."""
    was, now = before.facts.hired, after.facts.hired
    if was is None or now is None or (before.left_on is not None and before.left_on < today):
        return False  # who had left, and is hired anew, is another question
    return was <= today and was.year < now.year


def _is_back(left: date, last: date | None, *, today: date) -> bool:
    """Tell whether a leaving is undone; one still to come that is put off takes nothing back."""
    return last is None or left < min(last, today)


def _terms_until(uow: UnitOfWork, employee_id: int, day: date) -> list[Agreement]:
    """Give the agreements of somebody that are not over before a day."""
    signed = agreements.of_person(uow, employee_id)
    return [one.terms for one in signed if (one.terms.last_day or date.max) >= day]


def _said(uow: UnitOfWork, held: Iterable[posts.Post]) -> list[str]:
    return sorted(posts.said(uow, post) for post in held)


def _running(uow: UnitOfWork, body_id: str, today: date) -> int:
    joined = AGREEMENT.join(EMPLOYEE, EMPLOYEE.c.id == AGREEMENT.c.employee_id)
    wanted = (
        select(func.count())
        .select_from(joined)
        .where(
            EMPLOYEE.c.body_id == body_id,
            or_(AGREEMENT.c.last_day.is_(None), AGREEMENT.c.last_day >= today),
        )
    )
    return int(uow.connection.execute(wanted).scalar_one())


def _holding_from(uow: UnitOfWork, body_id: str, today: date) -> list[str]:
    held = union(
        select(BOOKING_REQUEST.c.employee_id).where(
            BOOKING_REQUEST.c.day >= today, BOOKING_REQUEST.c.state.in_(HOLDING)
        ),
        select(PERMIT.c.employee_id).where(
            PERMIT.c.on_day >= today, PERMIT.c.state.in_(PERMITS_HELD)
        ),
    ).subquery()
    wanted = (
        select(EMPLOYEE.c.number, EMPLOYEE.c.given_name, EMPLOYEE.c.family_name)
        .where(EMPLOYEE.c.body_id == body_id, EMPLOYEE.c.id.in_(select(held.c.employee_id)))
        .order_by(EMPLOYEE.c.sort_name, EMPLOYEE.c.id)
    )
    return [" ".join(row) for row in uow.connection.execute(wanted)]
