"""What a person holds: days to come, and what is left of each quota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Actor, Desk
from rules.decision import Reason
from rules.facts import Half, Period
from rules.history import days_of
from rules.reasons import ReasonCode
from storage.errors import NotFound
from storage.requests import bookings, patterns, recalls
from storage.requests.bookings import Booking
from storage.requests.patterns import Pattern
from storage.requests.recalls import Recall
from storage.tables import HOLDING, RequestState
from storage.unit_of_work import UnitOfWork

QUOTAS = frozenset({ReasonCode.WITHIN_QUOTA, ReasonCode.QUOTA_REACHED, ReasonCode.RAISED_QUOTA})
WEEKS = frozenset({Period.WEEK, Period.FORTNIGHT})
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """
    Days to come that are held, recalls, quotas of now and next month, weekly patterns.

    `barred` tells of a week (its Monday) in which the rules let no day pass, whatever its quota
    leaves, why.
    """

    held: tuple[Booking, ...]
    recalled: tuple[Recall, ...]
    quotas: tuple[Reason, ...]
    patterns: tuple[Pattern, ...] = ()
    barred: Mapping[date, tuple[Reason, ...]] = field(default_factory=dict)


def overview(desk: Desk, actor: Actor, *, month: date | None = None) -> Overview:
    """Give what a person holds from today on, and what is left of each quota, also in a month."""
    today = desk.today()
    with desk.store.reading() as uow:
        held = bookings.of_person(uow, actor.id, since=today, until=today + AHEAD, states=HOLDING)
        called = recalls.live_of_person(uow, actor.id, since=today, until=today + AHEAD)
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=today)
        weekly = tuple(patterns.live_of(uow, actor.id, on=today))
    asked = days_of(Period.MONTH, month) if month else ()
    counted = (today, *(one.day for one in held), *(day for day in asked if day >= today))
    quotas = _quotas(hearing, counted, next_month=_month_after(today))
    return Overview(
        held=tuple(held),
        recalled=tuple(called),
        quotas=quotas,
        patterns=weekly,
        barred=_barred(hearing, quotas),
    )


def of_week(desk: Desk, actor: Actor, monday: date) -> list[tuple[date, Half | None]]:
    """Give the days and halves that a person had in a week, those of a recall too."""
    sunday, states = monday + timedelta(days=6), (*HOLDING, RequestState.RECALLED)
    with desk.store.reading() as uow:
        held = bookings.of_person(uow, actor.id, since=monday, until=sunday, states=states)
    return [(one.day, one.half) for one in held]


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _quotas(hearing: Hearing, counted: Iterable[date], *, next_month: date) -> tuple[Reason, ...]:
    """
    Give each quota of the days that count, in order; of the next month only the longer ones.

    A week of which nobody asked, and in which nothing is booked, is of no interest.
    """
    reasons = [one for day in counted for one in _quotas_on(hearing, day)]
    reasons += [one for one in _quotas_on(hearing, next_month) if one.figures["per"] not in WEEKS]
    # Where a move waits from one period to another, each counts it until somebody decides.
    reasons.sort(key=lambda one: one.figures["booked"])
    found = {(one.figures["start"], one.figures["per"]): one for one in reasons}
    return tuple(found[key] for key in sorted(found))


def _barred(hearing: Hearing, quotas: Iterable[Reason]) -> dict[date, tuple[Reason, ...]]:
    """Find the weeks with something left of which no day can be had, each with the reasons."""
    weeks = (
        one.figures["start"]
        for one in quotas
        if one.figures["per"] is Period.WEEK and one.figures["booked"] < one.figures["max_days"]
    )
    found = {start: _why_none(hearing, start) for start in weeks}
    return {start: reasons for start, reasons in found.items() if reasons}


def _why_none(hearing: Hearing, monday: date) -> tuple[Reason, ...]:
    """Give what is against most days to come of a week; nothing if any of them can be had."""
    days = [day for day in days_of(Period.WEEK, monday) if day >= hearing.today]
    judged = [hearing.judge(day, None) for day in days]
    if not all(one.refused for one in judged):
        return ()
    if not all(hearing.judge(day, half).refused for day in days for half in Half):
        return ()
    against = [one.decision.obstacles for one in judged]
    often = Counter(reason.code for reasons in against for reason in reasons)
    return max((tuple(reasons) for reasons in against), key=lambda one: _weight(one, often))


def _weight(reasons: Iterable[Reason], often: Counter[str]) -> int:
    return max((often[reason.code] for reason in reasons), default=0)


def _quotas_on(hearing: Hearing, day: date) -> list[Reason]:
    """Give the quotas of a day, as decisions about moves may leave them."""
    return [
        reason
        for one in hearing.outcomes
        for reason in one.judge(day, None).decision.reasons
        if reason.code in QUOTAS
    ]


def one(desk: Desk, actor: Actor, booking_id: int) -> Booking:
    """Give one of a person's own bookings; raise NotFound for anybody else's."""
    with desk.store.reading() as uow:
        return _own(uow, actor, booking_id)


def _own(uow: UnitOfWork, actor: Actor, booking_id: int) -> Booking:
    booking = bookings.by_id(uow, booking_id)
    if booking.employee_id != actor.id:
        raise NotFound("booking of this person", booking_id)
    return booking
