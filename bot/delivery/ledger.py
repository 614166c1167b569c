"""What the dispatcher reads from the store and writes to it: each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.delivery.gate import NOT_LINKED, Hold, hold_for
from bot.delivery.sending import Came, Outcome
from bot.delivery.unreachable import note_blocked
from bot.delivery.wording import Words, words_of
from handlers.desk.context import Desk
from storage.tables import MessageState
from storage.trail import outbox
from storage.trail.outbox import Outgoing
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

MOST_UNSETTLED = 2
"""Sendings of one message whose outcome nobody knows: the first, and one more."""
TRIED_AGAIN = frozenset({Came.NO_CONNECTION, Came.SLOW_DOWN, Came.FAULT, Came.UNKNOWN})
WITHOUT_CONNECTION = timedelta(seconds=5)
LOOK_AGAIN = timedelta(hours=1)
"""How soon it is looked again whether the recipient has opened the desk."""
UNTIL_IT_IS_THERE = timedelta(seconds=5)
"""How soon it is looked again whether a message that is to be changed went out."""
NOTHING_THERE = "nothing to change"
"""Why a change was given up: the message that it is for never arrived."""
OUT_OF_DATE = "out of date"
"""Why a message was given up that could not reach its recipient while it was of use."""
STALE = timedelta(days=30)
"""After this a message to somebody who never opened the desk is of no use any more."""


class Ledger:
    """The outbox, as one dispatcher writes in it. Plain Python, to be called from a thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take(self, limit: int) -> list[Outgoing]:
        """Claim rows that are due."""
        with self._desk.store.writing() as uow:
            rows = outbox.claim(uow, at=self._desk.clock(), limit=limit)
            if rows:
                uow.commit()
            return rows

    def begin(self, row: Outgoing) -> Words | None:
        """Ask the law, note that a sending begins, and give what to send; None: it waits."""
        with self._desk.store.writing() as uow:
            words = self._begin(uow, row)
            uow.commit()
            return words

    def settle(self, row: Outgoing, outcome: Outcome) -> timedelta | None:
        """Write down what came of a sending; if it is to be tried again, give after what wait."""
        with self._desk.store.writing() as uow:
            self._settle(uow, row, outcome)
            uow.commit()
        log.info(
            "outbox.tried", row_id=row.id, key=row.key, outcome=outcome.came, error=outcome.error
        )
        return _wait(row, outcome) if outcome.came in TRIED_AGAIN else None

    def broken(self, row: Outgoing, error: str) -> None:
        """Try a row again that could not be handled; after some times it is given up."""
        with self._desk.store.writing() as uow:
            outbox.retry(uow, row, at=self._desk.clock(), error=error)
            uow.commit()

    def unreachable(self, row: Outgoing) -> None:
        """Keep a message for somebody without a link, or give it up."""
        now = self._desk.clock()
        with self._desk.store.writing() as uow:
            if row.edits is not None and not row.blocked:
                outbox.give_up(uow, row.id, error=NOTHING_THERE)
            elif row.blocked:
                outbox.give_up(uow, row.id, error="blocked", state=MessageState.BLOCKED)
            elif now - row.created_at > STALE:
                outbox.give_up(uow, row.id, error=NOT_LINKED)
            else:
                self._hold(uow, row, Hold(now + LOOK_AGAIN, {"code": NOT_LINKED}))
            uow.commit()

    def give_back(self, rows: Iterable[Outgoing], after: timedelta) -> None:
        """Return claimed rows untouched, to be taken again after a while."""
        with self._desk.store.writing() as uow:
            for row in rows:
                outbox.release(uow, row.id, at=self._desk.clock() + after)
            uow.commit()

    def _begin(self, uow: UnitOfWork, row: Outgoing) -> Words | None:
        if row.unsettled >= MOST_UNSETTLED:
            outbox.give_up(uow, row.id, error="outcome unknown")
            log.warning("outbox.given_up", row_id=row.id, key=row.key, attempts=row.attempts)
            return None
        if row.edits is not None:
            return self._begin_edit(uow, row, row.edits)
        hold = hold_for(uow, self._desk, row)
        if row.good_until is not None and row.good_until <= (hold.until if hold else self._now()):
            outbox.give_up(uow, row.id, error=OUT_OF_DATE)
            log.info("outbox.out_of_date", row_id=row.id, key=row.key)
            return None
        if hold:
            self._hold(uow, row, hold)
            return None
        words = words_of(row)
        return words if outbox.begin(uow, row, at=self._desk.clock()) else None

    def _begin_edit(self, uow: UnitOfWork, row: Outgoing, target_id: int) -> Words | None:
        """Change an earlier message: silently, at any hour, once that one is there."""
        target = outbox.by_id(uow, target_id)
        if target is not None and target.state is MessageState.QUEUED:
            outbox.release(uow, row.id, at=self._now() + UNTIL_IT_IS_THERE)
            return None
        if target is None or target.message_id is None:
            outbox.give_up(uow, row.id, error=NOTHING_THERE)
            return None
        words = replace(words_of(row), edits=target.message_id)
        return words if outbox.begin(uow, row, at=self._now()) else None

    def _now(self) -> datetime:
        return self._desk.clock()

    def _hold(self, uow: UnitOfWork, row: Outgoing, hold: Hold) -> None:
        outbox.hold(uow, row.id, until=hold.until, reason=hold.reason)
        log.info("outbox.held", row_id=row.id, key=row.key, until=hold.until)

    def _settle(self, uow: UnitOfWork, row: Outgoing, outcome: Outcome) -> None:
        now = self._desk.clock()
        match outcome.came:
            case Came.SENT:
                outbox.mark_sent(uow, row.id, at=now, telegram_id=outcome.telegram_id)
            case Came.REFUSED:
                outbox.give_up(uow, row.id, error=outcome.error)
            case Came.BLOCKED:
                outbox.give_up(uow, row.id, error=outcome.error, state=MessageState.BLOCKED)
                note_blocked(uow, row.recipient_id, at=now)
            case Came.UNKNOWN:
                outbox.retry(uow, row, at=now, error=outcome.error)
            case Came.FAULT:
                outbox.settle(uow, row.id)
                outbox.retry(uow, row, at=now, error=outcome.error)
            case Came.NO_CONNECTION | Came.SLOW_DOWN:
                outbox.settle(uow, row.id)
                outbox.retry(uow, row, at=now, error=outcome.error, after=_wait(row, outcome))


def _wait(row: Outgoing, outcome: Outcome) -> timedelta:
    if outcome.came is Came.NO_CONNECTION:
        return WITHOUT_CONNECTION
    return outcome.after or outbox.wait_before(row.attempts + 1)
