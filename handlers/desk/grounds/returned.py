"""Granted days and permits that had fallen, and that an import would have granted again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import has_begun
from handlers.desk.context import Desk
from handlers.desk.grounds.judging import furthest, grantable, is_grantable
from handlers.desk.grounds.naming import bookings_named, permits_named
from handlers.desk.permits.overlaps import overlapping
from handlers.desk.posting import post_line
from handlers.texts import Line
from rules.facts import ROME
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from storage.people import people
from storage.people.people import Person
from storage.requests import bookings, permits
from storage.requests.bookings import Booking
from storage.requests.permits_found import PermitRecord
from storage.staff_file import Brought
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A person, and the days and permits that the act ended and would grant now, by day."""

    person: Person
    days: tuple[Booking, ...] = ()
    permits: tuple[PermitRecord, ...] = ()


def returned(
    uow: UnitOfWork, brought: Brought, policy: Policy, *, at: datetime
) -> Iterator[Returned]:
    """Find them, by person, of those whose agreement, facts or closures an import changes."""
    today = at.astimezone(ROME).date()
    touched = {who for who, _ in (*brought.people, *brought.agreements, *brought.derogations)}
    fell: dict[int, tuple[list[Booking], list[PermitRecord]]] = defaultdict(lambda: ([], []))
    of_body, last = brought.summary.body_id, furthest(today)
    for day in bookings.fallen(uow, of_body, since=today, until=last):
        if day.employee_id in touched or day.day in brought.opened:
            fell[day.employee_id][0].append(day)
    for permit in permits.fallen(uow, of_body, since=today, until=last):
        if permit.employee_id in touched or permit.permit.on in brought.opened:
            fell[permit.employee_id][1].append(permit)
    for employee_id, (days, hours) in sorted(fell.items()):
        hearing = Hearing.load(uow, employee_id, policy=policy, at=at, on=today)
        try:
            back = sorted(grantable(hearing, days), key=lambda one: (one.day, one.id))
            with_them = tuple(one for one in hours if _is_free(uow, hearing, one))
        except PolicyNotInForceError:
            continue  # asked for before there was an act: there is nothing to hold it against
        if back or with_them:
            person = people.person(uow, employee_id)
            yield Returned(person=person, days=tuple(back), permits=with_them)


def _is_free(uow: UnitOfWork, hearing: Hearing, record: PermitRecord) -> bool:
    """Tell whether a permit has still to begin, would be granted, and its time is nobody's."""
    if has_begun(hearing, record.permit) or not is_grantable(hearing, record):
        return False
    return overlapping(uow, hearing, record.permit) is None


def tell_returned(uow: UnitOfWork, desk: Desk, found: Returned) -> None:
    """Tell the person that they may ask again for what had fallen; of the same once."""
    named = [*bookings_named(found.days), *permits_named(found.permits, own=True)]
    line: Line = ("grounds.returned.person", {"days": named})
    post_line(uow, desk, found.person.id, line, f"grounds:returned{_which(found)}")


def _which(found: Returned) -> str:
    """Name what had fallen: a day or permit falls once."""
    ids = [one.id for one in found.days], [one.id for one in found.permits]
    of_days, of_permits = (f":{some[0]}:{some[-1]}" if some else "" for some in ids)
    return of_days + (f":permits{of_permits}" if of_permits else "")
