"""Tell people what their act says of an agile day on which they are absent."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from handlers.desk.context import Desk
from handlers.texts import explaining
from rules.unused import unused
from storage.days import absent_days
from storage.days.absent_days import Covered
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

AT_ONCE = 200
"""Absences looked at in one transaction."""
STILL_NEWS = timedelta(days=7)
"""Sickness is often entered some days late; what is older is no news to the person."""


def tell_absent(desk: Desk) -> int:
    """Tell once, for each absence that covers booked days, what becomes of each of them."""
    since = desk.today() - STILL_NEWS
    with desk.store.writing() as uow:
        found = absent_days.covered(uow, since=since, limit=AT_ONCE)
        told = 0
        for _, days in groupby(found, key=lambda covered: covered.absence_id):
            told += _tell(uow, desk, list(days))
        if told:
            uow.commit()
    return told


def _tell(uow: UnitOfWork, desk: Desk, days: list[Covered]) -> bool:
    one, named = days[0], sorted({covered.day for covered in days})
    answer = unused(desk.policies[one.policy_id], on=one.day, kind=one.kind)
    # The kind is health data: the person knows it, and the message does not repeat it.
    key = "absences.told.day" if one.first_day == one.last_day else "absences.told.span"
    return uow.post(
        outbox.Message(
            recipient_id=one.employee_id,
            key=key,
            args={
                "first": one.first_day,
                "last": one.last_day,
                "days": named,
                "reasons": explaining.lines(answer.reasons),
            },
            dedupe_key=absent_days.told_key(one.absence_id, first=named[0], last=named[-1]),
            at=desk.clock(),
        )
    )
