"""The card on which somebody decides: what is asked, what the act says, who else is out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from handlers.desk.context import Desk
from handlers.desk.presses import pack
from handlers.desk.requests.routing import Route
from handlers.texts import Line, explaining
from rules.decision import Decision, Reason, Source, Verdict
from rules.facts import Slot
from rules.reasons import ReasonCode
from storage.days import office_day
from storage.days.office_day import Away
from storage.people import posts
from storage.people.people import Person
from storage.requests.bookings import Booking
from storage.tables import RequestState, Role
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

NOT_FOR_MANAGERS = frozenset({ReasonCode.PREVALENCE_EXEMPT})
"""Reasons that would tell a manager of somebody's health or family."""
DAYS_ON_A_CARD = 5
NAMED = 10
"""With these a card stays within one message of Telegram."""
ButtonRow = list[list[Any]]
"""Buttons as the outbox keeps them: `[label key, label arguments, callback data]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One day asked for, as the rules judge it now, with who else is out of the office."""

    booking: Booking
    decision: Decision
    out: tuple[Away, ...] = ()
    decided_by: Line = ("approvals.by", {"name": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Requests of one person, numbered from `first` to `last`; `later` is what waits after."""

    asker: Person
    requests: tuple[Request, ...]
    later: tuple[int, int] | None = None

    @property
    def first(self) -> int:
        """The lowest number on it."""
        return min(request.booking.id for request in self.requests)

    @property
    def last(self) -> int:
        """The highest number on it."""
        return max(request.booking.id for request in self.requests)

    @property
    def pending(self) -> tuple[Request, ...]:
        """Those that still wait."""
        return tuple(r for r in self.requests if r.booking.state is RequestState.PENDING)


def card_line(card: Card) -> Line:
    """Lay the card out as text in no language yet."""
    return "approvals.card", {
        "name": card.asker.name,
        "office": card.asker.office_name,
        "mode": card.requests[0].booking.mode,
        "days": [day_line(request) for request in card.requests],
    }


def day_line(request: Request) -> Line:
    """Lay out one day: decided already, or with all that is needed to decide."""
    booking = request.booking
    day = day_of(booking)
    if booking.state is not RequestState.PENDING:
        arguments = {"day": day, "by": request.decided_by, "when": booking.decided_at}
        return f"approvals.day.{booking.state.value}", arguments
    verdict = request.decision.verdict or Verdict.ALLOWED
    return "approvals.day.pending", {
        "day": day,
        "verdict": (f"approvals.verdict.{verdict.value}", {}),
        "reasons": explaining.lines(for_managers(request.decision.reasons)),
        "out": out_line(request.out),
    }


def day_of(booking: Booking) -> Line:
    """Say the day, and which half of it; of a swap also which day gives way."""
    if booking.gives_up is None:
        return slot_line(booking.slot)
    return "day.moved", {"new": slot_line(booking.slot), "old": slot_line(booking.gives_up)}


def slot_line(slot: Slot) -> Line:
    """Say a day, and which half of it."""
    return f"day.{slot.half or 'whole'}", {"day": slot.day}


def for_managers(reasons: Sequence[Reason]) -> list[Reason]:
    """Leave out what a manager need not know."""
    return [_discreet(reason) for reason in reasons if reason.code not in NOT_FOR_MANAGERS]


def _discreet(reason: Reason) -> Reason:
    """Say a limit that is higher for personal reasons without the article, which names them."""
    if not reason.figures.get("personal"):
        return reason
    return replace(reason, source=Source(""), also=())


def out_line(out: Sequence[Away]) -> Line:
    """Tell who else of the office is out that day: agile or absent, and nothing more."""
    if not out:
        return "approvals.nobody_out", {}
    listed: list[Line] = [
        (f"approvals.out.{away.out.value}", {"name": away.name}) for away in out[:NAMED]
    ]
    if len(out) > NAMED:
        listed.append(("approvals.out.more", {"count": len(out) - NAMED}))
    return "approvals.out", {"people": listed, "count": len(out)}


def card_buttons(card: Card) -> list[ButtonRow]:
    """Lay out the buttons: two for each day that waits, and one for all of them."""
    span = (card.first, card.last)
    rows = [
        [
            _button("approvals.button.yes", "yes", request.booking, span),
            _button("approvals.button.no", "no", request.booking, span),
        ]
        for request in card.pending
    ]
    if len(rows) > 1:
        data = pack("approvals", "all", card.asker.id, *span)
        rows.append([["approvals.button.all", {"count": len(rows)}, data]])
    if rows:
        data = pack("approvals", "why", card.asker.id, *span)
        rows.append([["explaining.why", {}, data]])
    return rows


def _button(key: str, verb: str, booking: Booking, span: tuple[int, int]) -> list[Any]:
    data = pack("approvals", verb, booking.id, booking.version, *span)
    return [key, {"day": booking.day}, data]


def post_cards(
    uow: UnitOfWork, desk: Desk, asker: Person, asked: Sequence[Booking], route: Route
) -> None:
    """Send cards to whom the act names; to HR if nobody whom it names can decide today."""
    if asked and route.acting_id is None:
        tell_hr(uow, desk, asker, asked)
    if route.acting_id is None:
        return
    for chunk in chunks(asked):
        card = Card(asker=asker, requests=tuple(_asked_now(uow, asker, one) for one in chunk))
        post_card(uow, desk, card, route.acting_id, key=card_key(chunk, route.acting_id))


def chunks(asked: Sequence[Booking]) -> list[Sequence[Booking]]:
    """Cut what was asked for together into as much as a card holds."""
    return [asked[n : n + DAYS_ON_A_CARD] for n in range(0, len(asked), DAYS_ON_A_CARD)]


def card_key(chunk: Sequence[Booking], recipient_id: int) -> str:
    """Name the card about some requests: nobody gets it twice."""
    ids = [booking.id for booking in chunk]
    return f"approvals:card:{min(ids)}-{max(ids)}:{recipient_id}"


def _asked_now(uow: UnitOfWork, asker: Person, booking: Booking) -> Request:
    decision = Decision("book", Verdict(booking.verdict or ""), booking.reasons)
    return Request(booking=booking, decision=decision, out=others_out(uow, asker, booking))


def post_card(uow: UnitOfWork, desk: Desk, card: Card, recipient_id: int, *, key: str) -> None:
    """Send one card, unless it was sent before under the same key."""
    text, arguments = card_line(card)
    uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key=text,
            args=arguments,
            buttons=card_buttons(card),
            dedupe_key=key,
            at=desk.clock(),
        )
    )


def others_out(uow: UnitOfWork, asker: Person, booking: Booking) -> tuple[Away, ...]:
    """Find who else of the asker's office is out on the day asked for."""
    found = office_day.who_is_out(uow, asker.office_id, booking.day, besides=asker.id)
    return tuple(found)


def tell_hr(uow: UnitOfWork, desk: Desk, asker: Person, asked: Sequence[Booking]) -> None:
    """Tell HR of requests that nobody whom the act names can decide today."""
    for employee_id in posts.holders(uow, asker.body_id, Role.HR, on=desk.today()):
        uow.post(
            outbox.Message(
                recipient_id=employee_id,
                key="approvals.nobody_decides",
                args={"name": asker.name, "days": [booking.day for booking in asked]},
                dedupe_key=f"approvals:nobody:{asked[0].id}:{employee_id}",
                at=desk.clock(),
            )
        )
