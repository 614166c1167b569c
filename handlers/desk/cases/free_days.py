"""The first day to come on which a person has nothing, and which they may ask for."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.known_days import AWAY, mode_of
from handlers.desk.context import Actor, Desk
from storage.requests import bookings, permits
from storage.tables import HOLDING, PERMITS_HELD

LOOKED_AT = 62
"""Days ahead; who has none free until then is better served by the calendar."""


def first_free(desk: Desk, actor: Actor) -> date | None:
    """Give the first day after today with no booking and no permit that may be asked for."""
    since = desk.today() + timedelta(days=1)
    days = [since + timedelta(days=n) for n in range(LOOKED_AT)]
    with desk.store.reading() as uow:
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=since)
        held = bookings.of_person(uow, actor.id, since=since, until=days[-1], states=HOLDING)
        had = permits.of_person(uow, actor.id, since=since, until=days[-1], states=PERMITS_HELD)
    taken = {one.day for one in held} | {one.permit.on for one in had}
    return next((day for day in days if day not in taken and _is_open(hearing, day)), None)


def _is_open(hearing: Hearing, day: date) -> bool:
    return mode_of(hearing, day) not in AWAY and not hearing.judge(day, None).refused
