"""Weekly patterns: all days of a pattern that were asked for together are one request."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.desk.cases.hearings import Hearings
from handlers.desk.cases.pattern_wording import days_line
from handlers.desk.presses import pack
from handlers.desk.requests.kinds import days
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
from handlers.desk.requests.wording import discreet
from handlers.texts import Line, explaining
from rules.decision import Decision, Reason, Verdict
from rules.facts import ROME
from storage.requests import bookings, patterns
from storage.requests.bookings import Booking
from storage.requests.patterns import Pattern
from storage.tables import HOLDING, RequestState
from storage.unit_of_work import UnitOfWork

NAMED = 12
"""Reasons, and days on which others are out, that one card tells."""
DAYS_NAMED = 100
"""With these, a card stays within one message of Telegram."""
PENDING = RequestState.PENDING
DECIDED = frozenset({RequestState.APPROVED, RequestState.REFUSED})


@dataclass(frozen=True, slots=True)
class Patterns:
    """A request's `rows` are its pattern and then its days; its id is that of its first day."""

    name: str = "patterns"
    mark: str = "w"
    on_a_card: int = 1

    def pending(self, uow: UnitOfWork, body_id: str | None) -> list[Request]:
        """List the patterns of which any day waits."""
        every = (
            bookings.all_pending(uow)
            if body_id is None
            else bookings.pending_of_body(uow, body_id)
        )
        weekly = [one for one in every if one.pattern_id is not None]
        return _requests(uow, {batch_of(one) for one in weekly})

    def by_ids(self, uow: UnitOfWork, ids: Collection[int]) -> list[Request]:
        """List patterns by the id of the first day that was asked for."""
        if not ids:
            return []
        firsts = [one for one in bookings.by_ids(uow, ids) if one.pattern_id is not None]
        return [one for one in _requests(uow, {batch_of(b) for b in firsts}) if one.id in ids]

    def asked_with(self, uow: UnitOfWork, request: Request) -> list[Request]:
        """Give the pattern alone."""
        return [request]

    def shown_in(self, uow: UnitOfWork, requests: Sequence[Request]) -> set[Key]:
        """Name its days, which may have been shown one by one."""
        return {("days", row.id) for one in requests for row in _days(one)}

    def judge(self, uow: UnitOfWork, hearings: Hearings, request: Request) -> tuple[Decision, ...]:
        """Ask the rules about each day that waits."""
        return tuple(days.judge_alone(hearings, row) for row in _left(request))

    def answered(self, request: Request) -> tuple[Decision, ...]:
        """Give what the rules answered when it was asked."""
        return tuple(days.answer_of(row) for row in _left(request))

    def too_late(self, hearings: Hearings, request: Request) -> bool:
        """Tell whether its last day is over."""
        return request.last_day < hearings.now.astimezone(ROME).date()

    def write(self, uow: UnitOfWork, look: Look, ruling: Ruling) -> Written:
        """
        Refuse all days that wait, or approve those that the rules let be approved so.

        Without a motive these are the ones that they allow outright; the others go on waiting.
        """
        enough = (
            {Verdict.ALLOWED} if ruling.motive is None else {Verdict.ALLOWED, Verdict.DISCRETION}
        )
        before = [
            days.decide(uow, row, ruling)[1]
            for row, decision in zip(_left(look.request), look.decisions, strict=True)
            if ruling.to is State.REFUSED or decision.verdict in enough
        ]
        (after,) = self.by_ids(uow, [look.request.id])
        return Written(request=after, before=before)

    def reopen(
        self, uow: UnitOfWork, before: Sequence[Mapping[str, Any]], *, by: int, at: datetime
    ) -> None:
        """Take a decision back, day by day."""
        for kept in before:
            days.reopen(uow, kept, by=by, at=at)

    def withdraw(self, uow: UnitOfWork, request: Request, *, by: int, at: datetime) -> set[Key]:
        """Take back all days to come that wait or were approved."""
        today = at.astimezone(ROME).date()
        for row in _days(request):
            if row.state not in HOLDING or row.day < today:
                continue
            bookings.cancel(uow, row.id, row.version, by=by, at=at)
        return set()

    def overdue(self, request: Request, today: date) -> bool:
        """Tell whether any day that waits is over."""
        return request.day < today

    def expire(self, uow: UnitOfWork, request: Request, *, today: date, at: datetime) -> Line:
        """Free the days that are over and that nobody decided."""
        over = [row for row in _left(request) if row.day < today]
        for row in over:
            bookings.expire(uow, row.id, row.version, at=at)
        return "approvals.what.days", {"days": [row.day for row in over]}

    def reassign(
        self, uow: UnitOfWork, request: Request, *, approver_id: int, at: datetime, why: str
    ) -> None:
        """Route the days that wait to another approver."""
        for row in _left(request):
            bookings.reassign(uow, row.id, approver_id=approver_id, at=at, why=why)

    def what(self, requests: Sequence[Request]) -> Line:
        """Say the weekdays, and how many days they come to."""
        return "approvals.what", {
            "days": [
                ("patterns.what", {"pattern": days_line(_pattern(one).days), "count": _count(one)})
                for one in requests
            ]
        }

    said = what

    def listed(self, look: Look) -> Line:
        """Say the weekdays, and how many days they come to."""
        pattern = _pattern(look.request)
        named = {"pattern": days_line(pattern.days), "count": _count(look.request)}
        return "patterns.listed.waiting", {"mode": pattern.mode, **named}

    def card(self, card: Card) -> Line:
        """Lay out all days, what speaks for and against them, and who else is out."""
        (look,) = card.looks
        shown = _left(look.request) or _days(look.request)
        parts: list[Line] = [_asked(look, shown)]
        if len(shown) > DAYS_NAMED:
            parts.append(("patterns.refused.more", {"count": len(shown) - DAYS_NAMED}))
        reasons = _weighed(discreet(look.reasons)) if look.request.waits else []
        if reasons:
            parts.append(("patterns.card.reasons", {"reasons": explaining.lines(reasons)[:NAMED]}))
        busy = [(day, len(away)) for day, away in look.out if away and look.request.waits]
        if busy:
            counted: list[Line] = [
                ("patterns.card.out.day", {"day": day, "count": count}) for day, count in busy
            ]
            parts.append(("patterns.card.out", {"days": counted[:NAMED]}))
        return "booking.calendar", {"parts": [*parts, *_done(look.request)]}

    def labels(self, look: Look) -> tuple[Line, Line]:
        """Say what the buttons do that approve and refuse it."""
        return ("patterns.button.yes", {"count": _count(look.request)}), ("patterns.button.no", {})

    def more_buttons(self, card: Card) -> list[ButtonRow]:
        """Offer to look at the days one by one."""
        left = _left(card.first)
        if len(left) < 2:
            return []
        first = f"d{min(row.id for row in left)}"
        return [[["patterns.button.each", {}, pack("approvals", "card", first)]]]

    def reasons(self, looks: Sequence[Look]) -> list[Reason]:
        """Give the reasons without what would tell of health or family."""
        return discreet(reason for look in looks for reason in look.reasons)

    def told(self, requests: Sequence[Request], *, by: Line, motive: str | None) -> list[Line]:
        """Say which days were approved or refused by the last decision."""
        return [
            line
            for request in requests
            for line in days.told(_decided_last(request), by=by, motive=motive)
        ]

    def taken_back(self, name: str, request: Request) -> Line:
        """Say that the person will be in the office on those days."""
        return "patterns.freed.told", {"name": name, "days": [row.day for row in _days(request)]}


def _requests(uow: UnitOfWork, batches: Collection[tuple[int, datetime]]) -> list[Request]:
    if not batches:
        return []
    numbers = {number for number, _ in batches}
    known = {pattern.id: pattern for pattern in patterns.by_ids(uow, numbers)}
    by_batch: defaultdict[tuple[int, datetime], list[Booking]] = defaultdict(list)
    for booking in bookings.of_patterns(uow, numbers):
        by_batch[batch_of(booking)].append(booking)
    found = [_request(known[batch[0]], by_batch[batch]) for batch in batches]
    return sorted(found, key=lambda one: (one.day, one.id))


def _request(pattern: Pattern, rows: Sequence[Booking]) -> Request:
    left = [row for row in rows if row.state is PENDING]
    shown = left or rows
    decided = max(
        rows, key=lambda row: (row.decided_at is not None, row.decided_at or row.asked_at)
    )
    return Request(
        kind="patterns",
        id=min(row.id for row in rows),
        version=sum(row.version for row in rows),
        employee_id=pattern.employee_id,
        approver_id=shown[0].approver_id,
        asked_at=rows[0].asked_at,
        state=State.PENDING if left else State(_state(rows).value),
        day=shown[0].day,
        last_day=shown[-1].day,
        takes=tuple(half for row in left for half in days.halves_of(row)),
        decided_at=decided.decided_at,
        decided_by=decided.decided_by,
        decided_for=decided.decided_for,
        reason=decided.decision_reason,
        rows=(pattern, *rows),
    )


def _state(rows: Iterable[Booking]) -> RequestState:
    found = {row.state for row in rows}
    order = (RequestState.APPROVED, RequestState.REFUSED, RequestState.RECALLED)
    return next((state for state in order if state in found), min(found))


def _pattern(request: Request) -> Pattern:
    found: Pattern = request.rows[0]
    return found


def _days(request: Request) -> list[Booking]:
    return list(request.rows[1:])


def _left(request: Request) -> list[Booking]:
    return [row for row in _days(request) if row.state is PENDING]


def _decided_last(request: Request) -> list[Booking]:
    """Give the days of the newest decision."""
    return [
        row
        for row in _days(request)
        if row.decided_at == request.decided_at
        and row.state.value in (State.APPROVED, State.REFUSED)
    ]


def _count(request: Request) -> int:
    return len(_left(request) or _days(request))


def _asked(look: Look, shown: Sequence[Booking]) -> Line:
    pattern = _pattern(look.request)
    named: list[date] = [row.day for row in shown]
    return "patterns.card", {
        "name": look.asker.name,
        "office": look.asker.office_name,
        "mode": pattern.mode,
        "pattern": days_line(pattern.days),
        "first": pattern.first_day,
        "last": pattern.last_day,
        "count": _count(look.request),
        "days": named[:DAYS_NAMED],
    }


def _done(request: Request) -> list[Line]:
    counted = Counter(row.state for row in _days(request) if row.state is not PENDING)
    return [
        (f"patterns.card.{state.value}", {"count": count})
        for state, count in sorted(counted.items())
    ]


def _weighed(every: Sequence[Reason]) -> list[Reason]:
    """Give what is over a limit "di norma", and of what is within it the last figures."""
    against = [reason for reason in every if reason.against]
    if against:
        return against
    latest = {(r.code, r.figures.get("per"), str(r.figures.get("start"))): r for r in every}
    return [reason._replace(against=False) for reason in latest.values()]
