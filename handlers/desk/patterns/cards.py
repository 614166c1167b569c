"""The one card on which somebody decides about all the days of a pattern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.context import Desk
from handlers.desk.patterns.wording import days_line
from handlers.desk.presses import pack
from handlers.desk.requests.cards import ButtonRow, for_managers, others_out
from handlers.texts import Line, explaining
from rules.decision import Reason, Verdict
from storage.people.people import Person
from storage.requests.bookings import Booking
from storage.requests.patterns import Pattern
from storage.tables import RequestState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

NAMED = 12
"""Reasons, and days on which others are out, that one card tells."""
DAYS_NAMED = 100
"""With these, a card stays within one message of Telegram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The days of a pattern that were asked for together; `out` counts who else is out by day."""

    asker: Person
    pattern: Pattern
    requests: tuple[Booking, ...]
    out: tuple[Line, ...] = ()

    @property
    def pending(self) -> tuple[Booking, ...]:
        """Those that nobody decided yet."""
        return tuple(one for one in self.requests if one.state is RequestState.PENDING)


def card_of(uow: UnitOfWork, asker: Person, pattern: Pattern, requests: Sequence[Booking]) -> Card:
    """Lay out requests of a pattern, with who else of the office is out on those days."""
    pending = [one for one in requests if one.state is RequestState.PENDING]
    counted = [(one.day, len(others_out(uow, asker, one))) for one in pending]
    busy: list[Line] = [
        ("patterns.card.out.day", {"day": day, "count": count}) for day, count in counted if count
    ]
    return Card(asker=asker, pattern=pattern, requests=tuple(requests), out=tuple(busy[:NAMED]))


def card_line(card: Card) -> Line:
    """Lay the card out as text in no language yet."""
    parts: list[Line] = [_asked(card)]
    unnamed = len(_days(card)) - DAYS_NAMED
    if unnamed > 0:
        parts.append(("patterns.refused.more", {"count": unnamed}))
    reasons = _reasons(card.pending)
    if reasons:
        parts.append(("patterns.card.reasons", {"reasons": explaining.lines(reasons)[:NAMED]}))
    if card.out:
        parts.append(("patterns.card.out", {"days": list(card.out)}))
    done = [one for one in card.requests if one.state is not RequestState.PENDING]
    parts += [
        (f"patterns.card.{state.value}", {"count": count})
        for state, count in sorted(Counter(one.state for one in done).items())
    ]
    return "booking.calendar", {"parts": parts}


def _asked(card: Card) -> Line:
    return "patterns.card", {
        "name": card.asker.name,
        "office": card.asker.office_name,
        "mode": card.pattern.mode,
        "pattern": days_line(card.pattern.days),
        "first": card.pattern.first_day,
        "last": card.pattern.last_day,
        "count": len(card.pending),
        "days": _days(card)[:DAYS_NAMED],
    }


def _days(card: Card) -> list[date]:
    return [one.day for one in card.pending or card.requests]


def _reasons(pending: Sequence[Booking]) -> list[Reason]:
    """Give what is over a limit "di norma", and of what is within it the last figures."""
    every = [reason for one in pending for reason in for_managers(one.reasons)]
    against = [reason for reason in every if reason.against]
    if against:
        return against
    latest = {(r.code, r.figures.get("per"), str(r.figures.get("start"))): r for r in every}
    return [replace(reason, against=False) for reason in latest.values()]


def card_buttons(card: Card) -> list[ButtonRow]:
    """Lay out the buttons: all, none, one by one."""
    number, pending = card.pattern.id, card.pending
    if not pending:
        return []
    span = min(one.id for one in pending), max(one.id for one in pending)
    beyond = any(one.verdict == Verdict.DISCRETION for one in pending)
    yes = ["patterns.button.yes", {"count": len(pending)}, pack("patterns", "yes", number, *span)]
    no = ["patterns.button.no", {}, pack("patterns", "no", number, *span)]
    each = ["patterns.button.each", {}, pack("patterns", "each", number, *span)]
    first = [] if beyond and all(o.verdict == Verdict.DISCRETION for o in pending) else [[yes]]
    return [*first, [no, each]]


def post_card(uow: UnitOfWork, desk: Desk, card: Card, recipient_id: int) -> None:
    """Send the one card for all of the days to whom the act names."""
    key, arguments = card_line(card)
    first = min(request.id for request in card.requests)
    uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key=key,
            args=arguments,
            buttons=card_buttons(card),
            dedupe_key=f"pattern:card:{card.pattern.id}:{first}:{recipient_id}",
            at=desk.clock(),
        )
    )
