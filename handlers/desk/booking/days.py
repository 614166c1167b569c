"""What a person holds: days to come, what is left of each quota, taking a day back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.cases.judging import Bench
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.cards import day_of
from handlers.desk.requests.routing import route_of
from rules.decision import Reason
from rules.facts import Half, Period, Slot
from rules.history import days_of
from rules.reasons import ReasonCode
from storage.days import facts
from storage.errors import NotFound
from storage.requests import bookings, patterns, recalls
from storage.requests.bookings import Booking
from storage.requests.patterns import Pattern
from storage.requests.recalls import Recall
from storage.tables import HOLDING, RequestState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

QUOTAS = frozenset({ReasonCode.WITHIN_QUOTA, ReasonCode.QUOTA_REACHED, ReasonCode.RAISED_QUOTA})
WEEKS = frozenset({Period.WEEK, Period.FORTNIGHT})
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Days to come that are held, recalls, quotas of now and next month, weekly patterns."""

    held: tuple[Booking, ...]
    recalled: tuple[Recall, ...]
    quotas: tuple[Reason, ...]
    patterns: tuple[Pattern, ...] = ()


class Took(StrEnum):
    """What came of taking a day back."""

    DONE = "done"
    PAST = "past"
    """The day is over, or has begun: it stays on record."""
    CHANGED = "changed"
    """It was decided or taken back since the button was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What came of it, and the booking as it stands."""

    came: Took
    booking: Booking


def overview(desk: Desk, actor: Actor, *, month: date | None = None) -> Overview:
    """Give what a person holds from today on, and what is left of each quota, also in a month."""
    today = desk.today()
    with desk.store.reading() as uow:
        held = bookings.of_person(uow, actor.id, since=today, until=today + AHEAD, states=HOLDING)
        called = recalls.live_of_person(uow, actor.id, since=today, until=today + AHEAD)
        bench = Bench.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=today)
        weekly = tuple(patterns.live_of(uow, actor.id, on=today))
    asked = days_of(Period.MONTH, month) if month else ()
    counted = (today, *(one.day for one in held), *(day for day in asked if day >= today))
    quotas = _quotas(bench, counted, next_month=_month_after(today))
    return Overview(held=tuple(held), recalled=tuple(called), quotas=quotas, patterns=weekly)


def of_week(desk: Desk, actor: Actor, monday: date) -> list[tuple[date, Half | None]]:
    """Give the days and halves that a person had in a week, those of a recall too."""
    sunday, states = monday + timedelta(days=6), (*HOLDING, RequestState.RECALLED)
    with desk.store.reading() as uow:
        held = bookings.of_person(uow, actor.id, since=monday, until=sunday, states=states)
    return [(one.day, one.half) for one in held]


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _quotas(bench: Bench, counted: Iterable[date], *, next_month: date) -> tuple[Reason, ...]:
    """
    Give each quota of the days that count, in order; of the next month only the longer ones.

    A week of which nobody asked, and in which nothing is booked, is of no interest.
    """
    reasons = [one for day in counted for one in _quotas_on(bench, day)]
    reasons += [one for one in _quotas_on(bench, next_month) if one.figures["per"] not in WEEKS]
    found = {(one.figures["start"], one.figures["per"]): one for one in reasons}
    return tuple(found[key] for key in sorted(found))


def _quotas_on(bench: Bench, day: date) -> list[Reason]:
    reasons = bench.judge(day, None).decision.reasons
    return [reason for reason in reasons if reason.code in QUOTAS]


def one(desk: Desk, actor: Actor, booking_id: int) -> Booking:
    """Give one of a person's own bookings; raise NotFound for anybody else's."""
    with desk.store.reading() as uow:
        return _own(uow, actor, booking_id)


def take_back(desk: Desk, actor: Actor, booking_id: int, *, version: int) -> TakenBack:
    """Take back a day that is not over; who approved it is told. Raises NotFound."""
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        booking = _own(uow, actor, booking_id)
        if booking.version != version or booking.state not in HOLDING:
            return TakenBack(came=Took.CHANGED, booking=booking)
        if booking.day < desk.today():
            return TakenBack(came=Took.PAST, booking=booking)
        after = bookings.cancel(uow, booking_id, version, by=actor.id, at=desk.clock())
        _drop_its_move(uow, desk, actor, booking)
        if booking.state is RequestState.APPROVED:
            _tell_approver(uow, desk, actor, booking)
        uow.commit()
    return TakenBack(came=Took.DONE, booking=after)


def _drop_its_move(uow: UnitOfWork, desk: Desk, actor: Actor, booking: Booking) -> None:
    """Take back the request to move a day together with the day: it would have no sense alone."""
    given_up = Slot(day=booking.day, mode=booking.mode, half=booking.half)
    move = bookings.pending_move_of(uow, actor.id, given_up)
    if move is not None:
        bookings.cancel(uow, move.id, move.version, by=actor.id, at=desk.clock())


def _own(uow: UnitOfWork, actor: Actor, booking_id: int) -> Booking:
    booking = bookings.by_id(uow, booking_id)
    if booking.employee_id != actor.id:
        raise NotFound("booking of this person", booking_id)
    return booking


def _tell_approver(uow: UnitOfWork, desk: Desk, actor: Actor, booking: Booking) -> None:
    recipient_id = booking.decided_by or _who_decides_today(uow, desk, actor)
    if recipient_id is None:
        return
    uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key="booking.taken_back.told",
            args={"name": actor.person.name, "day": day_of(booking)},
            dedupe_key=f"booking:taken_back:{booking.id}",
            at=desk.clock(),
        )
    )


def _who_decides_today(uow: UnitOfWork, desk: Desk, actor: Actor) -> int | None:
    """Give who must know of a day that came approved with the staff files: nobody here decided."""
    person = facts.load(uow, actor.id, on=desk.today()).person
    return route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock()).acting_id
