"""
Recalls of days that are not worked any more.

A closure, a last day of service or another working week leave a recall without its day: it binds
nobody then, and both sides are told. Who is absent that day need not come as long as they are; the
recall itself stays, since a leave or a sickness may end before.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.standing import Standing, where
from handlers.desk.context import Desk
from handlers.desk.recalls import told
from handlers.texts import Line, explaining
from rules.reasons import ReasonCode
from storage.days import grounds, office_month
from storage.errors import Stale
from storage.people import people
from storage.requests import recalls
from storage.requests.recalls import Recall
from storage.tables import RecallState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

WHY = frozenset(
    {
        ReasonCode.HOLIDAY,
        ReasonCode.PATRON,
        ReasonCode.CLOSURE,
        ReasonCode.NOT_WORKED,
        ReasonCode.BEFORE_SERVICE,
        ReasonCode.AFTER_SERVICE,
    }
)
"""Why somebody does not work on a day, which is no secret; an absence is."""


def not_at_work(uow: UnitOfWork, desk: Desk, live: Sequence[Recall]) -> dict[int, Standing]:
    """Tell which recalls, by id, are of a day on which the person is FREE, or ABSENT all of it."""
    if not live:
        return {}
    days = [recall.day for recall in live]
    who = {recall.employee_id for recall in live}
    members = office_month.of_people(uow, who, first=min(days), last=max(days))
    found = {}
    for recall in live:
        member = members.get(recall.employee_id)
        if member is None:  # gone before the first of the days, or not begun by the last
            found[recall.id] = Standing.FREE
            continue
        week = desk.policies[member.policy_id].on(recall.day).week.days
        halves = set(where(member, recall.day, default_week=week).halves)
        if halves in ({Standing.FREE}, {Standing.ABSENT}):
            found[recall.id] = halves.pop()
    return found


def end(uow: UnitOfWork, desk: Desk, recall: Recall) -> None:
    """End a recall whose day is not worked, and have the days that it freed looked at again."""
    at = desk.clock()
    unread = outbox.withdraw(uow, told.key_of(recall))
    reasons = _why(uow, desk, recall)
    try:
        recalls.end(uow, recall, to=RecallState.LAPSED, at=at, by=None)
    except Stale:
        return  # taken back meanwhile
    grounds.note(uow, recall.employee_id)
    if not unread:
        told.post_to_person(uow, recall, "off.person", at=at, reasons=reasons)
    told.post_to_manager(uow, recall, "off.manager", at=at, reasons=reasons)


def tell_absent(uow: UnitOfWork, desk: Desk, recall: Recall) -> None:
    """Tell both sides, once, that nobody need come while the person is absent."""
    told.post_to_person(uow, recall, "absent.person", at=desk.clock())
    told.post_to_manager(uow, recall, "absent.manager", at=desk.clock())


def _why(uow: UnitOfWork, desk: Desk, recall: Recall) -> list[Line]:
    policy = desk.policies[people.person(uow, recall.employee_id).policy_id]
    hearing = Hearing.load(uow, recall.employee_id, policy=policy, at=desk.clock(), on=recall.day)
    obstacles = hearing.judge(recall.day, None).decision.obstacles
    return explaining.lines(reason for reason in obstacles if reason.code in WHY)
