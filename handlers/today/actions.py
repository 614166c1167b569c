"""Ask the rules how today and tomorrow are worked, and when the person is left in peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk import Actor, Desk
from handlers.today.rest import Rest, next_rest
from rules import questions as law
from rules.decision import Decision
from rules.facts import Employee, Slot
from rules.history import History
from rules.policy.library import Policy
from storage import bookings, facts
from storage.tables import RequestState

AROUND = timedelta(days=14)
"""Days whose bookings may matter to how today is worked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """How two days are worked, and the next rest."""

    day: date
    today: Decision
    tomorrow: Decision
    rest: Rest | None
    rest_articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Facts:
    """One person before the rules, with the days that are approved."""

    policy: Policy
    person: Employee
    history: History

    def deliver(self, at: datetime) -> datetime:
        """Tell from when on a message may arrive."""
        found: datetime = self._deliver(at).values["when"]
        return found

    def articles_of_rest(self, rest: Rest | None) -> tuple[str, ...]:
        """Name what protects a rest."""
        return self._deliver(rest.start).because if rest else ()

    def _deliver(self, at: datetime) -> Decision:
        return law.deliver(self.policy, self.person, self.history, at=at)

    def day(self, on: date) -> Decision:
        """Tell how a day is worked."""
        return law.day(self.policy, self.person, self.history, on=on)


def today(desk: Desk, actor: Actor) -> Today:
    """Tell how today and tomorrow are worked; days that nobody approved yet do not count."""
    at, day = desk.clock(), desk.today()
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=day)
        approved = bookings.of_person(
            uow,
            actor.id,
            since=day - AROUND,
            until=day + AROUND,
            states=(RequestState.APPROVED,),
        )
    slots = [Slot(day=b.day, mode=b.mode, half=b.half) for b in approved]
    known = _Facts(actor.policy, case.person, case.history.with_slots(slots))
    rest = next_rest(known.deliver, at)
    return Today(
        day=day,
        today=known.day(day),
        tomorrow=known.day(day + timedelta(days=1)),
        rest=rest,
        rest_articles=known.articles_of_rest(rest),
    )
