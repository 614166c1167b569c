"""Days that somebody named in words: as the rules judge them, and what is held of them already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.judging import Hearing, Judged
from handlers.desk.cases.known_days import AWAY, known_days, mode_of
from handlers.desk.context import Actor, Desk
from rules.decision import Reason
from rules.facts import Agreement, Half, Mode
from rules.reasons import ReasonCode
from storage.requests import bookings, recalls
from storage.requests.bookings import Booking
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork

Days = Mapping[date, Half | None]
"""Days in order; None is the whole day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """
    Days to ask for as judged, those held already apart.

    `agreed` are days that the agreement itself makes days away from the office, which nobody asks
    for. `other_mode` is the way of the agreement where another was said, `no_agreement` why
    nothing can be booked at all; `halves` are those of the one day refused whole that could be.
    """

    judged: tuple[Judged, ...]
    halves: tuple[Judged, ...] = ()
    held: tuple[Booking, ...] = ()
    agreed: tuple[date, ...] = ()
    other_mode: Mode | None = None
    no_agreement: tuple[Reason, ...] = ()

    @property
    def open_days(self) -> Days:
        """Those that can be asked for."""
        return {one.day: one.half for one in self.judged if not one.refused}

    @property
    def first(self) -> date:
        """The first of all the days."""
        held = [one.day for one in self.held]
        return min([one.day for one in self.judged] + held + list(self.agreed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """
    What a person holds of the days that they named, and the days of which they hold nothing.

    `agreed` are those of the latter that the agreement itself makes days away from the office.
    """

    bookings: tuple[Booking, ...]
    missing: tuple[date, ...]
    agreed: tuple[date, ...] = ()


def whole_days(wishes: Iterable[tuple[date, Half | None]]) -> Days:
    """Put days in order, and take both halves of one as the whole of it."""
    found: dict[date, Half | None] = {}
    for day, half in sorted(wishes, key=lambda one: (one[0], one[1] or "")):
        found[day] = None if day in found else half
    return found


def propose(desk: Desk, actor: Actor, days: Days, mode: Mode | None) -> Proposed:
    """Judge days together; nothing is written."""
    with desk.store.reading() as uow:
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=min(days))
        held = held_among(uow, actor, days)
        agreed = agreed_among(uow, desk, actor, days, hearing.terms)
    wanted = still_free(days, held, agreed)
    judged = tuple(hearing.judge_together(wanted.items()))
    own = judged[0].mode if judged else None
    return Proposed(
        judged=judged,
        halves=_halves_instead(hearing, judged),
        held=held,
        agreed=agreed,
        other_mode=own if mode not in (None, own) else None,
        no_agreement=() if hearing.terms or not judged else _no_agreement(judged[0]),
    )


def _halves_instead(hearing: Hearing, judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Give the halves of one day refused whole that the rules let pass: half a day may be left."""
    if len(judged) != 1 or judged[0].half is not None or not judged[0].refused:
        return ()
    halves = [hearing.judge(judged[0].day, half) for half in Half]
    return tuple(one for one in halves if not one.refused)


def held_among(uow: UnitOfWork, actor: Actor, days: Days) -> tuple[Booking, ...]:
    """Find the bookings that give some of the days, or a half of what is wanted of them."""
    return _held(uow, actor, days.items())


def still_free(days: Days, held: Sequence[Booking], agreed: Sequence[date]) -> Days:
    """Give what is neither held nor agreed: of a day with a half of it held, the other half."""
    taken: dict[date, set[Half | None]] = {}
    for one in held:
        taken.setdefault(one.day, set()).add(one.half)
    rest = {day: _others_than(taken[day]) for day in days if day in taken}
    return {
        day: rest[day][0] if day in rest else half
        for day, half in days.items()
        if day not in agreed and (day not in rest or (half is None and len(rest[day]) == 1))
    }


def _others_than(halves: set[Half | None]) -> list[Half]:
    """Give the halves of a day that are not among these."""
    return [] if None in halves else [half for half in Half if half not in halves]


def held_on(desk: Desk, actor: Actor, wishes: Sequence[tuple[date, Half | None]]) -> Held:
    """Find what a person has booked or asked for on days, or on the halves that they named."""
    days = sorted({day for day, _ in wishes})
    with desk.store.reading() as uow:
        found = _held(uow, actor, wishes)
        taken = {one.day for one in found}
        missing = tuple(day for day in days if day not in taken)
        agreed = _away(uow, desk, actor, missing)
    return Held(bookings=found, missing=missing, agreed=agreed)


def has_agreement(desk: Desk, actor: Actor) -> bool:
    """Tell whether a person has an agreement, of today or to come."""
    with desk.store.reading() as uow:
        at, today = desk.clock(), desk.today()
        return bool(Hearing.load(uow, actor.id, policy=actor.policy, at=at, on=today).terms)


def is_called(desk: Desk, actor: Actor, day: date) -> bool:
    """Tell whether a recall that the person has not confirmed calls them on a day to come."""
    with desk.store.reading() as uow:
        recall = recalls.live_on(uow, actor.id, day)
    return recall is not None and not recall.confirmed and day >= desk.today()


def agreed_among(
    uow: UnitOfWork, desk: Desk, actor: Actor, days: Days, terms: Iterable[Agreement]
) -> tuple[date, ...]:
    """Find the days that an agreement with fixed weekdays gives, with nothing booked on them."""
    if not any(one.scheme and one.scheme.weekdays for one in terms):
        return ()
    booked = {one.day for one in _held(uow, actor, [(day, None) for day in days])}
    return _away(uow, desk, actor, [day for day in days if day not in booked])


def _away(uow: UnitOfWork, desk: Desk, actor: Actor, days: Sequence[date]) -> tuple[date, ...]:
    """Give those of these days on which a person works away from the office."""
    if not days:
        return ()
    at = desk.clock()
    hearing = known_days(uow, actor.id, policy=actor.policy, at=at, on=min(days))
    return tuple(day for day in days if mode_of(hearing, day) in AWAY)


def _held(
    uow: UnitOfWork, actor: Actor, wishes: Iterable[tuple[date, Half | None]]
) -> tuple[Booking, ...]:
    wanted = list(wishes)
    since, until = min(day for day, _ in wanted), max(day for day, _ in wanted)
    held = bookings.of_person(uow, actor.id, since=since, until=until, states=HOLDING)
    return tuple(one for one in held if any(_touches(*wish, one) for wish in wanted))


def _touches(day: date, half: Half | None, booking: Booking) -> bool:
    return day == booking.day and (None in (half, booking.half) or half == booking.half)


def _no_agreement(judged: Judged) -> tuple[Reason, ...]:
    obstacles = judged.decision.obstacles
    return tuple(reason for reason in obstacles if reason.code == ReasonCode.NO_AGREEMENT)
