"""
What the desk does by itself about recalls that nobody has confirmed.

The message that calls somebody to the office may wait longer than foreseen: the bot was down, the
person has not opened the desk. The law counts the notice from the delivery, so the recall is
judged again, by the moment at which it went out or else by now; if that is too late, it binds
nobody, and both sides are told. Else the person is reminded, and the manager told, until it is
confirmed. All of it comes from the store: dedupe keys keep it from being said twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import structlog

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.standing import Standing
from handlers.desk.context import Desk
from handlers.desk.recalls import told
from handlers.desk.recalls.off import end, not_at_work, tell_absent
from handlers.desk.requests.wording import discreet
from handlers.texts import explaining
from rules import questions as law
from rules.decision import Reason
from rules.disconnection import last_open
from rules.facts import ROME
from rules.reasons import ReasonCode
from storage.errors import Stale
from storage.people import people
from storage.requests import recalls
from storage.requests.recalls import Recall
from storage.tables import MessageState, RecallState
from storage.trail import outbox
from storage.trail.outbox import Outgoing
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

LOOKED_BACK = timedelta(days=31)
"""A bot that was down for longer tells nobody of recalls that are so long over."""
NOT_DELIVERED = frozenset({MessageState.FAILED, MessageState.BLOCKED, MessageState.OUTDATED})
"""How the message stands that calls somebody to the office, if it gives them no notice."""
EVENING = time(17, 30)
"""When the person is reminded the evening before, if their disconnection begins no earlier."""
MANAGERS_EVENING = time(18, 30)
AFTER_THE_MORNING = timedelta(minutes=30)
"""So long the person has to confirm in the morning, before the manager is told."""


def attend(desk: Desk) -> None:
    """End recalls of days off, judge late ones anew, remind people, tell who has not confirmed."""
    with desk.store.reading() as uow:
        live = recalls.all_live(uow, since=desk.today())
        off = not_at_work(uow, desk, live)
        over = recalls.unconfirmed(uow, since=desk.today() - LOOKED_BACK)
    wanted = {one.id for one in live if one.id in off} | {one.id for one in over}
    for recall_id in sorted(wanted):
        try:
            _attend(desk, recall_id, off.get(recall_id))
        except Exception:  # one recall that the program cannot handle must not stop the others
            log.exception("recall.failed", recall_id=recall_id)


def _attend(desk: Desk, recall_id: int, off: Standing | None) -> None:
    with desk.store.writing() as uow:
        recall = recalls.by_id(uow, recall_id)
        if off is Standing.FREE:
            if recall.live:
                end(uow, desk, recall)
        elif off is Standing.ABSENT and recall.confirmed:
            tell_absent(uow, desk, recall)
        elif recall.state is RecallState.ANNOUNCED:  # it may have been confirmed since
            _attend_to(uow, desk, recall, absent=off is Standing.ABSENT)
        uow.commit()


def _attend_to(uow: UnitOfWork, desk: Desk, recall: Recall, *, absent: bool) -> None:
    message = outbox.by_dedupe_key(uow, told.key_of(recall))
    if message is None:
        return
    if message.state in NOT_DELIVERED:
        told.post_to_manager(uow, recall, "undelivered", at=desk.clock())
    late = _late(uow, desk, recall, message)
    if late:
        _lapse(uow, desk, recall, message, late)
    elif absent:
        tell_absent(uow, desk, recall)
    elif message.sent_at is not None:
        _remind(uow, desk, recall, message.sent_at)


def _late(uow: UnitOfWork, desk: Desk, recall: Recall, message: Outgoing) -> tuple[Reason, ...]:
    """Give why a recall came, or would now come, too late; nothing if it is as foreseen."""
    at = message.sent_at or desk.clock()
    if at.astimezone(ROME).date() <= recall.deliver_at.astimezone(ROME).date():
        return ()
    hearing = _hearing(uow, desk, recall.employee_id, recall.day)
    person = hearing.person_on(recall.day)
    decision = law.recall(
        hearing.policy, person, hearing.history, at=at, day=recall.day, reason=recall.cause
    )
    return tuple(r for r in decision.obstacles if r.code == ReasonCode.RECALL_TOO_LATE)


def _lapse(
    uow: UnitOfWork, desk: Desk, recall: Recall, message: Outgoing, late: Sequence[Reason]
) -> None:
    at = desk.clock()
    stopped = outbox.withdraw(uow, told.key_of(recall))
    if message.state is MessageState.QUEUED and not stopped:
        return  # it is being sent at this moment: the next round judges by when it went out
    try:
        recalls.end(uow, recall, to=RecallState.LAPSED, at=at, by=None)
    except Stale:
        return  # confirmed or taken back meanwhile
    reasons = explaining.lines(late)
    told.post_to_person(uow, recall, "lapsed.person", at=at, reasons=reasons)
    for_manager = explaining.lines(discreet(late))
    told.post_to_manager(uow, recall, "lapsed.manager", at=at, reasons=for_manager)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """
    When somebody is reminded of a recall, and its manager told, all aware.

    The evening is that of the last day before with a permitted minute: for a Monday, of Friday.
    `manager_evening` is None if the manager's disconnection begins before the reminder.
    """

    evening: datetime
    manager_evening: datetime | None
    morning: datetime

    @property
    def manager_morning(self) -> datetime:
        """When the manager is told for the last time."""
        return self.morning + AFTER_THE_MORNING


def _remind(uow: UnitOfWork, desk: Desk, recall: Recall, received: datetime) -> None:
    now, day = desk.clock(), recall.day
    if desk.today() > day:
        return
    moments = _moments(uow, desk, recall)
    fresh = desk.today() < day
    if fresh and received < moments.evening <= now:
        told.post_to_person(uow, recall, "remind.eve", at=now)
    if fresh and moments.manager_evening and received < moments.manager_evening <= now:
        told.post_to_manager(uow, recall, "unconfirmed.eve", at=now, received=received)
    if received < moments.morning <= now:
        told.post_to_person(uow, recall, "remind.morning", at=now)
    if max(received + AFTER_THE_MORNING, moments.manager_morning) <= now:
        told.post_to_manager(uow, recall, "unconfirmed.morning", at=now)


def _moments(uow: UnitOfWork, desk: Desk, recall: Recall) -> Moments:
    theirs = _hearing(uow, desk, recall.employee_id, recall.day)
    managers = _hearing(uow, desk, recall.asked_by, recall.day)
    evening = _evening(theirs, recall.day, EVENING)
    last = _evening(managers, recall.day, MANAGERS_EVENING)
    midnight = datetime.combine(recall.day, time(0), tzinfo=ROME)
    morning = law.deliver(theirs.policy, theirs.person_on(recall.day), theirs.history, at=midnight)
    return Moments(
        evening=evening,
        manager_evening=last if last > evening else None,
        morning=morning.values["when"],
    )


def _evening(hearing: Hearing, day: date, at: time) -> datetime:
    """Give a time of the last day before with a permitted minute, or that minute if earlier."""
    yesterday = day - timedelta(days=1)
    last = last_open(hearing.policy, hearing.person_on(yesterday), hearing.history, day=yesterday)
    return min(last, datetime.combine(last.date(), at, tzinfo=ROME))


def _hearing(uow: UnitOfWork, desk: Desk, employee_id: int, on: date) -> Hearing:
    policy = desk.policies[people.person(uow, employee_id).policy_id]
    return Hearing.load(uow, employee_id, policy=policy, at=desk.clock(), on=on)
