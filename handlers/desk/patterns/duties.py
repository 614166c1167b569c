"""Ask for the days of patterns that the act did not let be asked for until now."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from handlers.desk.patterns.asking import Asked, ask_for
from handlers.desk.patterns.planning import Plan, plan, settled_until
from handlers.desk.requests.routing import route_of
from handlers.desk.requests.wording import slot_line
from handlers.texts import Line, explaining
from rules.policy.library import Policy
from storage.people import people
from storage.requests import patterns
from storage.requests.patterns import Pattern
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

REFUSED_TOLD = 12
"""Days that are not asked for, each with its reasons, in one message."""


def ask_when_it_opens(desk: Desk) -> int:
    """
    Ask for the days of live patterns that may be asked for by now; tell each person once.

    What was done stands in the pattern, written together with the requests: a restart or another
    replica finds nothing left. Gives how many patterns went on.
    """
    with desk.store.reading() as uow:
        due = [
            pattern.id
            for pattern, body_id in patterns.unfinished(uow)
            if _opens(desk, pattern, _policy(uow, desk, body_id))
        ]
    return sum(_go_on(desk, pattern_id) for pattern_id in due)


def _policy(uow: UnitOfWork, desk: Desk, body_id: str) -> Policy:
    return desk.policies[people.body(uow, body_id).policy_id]


def _opens(desk: Desk, pattern: Pattern, policy: Policy) -> bool:
    today = desk.today()
    coming = pattern.occurrences(pattern.asked_until + timedelta(days=1), pattern.last_day)
    return bool(coming) and coming[0][0] <= _furthest(policy, today, coming[0][0])


def _furthest(policy: Policy, today: date, day: date) -> date:
    horizon = policy.on(max(day, today)).booking.horizon
    return date.max if horizon is None else today + timedelta(days=horizon.days)


def _go_on(desk: Desk, pattern_id: int) -> bool:
    with desk.store.writing() as uow:
        pattern = patterns.by_id(uow, pattern_id)
        uow.lock_employee(pattern.employee_id)
        pattern = patterns.by_id(uow, pattern_id)
        if pattern.ended_at is not None or pattern.asked_until >= pattern.last_day:
            return False
        asked = _ask(uow, desk, pattern)
        until = settled_until(asked.plan, pattern.last_day)
        if until <= pattern.asked_until:
            return False
        patterns.asked_until(uow, pattern.id, until)
        _tell(uow, desk, asked, until)
        uow.commit()
    return True


def _ask(uow: UnitOfWork, desk: Desk, pattern: Pattern) -> Asked:
    asker = people.person(uow, pattern.employee_id)
    policy = desk.policies[asker.policy_id]
    hearing = Hearing.load(uow, asker.id, policy=policy, at=desk.clock(), on=desk.today())
    done = patterns.exceptions(uow, pattern.id) | patterns.booked(uow, pattern.id)
    since = max(pattern.asked_until + timedelta(days=1), desk.today())
    days = [
        (day, half)
        for day, half in pattern.occurrences(since, pattern.last_day)
        if day not in done
    ]
    found: Plan = plan(hearing, days, beyond=pattern.beyond)
    route = route_of(uow, asker.id, hearing.person, policy=policy, at=desk.clock())
    return ask_for(uow, desk, asker, pattern, found, hearing=hearing, route=route, by=None)


def _tell(uow: UnitOfWork, desk: Desk, asked: Asked, until: date) -> None:
    found = asked.plan
    parts: list[Line] = []
    if found.asked:
        days = [judged.day for judged in found.asked]
        parts.append(("patterns.later.asked", {"days": days, "count": len(days)}))
    left = [*found.refused, *found.beyond]
    if left:
        lines: list[Line] = [
            (
                "patterns.refused.day",
                {"day": slot_line(one.slot), "reasons": explaining.lines(one.decision.obstacles)},
            )
            for one in left[:REFUSED_TOLD]
        ]
        if len(left) > REFUSED_TOLD:
            lines.append(("patterns.refused.more", {"count": len(left) - REFUSED_TOLD}))
        parts.append(("patterns.later.not_asked", {"days": lines}))
    if not parts:
        return
    uow.post(
        outbox.Message(
            recipient_id=asked.pattern.employee_id,
            key="booking.calendar",
            args={"parts": parts},
            dedupe_key=f"pattern:{asked.pattern.id}:until:{until}",
            at=desk.clock(),
        )
    )
