"""Days that were granted, before the rules as things stand now: which would not be any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import days_of
from handlers.desk.cases.permits import judge as permit_judged
from handlers.desk.requests.wording import discreet
from rules import questions as law
from rules.calendar import why_free, workdays_of
from rules.decision import Reason, Strength
from rules.facts import Permit
from rules.history import History
from rules.reasons import ReasonCode
from rules.service import outside
from storage.requests.bookings import Booking
from storage.requests.permits_found import PermitRecord
from storage.tables import RequestState

AGREEMENT = frozenset(
    {
        ReasonCode.NO_AGREEMENT,
        ReasonCode.OUTSIDE_AGREEMENT,
        ReasonCode.OTHER_MODE,
        ReasonCode.SUSPENDED,
        ReasonCode.WEEKDAY_NOT_AGREED,
    }
)
CLOSED = frozenset(
    {
        ReasonCode.HOLIDAY,
        ReasonCode.PATRON,
        ReasonCode.CLOSURE,
        ReasonCode.NOT_WORKED,
        ReasonCode.DISCONNECTED_ALL_DAY,
    }
)
LIMITS = frozenset(
    {
        ReasonCode.QUOTA_REACHED,
        ReasonCode.DEROGATION_REACHED,
        ReasonCode.PRESENCE_SHORT,
        ReasonCode.PRESENCE_SHARE_SHORT,
        ReasonCode.PUBLIC_DAY,
        ReasonCode.TOO_MANY_IN_A_ROW,
        ReasonCode.HALF_NOT_ALLOWED,
    }
)
"""Limits that a day granted within them may come to pass: the act never says which day goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groundless:
    """A held day that would not be granted now, and why; `left` if the person has gone."""

    booking: Booking
    reasons: tuple[Reason, ...]
    left: bool = False

    @property
    def falls(self) -> bool:
        """Whether it falls: the person has gone, or the act says that there is no such day."""
        return self.left or any(
            reason.articles and reason.code in AGREEMENT | CLOSED for reason in self.reasons
        )


def furthest(today: date) -> date:
    """Give the last day that is looked at: nobody books later."""
    return today.replace(year=today.year + 1, month=12, day=31)


def groundless(hearing: Hearing, held: Sequence[Booking]) -> list[Groundless]:
    """
    Find the held days that would not be granted any more, in the order in which they were asked.

    Each is judged as of when it was asked for, beside those before it that stand: of too many it
    is the latest that are too many. What spoke against it even then is no news.
    """
    of_held = {one.slot for one in held}
    history = hearing.history
    slots = [slot for slot in history.slots if slot not in of_held]
    found = []
    for booking in sorted(held, key=lambda one: (one.asked_at, one.id)):
        one = _judge(hearing, history.with_slots(slots), booking)
        if one.left or one.reasons:
            found.append(one)
        if not one.falls:
            slots.append(booking.slot)
    return found


def _judge(hearing: Hearing, history: History, booking: Booking) -> Groundless:
    if hearing.left_on is not None and hearing.left_on < booking.day:
        return Groundless(booking=booking, reasons=(), left=True)
    hired = hearing.person.hired
    if (too_early := outside([booking.day], hired=hired, left_on=None)) is not None:
        return Groundless(booking=booking, reasons=(too_early,), left=True)
    decision = law.book(
        hearing.policy,
        hearing.person_on(booking.day),
        history,
        at=booking.asked_at,
        day=booking.day,
        half=booking.half,
        mode=booking.mode,
    )
    known = {str(reason.code) for reason in booking.reasons if reason.against}
    # Whoever decides about what waits sees how it stands with the limits then.
    looked_at = AGREEMENT | CLOSED
    if booking.state is not RequestState.PENDING:
        looked_at |= LIMITS
    new = (
        reason
        for reason in decision.obstacles
        if reason.strength is Strength.HARD
        and reason.code in looked_at
        and str(reason.code) not in known
    )
    return Groundless(booking=booking, reasons=tuple(discreet(new)))


def grantable(hearing: Hearing, gone: Sequence[Booking]) -> list[Booking]:
    """
    Find the days that ended and would be granted now, in the order in which they were asked for.

    Each is judged as of when it was asked for, beside what is booked and those before it.
    """
    slots, found = list(hearing.history.slots), []
    for booking in sorted(gone, key=lambda one: (one.asked_at, one.id)):
        one = _judge(hearing, hearing.history.with_slots(slots), booking)
        if not one.left and not one.reasons:
            found.append(booking)
            slots.append(booking.slot)
    return found


def is_needless(hearing: Hearing, permit: Permit) -> bool:
    """Tell whether a permit of hours lies on a day on which the person does not work any more."""
    return permit.days is None and not closed_on(hearing, permit.on).isdisjoint(CLOSED)


def is_grantable(hearing: Hearing, record: PermitRecord) -> bool:
    """Tell whether a permit that ended would be granted now, as of when it was asked for."""
    permit = record.permit
    left = hearing.left_on is not None and hearing.left_on < permit.on
    if left or is_needless(hearing, permit):
        return False
    as_asked = replace(hearing, at=record.asked_at or hearing.at)
    return not permit_judged(as_asked, permit, urgent=record.urgent).refused


def days_in_service(hearing: Hearing, record: PermitRecord) -> list[date]:
    """List the days of a permit of whole days up to the last one of service."""
    days = record.takes or days_of(hearing, record.permit)
    return [day for day in days if hearing.left_on is None or day <= hearing.left_on]


def closed_on(hearing: Hearing, day: date) -> set[ReasonCode]:
    """Tell why nobody, or this person, works on a day."""
    workdays = workdays_of(hearing.person, hearing.policy.on(day).week.days)
    return set(why_free(hearing.history, day, workdays))
