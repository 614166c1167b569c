"""Ask the rules how today and tomorrow are worked, and when the person is left in peace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.cases.on_duty import Duty, duty_on
from handlers.desk.cases.suspended import suspension_on
from handlers.desk.context import Actor, Desk
from handlers.desk.today.rest import Rest, next_rest
from rules import questions as law
from rules.decision import Decision, Reason
from rules.facts import Band, Employee
from rules.history import History
from rules.policy.library import Policy
from storage.days import facts
from storage.days.facts import Case
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
from storage.tables import PERMITS_HELD, PermitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """
    Some hours of a permit; `articles` are why nobody need be reachable then.

    Empty `articles` with nothing `pending`: the day has no contact bands to lift.
    """

    day: date
    hours: Band
    pending: bool
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """How two days are worked, the hours of permits, and the next rest."""

    day: date
    today: Decision
    tomorrow: Decision
    rest: Rest | None
    permits: tuple[Away, ...] = ()
    duties: tuple[Duty, ...] = ()
    """The turns on call of the two days."""
    rest_articles: tuple[str, ...] = ()
    suspended: tuple[Reason, ...] = ()
    """What the act says of those of the two days on which the agreement is suspended."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """How the two days are worked."""
        return (*self.today.reasons, *self.tomorrow.reasons)


@dataclass(frozen=True, slots=True)
class _Facts:
    """One person before the rules, with the days that are approved."""

    policy: Policy
    case: Case
    today: date

    @property
    def person(self) -> Employee:
        """The person with the agreement of today."""
        return self.case.person

    @property
    def history(self) -> History:
        """What is decided."""
        return self.case.history

    def deliver(self, at: datetime) -> datetime:
        """Tell from when on a message may arrive."""
        found: datetime = self._deliver(at).values["when"]
        return found

    def articles_of_rest(self, rest: Rest | None) -> tuple[str, ...]:
        """Name what protects a rest."""
        return self._deliver(rest.start).because if rest else ()

    def _deliver(self, at: datetime) -> Decision:
        return law.deliver(self.policy, self.person, self.history, at=at)

    def away(self, record: PermitRecord) -> Away:
        """Tell what a permit does to the contact duties of its hours."""
        permit, pending = record.permit, record.state is PermitState.PENDING
        start = permit.start or 0
        hours = Band(start, start + (permit.minutes or 0))
        person = self.case.person_on(permit.on)
        relief = law.relief(self.policy, person, self.history, on=permit.on)
        articles = relief.because if hours in relief.values["hours"] else ()
        return Away(day=permit.on, hours=hours, pending=pending, articles=articles)

    def suspension(self, on: date) -> Reason | None:
        """Tell whether the agreement is suspended on a day."""
        return suspension_on(self.policy, self.case.person_on(on).agreement, on)

    def day(self, on: date) -> Decision:
        """Tell how a day is worked."""
        return _worked(self.policy, self.case, on, self.today)

    def duties(self, days: Iterable[date]) -> tuple[Duty, ...]:
        """Tell when the person is on call on some days."""
        left_on = self.case.left_on
        asked = (
            duty_on(self.policy, self.person, self.history, day, left_on=left_on) for day in days
        )
        return tuple(duty for duty in asked if duty is not None)


def day_of_work(desk: Desk, actor: Actor, on: date) -> Decision:
    """Tell how a day to come is worked, as things stand: what is only asked for does not count."""
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=on, settled=True)
    return _worked(actor.policy, case, on, desk.today())


def _worked(policy: Policy, case: Case, on: date, today: date) -> Decision:
    person, left_on = case.person_on(on), case.left_on
    return law.day(policy, person, case.history, on=on, at=today, left_on=left_on)


def today(desk: Desk, actor: Actor) -> Today:
    """Tell how today and tomorrow are worked; days that nobody approved yet do not count."""
    at, day = desk.clock(), desk.today()
    days = (day, day + timedelta(days=1))
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=day, settled=True)
        held = permits.of_person(uow, actor.id, since=day, until=days[1], states=PERMITS_HELD)
    known = _Facts(actor.policy, case, day)
    rest = next_rest(known.deliver, at)
    return Today(
        day=day,
        today=known.day(day),
        tomorrow=known.day(days[1]),
        duties=known.duties(days),
        permits=tuple(known.away(one) for one in held if one.permit.start is not None),
        rest=rest,
        rest_articles=known.articles_of_rest(rest),
        suspended=tuple(found for one in days if (found := known.suspension(one)) is not None),
    )
