"""Whether a permit meets another one of the same person: they never have two at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import days_of as days_taken
from rules.facts import MINUTES_OF_A_DAY, Permit
from rules.permit_days import LONGEST_SPAN
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
from storage.tables import PERMITS_HELD
from storage.unit_of_work import UnitOfWork


def overlapping(
    uow: UnitOfWork, hearing: Hearing, permit: Permit, *, besides: Collection[int] = ()
) -> PermitRecord | None:
    """Give the first permit that waits or stands in some of the same time; None without any."""
    wanted = list(_spans(hearing, permit))
    last = max(day for day, _, _ in wanted)
    held = permits.of_person(
        uow, hearing.employee_id, since=permit.on - LONGEST_SPAN, until=last, states=PERMITS_HELD
    )
    others = (one for one in held if one.id not in besides)
    return next((one for one in others if _meet(wanted, _spans(hearing, one.permit))), None)


def days_of(hearing: Hearing, permit: Permit) -> tuple[date, ...]:
    """List the working days of a permit of whole days; none of one of some hours."""
    return () if permit.days is None else days_taken(hearing, permit)


Span = tuple[date, int, int]
"""A day, and the minutes of it from the first to the last, the last not included."""


def _spans(hearing: Hearing, permit: Permit) -> Iterator[Span]:
    if permit.days is not None:
        for day in days_of(hearing, permit) or (permit.on,):
            yield day, 0, MINUTES_OF_A_DAY
    elif permit.start is None:
        yield permit.on, 0, 0  # nobody said when: it meets whole days alone
    else:
        yield permit.on, permit.start, permit.start + (permit.minutes or 0)


def _meet(some: Collection[Span], others: Iterator[Span]) -> bool:
    theirs = list(others)
    return any(
        day == other and ((start < until and since < end) or _whole(start, end, since, until))
        for day, start, end in some
        for other, since, until in theirs
    )


def _whole(start: int, end: int, since: int, until: int) -> bool:
    return (0, MINUTES_OF_A_DAY) in ((start, end), (since, until))
