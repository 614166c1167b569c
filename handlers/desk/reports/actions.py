"""What the act wants reports on, and that one was handed in: the desk keeps no text of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.decision import Reason
from rules.facts import Slot
from storage.days import facts
from storage.errors import NotFound
from storage.requests import bookings, reports
from storage.tables import RequestState
from storage.unit_of_work import UnitOfWork

BACK = timedelta(days=190)
"""Longer ago nothing is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that the act wants, and when it was handed in (None: not yet)."""

    reason: Reason
    handed_in_at: datetime | None

    @property
    def first_day(self) -> date:
        """The first day that it is about."""
        first: date = self.reason.figures["first_day"]
        return first


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The last reports, latest first; `wanted` is whether the act wants any at all."""

    wanted: bool
    reports: tuple[Report, ...]


def overview(desk: Desk, actor: Actor) -> Overview:
    """List the reports of the last periods."""
    with desk.store.reading() as uow:
        return _overview(uow, desk, actor)


def hand_in(desk: Desk, actor: Actor, first_day: date) -> bool:
    """
    Note that a report that is due was handed in; False if it was noted before.

    Raises NotFound for a period on which the act wants none.
    """
    with desk.store.writing() as uow:
        due = {one.first_day: one for one in _overview(uow, desk, actor).reports}
        if first_day not in due:
            raise NotFound("report", first_day)
        last_day = due[first_day].reason.figures["last_day"]
        noted = reports.hand_in(
            uow, actor.id, first_day=first_day, last_day=last_day, at=desk.clock()
        )
        uow.commit()
    return noted


def _overview(uow: UnitOfWork, desk: Desk, actor: Actor) -> Overview:
    today = desk.today()
    case = facts.load(uow, actor.id, on=today)
    approved = bookings.of_person(
        uow, actor.id, since=today - BACK, until=today, states=(RequestState.APPROVED,)
    )
    slots = [Slot(day=one.day, mode=one.mode, half=one.half) for one in approved]
    history = case.history.with_slots(slots)
    decision = law.report(actor.policy, case.person, history, on=today)
    done = reports.handed_in(uow, actor.id, since=today - BACK)
    return Overview(
        wanted=actor.policy.on(today).report is not None,
        reports=tuple(
            Report(reason=reason, handed_in_at=done.get(reason.figures["first_day"]))
            for reason in decision.reasons
        ),
    )
