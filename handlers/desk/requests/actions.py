"""Decide about what others asked for; every time the store and the rules are asked anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.desk.context import Actor, Desk
from handlers.desk.requests.authority import authority_over
from handlers.desk.requests.cards import DAYS_ON_A_CARD, Card, day_of
from handlers.desk.requests.decisions import (
    Came,
    Outcome,
    card_of,
    hindrance,
    locked,
    request_of,
    tell,
    write,
)
from storage.errors import NotFound
from storage.people import dialogues, people
from storage.people.people import Person
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.tables import RequestState
from storage.unit_of_work import UnitOfWork

FEATURE = "approvals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What one person asked for and nobody decided yet."""

    asker: Person
    bookings: tuple[Booking, ...]

    @property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest number of these requests."""
        ids = [booking.id for booking in self.bookings]
        return min(ids), max(ids)


def waiting(desk: Desk, actor: Actor) -> tuple[Waiting, ...]:
    """Give what waits for somebody, person by person, by name."""
    by_person: dict[int, list[Booking]] = {}
    with desk.store.reading() as uow:
        for booking in _waiting(uow, desk, actor):
            by_person.setdefault(booking.employee_id, []).append(booking)
        named = people.persons(uow, by_person)
    found = [
        Waiting(asker=named[asker], bookings=tuple(asked)) for asker, asked in by_person.items()
    ]
    return tuple(sorted(found, key=lambda waiting: waiting.asker.name))


def look(desk: Desk, actor: Actor, asker_id: int, *, first: int, last: int) -> Card | None:
    """
    Give one person's requests of a span of numbers that somebody may see; None if none.

    One card holds a few of them; `later` of the card leads to those that wait after them.
    """
    today = desk.today()
    since, until = today.replace(day=1, month=1), today.replace(day=31, month=12)
    with desk.store.reading() as uow:
        every = bookings.of_person(
            uow,
            asker_id,
            since=since.replace(year=since.year - 1),
            until=until.replace(year=until.year + 1),
        )
        found = sorted(
            (
                booking
                for booking in every
                if first <= booking.id and authority_over(uow, desk, actor, booking)
            ),
            key=lambda booking: booking.id,
        )
        shown = [booking for booking in found if booking.id <= last][:DAYS_ON_A_CARD]
        if not shown:
            return None
        card = card_of(uow, desk, actor, sorted(shown, key=lambda booking: booking.day))
    return replace(card, later=_waiting_after(found, card.last))


def _waiting_after(found: Sequence[Booking], last: int) -> tuple[int, int] | None:
    """Give the span of what waits beyond the end of a card; None if nothing does."""
    ids = [one.id for one in found if one.id > last and one.state is RequestState.PENDING]
    return (min(ids), max(ids)) if ids else None


def decide(
    desk: Desk,
    actor: Actor,
    booking_id: int,
    *,
    version: int,
    to: RequestState,
    motive: str | None = None,
) -> Outcome:
    """
    Approve or refuse one request; with a motive, the dialogue that asked for it ends.

    Refusing needs a motive, and so does approving beyond a limit set "di norma". What the rules
    forbid today is not approved. Raises NotFound.
    """
    with desk.store.writing() as uow:
        booking = locked(uow, booking_id)
        authority = authority_over(uow, desk, actor, booking)
        asker = people.person(uow, booking.employee_id)
        request = request_of(uow, desk, actor, asker, booking)
        came = hindrance(actor, authority, request, version=version, to=to, motive=motive)
        if came is None and authority is not None:
            after = write(uow, desk, actor, authority, booking, to=to, motive=motive)
            tell(uow, desk, asker.id, [after], motive=motive)
            request = request_of(uow, desk, actor, asker, after)
        if motive is not None:
            dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return Outcome(came=came or Came.DONE, asker=asker, request=request)


def ask_for_motive(
    desk: Desk, actor: Actor, booking_id: int, *, version: int, to: RequestState
) -> Outcome:
    """Begin to wait for the reason of a decision, if the decision could be taken at all."""
    with desk.store.writing() as uow:
        booking = bookings.by_id(uow, booking_id)
        authority = authority_over(uow, desk, actor, booking)
        asker = people.person(uow, booking.employee_id)
        request = request_of(uow, desk, actor, asker, booking)
        came = hindrance(actor, authority, request, version=version, to=to, motive=None)
        if came is Came.NEEDS_MOTIVE:
            left = {"name": asker.name, "day": day_of(booking)}
            state = {
                "booking": booking_id,
                "version": version,
                "to": to,
                "awaits": [f"approvals.left.{to}", left],
            }
            dialogues.begin(uow, actor.telegram_id, FEATURE, state, at=desk.clock())
            uow.commit()
    return Outcome(came=came or Came.DONE, asker=asker, request=request)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The decision whose reason is waited for."""

    booking_id: int
    version: int
    to: RequestState


def motive_wanted(desk: Desk, actor: Actor) -> Wanted:
    """Tell for which decision a reason is waited for; raise NotFound if for none."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or standing.feature != FEATURE:
        raise NotFound("dialogue", actor.telegram_id)
    state = standing.state
    return Wanted(
        booking_id=state["booking"], version=state["version"], to=RequestState(state["to"])
    )


def approve_all(
    desk: Desk, actor: Actor, *, asker_id: int | None, first: int, last: int
) -> tuple[int, int]:
    """
    Approve what waits in a span of numbers and the rules allow outright.

    Gives how many were approved, and how many are left to be looked at one by one.
    """
    with desk.store.writing() as uow:
        wanted = [
            booking
            for booking in _waiting(uow, desk, actor)
            if first <= booking.id <= last and asker_id in (None, booking.employee_id)
        ]
        approved: dict[int, list[Booking]] = {}
        for booking in sorted(wanted, key=lambda booking: booking.employee_id):
            after = _approve_outright(uow, desk, actor, booking.id)
            if after is not None:
                approved.setdefault(after.employee_id, []).append(after)
        for employee_id, done in approved.items():
            tell(uow, desk, employee_id, done, motive=None)
        uow.commit()
    count = sum(len(done) for done in approved.values())
    return count, len(wanted) - count


def _approve_outright(
    uow: UnitOfWork, desk: Desk, actor: Actor, booking_id: int
) -> Booking | None:
    booking = locked(uow, booking_id)
    authority = authority_over(uow, desk, actor, booking)
    asker = people.person(uow, booking.employee_id)
    request = request_of(uow, desk, actor, asker, booking)
    to = RequestState.APPROVED
    hindered = hindrance(actor, authority, request, version=booking.version, to=to, motive=None)
    if hindered is not None or authority is None:
        return None
    return write(uow, desk, actor, authority, booking, to=to, motive=None)


def _waiting(uow: UnitOfWork, desk: Desk, actor: Actor) -> list[Booking]:
    """List what waits for somebody, also in place of an approver who is away."""
    if not actor.approves:
        return []
    allowed: dict[tuple[int, int | None], bool] = {}
    found = []
    for booking in bookings.pending_of_body(uow, actor.person.body_id):
        case = (booking.employee_id, booking.approver_id)
        if case not in allowed:
            allowed[case] = authority_over(uow, desk, actor, booking) is not None
        if allowed[case]:
            found.append(booking)
    return found
