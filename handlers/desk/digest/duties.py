"""
The digest: each morning everybody's day is looked at once, and who has something to hear is told.

Nobody is written to inside their disconnection: then it is looked again at the first moment that
is permitted, and on a free day not at all. A bot that was down makes one digest, for the day on
which it comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from handlers.desk.cases import digest_hours as hours
from handlers.desk.context import Desk
from handlers.desk.digest import lines, looks
from handlers.desk.digest.lines import Item
from handlers.desk.digest.looks import Look
from rules.facts import ROME, moment
from storage.days import day_ahead
from storage.people import preferences
from storage.people.preferences import Due
from storage.trail.outbox import Message
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

AT_A_TIME = 100
"""People in one go: a fraction of a second, and then messages and answers have their turn."""
CLAIM = timedelta(minutes=5)
"""So long nobody else looks at them; longer than a go takes."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a look: messages to post, and when to look again."""

    employee_id: int
    look_at: datetime
    messages: tuple[Message, ...] = ()


def tell_the_day(desk: Desk) -> int:
    """Look at the days of some people whose hour it is; give how many there were."""
    now = desk.clock()
    with desk.store.reading() as uow:
        if not preferences.is_due(uow, at=now):
            return 0
    due, enrolled = _claim(desk, now)
    with desk.store.reading() as uow:
        outcomes = [_outcome(uow, desk, one) for one in due]
    with desk.store.writing() as uow:
        for outcome in outcomes:
            for message in outcome.messages:
                uow.post(message)
            preferences.look_again(uow, outcome.employee_id, at=outcome.look_at)
        uow.commit()
    return len(due) + enrolled


def _claim(desk: Desk, now: datetime) -> tuple[list[Due], int]:
    """Take some people; who is new to the desk hears the first time tomorrow."""
    with desk.store.writing() as uow:
        enrolled = preferences.enrol(uow, at=moment(desk.today() + DAY, 0), limit=AT_A_TIME)
        due = preferences.claim(uow, at=now, until=now + CLAIM, limit=AT_A_TIME)
        uow.commit()
    return due, enrolled


def _outcome(uow: UnitOfWork, desk: Desk, due: Due) -> Outcome:
    """Look at one person; whom the program cannot handle must not stop the others."""
    try:
        return _look_at(uow, desk, due)
    except Exception:  # any fault in one person's facts
        log.exception("morning.failed", employee_id=due.employee_id)
        return Outcome(employee_id=due.employee_id, look_at=desk.clock() + DAY)


def _look_at(uow: UnitOfWork, desk: Desk, due: Due) -> Outcome:
    policy, today, now = desk.policies[due.policy_id], desk.today(), desk.clock()
    tomorrow = hours.moment_of(policy, due.wishes, today + DAY)
    if not due.reachable:
        return Outcome(employee_id=due.employee_id, look_at=tomorrow)
    hour = hours.moment_of(policy, due.wishes, today)
    if now < hour:
        return Outcome(employee_id=due.employee_id, look_at=hour)
    look = looks.load(uow, policy, due.employee_id, at=now, today=today)
    if (opens := look.open_from) > now:
        return Outcome(employee_id=due.employee_id, look_at=min(opens, tomorrow))
    items = list(_items(uow, look))
    messages = _digest(look, items) if due.wishes.digest else _alone(look, items)
    return Outcome(employee_id=due.employee_id, look_at=tomorrow, messages=tuple(messages))


def _items(uow: UnitOfWork, look: Look) -> Iterator[Item]:
    yield from lines.of_days(look)
    yield from lines.of_turns(look)
    days = [day for day in (look.today, look.next_day) if day is not None and look.works(day)]
    yield from lines.of_recalls(day_ahead.confirmed_recalls(uow, look.employee_id, days))
    count, oldest = day_ahead.waiting_for(uow, look.employee_id, on=look.today)
    yield from lines.of_approvals(count, oldest)
    yield from lines.of_reports(look)
    yield from lines.of_agreement(look)
    yield from lines.of_least(look)
    yield from lines.of_quotas(look)


def _digest(look: Look, items: list[Item]) -> Iterator[Message]:
    """Give the one message of the day, if there is any news."""
    if not any(item.news for item in items):
        return
    yield Message(
        recipient_id=look.employee_id,
        key="digest",
        args={"day": look.today, "lines": [item.line for item in items]},
        buttons=[row for item in items for row in item.buttons],
        dedupe_key=hours.key_of(look.employee_id, look.today),
        at=look.at,
        good_until=_midnight_after(look.today),
    )


def _alone(look: Look, items: list[Item]) -> Iterator[Message]:
    """Give what even those hear, once, who want no digest."""
    for item in items:
        if item.alone:
            yield Message(
                recipient_id=look.employee_id,
                key="digest.alone",
                args={"line": item.alone},
                buttons=item.buttons,
                dedupe_key=item.fact,
                at=look.at,
            )


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + DAY, datetime.min.time(), tzinfo=ROME)
