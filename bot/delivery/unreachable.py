"""Somebody blocked the bot: it is noted, and who leads them hears of it once."""

from __future__ import annotations

from datetime import date, datetime

from rules.facts import ROME
from storage.people import links
from storage.people.appointments import holder, holders
from storage.people.people import person
from storage.tables import Role
from storage.trail.outbox import Message
from storage.unit_of_work import UnitOfWork

LEADERS = (Role.RESPONSABILE, Role.DIRIGENTE, Role.SEGRETARIO)


def note_blocked(uow: UnitOfWork, employee_id: int, *, at: datetime) -> None:
    """Mark the link as blocked; the first time, tell the manager, or HR if there is none."""
    if not links.mark_blocked(uow, employee_id, at=at):
        return
    blocked = person(uow, employee_id)
    for recipient_id in _who_must_know(uow, employee_id, on=at.astimezone(ROME).date()):
        uow.post(
            Message(
                recipient_id=recipient_id,
                key="delivery.unreachable",
                args={"name": blocked.name},
                dedupe_key=f"unreachable:{employee_id}:{at:%Y%m%dT%H%M%S}:{recipient_id}",
                at=at,
            )
        )


def _who_must_know(uow: UnitOfWork, employee_id: int, *, on: date) -> list[int]:
    """Give who leads them, the nearest first, or HR: those whom a message can reach, if any."""
    found = [holder(uow, employee_id, role, on=on) for role in LEADERS]
    leaders = [
        [one.acting_id]
        for one in found
        if one is not None and employee_id not in {one.principal_id, one.acting_id}
    ]
    people_office = holders(uow, uow.body_of(employee_id), Role.HR, on=on)
    ways = [*leaders, [hr for hr in people_office if hr != employee_id]]
    linked = links.live(uow, {who for way in ways for who in way})
    there = [[who for who in way if linked.get(who) is False] for way in ways]
    return next((way for way in [*there, *ways] if way), [])
