"""Granted days that an import would end: named before, as they fall at the next look after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.desk.cases.judging import Hearing
from handlers.desk.grounds.judging import Groundless, furthest, groundless
from rules.decision import Reason
from rules.facts import ROME
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from storage.days import grounds
from storage.people import people
from storage.requests import bookings
from storage.staff_file import Asked, Brought, Consent
from storage.staff_file.changes import some_of
from storage.staff_file.employees import FILE as EMPLOYEE_FILE
from storage.staff_file.spans import AGREEMENT_FILE
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork

MOST_NAMED = 10
"""Days of one person: more are counted."""


def ended_days(
    uow: UnitOfWork, brought: Brought, policy: Policy, *, at: datetime
) -> Iterator[Asked]:
    """
    Ask about held days for which new terms or facts leave no ground, by person.

    They are judged as the desk does once the import is done. Days that came with the same files
    are held against the act elsewhere.
    """
    if any(one.consent is Consent.CHANGE_POLICY for one in brought.changes.asked):
        return  # its own consent names whose days are looked at again
    today = at.astimezone(ROME).date()
    last = furthest(today)
    holding = grounds.who_hold(uow, since=today)
    for employee_id, (file, line) in _touched(brought).items():
        if employee_id not in holding:
            continue
        hearing = Hearing.load(uow, employee_id, policy=policy, at=at, on=today)
        new = {(row.day, row.half) for who, row in brought.days if who == employee_id}
        held = bookings.of_person(uow, employee_id, since=today, until=last, states=HOLDING)
        try:
            found = groundless(hearing, [one for one in held if (one.day, one.half) not in new])
        except PolicyNotInForceError:
            continue  # asked for before there was an act: there is nothing to hold it against
        person = people.person(uow, employee_id)
        for falls, what in ((True, "would fall"), (False, "stand, but are looked at again")):
            days = [one for one in found if one.falls is falls]
            if days:
                yield Asked(
                    consent=Consent.END_AGREEMENTS,
                    file=file,
                    line=line,
                    who=person.number,
                    name=person.name,
                    what=f"{len(days)} granted days {what}, {_said(days)}",
                    reasons=_why(days),
                )


def _touched(brought: Brought) -> dict[int, tuple[str, int]]:
    """Give by person the row that changes what their days stand on: of agreements first."""
    found = {who: (EMPLOYEE_FILE, row.line) for who, row in brought.people}
    return found | {who: (AGREEMENT_FILE, row.line) for who, row in brought.agreements}


def _said(days: Sequence[Groundless]) -> str:
    return some_of([str(day) for day in sorted(one.booking.day for one in days)], MOST_NAMED)


def _why(days: Sequence[Groundless]) -> tuple[Reason, ...]:
    """Give each reason once, whichever day it is said of."""
    every = {(one.code, one.articles): one for day in days for one in day.reasons}
    return tuple(every.values())
