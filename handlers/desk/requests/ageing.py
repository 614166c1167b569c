"""
Requests that nobody decides: who is looked to now, and since when they have had them.

What one person asked for in the same minute is one matter. It lies with the delegate of whom it
was sent to, or with that person, as long as they can be reached; the numbers of working days
stand in `handlers.desk.context.Patience`. All of it is read in sets, however much waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from handlers.desk.cases.away import away_since
from handlers.desk.context import Desk
from handlers.desk.requests.authority import decides_for
from handlers.desk.requests.kinds.known import kind_of
from handlers.desk.requests.request import Key, Request
from rules.calendar import days_worked_from, workdays_of
from rules.facts import ROME
from storage.days import office_month
from storage.days.office_month import Member
from storage.people import appointments, delegations, links, people
from storage.people.appointments import Held
from storage.people.people import Person
from storage.requests import cards
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

    waiting: tuple[Request, ...]

    @property
    def first(self) -> Request:
        """One of them, for what they have in common."""
        return self.waiting[0]

    @property
    def asker_id(self) -> int:
        """Who asked."""
        return self.first.employee_id

    @property
    def approver_id(self) -> int | None:
        """Whom it was sent to; None if nobody could decide then."""
        return self.first.approver_id

    @property
    def asked_at(self) -> datetime:
        """When it was asked for."""
        return self.first.asked_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What must be known of the approvers of all that waits: delegates, absences, cards had."""

    desk: Desk
    delegates: Mapping[int, int]
    unreachable: Collection[int]
    had: Mapping[tuple[Key, int], datetime]
    posts: Collection[Held] = ()
    calendars: Mapping[int, Member] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)

    @classmethod
    def load(cls, uow: UnitOfWork, desk: Desk, found: Sequence[Matter]) -> Surroundings:
        """Read it in the same few statements for one matter and for a thousand."""
        today = desk.today()
        approvers = {one.approver_id for one in found if one.approver_id is not None}
        delegates = delegations.running(uow, approvers, on=today)
        everybody = approvers | set(delegates.values())
        askers = {one.asker_id for one in found}
        keys = {one.key for matter in found for one in matter.waiting}
        since = min((one.asked_at for one in found), default=desk.clock())
        return cls(
            desk=desk,
            delegates=delegates,
            unreachable={*away_since(uow, everybody, on=today, week_of=desk.week_of)}
            | links.who_blocked(uow, everybody),
            had=cards.had(uow, keys),
            posts=appointments.held_by_any(uow, approvers, on=today),
            calendars=office_month.of_people(
                uow, everybody, first=since.astimezone(ROME).date(), last=today
            ),
            people=people.persons(uow, everybody | askers),
        )

    def seat(self, principal_id: int, *, asker_id: int) -> Seat:
        """Tell who can be reached of an approver and their delegate, the delegate first."""
        acting_id = self.delegates.get(principal_id, principal_id)
        return _seat(principal_id, acting_id, {asker_id, *self.unreachable})

    def still_decides(self, principal_id: int, *, asker_id: int) -> bool:
        """Tell whether an approver's post is still one over who asked: either may have moved."""
        asker = self.people[asker_id]
        return any(
            post.employee_id == principal_id
            and post.body_id == asker.body_id
            and decides_for(post.office_id, post.role, asker)
            for post in self.posts
        )

    def had_card(self, matter: Matter, recipient_id: int) -> datetime | None:
        """Tell since when somebody has had a card about a matter; None if never."""
        sent = (self.had.get((one.key, recipient_id)) for one in matter.waiting)
        return min((moment for moment in sent if moment is not None), default=None)

    def after_working_days(self, who: int, since: datetime, count: int) -> datetime | None:
        """
        Give the moment that lies so many working days of a person after another one.

        None for somebody who works on no day at all. Days to come count as they usually are.
        """
        member, person = self.calendars.get(who), self.people.get(who)
        if member is None or person is None:
            return None
        local = since.astimezone(ROME)
        tables = self.desk.policies[person.policy_id].on(local.date())
        workdays = workdays_of(member.person, tables.week.days)
        days = days_worked_from(member.history, local.date() + timedelta(days=1), workdays, count)
        if len(days) < count:
            return None
        return datetime.combine(days[-1], local.timetz())


def matters(waiting: Iterable[Request]) -> list[Matter]:
    """Put together what was asked for at once and waits for the same approver, oldest first."""
    found: dict[tuple[datetime, int, int, str], list[Request]] = {}
    for one in waiting:
        minute = one.asked_at.replace(second=0, microsecond=0)
        key = (minute, one.employee_id, one.approver_id or 0, one.kind)
        found.setdefault(key, []).append(one)
    return [Matter(waiting=tuple(found[key])) for key in sorted(found)]


def overdue(waiting: Iterable[Request], today: date) -> list[Request]:
    """List what nobody decided before its day was over."""
    return [one for one in waiting if kind_of(one).overdue(one, today)]


def seat_of(uow: UnitOfWork, desk: Desk, principal_id: int, *, asker_id: int) -> Seat:
    """Tell who can be reached of one approver and their delegate of today."""
    today = desk.today()
    acting_id = delegations.running(uow, [principal_id], on=today).get(principal_id, principal_id)
    both = (acting_id, principal_id)
    absent = away_since(uow, both, on=today, week_of=desk.week_of)
    away = {*absent} | links.who_blocked(uow, both)
    return _seat(principal_id, acting_id, {asker_id, *away})


def _seat(principal_id: int, acting_id: int, besides: Collection[int]) -> Seat:
    able = (who for who in (acting_id, principal_id) if who not in besides)
    reachable = next(able, None)
    return Seat(principal_id=principal_id, acting_id=acting_id, reachable_id=reachable)


def can_be_reached(uow: UnitOfWork, desk: Desk, employee_id: int) -> bool:
    """Tell whether somebody is not away today and has not blocked the bot."""
    away = away_since(uow, [employee_id], on=desk.today(), week_of=desk.week_of)
    return not away and not links.has_blocked(uow, employee_id)
