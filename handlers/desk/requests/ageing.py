"""
Requests that nobody decides: who is looked to now, and since when they have had them.

What one person asked for in the same minute is one matter. It lies with the delegate of whom it
was sent to, or with that person, as long as they can be reached; the numbers of working days
stand in `handlers.desk.context.Patience`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.desk.context import Desk
from handlers.desk.requests.cards import card_key, chunks
from rules.calendar import days_worked_from, workdays_of
from rules.facts import ROME
from storage.days import absences
from storage.days.facts import Case
from storage.people import delegations, links
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Whom a request was sent to, and who of them can be reached today (None: nobody)."""

    principal_id: int
    acting_id: int
    reachable_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What one person asked for at once and one approver has not decided."""

    waiting: tuple[Booking, ...]

    @property
    def asker_id(self) -> int:
        """Who asked."""
        return self.waiting[0].employee_id

    @property
    def approver_id(self) -> int | None:
        """Whom it was sent to; None if nobody could decide then."""
        return self.waiting[0].approver_id

    @property
    def asked_at(self) -> datetime:
        """When it was asked for."""
        return self.waiting[0].asked_at


def matters(pending: Iterable[Booking]) -> list[Matter]:
    """Put together what was asked for at once and waits for the same approver, oldest first."""
    found: dict[tuple[datetime, int, int | None], list[Booking]] = {}
    for one in pending:
        minute = one.asked_at.replace(second=0, microsecond=0)
        found.setdefault((minute, one.employee_id, one.approver_id), []).append(one)
    return [Matter(waiting=tuple(found[key])) for key in sorted(found, key=_oldest_first)]


def seat_of(uow: UnitOfWork, principal_id: int, *, asker_id: int, today: date) -> Seat:
    """Tell who can be reached of an approver and their delegate of today, the delegate first."""
    given = delegations.given_by(uow, principal_id, since=today)
    running = [one for one in given if one.first_day <= today]
    acting_id = max(running, key=lambda one: one.id).delegate_id if running else principal_id
    able = (
        who
        for who in (acting_id, principal_id)
        if who != asker_id and can_be_reached(uow, who, today=today)
    )
    return Seat(principal_id=principal_id, acting_id=acting_id, reachable_id=next(able, None))


def can_be_reached(uow: UnitOfWork, employee_id: int, *, today: date) -> bool:
    """Tell whether somebody is not away today and has not blocked the bot."""
    away = absences.of_person(uow, employee_id, since=today, until=today)
    return not away and not links.has_blocked(uow, employee_id)


def had_card(uow: UnitOfWork, matter: Matter, recipient_id: int) -> datetime | None:
    """Tell when somebody was first sent a card about a matter; None if never."""
    sent = [outbox.posted_at(uow, key) for key, _ in cards_of(uow, matter, recipient_id)]
    return min((moment for moment in sent if moment is not None), default=None)


def cards_of(
    uow: UnitOfWork, matter: Matter, recipient_id: int
) -> list[tuple[str, Sequence[Booking]]]:
    """
    Cut a matter into cards, each under the name that it had when it was asked for.

    Only what still waits stands on them, so a card that somebody has had is not sent again.
    """
    waiting = {booking.id for booking in matter.waiting}
    every = bookings.asked_with(uow, matter.waiting[0])
    named = [(card_key(chunk, recipient_id), chunk) for chunk in chunks(every)]
    left = [(key, [one for one in chunk if one.id in waiting]) for key, chunk in named]
    return [(key, chunk) for key, chunk in left if chunk]


def after_working_days(desk: Desk, case: Case, since: datetime, count: int) -> datetime | None:
    """
    Give the moment that lies so many working days of a person after another one.

    None for somebody who works on no day at all.
    """
    local = since.astimezone(ROME)
    tables = desk.policies[case.policy_id].on(local.date())
    workdays = workdays_of(case.person, tables.week.days)
    days = days_worked_from(case.history, local.date(), workdays, count + 1)
    later = [day for day in days if day > local.date()][:count]
    if len(later) < count:
        return None
    return datetime.combine(later[-1], local.timetz())


def _oldest_first(key: tuple[datetime, int, int | None]) -> tuple[datetime, int, int]:
    minute, employee_id, approver_id = key
    return minute, employee_id, approver_id or 0
