"""Ask the rules how today and tomorrow are worked, and when the person is left in peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk import Actor, Desk
from handlers.today.rest import Rest, next_rest
from rules import questions as law
from rules.decision import Decision
from rules.facts import Slot
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
    history = case.history.with_slots(slots)

    def deliver(moment: datetime) -> datetime:
        found: datetime = law.deliver(actor.policy, case.person, history, at=moment).values["when"]
        return found

    tomorrow = day + timedelta(days=1)
    return Today(
        day=day,
        today=law.day(actor.policy, case.person, history, on=day),
        tomorrow=law.day(actor.policy, case.person, history, on=tomorrow),
        rest=next_rest(deliver, at),
    )
