"""What the dispatcher reads from the store and writes to it: each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.delivery.gate import CANNOT_JUDGE, LOOK_AGAIN, NOT_LINKED, Hold, hold_for, holds_for
from bot.delivery.sending import Came, Outcome
from bot.delivery.unreachable import note_blocked
from bot.delivery.wording import Words, words_of
from handlers.desk.actors import OF_USE
from handlers.desk.context import Desk
from rules.facts import ROME
from storage.core import values
from storage.people import links
from storage.tables import MessageState
from storage.trail import delivering, outbox, turns
from storage.trail.delivering import Line
from storage.trail.outbox import Outgoing, Waiting
from storage.trail.turns import Turn
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

MOST_UNSETTLED = 2
"""Sendings of one message whose outcome nobody knows: the first, and one more."""
OUTCOME_UNKNOWN = "outcome unknown"
NOTED_AHEAD = 0.15
"""
Seconds before its turn in which it is noted that a sending begins: most stores write faster, so
that the sending itself is on time.
"""
UNTIL_IT_IS_THERE = timedelta(seconds=5)
"""How soon it is looked again whether a message that is to be changed went out."""
UNTIL_IT_IS_MENDED = timedelta(minutes=5)
"""How soon it is looked again whether what could not be read can be."""
NOTHING_THERE = "nothing to change"
"""Why a change was given up: the message that it is for never arrived."""
LEFT = "left"
"""Why a message was not sent: whoever it is for is not in the body any more."""
STALE = OF_USE
"""After this a message that could not go out is of no use any more, if it does not say itself."""
NO_FAULT_OF_ITS_OWN = frozenset({Came.NO_CONNECTION, Came.SLOW_DOWN, Came.UNAUTHORISED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a look at due rows brought: for whom messages may go out, and whether to look again."""

    lines: Sequence[Line]
    looked_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """
    A message that may go out when its turn comes: `at`, in seconds of the pace's monotonic time.

    `claimed` is until when it is kept for that, if `start` has still to note that its sending
    begins; None if that is noted.
    """

    row: Outgoing
    chat_id: int
    words: Words
    at: float
    claimed: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotYet:
    """Nothing was begun: ask again after so many seconds."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing waits for this person any more; `judge`: what did must be judged anew."""

    judge: bool = False


class Ledger:
    """The outbox, as one dispatcher writes in it. Plain Python, to be called from a thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def judge(self, limit: int = delivering.MOST_RECIPIENTS) -> Judged:
        """
        Ask the law about rows that fell due: those that it lets through wait for their turn.

        The law is asked before the transaction that writes, so that nobody waits meanwhile. If
        a message cannot be read it waits alone; if it is something of a person, all of theirs do.
        """
        try:
            return self._judge(limit)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("outbox.judged_apart")
        with self._desk.store.reading() as uow:
            recipients = delivering.next_recipients(uow, at=self._now(), limit=limit)
        apart = [self._judge_one(who) for who in recipients]
        lines = [line for judged in apart for line in judged.lines]
        return Judged(lines=lines, looked_at=sum(judged.looked_at for judged in apart))

    def put_off(self, recipient_id: int) -> None:
        """
        Let those of somebody's messages wait that cannot be read, until they can.

        If all can, it is something of the person that cannot, and everything waits for them.
        """
        now, reason = self._now(), {"code": CANNOT_JUDGE}
        until = now + UNTIL_IT_IS_MENDED
        with self._desk.store.writing() as uow:
            numbers = delivering.unreadable(uow, recipient_id, at=now)
            if numbers:
                delivering.hold(uow, numbers, at=now, until=until, reason=reason)
            else:
                delivering.put_all_off(uow, recipient_id, at=now, until=until, reason=reason)
            uow.commit()
        log.error("outbox.unreadable", employee_id=recipient_id, rows=numbers, until=until)

    def _judge_one(self, recipient_id: int) -> Judged:
        try:
            return self._judge(1, [recipient_id])
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("outbox.cannot_judge", employee_id=recipient_id)
            self.put_off(recipient_id)
            return Judged(lines=(), looked_at=1)

    def _judge(self, limit: int, only: Sequence[int] | None = None) -> Judged:
        now = self._now()
        with self._desk.store.reading() as uow:
            rows = delivering.due(uow, at=now, limit=limit, only=only)
            asked = [row for row in rows if row.edits is None and _reachable(row)]
            holds = holds_for(uow, self._desk, asked) if asked else {}
        if not rows:
            return Judged(lines=(), looked_at=0)
        with self._desk.store.writing() as uow:
            still = _as_linked(uow, rows)
            cleared = [row for row in still if not self._kept(uow, row, holds.get(row.id))]
            self._hold_all(uow, still, holds)
            delivering.clear(uow, [row.id for row in cleared])
            uow.commit()
        return Judged(lines=_lines_of(cleared), looked_at=len(rows))

    def lines(self) -> list[Line]:
        """Look for whom messages wait that were judged, here or by another dispatcher."""
        with self._desk.store.reading() as uow:
            return delivering.lines(uow, at=self._now())

    def begin(
        self, recipient_id: int, turns_now: float | None, besides: int = 0
    ) -> Sending | NotYet | Nothing:
        """
        Take the next message for somebody and a turn for it; `besides` went out without any.

        The law is asked once more, as of its turn: what was judged a while ago may be held now.
        If its turn is near, it is noted that the sending begins; else `start` does that when it
        is. A program that dies before has surely not sent it.
        """
        with self._desk.store.writing() as uow:
            row = delivering.first_in_line(uow, recipient_id, at=self._now())
            if row is None:
                return Nothing()
            if besides:
                turns.make_room(uow, besides, now=turns_now)
            begun = self._begin(uow, row, turns_now)
            uow.commit()
        return begun

    def start(self, sending: Sending) -> Sending | None:
        """Note that a sending begins, now that its turn is near; None if it must not."""
        now = self._now()
        with self._desk.store.writing() as uow:
            begun = delivering.begin(uow, sending.row, at=now, claimed=sending.claimed)
            uow.commit()
        return replace(sending, claimed=None) if begun else None

    def take_another_turn(
        self, sending: Sending, ahead: float, turns_now: float | None
    ) -> Sending | Nothing:
        """Give a noted sending that missed its turn one that is so many seconds off, or more."""
        with self._desk.store.writing() as uow:
            turn = turns.take_another(uow, sending.chat_id, ahead=ahead, now=turns_now)
            held = self._is_held(uow, sending.row, turn)
            if held:
                delivering.settle(uow, sending.row.id)
                delivering.release(uow, sending.row.id)
                delivering.judge_again(uow, sending.row.recipient_id, at=self._now())
            uow.commit()
        return Nothing(judge=True) if held else replace(sending, at=turn.at)

    def settle(self, row: Outgoing, outcome: Outcome) -> None:
        """Write down what came of a sending."""
        with self._desk.store.writing() as uow:
            self._settle(uow, row, outcome)
            uow.commit()
        log.info(
            "outbox.tried", row_id=row.id, key=row.key, outcome=outcome.came, error=outcome.error
        )

    def give_back(self, sending: Sending) -> None:
        """Return a row whose sending did not take place."""
        with self._desk.store.writing() as uow:
            if sending.claimed is None:
                delivering.settle(uow, sending.row.id)
            delivering.release(uow, sending.row.id)
            uow.commit()

    def _kept(self, uow: UnitOfWork, row: Waiting, hold: Hold | None) -> bool:
        """Deal with a row that does not wait for a turn; False if it does."""
        if self._is_over(uow, row, hold):
            return True
        if not _reachable(row):
            self._unreachable(uow, row)
            return True
        return hold is not None

    def _is_over(self, uow: UnitOfWork, row: Waiting, hold: Hold | None = None) -> bool:
        """Give up what must not be sent any more, or cannot be while it is of use."""
        now = self._now()
        if row.unsettled >= MOST_UNSETTLED and row.edits is None:
            delivering.give_up(uow, row.id, error=OUTCOME_UNKNOWN)
        elif row.left_on is not None and row.left_on < now.astimezone(ROME).date():
            delivering.give_up(uow, row.id, error=LEFT, state=MessageState.OUTDATED)
        elif row.good_until is not None and row.good_until <= (hold.until if hold else now):
            error = row.last_error or "out of date"
            delivering.give_up(uow, row.id, error=error, state=MessageState.OUTDATED)
        elif (row.attempts or row.unsettled) and now - row.due_at > STALE:
            delivering.give_up(uow, row.id, error=row.last_error or "out of date")
        else:
            return False
        log.info("outbox.given_up", row_id=row.id, key=row.key, unsettled=row.unsettled)
        return True

    def _unreachable(self, uow: UnitOfWork, row: Waiting) -> None:
        """Keep a message for somebody without a link or who blocked the bot."""
        now = self._now()
        if row.edits is not None and not row.blocked:
            _nothing_to_change(uow, row)
        elif row.blocked:
            delivering.give_up(uow, row.id, error="blocked", state=MessageState.BLOCKED)
        elif now - row.due_at > STALE:
            delivering.give_up(uow, row.id, error=NOT_LINKED, state=MessageState.OUTDATED)
        else:
            reason = {"code": NOT_LINKED}
            delivering.hold(uow, [row.id], at=now, until=now + LOOK_AGAIN, reason=reason)

    def _hold_all(
        self, uow: UnitOfWork, rows: Iterable[Waiting], holds: dict[int, Hold | None]
    ) -> None:
        """Hold what the law holds: one statement for all that wait for the same reason."""
        alike: dict[tuple[datetime, str], tuple[Hold, list[int]]] = {}
        for hold, ids in _held_together(rows, holds):
            name = hold.until, values.dumps(dict(hold.reason))
            alike.setdefault(name, (hold, []))[1].extend(ids)
        for hold, ids in alike.values():
            delivering.hold(uow, ids, at=self._now(), until=hold.until, reason=hold.reason)
            log.info("outbox.held", rows=len(ids), first_row=ids[0], until=hold.until)

    def _begin(
        self, uow: UnitOfWork, row: Outgoing, turns_now: float | None
    ) -> Sending | NotYet | Nothing:
        if self._is_over(uow, row):
            return NotYet()
        if row.telegram_user_id is None or row.blocked:
            delivering.judge_again(uow, row.recipient_id, at=self._now())
            return Nothing(judge=True)
        words = self._words(uow, row)
        if words is None:
            return NotYet()
        turn = self._turn(uow, row, row.telegram_user_id, turns_now)
        if not isinstance(turn, Turn):
            return turn
        claimed = None
        if turn.wait > NOTED_AHEAD:
            claimed = delivering.claim(uow, row, at=self._now() + timedelta(seconds=turn.wait))
        elif not delivering.begin(uow, row, at=self._now()):
            return NotYet()
        return Sending(
            row=row, chat_id=row.telegram_user_id, words=words, at=turn.at, claimed=claimed
        )

    def _turn(
        self, uow: UnitOfWork, row: Outgoing, chat_id: int, turns_now: float | None
    ) -> Turn | NotYet | Nothing:
        """Take a turn at which the law lets a message out."""
        attempt = uow.connection.begin_nested()
        turn = turns.take(uow, chat_id, now=turns_now)
        if not turn.taken:
            return NotYet(turn.wait)
        if self._is_held(uow, row, turn):
            attempt.rollback()  # the turn is for somebody else
            delivering.judge_again(uow, row.recipient_id, at=self._now())
            return Nothing(judge=True)
        attempt.commit()
        return turn

    def _is_held(self, uow: UnitOfWork, row: Waiting, turn: Turn) -> bool:
        """Ask the law as of a turn; a change of what arrived already makes no sound."""
        after = timedelta(seconds=turn.wait)
        return row.edits is None and hold_for(uow, self._desk, row, after=after) is not None

    def _words(self, uow: UnitOfWork, row: Outgoing) -> Words | None:
        """Put a row into words; one that the program has no words for is a dead letter."""
        try:
            words = words_of(row)
        except SQLAlchemyError:
            raise
        except Exception as error:
            log.exception("outbox.failed", row_id=row.id, key=row.key)
            delivering.give_up(uow, row.id, error=type(error).__name__)
            return None
        return words if row.edits is None else self._of_change(uow, row, row.edits, words)

    def _of_change(
        self, uow: UnitOfWork, row: Outgoing, target_id: int, words: Words
    ) -> Words | None:
        """Change an earlier message: silently, at any hour, once that one is there."""
        target = outbox.by_id(uow, target_id)
        if target is not None and target.state is MessageState.QUEUED:
            delivering.release(uow, row.id, at=self._now() + UNTIL_IT_IS_THERE)
            return None
        if target is None or target.message_id is None:
            _nothing_to_change(uow, row)
            return None
        return replace(words, edits=target.message_id)

    def _settle(self, uow: UnitOfWork, row: Outgoing, outcome: Outcome) -> None:
        now = self._now()
        if outcome.came is Came.SENT:
            delivering.mark_sent(uow, row.id, at=now, telegram_id=outcome.telegram_id)
        elif outcome.came is Came.REFUSED:
            state = MessageState.FAILED if row.edits is None else MessageState.WITHDRAWN
            delivering.settle(uow, row.id)
            delivering.give_up(uow, row.id, error=outcome.error, state=state)
        elif outcome.came is Came.BLOCKED and _moved(uow, row):
            delivering.settle(uow, row.id)  # the account that blocked the bot is theirs no more
            delivering.release(uow, row.id)
            delivering.judge_again(uow, row.recipient_id, at=now)
        elif outcome.came is Came.BLOCKED:
            delivering.settle(uow, row.id)  # it surely did not arrive, and can be withdrawn
            delivering.give_up(uow, row.id, error=outcome.error, state=MessageState.BLOCKED)
            delivering.judge_again(uow, row.recipient_id, at=now)
            note_blocked(uow, row.recipient_id, at=now)
        elif outcome.came in NO_FAULT_OF_ITS_OWN:
            delivering.settle(uow, row.id)
            delivering.release(uow, row.id, error=outcome.error)
        elif outcome.came is Came.FAULT:
            delivering.settle(uow, row.id)
            delivering.retry(uow, row, at=now, error=outcome.error)
        elif row.edits is not None:  # made twice it leaves the same behind
            delivering.settle(uow, row.id)
            delivering.repeat_later(uow, row, at=now, error=outcome.error)
        elif row.unsettled + 1 >= MOST_UNSETTLED:
            delivering.give_up(uow, row.id, error=OUTCOME_UNKNOWN)
        else:
            delivering.repeat_later(uow, row, at=now, error=outcome.error)

    def _now(self) -> datetime:
        return self._desk.clock()


def _as_linked(uow: UnitOfWork, rows: Sequence[Waiting]) -> list[Waiting]:
    """Leave out whom nothing could reach, and who opened the bot since: they are judged again."""
    away = [row.recipient_id for row in rows if not _reachable(row)]
    now = links.live(uow, away) if away else {}
    return [row for row in rows if _reachable(row) or now.get(row.recipient_id, True)]


def _held_together(
    rows: Iterable[Waiting], holds: Mapping[int, Hold | None]
) -> Iterable[tuple[Hold, list[int]]]:
    """Give each hold with the messages of one person that it holds."""
    found: dict[int, tuple[Hold, list[int]]] = {}
    for row in rows:
        hold = holds.get(row.id)
        if hold is not None:
            found.setdefault(id(hold), (hold, []))[1].append(row.id)
    return found.values()


def _moved(uow: UnitOfWork, row: Outgoing) -> bool:
    """Tell whether somebody has tied another account since a message to them was begun."""
    now = outbox.by_id(uow, row.id)
    return now is not None and now.telegram_user_id != row.telegram_user_id


def _reachable(row: Waiting) -> bool:
    return row.telegram_user_id is not None and not row.blocked


def _nothing_to_change(uow: UnitOfWork, row: Waiting) -> None:
    delivering.give_up(uow, row.id, error=NOTHING_THERE, state=MessageState.WITHDRAWN)


def _lines_of(cleared: Iterable[Waiting]) -> list[Line]:
    return [Line(row.recipient_id, row.urgent, row.hold_until or row.due_at) for row in cleared]
