"""The days to come that a person holds, by their place in the list that is shown."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.desk.context import Actor, Desk
from storage.requests import bookings
from storage.tables import HOLDING, RequestState

AHEAD = timedelta(days=366)


def next_held(desk: Desk, actor: Actor) -> date | None:
    """Give the first day after today that is held."""
    return next((day for day in _held(desk, actor) if day > desk.today()), None)


def held_at(desk: Desk, actor: Actor, place: int) -> date | None:
    """Give the day at a place of the list (0 is the first); None if there are not as many."""
    days = list(_held(desk, actor))
    return days[place] if place < len(days) else None


def last_held(desk: Desk, actor: Actor) -> date | None:
    """Give the last day held, if it was asked for last as well: else either may be meant."""
    found = _held(desk, actor)
    last = max(found, default=None)
    return last if last is not None and found[last] == max(found.values()) else None


def all_held(desk: Desk, actor: Actor) -> list[date]:
    """Give every day from today on that is held, in order."""
    return list(_held(desk, actor))


def waiting(desk: Desk, actor: Actor, *, moves_only: bool = False) -> list[date]:
    """Give the days that wait for a decision; or only those that are to replace another."""
    today = desk.today()
    states = (RequestState.PENDING,)
    with desk.store.reading() as uow:
        asked = bookings.of_person(uow, actor.id, since=today, until=today + AHEAD, states=states)
    moves = (one for one in asked if one.replaces_day is not None or not moves_only)
    return list(dict.fromkeys(one.day for one in moves))


def _held(desk: Desk, actor: Actor) -> dict[date, int]:
    """Give the days in order, with the newest request of each."""
    today = desk.today()
    with desk.store.reading() as uow:
        held = bookings.of_person(uow, actor.id, since=today, until=today + AHEAD, states=HOLDING)
    return {one.day: one.id for one in held}
