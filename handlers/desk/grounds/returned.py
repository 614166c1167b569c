"""Granted days that had fallen, and would be granted again as an import leaves things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from handlers.desk.grounds.judging import furthest, grantable
from handlers.desk.grounds.naming import bookings_named
from handlers.desk.posting import post_line
from handlers.texts import Line
from rules.facts import ROME
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from storage.people import people
from storage.people.people import Person
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.staff_file import Brought
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A person, and the days that the act ended and would grant now, by day."""

    person: Person
    days: tuple[Booking, ...]


def returned_days(
    uow: UnitOfWork, brought: Brought, policy: Policy, *, at: datetime
) -> Iterator[Returned]:
    """Find the days, by person, of those whose agreement, facts or closures an import changes."""
    today = at.astimezone(ROME).date()
    touched = {who for who, _ in (*brought.people, *brought.agreements, *brought.derogations)}
    fell: dict[int, list[Booking]] = {}
    of_body = brought.summary.body_id
    for one in bookings.fallen(uow, of_body, since=today, until=furthest(today)):
        if one.employee_id in touched or one.day in brought.opened:
            fell.setdefault(one.employee_id, []).append(one)
    for employee_id, gone in fell.items():
        hearing = Hearing.load(uow, employee_id, policy=policy, at=at, on=today)
        try:
            days = grantable(hearing, gone)
        except PolicyNotInForceError:
            continue  # asked for before there was an act: there is nothing to hold it against
        if days:
            by_day = sorted(days, key=lambda one: (one.day, one.id))
            yield Returned(person=people.person(uow, employee_id), days=tuple(by_day))


def tell_returned(uow: UnitOfWork, desk: Desk, found: Returned) -> None:
    """Tell the person that they may ask again for what had fallen; of the same days once."""
    first, last = found.days[0].id, found.days[-1].id
    line: Line = ("grounds.returned.person", {"days": bookings_named(found.days)})
    post_line(uow, desk, found.person.id, line, f"grounds:returned:{first}:{last}")
