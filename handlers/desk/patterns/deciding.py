"""Decide about all days of a pattern at once; each is asked anew of the store and the rules."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.context import Actor, Desk
from handlers.desk.patterns.cards import Card, card_of
from handlers.desk.requests import actions as approvals
from handlers.desk.requests.authority import authority_over
from handlers.desk.requests.decisions import locked, tell, write
from storage.people import dialogues, people
from storage.people.people import Person
from storage.requests import bookings, patterns
from storage.requests.bookings import Booking
from storage.tables import RequestState
from storage.unit_of_work import UnitOfWork

FEATURE = "patterns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The requests of one card: a pattern, and the lowest and highest of their numbers."""

    pattern_id: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedAll:
    """Whose days were refused, and which."""

    asker: Person
    days: tuple[Booking, ...]


def look(desk: Desk, actor: Actor, span: Span) -> Card | None:
    """Give the card as it stands now; None if it is not for this person to see."""
    with desk.store.reading() as uow:
        found = _allowed(uow, desk, actor, span)
        if not found:
            return None
        pattern = patterns.by_id(uow, span.pattern_id)
        return card_of(uow, people.person(uow, pattern.employee_id), pattern, found)


def approve(desk: Desk, actor: Actor, span: Span) -> tuple[int, int]:
    """Approve what the rules allow outright; give how many were, and how many are left."""
    with desk.store.reading() as uow:
        asker_id = patterns.by_id(uow, span.pattern_id).employee_id
    return approvals.approve_all(desk, actor, asker_id=asker_id, first=span.first, last=span.last)


def ask_for_motive(desk: Desk, actor: Actor, span: Span, asker: Person) -> None:
    """Begin to wait for the reason of the refusal."""
    state = {
        "refuse": [span.pattern_id, span.first, span.last],
        "awaits": ["patterns.left", {"name": asker.name}],
    }
    with desk.store.writing() as uow:
        dialogues.begin(uow, actor.telegram_id, FEATURE, state, at=desk.clock())
        uow.commit()


def motive_wanted(desk: Desk, actor: Actor) -> Span | None:
    """Tell for which days a reason is waited for; None if for none."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or standing.feature != FEATURE or "refuse" not in standing.state:
        return None
    pattern_id, first, last = standing.state["refuse"]
    return Span(pattern_id=pattern_id, first=first, last=last)


def refuse(desk: Desk, actor: Actor, span: Span, motive: str) -> RefusedAll:
    """Refuse what still waits, with one reason for all; the person is told once."""
    with desk.store.writing() as uow:
        asker = people.person(uow, patterns.by_id(uow, span.pattern_id).employee_id)
        pending = [
            booking
            for booking in _allowed(uow, desk, actor, span)
            if booking.state is RequestState.PENDING
        ]
        done = [_refuse_one(uow, desk, actor, booking.id, motive) for booking in pending]
        refused = [booking for booking in done if booking is not None]
        if refused:
            tell(uow, desk, asker.id, refused, motive=motive)
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return RefusedAll(asker=asker, days=tuple(refused))


def _refuse_one(
    uow: UnitOfWork, desk: Desk, actor: Actor, booking_id: int, motive: str
) -> Booking | None:
    booking = locked(uow, booking_id)
    authority = authority_over(uow, desk, actor, booking)
    if authority is None or booking.state is not RequestState.PENDING:
        return None
    return write(uow, desk, actor, authority, booking, to=RequestState.REFUSED, motive=motive)


def _allowed(uow: UnitOfWork, desk: Desk, actor: Actor, span: Span) -> list[Booking]:
    """Give the requests of a card that somebody may decide about; raise NotFound."""
    patterns.by_id(uow, span.pattern_id)
    asked = [
        booking
        for booking in bookings.of_pattern(uow, span.pattern_id)
        if span.first <= booking.id <= span.last
    ]
    approvers = {booking.approver_id: booking for booking in asked}
    allowed = {
        approver
        for approver, booking in approvers.items()
        if authority_over(uow, desk, actor, booking) is not None
    }
    return [booking for booking in asked if booking.approver_id in allowed]


def asker_of(desk: Desk, span: Span) -> Person:
    """Give whose pattern it is; raise NotFound."""
    with desk.store.reading() as uow:
        return people.person(uow, patterns.by_id(uow, span.pattern_id).employee_id)
