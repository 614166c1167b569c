"""Granted days that an import would end: named before, as they fall at the next look after it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from handlers.desk.cases.judging import Hearing
from handlers.desk.grounds.judging import Groundless, furthest, groundless, is_needless
from rules.decision import Reason
from rules.facts import ROME
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from storage.days import grounds
from storage.people import people
from storage.requests import bookings, permits
from storage.staff_file import Asked, Brought, Consent
from storage.staff_file.changes import some_of
from storage.staff_file.employees import FILE as EMPLOYEE_FILE
from storage.staff_file.spans import AGREEMENT_FILE
from storage.tables import HOLDING, PERMITS_HELD
from storage.unit_of_work import UnitOfWork

MOST_NAMED = 10
"""Days of one person: more are counted."""


def ended_days(
    uow: UnitOfWork, brought: Brought, policy: Policy, *, at: datetime
) -> Iterator[Asked]:
    """
    Ask about held days, and permits, for which the files leave no ground, by person.

    They are judged as the desk does once the import is done: for new terms or facts of the person
    all their days, for days that are closed from now on those alone. Days that came with the same
    files are held against the act elsewhere.
    """
    if any(one.consent is Consent.CHANGE_POLICY for one in brought.changes.asked):
        return  # its own consent names whose days are looked at again
    today = at.astimezone(ROME).date()
    holding = grounds.who_hold(uow, since=today)
    touched = {who: row for who, row in _touched(brought).items() if who in holding}
    closed = {day: row for day, row in brought.closed.items() if day >= today}
    under_them = grounds.who_hold_on(uow, brought.summary.body_id, closed) if closed else []
    for employee_id in dict.fromkeys((*touched, *under_them)):
        hearing = Hearing.load(uow, employee_id, policy=policy, at=at, on=today)
        try:
            lost = _lost(uow, hearing, brought, closed, every_day=employee_id in touched)
        except PolicyNotInForceError:
            continue  # asked for before there was an act: there is nothing to hold it against
        person = people.person(uow, employee_id)
        for what, reasons, day in lost:
            file, line = touched.get(employee_id) or closed[day]
            yield Asked(
                consent=Consent.END_AGREEMENTS,
                file=file,
                line=line,
                who=person.number,
                name=person.name,
                what=what,
                reasons=reasons,
            )


def _lost(
    uow: UnitOfWork,
    hearing: Hearing,
    brought: Brought,
    closed: Collection[date],
    *,
    every_day: bool,
) -> Iterator[tuple[str, tuple[Reason, ...], date]]:
    """Say what somebody loses, and why, with the first day of each; nothing of any other day."""
    who, today = hearing.employee_id, hearing.today
    new = {(row.day, row.half) for other, row in brought.days if other == who}
    held = bookings.of_person(uow, who, since=today, until=furthest(today), states=HOLDING)
    found = groundless(hearing, [one for one in held if (one.day, one.half) not in new])
    for falls, what in ((True, "would fall"), (False, "stand, but are looked at again")):
        days = [
            one for one in found if one.falls is falls and (every_day or one.booking.day in closed)
        ]
        if days:
            of_days = sorted(one.booking.day for one in days)
            yield f"{len(days)} granted days {what}, {_said(of_days)}", _why(days), of_days[0]
    hours = permits.of_person(uow, who, since=today, until=furthest(today), states=PERMITS_HELD)
    gone = sorted(
        one.permit.on
        for one in hours
        if one.permit.on in closed and is_needless(hearing, one.permit)
    )
    if gone:  # of permits the day alone: why they are had is the person's
        yield f"{len(gone)} permits of hours would fall, {_said(gone)}", (), gone[0]


def _touched(brought: Brought) -> dict[int, tuple[str, int]]:
    """Give by person the row that changes what their days stand on: of agreements first."""
    found = {who: (EMPLOYEE_FILE, row.line) for who, row in brought.people}
    return found | {who: (AGREEMENT_FILE, row.line) for who, row in brought.agreements}


def _said(days: Sequence[date]) -> str:
    return some_of([str(day) for day in days], MOST_NAMED)


def _why(days: Sequence[Groundless]) -> tuple[Reason, ...]:
    """Give each reason once, whichever day it is said of."""
    every = {(one.code, one.articles): one for day in days for one in day.reasons}
    return tuple(every.values())
