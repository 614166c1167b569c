"""Days of agile and remote work, and moves: a day for which another gives way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from handlers.desk.cases.hearings import Hearings
from handlers.desk.cases.moves import judge_again
from handlers.desk.requests.kinds.batches import batch_of
from handlers.desk.requests.request import (
    ButtonRow,
    Card,
    Key,
    Look,
    Request,
    Ruling,
    State,
    Written,
)
from handlers.desk.requests.wording import day_of, discreet, mark_line, out_line
from handlers.texts import Line, explaining
from rules.decision import Decision, Reason, Verdict
from rules.facts import ROME, Half
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.tables import RequestState
from storage.unit_of_work import UnitOfWork

DECISION = ("decided_at", "decided_by", "decided_for", "decision_reason")
"""What a decision writes into a booking."""
DAYS_TOLD = 60
"""With these, what somebody is told stays within one message of Telegram."""


@dataclass(frozen=True, slots=True)
class Days:
    """Each booked day is a request of its own; a few that were asked for at once share a card."""

    name: str = "days"
    mark: str = "d"
    on_a_card: int = 5

    def pending(self, uow: UnitOfWork, body_id: str | None) -> list[Request]:
        """List all that waits, but for the days of weekly patterns."""
        every = (
            bookings.all_pending(uow)
            if body_id is None
            else bookings.pending_of_body(uow, body_id)
        )
        return [request_of(one) for one in every if one.pattern_id is None]

    def by_ids(self, uow: UnitOfWork, ids: Collection[int]) -> list[Request]:
        """List days by id, those of patterns included."""
        return [request_of(one) for one in bookings.by_ids(uow, ids)] if ids else []

    def asked_with(self, uow: UnitOfWork, request: Request) -> list[Request]:
        """List what the same person asked for in the same minute, by id."""
        booking: Booking = request.rows[0]
        together = bookings.asked_with(uow, booking)
        return [
            request_of(one)
            for one in together
            if (one.pattern_id, one.asked_by) == (booking.pattern_id, booking.asked_by)
            and _was_asked(one)
        ]

    def shown_in(self, uow: UnitOfWork, requests: Sequence[Request]) -> set[Key]:
        """Name the patterns of which these are days."""
        weekly = {one.rows[0].pattern_id for one in requests} - {None}
        if not weekly:
            return set()
        by_batch: defaultdict[tuple[int, datetime], list[int]] = defaultdict(list)
        for booking in bookings.of_patterns(uow, weekly):
            by_batch[batch_of(booking)].append(booking.id)
        touched = {batch_of(one.rows[0]) for one in requests if one.rows[0].pattern_id}
        return {("patterns", min(by_batch[batch])) for batch in touched}

    def judge(self, uow: UnitOfWork, hearings: Hearings, request: Request) -> tuple[Decision, ...]:
        """Ask the rules about the day as if it were not held; a move as a move."""
        return (judge_alone(hearings, request.rows[0]),)

    def answered(self, request: Request) -> tuple[Decision, ...]:
        """Give what the rules answered when it was asked."""
        return (answer_of(request.rows[0]),)

    def too_late(self, hearings: Hearings, request: Request) -> bool:
        """Tell whether the day is over."""
        return request.last_day < hearings.now.astimezone(ROME).date()

    def write(self, uow: UnitOfWork, look: Look, ruling: Ruling) -> Written:
        """Write a decision; the day that an approved move replaces gives way with it."""
        after, before = decide(uow, look.request.rows[0], ruling)
        return Written(request=request_of(after), before=[before])

    def reopen(
        self, uow: UnitOfWork, before: Sequence[Mapping[str, Any]], *, by: int, at: datetime
    ) -> None:
        """Take a decision back; what gave way stands again."""
        for kept in before:
            reopen(uow, kept, by=by, at=at)

    def withdraw(self, uow: UnitOfWork, request: Request, *, by: int, at: datetime) -> set[Key]:
        """Take the day back, and a move of it that waits: it would have no sense alone."""
        booking: Booking = request.rows[0]
        bookings.cancel(uow, booking.id, booking.version, by=by, at=at)
        move = bookings.pending_move_of(uow, booking.employee_id, booking.slot)
        if move is None:
            return set()
        bookings.cancel(uow, move.id, move.version, by=by, at=at)
        return {(self.name, move.id)}

    def overdue(self, request: Request, today: date) -> bool:
        """Tell whether the day is over."""
        return request.day < today

    def expire(self, uow: UnitOfWork, request: Request, *, today: date, at: datetime) -> Line:
        """Free a day that nobody decided in time."""
        bookings.expire(uow, request.id, request.version, at=at)
        return self.said([request])

    def reassign(
        self, uow: UnitOfWork, request: Request, *, approver_id: int, at: datetime, why: str
    ) -> None:
        """Route it to another approver."""
        bookings.reassign(uow, request.id, approver_id=approver_id, at=at, why=why)

    def what(self, requests: Sequence[Request]) -> Line:
        """Say the days; moves with the day that gives way."""
        rows: list[Booking] = [one.rows[0] for one in requests]
        if any(row.half or row.gives_up for row in rows):
            return "approvals.what", {"days": [day_of(row) for row in rows]}
        return "approvals.what.days", {"days": [row.day for row in rows]}

    said = what

    def listed(self, look: Look) -> Line:
        """Say what kind of day it is."""
        booking: Booking = look.request.rows[0]
        named: dict[str, Any] = {"mode": booking.mode}
        key = f"approvals.listed.{booking.half or 'whole'}"
        if booking.gives_up is not None:
            key = "approvals.listed.moved"
            named["old"] = (
                f"day.{booking.gives_up.half or 'whole'}",
                {"day": booking.gives_up.day},
            )
        return key, named

    def card(self, card: Card) -> Line:
        """Lay out the days, each decided already or with all that is needed to decide."""
        return "approvals.card", {
            "name": card.asker.name,
            "office": card.asker.office_name,
            "mode": card.first.rows[0].mode,
            "days": [_day_line(look) for look in card.looks],
        }

    def labels(self, look: Look) -> tuple[Line, Line]:
        """Say what the buttons do that approve and refuse it."""
        day = {"day": look.request.day}
        return ("approvals.button.yes", day), ("approvals.button.no", day)

    def more_buttons(self, card: Card) -> list[ButtonRow]:
        """Offer nothing more."""
        return []

    def reasons(self, looks: Sequence[Look]) -> list[Reason]:
        """Give the reasons without what would tell of health or family."""
        return discreet(reason for look in looks for reason in look.reasons)

    def told(self, requests: Sequence[Request], *, by: Line, motive: str | None) -> list[Line]:
        """Say which days were approved or refused."""
        return told([row for one in requests for row in one.rows], by=by, motive=motive)

    def taken_back(self, name: str, request: Request) -> Line:
        """Say that the person will be in the office."""
        return "booking.taken_back.told", {"name": name, "day": day_of(request.rows[0])}


def request_of(booking: Booking) -> Request:
    """See a booked day as a request."""
    return Request(
        kind="days",
        id=booking.id,
        version=booking.version,
        employee_id=booking.employee_id,
        approver_id=booking.approver_id,
        asked_at=booking.asked_at,
        state=State(booking.state.value),
        day=booking.day,
        last_day=booking.day,
        takes=halves_of(booking),
        decided_at=booking.decided_at,
        decided_by=booking.decided_by,
        decided_for=booking.decided_for,
        reason=booking.decision_reason,
        rows=(booking,),
    )


def told(rows: Sequence[Booking], *, by: Line, motive: str | None) -> list[Line]:
    """Say to the person what was decided of some days, all in the same way."""
    key = f"approvals.{rows[0].state.value}"
    if rows[0].state is RequestState.APPROVED and motive is not None:
        key = "approvals.approved.motive"
    return [
        (
            key,
            {
                "by": by,
                "days": [day_of(row) for row in rows[start : start + DAYS_TOLD]],
                "motive": motive or "",
            },
        )
        for start in range(0, len(rows), DAYS_TOLD)
    ]


def halves_of(booking: Booking) -> tuple[tuple[date, Half], ...]:
    """Name the half days that a booking holds."""
    halves = tuple(Half) if booking.half is None else (booking.half,)
    return tuple((booking.day, half) for half in halves)


def judge_alone(hearings: Hearings, booking: Booking) -> Decision:
    """Ask the rules about a booking on a hearing that does not hold it; a move as a move."""
    hearing = hearings.of(booking.employee_id, booking.day).without(booking.slot)
    given_up = booking.gives_up
    if given_up is not None and booking.state is RequestState.PENDING:
        return judge_again(hearing, booking, given_up).decision
    return hearing.judge(booking.day, booking.half, mode=booking.mode).decision


def answer_of(booking: Booking) -> Decision:
    """Give what the rules answered when it was asked; nothing of what came with staff files."""
    verdict = Verdict(booking.verdict) if booking.verdict else None
    return Decision("book", verdict, booking.reasons)


def decide(uow: UnitOfWork, booking: Booking, ruling: Ruling) -> tuple[Booking, dict[str, Any]]:
    """Write a decision about one booking; give also what is needed to take it back."""
    moves = ruling.to is State.APPROVED and booking.replaces_id is not None
    old = bookings.by_id(uow, booking.replaces_id) if moves and booking.replaces_id else None
    after = bookings.decide(
        uow,
        booking.id,
        booking.version,
        to=RequestState(ruling.to.value),
        by=ruling.by,
        on_behalf_of=ruling.on_behalf_of,
        at=ruling.at,
        reason=ruling.motive,
    )
    gave_way = None
    if old is not None:
        gave_way = {"id": old.id, "state": old.state.value}
        gave_way |= {name: getattr(old, name) for name in DECISION}
    return after, {"id": after.id, "version": after.version, "gave_way": gave_way}


def reopen(uow: UnitOfWork, before: Mapping[str, Any], *, by: int, at: datetime) -> None:
    """Take a decision about one booking back."""
    gave_way, old = before["gave_way"], None
    if gave_way is not None:
        now = bookings.by_id(uow, gave_way["id"])
        decision = {name: gave_way[name] for name in DECISION}
        old = replace(now, state=RequestState(gave_way["state"]), **decision)
    bookings.reopen(uow, before["id"], before["version"], by=by, at=at, gave_way=old)


def _was_asked(booking: Booking) -> bool:
    """Tell requests from days that came decided with the staff files."""
    return booking.state is RequestState.PENDING or booking.decided_at is not None


def _day_line(look: Look) -> Line:
    booking: Booking = look.request.rows[0]
    day = day_of(booking)
    if not look.request.waits:
        arguments = {"day": day, "by": look.decided_by, "when": booking.decided_at}
        return f"approvals.day.{booking.state.value}", arguments
    return "approvals.day.pending", {
        "day": day,
        "verdict": mark_line(look.verdict),
        "reasons": explaining.lines(discreet(look.reasons)),
        "out": out_line(look.out[0][1] if look.out else ()),
    }
