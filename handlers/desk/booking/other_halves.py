"""Half a day at the office leaves the other half: what can be had of it, or is held already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.booking.wishes import Held, held_among
from handlers.desk.cases.judging import Hearing, Judged
from handlers.desk.context import Actor, Desk
from rules.facts import Half
from storage.requests.bookings import Booking


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHalves:
    """
    The other halves of days of which one half shall be worked at the office.

    `free` can be asked for now, `after` once the whole day that is held is taken back; `kept`
    are held already. What the rules refuse, such as half days at all, is in none of them.
    """

    free: tuple[Judged, ...] = ()
    after: tuple[Judged, ...] = ()
    kept: tuple[Booking, ...] = ()


def other_halves(
    desk: Desk, actor: Actor, wishes: Sequence[tuple[date, Half | None]], held: Held
) -> OtherHalves:
    """Judge the other half of each day of which one half was named; nothing is written."""
    others = _others(wishes)
    if not others:
        return OtherHalves()
    with desk.store.reading() as uow:
        first = min(others)
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=first)
        kept = tuple(one for one in held_among(uow, actor, others) if one.half is not None)
    whole = {one.day for one in held.bookings if one.half is None}
    settled = {*held.agreed, *(one.day for one in kept)}
    open_days = [day for day in sorted(others) if day not in settled]
    after = [_without(hearing, day).judge(day, others[day]) for day in open_days if day in whole]
    free = [hearing.judge(day, others[day]) for day in open_days if day not in whole]
    return OtherHalves(free=_good(free), after=_good(after), kept=kept)


def _others(wishes: Sequence[tuple[date, Half | None]]) -> Mapping[date, Half]:
    """Give the other half of each day of which exactly one was named."""
    said: dict[date, set[Half]] = {}
    for day, half in wishes:
        said.setdefault(day, set()).update(Half if half is None else {half})
    left = {day: [half for half in Half if half not in halves] for day, halves in said.items()}
    return {day: halves[0] for day, halves in left.items() if halves}


def _without(hearing: Hearing, day: date) -> Hearing:
    """Give the hearing as if nothing were booked on a day."""
    slots = [slot for slot in hearing.history.slots if slot.day != day]
    return replace(hearing, history=hearing.history.with_slots(slots))


def _good(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    return tuple(one for one in judged if not one.refused)
