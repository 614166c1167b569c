"""Permits: hours or whole days, named to who decides only where that tells no secret."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from handlers.desk.cases.hearings import Hearings
from handlers.desk.cases.permit_wording import NAMED_TO_MANAGERS, kind_for_managers, when_line
from handlers.desk.cases.permits import has_begun, hearing_for, judge
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
from handlers.desk.requests.wording import discreet, mark_line, out_line
from handlers.texts import Line, explaining
from rules.calendar import workdays_of
from rules.decision import Decision, Reason, Verdict
from rules.facts import Half, Permit
from rules.permit_days import LONGEST_SPAN, days_of
from rules.permit_limits import without_permits
from storage.days import office_month
from storage.days.office_month import Member
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
from storage.tables import PermitState
from storage.unit_of_work import UnitOfWork

DECISION = ("decided_at", "decided_by", "decided_for", "decision_reason")
USUAL_WEEK = 5
NEVER = datetime.min.replace(tzinfo=UTC)
"""What came with the staff files was never asked for."""
STATES = {PermitState.GRANTED: State.APPROVED}
"""A permit is granted where another request is approved."""


@dataclass(frozen=True, slots=True)
class Permits:
    """Each permit is a request of its own, on a card of its own."""

    name: str = "permits"
    mark: str = "p"
    on_a_card: int = 1

    def pending(self, uow: UnitOfWork, body_id: str | None) -> list[Request]:
        """List all permits that wait."""
        every = (
            permits.all_pending(uow) if body_id is None else permits.pending_of_body(uow, body_id)
        )
        return _requests(uow, every)

    def by_ids(self, uow: UnitOfWork, ids: Collection[int]) -> list[Request]:
        """List permits by id."""
        return _requests(uow, permits.by_ids(uow, ids)) if ids else []

    def asked_with(self, uow: UnitOfWork, request: Request) -> list[Request]:
        """Give the permit alone."""
        return [request]

    def shown_in(self, uow: UnitOfWork, requests: Sequence[Request]) -> set[Key]:
        """Name nothing: a permit is shown as itself alone."""
        return set()

    def judge(self, uow: UnitOfWork, hearings: Hearings, request: Request) -> tuple[Decision, ...]:
        """Ask the rules as of when it was asked: notice is counted from then."""
        record: PermitRecord = request.rows[0]
        policy = hearings.desk.policies[hearings.person(record.employee_id).policy_id]
        hearing = hearing_for(
            uow,
            record.employee_id,
            policy=policy,
            at=record.asked_at or hearings.now,
            on=record.permit.on,
            without=permits.family_of(uow, record),
        )
        return (judge(hearing, record.permit, urgent=record.urgent).decision,)

    def answered(self, request: Request) -> tuple[Decision, ...]:
        """Give what the rules answered when it was asked."""
        record: PermitRecord = request.rows[0]
        verdict = Verdict(record.verdict) if record.verdict else None
        return (Decision("permit", verdict, record.reasons),)

    def too_late(self, hearings: Hearings, request: Request) -> bool:
        """Tell whether it has begun."""
        hearing = hearings.of(request.employee_id, request.day)
        return has_begun(hearing, request.rows[0].permit)

    def write(self, uow: UnitOfWork, look: Look, ruling: Ruling) -> Written:
        """Write a decision; the permit that a granted one corrects gives way with it."""
        record: PermitRecord = look.request.rows[0]
        granting = ruling.to is State.APPROVED
        old = permits.by_id(uow, record.replaces_id) if granting and record.replaces_id else None
        after = permits.decide(
            uow,
            record.id,
            record.version,
            to=PermitState.GRANTED if granting else PermitState.REFUSED,
            by=ruling.by,
            on_behalf_of=ruling.on_behalf_of,
            at=ruling.at,
            reason=ruling.motive,
        )
        gave_way = None
        if old is not None and old.state is PermitState.GRANTED:
            gave_way = {"id": old.id, "state": old.state.value}
            gave_way |= {name: getattr(old, name) for name in DECISION}
        before = {"id": after.id, "version": after.version, "gave_way": gave_way}
        return Written(request=_requests(uow, [after])[0], before=[before])

    def reopen(
        self, uow: UnitOfWork, before: Sequence[Mapping[str, Any]], *, by: int, at: datetime
    ) -> None:
        """Take a decision back; the permit that gave way stands again."""
        for kept in before:
            gave_way, old = kept["gave_way"], None
            if gave_way is not None:
                now = permits.by_id(uow, gave_way["id"])
                decision = {name: gave_way[name] for name in DECISION}
                old = replace(now, state=PermitState(gave_way["state"]), **decision)
            permits.reopen(uow, kept["id"], kept["version"], by=by, at=at, gave_way=old)

    def withdraw(self, uow: UnitOfWork, request: Request, *, by: int, at: datetime) -> set[Key]:
        """Take the permit back, and a correction of it that waits: nothing is left to correct."""
        permits.cancel(uow, request.id, request.version, by=by, at=at)
        pending = permits.of_person(
            uow,
            request.employee_id,
            since=date.min,
            until=date.max,
            states=(PermitState.PENDING,),
        )
        corrections = [other for other in pending if other.replaces_id == request.id]
        for other in corrections:
            permits.cancel(uow, other.id, other.version, by=by, at=at)
        return {(self.name, other.id) for other in corrections}

    def overdue(self, request: Request, today: date) -> bool:
        """Tell whether its last day is over."""
        return request.last_day < today

    def expire(self, uow: UnitOfWork, request: Request, *, today: date, at: datetime) -> Line:
        """Note that nobody decided in time."""
        permits.expire(uow, request.id, request.version, at=at)
        return self.said([request])

    def reassign(
        self, uow: UnitOfWork, request: Request, *, approver_id: int, at: datetime, why: str
    ) -> None:
        """Route it to another approver."""
        permits.reassign(uow, request.id, approver_id=approver_id, at=at, why=why)

    def what(self, requests: Sequence[Request]) -> Line:
        """Say the kind as who decides may read it, and when."""
        return _what([(kind_for_managers(r.rows[0].permit), r) for r in requests])

    def said(self, requests: Sequence[Request]) -> Line:
        """Say the kind and when, to the person."""
        return _what([(_own_kind(one), one) for one in requests])

    def listed(self, look: Look) -> Line:
        """Say the kind as who decides may read it, with its hours."""
        permit = look.request.rows[0].permit
        when = when_line(permit)
        if permit.days is None and permit.start is not None:
            when = "permits.when.times", {"start": permit.start, "end": when[1]["end"]}
        return "permits.listed.waiting", {"kind": kind_for_managers(permit), "when": when}

    def card(self, card: Card) -> Line:
        """Lay out one permit: decided already, or with all that is needed to decide."""
        (look,) = card.looks
        record: PermitRecord = look.request.rows[0]
        named = {
            "name": look.asker.name,
            "office": look.asker.office_name,
            "kind": kind_for_managers(record.permit),
            "when": when_line(record.permit),
        }
        if not look.request.waits:
            decided = {"by": look.decided_by, "at": record.decided_at}
            return f"permits.card.{look.request.state.value}", {**named, **decided}
        return "permits.card.pending", {
            **named,
            "verdict": mark_line(look.verdict),
            "lines": _lines(look),
            "out": out_line(look.out[0][1] if look.out else ()),
        }

    def labels(self, look: Look) -> tuple[Line, Line]:
        """Say what the buttons do that approve and refuse it."""
        return ("permits.button.yes", {}), ("permits.button.no", {})

    def more_buttons(self, card: Card) -> list[ButtonRow]:
        """Offer nothing more."""
        return []

    def reasons(self, looks: Sequence[Look]) -> list[Reason]:
        """Give the reasons of kinds that may be named; the others' would name the kind."""
        named = (look for look in looks if _is_named(look.request))
        return discreet(reason for look in named for reason in look.reasons)

    def told(self, requests: Sequence[Request], *, by: Line, motive: str | None) -> list[Line]:
        """Say what was granted or refused, by its own name."""
        more = ".motive" if motive else ""
        return [
            (
                f"permits.told.{request.state.value}{more}",
                {
                    "by": by,
                    "kind": _own_kind(request),
                    "when": when_line(request.rows[0].permit),
                    "motive": motive or "",
                },
            )
            for request in requests
        ]

    def taken_back(self, name: str, request: Request) -> Line:
        """Say that the permit was taken back."""
        permit = request.rows[0].permit
        named = {"kind": kind_for_managers(permit), "when": when_line(permit)}
        return "permits.taken_back.told", {"name": name, **named}


def _requests(uow: UnitOfWork, records: Sequence[PermitRecord]) -> list[Request]:
    whole = [one for one in records if one.permit.days is not None]
    calendars = _calendars(uow, whole) if whole else {}
    return [_request(one, calendars.get(one.employee_id)) for one in records]


def _calendars(uow: UnitOfWork, records: Sequence[PermitRecord]) -> dict[int, Member]:
    """Read on which days those work who ask for whole days, in sets."""
    days = [one.permit.on for one in records]
    last = max(days) + LONGEST_SPAN
    return office_month.of_people(
        uow, (one.employee_id for one in records), first=min(days), last=last
    )


def _request(record: PermitRecord, calendar: Member | None) -> Request:
    permit = record.permit
    days = _days_of(permit, calendar)
    return Request(
        kind="permits",
        id=record.id,
        version=record.version,
        employee_id=record.employee_id,
        approver_id=record.approver_id,
        asked_at=record.asked_at or NEVER,
        state=STATES.get(record.state) or State(record.state.value),
        day=permit.on,
        last_day=days[-1],
        takes=() if permit.days is None else tuple((day, half) for day in days for half in Half),
        decided_at=record.decided_at,
        decided_by=record.decided_by,
        decided_for=record.decided_for,
        reason=record.decision_reason,
        rows=(record,),
    )


def _days_of(permit: Permit, calendar: Member | None) -> list[date]:
    """List the working days of a permit; without a week of their own that of most offices."""
    if permit.days is None or calendar is None:
        return [permit.on]
    workdays = workdays_of(calendar.person, USUAL_WEEK)
    history = without_permits(calendar.history)
    return days_of(history, permit, workdays) or [permit.on]


def _is_named(request: Request) -> bool:
    return request.rows[0].permit.kind in NAMED_TO_MANAGERS


def _own_kind(request: Request) -> Line:
    return f"permits.kind.{request.rows[0].permit.kind}", {}


def _what(named: Sequence[tuple[Line, Request]]) -> Line:
    lines: list[Line] = [
        ("permits.what", {"kind": kind, "when": when_line(request.rows[0].permit)})
        for kind, request in named
    ]
    return "approvals.what", {"days": lines}


def _lines(look: Look) -> list[Line]:
    record: PermitRecord = look.request.rows[0]
    found: list[Line] = []
    if record.replaces_id is not None:
        found.append(("permits.card.corrects", {}))
    if record.urgent:
        named = _is_named(look.request) and record.words
        found.append(
            ("permits.card.urgent.words", {"words": record.words})
            if named
            else ("permits.card.urgent", {})
        )
    if _is_named(look.request):
        return [*found, *explaining.lines(discreet(look.reasons))]
    # Sentences and articles would tell the kind: who decides learns what there is to weigh.
    return [*found, (f"permits.card.discreet.{look.verdict.value}", {})]
