"""
What the dispatcher writes in the outbox: judged in sets, sent one by one.

A row that is due is judged first (`due`, then `clear` or `hold`); what was cleared waits in the
line of its recipient (`lines`) until its turn (`first_in_line`, `claim`, `begin`, and what came of
it). A row is claimed from then on; if that dispatcher dies the claim runs out and another goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Update, and_, bindparam, exists, func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from storage.tables import EMPLOYEE, OUTBOX, MessageState
from storage.trail.outbox import SEEN, WAITING, Outgoing, Waiting, by_id, from_row, waiting_of

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

CLAIM = timedelta(minutes=2)
"""How long a sending may take before the row is given to another dispatcher."""
LONGEST_CLAIM = CLAIM + timedelta(minutes=1)
"""A claim that ends later was made while the clock ran ahead: it means nothing."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)
UNKNOWN_WAIT = timedelta(seconds=20)
LONGEST_BEHIND = timedelta(minutes=1)
"""One bad message must not keep all others for the same person back for longer."""
A_NIGHT = timedelta(hours=16)
"""What is held for longer waits for more than a night to end: for a leave, or offices closed."""
LOOKED_AT_AGAIN = timedelta(hours=1)
"""How soon it is looked again whether such a wait is still as long."""
MOST_RECIPIENTS, MOST_ROWS = 500, 5_000
"""What is judged in one go: more takes memory, and the others' turn of the processor."""
MOST_AT_ONCE = 500
"""Rows named in one statement: databases limit how many values it may have."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody for whom cleared messages wait: how many, and the most urgent one since when."""

    recipient_id: int
    urgent: bool
    since: datetime
    count: int = 1


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was given up, without what it says; `key` is that of its text."""

    id: int
    recipient_id: int
    body_id: str
    key: str
    created_at: datetime
    last_error: str | None


def due(
    uow: UnitOfWork,
    *,
    at: datetime,
    limit: int = MOST_RECIPIENTS,
    only: Sequence[int] | None = None,
) -> list[Waiting]:
    """
    List messages that fell due and were not judged since, urgent ones first, then by age.

    `limit` counts the recipients of the oldest ones; all that is due to them comes along, since
    it is judged by the same facts. `only` names the recipients instead.
    """
    recipients = next_recipients(uow, at=at, limit=limit) if only is None else only
    wanted = WAITING.where(_unjudged(at), OUTBOX.c.recipient_id.in_(recipients))
    ordered = wanted.order_by(OUTBOX.c.urgent.desc(), OUTBOX.c.next_at, OUTBOX.c.id)
    rows = uow.connection.execute(ordered.limit(MOST_ROWS)) if recipients else ()
    return [waiting_of(row) for row in rows]


def next_recipients(uow: UnitOfWork, *, at: datetime, limit: int = MOST_RECIPIENTS) -> list[int]:
    """
    List for whom the oldest messages are that fell due and were not judged since.

    Urgent ones are looked for apart: so the index gives each of the two in order.
    """
    found: list[int] = []
    for urgent in (True, False):
        wanted = select(OUTBOX.c.recipient_id).where(_unjudged(at), OUTBOX.c.urgent.is_(urgent))
        oldest = wanted.order_by(OUTBOX.c.next_at).limit(limit - len(found))
        found += uow.connection.execute(oldest).scalars()
        if found:
            break
    return sorted(set(found))


def clear(uow: UnitOfWork, message_ids: Iterable[int]) -> None:
    """Let messages wait for their turn: nothing holds them now."""
    for ids in _batches(message_ids):
        waiting = OUTBOX.update().where(OUTBOX.c.id.in_(ids), _QUEUED)
        uow.connection.execute(waiting.values(cleared=True, hold_until=None, hold_reason=None))


def hold(
    uow: UnitOfWork,
    message_ids: Iterable[int],
    *,
    at: datetime,
    until: datetime,
    reason: Mapping[str, Any],
) -> None:
    """
    Keep messages back until a moment; HR can read the reason. It counts as no attempt.

    A long wait is looked at again before it ends: a leave is cut short, an agreement ends. One
    whose sending another dispatcher has begun meanwhile is left to it.
    """
    next_at = until if until - at <= A_NIGHT else at + LOOKED_AT_AGAIN
    held = {"hold_until": until, "hold_reason": dict(reason), "next_at": next_at, "cleared": False}
    for ids in _batches(message_ids):
        waiting = OUTBOX.update().where(OUTBOX.c.id.in_(ids), _QUEUED, _unclaimed(at))
        uow.connection.execute(waiting.values(claimed_until=None, **held))


def unreadable(uow: UnitOfWork, recipient_id: int, *, at: datetime) -> list[int]:
    """List which of the first messages that are due to somebody cannot be opened."""
    theirs = select(OUTBOX.c.id).where(OUTBOX.c.recipient_id == recipient_id, _due(at))
    first = theirs.order_by(*_AS_IN_LINE).limit(MOST_AT_ONCE)
    numbers = uow.connection.execute(first).scalars().all()
    return [number for number in numbers if not _can_be_read(uow, number)]


def _can_be_read(uow: UnitOfWork, message_id: int) -> bool:
    try:
        by_id(uow, message_id)
    except SQLAlchemyError:
        raise
    except Exception:  # noqa: BLE001  whatever is wrong with what it says
        return False
    return True


def put_all_off(
    uow: UnitOfWork, recipient_id: int, *, at: datetime, until: datetime, reason: Mapping[str, Any]
) -> None:
    """Keep all back that is due to somebody, whatever it says, and judge it anew then."""
    theirs = OUTBOX.update().where(OUTBOX.c.recipient_id == recipient_id, _due(at))
    put_off = {"hold_until": until, "hold_reason": dict(reason), "next_at": until}
    uow.connection.execute(theirs.values(cleared=False, claimed_until=None, **put_off))


def lines(uow: UnitOfWork, *, at: datetime) -> list[Line]:
    """List for whom cleared messages wait; who has urgent ones too stands there twice."""
    first = func.min(OUTBOX.c.next_at, type_=OUTBOX.c.next_at.type)
    wanted = (
        select(OUTBOX.c.recipient_id, OUTBOX.c.urgent, first, func.count())
        .where(_due(at), OUTBOX.c.cleared.is_(True))
        .group_by(OUTBOX.c.recipient_id, OUTBOX.c.urgent)
    )
    return [Line(*row) for row in uow.connection.execute(wanted)]


def first_in_line(uow: UnitOfWork, recipient_id: int, *, at: datetime) -> Outgoing | None:
    """
    Give the message that is next for somebody, urgent first, then as they were written.

    None if none is due, or another dispatcher is sending one to them.
    """
    asked = {"who": recipient_id, "at": at, "claimable": at + LONGEST_CLAIM}
    row = uow.connection.execute(_FIRST_IN_LINE, asked).mappings().first()
    return None if row is None else from_row(row)


def claim(uow: UnitOfWork, message: Outgoing, *, at: datetime) -> datetime:
    """
    Keep a message for its turn, which comes at a moment; give until when nobody else takes it.

    It counts as no sending: after a crash before `begin` the message surely did not go out.
    """
    until = at + CLAIM
    uow.connection.execute(_CLAIM, {"number": message.id, "until": until})
    return until


def begin(
    uow: UnitOfWork, message: Outgoing, *, at: datetime, claimed: datetime | None = None
) -> bool:
    """
    Note that a sending begins, before it does; False if another dispatcher was faster.

    The sending counts as unsettled until `settle` or `mark_sent`: after a crash in between, nobody
    knows whether the message arrived. With `claimed`, what `claim` gave, it is also False if the
    message was withdrawn or taken by another since.
    """
    asked = {"number": message.id, "known": message.unsettled, "until": at + CLAIM}
    if claimed is None:
        return bool(uow.connection.execute(_BEGIN, asked).rowcount)
    return bool(uow.connection.execute(_BEGIN_CLAIMED, {**asked, "claimed": claimed}).rowcount)


def settle(uow: UnitOfWork, message_id: int) -> None:
    """Note that the sending that began surely did not arrive."""
    uow.connection.execute(_row(message_id).values(unsettled=OUTBOX.c.unsettled - 1))


def mark_sent(uow: UnitOfWork, message_id: int, *, at: datetime, telegram_id: int | None) -> None:
    """Note that Telegram took a message; `telegram_id` is the number that it gave it."""
    uow.connection.execute(_SENT, {"number": message_id, "at": at, "telegram_id": telegram_id})


def retry(uow: UnitOfWork, message: Outgoing, *, at: datetime, error: str) -> timedelta:
    """
    Try a message again later, each time after twice the wait; give the wait.

    What else waits for its recipient does not overtake it, but for a minute at most.
    """
    wait = wait_before(message.attempts + 1)
    later = _row(message.id).values(attempts=message.attempts + 1)
    uow.connection.execute(later)
    _put_off(uow, message, at=at, wait=wait, error=error)
    return wait


def repeat_later(uow: UnitOfWork, message: Outgoing, *, at: datetime, error: str) -> None:
    """
    Send a message once more of which nobody knows whether it arrived.

    Others go first: if they arrive, the line works, and the only repetition is not wasted.
    """
    _put_off(uow, message, at=at, wait=UNKNOWN_WAIT, error=error)


def _put_off(
    uow: UnitOfWork, message: Outgoing, *, at: datetime, wait: timedelta, error: str
) -> None:
    later = _row(message.id).values(last_error=error, next_at=at + wait, claimed_until=None)
    uow.connection.execute(later)
    behind = at + min(wait, LONGEST_BEHIND)
    others = OUTBOX.update().where(
        OUTBOX.c.recipient_id == message.recipient_id,
        OUTBOX.c.id != message.id,
        OUTBOX.c.next_at < behind,
        OUTBOX.c.urgent.is_(False),
        _QUEUED,
    )
    uow.connection.execute(others.values(next_at=behind))


def wait_before(attempt: int) -> timedelta:
    """Tell how long to wait after the first, second... attempt that failed."""
    doubled = FIRST_WAIT * (1 << min(attempt - 1, 10))
    return min(doubled, LONGEST_WAIT)


def release(
    uow: UnitOfWork, message_id: int, *, at: datetime | None = None, error: str | None = None
) -> None:
    """
    Give a claimed message back, to be taken again at `at` or as soon as there is a line.

    `error` is why it could not go out; no fault of the message, and no attempt.
    """
    changed: dict[str, Any] = {"claimed_until": None}
    if at is not None:
        changed["next_at"] = at
    if error is not None:
        changed["last_error"] = error
    uow.connection.execute(_row(message_id).values(**changed))


def give_up(
    uow: UnitOfWork,
    message_id: int,
    *,
    error: str,
    state: MessageState = MessageState.FAILED,
) -> None:
    """Stop trying: FAILED makes it a dead letter; the other states say why it needs no help."""
    ended = {"state": state, "last_error": error, "claimed_until": None}
    uow.connection.execute(_row(message_id).where(_QUEUED).values(**ended))


def judge_again(uow: UnitOfWork, recipient_id: int, *, at: datetime) -> None:
    """Let all that waits for somebody be judged anew: something about them changed."""
    waiting = OUTBOX.update().where(OUTBOX.c.recipient_id == recipient_id, _QUEUED)
    uow.connection.execute(waiting.where(OUTBOX.c.next_at <= at).values(cleared=False))


def reachable_again(
    uow: UnitOfWork, recipient_id: int, *, at: datetime, not_before: datetime
) -> None:
    """
    Send what waited for somebody to open the bot, if it is still of use.

    `not_before` is the moment before which what was written interests nobody any more. Each
    message passes the law again.
    """
    mine = OUTBOX.c.recipient_id == recipient_id
    useful = and_(
        or_(OUTBOX.c.good_until.is_(None), OUTBOX.c.good_until > at),
        OUTBOX.c.created_at >= not_before,
    )
    held = _QUEUED & (OUTBOX.c.hold_until > at) & OUTBOX.c.claimed_until.is_(None)
    waiting = OUTBOX.update().where(mine, useful, or_(_BLOCKED, held))
    again = waiting.values(
        state=MessageState.QUEUED, next_at=at, cleared=False, hold_until=None, last_error=None
    )
    uow.connection.execute(again)


def dead_letters(uow: UnitOfWork, *, untold: bool = False) -> list[DeadLetter]:
    """
    List what was given up though it was of use, oldest first; all, or what nobody was told.

    None is opened: one that cannot be read is listed like the others.
    """
    wanted = _DEAD.where(OUTBOX.c.state == MessageState.FAILED)
    if untold:
        wanted = wanted.where(OUTBOX.c.reported_at.is_(None))
    return [DeadLetter(*row) for row in uow.connection.execute(wanted.order_by(OUTBOX.c.id))]


def note_reported(uow: UnitOfWork, message_ids: Iterable[int], *, at: datetime) -> None:
    """Note that somebody was told of dead letters."""
    for ids in _batches(message_ids):
        told = OUTBOX.update().where(OUTBOX.c.id.in_(ids)).values(reported_at=at)
        uow.connection.execute(told)


def send_again(uow: UnitOfWork, message_id: int, *, at: datetime) -> bool:
    """
    Queue a dead letter once more, as if it had just fallen due; False if it is none.

    It says then when it was written: what it tells may have changed since. Raises VaultError if
    it cannot be opened.
    """
    dead = OUTBOX.c.id == message_id, OUTBOX.c.state == MessageState.FAILED
    content = uow.connection.execute(select(OUTBOX.c.content).where(*dead)).scalar()
    if content is None:
        return False
    queued = {
        "content": {**content, "again": True},
        "state": MessageState.QUEUED,
        "due_at": at,
        "next_at": at,
        "good_until": None,
        "cleared": False,
        "attempts": 0,
        "unsettled": 0,
        "last_error": None,
        "reported_at": None,
    }
    again = OUTBOX.update().where(*dead).values(**queued)
    return bool(uow.connection.execute(again).rowcount)


_QUEUED = OUTBOX.c.state == MessageState.QUEUED
_BLOCKED = OUTBOX.c.state == MessageState.BLOCKED


_NUMBERED = OUTBOX.update().where(OUTBOX.c.id == bindparam("number"))
_CLAIM = _NUMBERED.where(_QUEUED).values(claimed_until=bindparam("until"))
_BEGIN = _NUMBERED.where(_QUEUED, OUTBOX.c.unsettled == bindparam("known")).values(
    unsettled=OUTBOX.c.unsettled + 1, claimed_until=bindparam("until")
)
_BEGIN_CLAIMED = _BEGIN.where(OUTBOX.c.claimed_until == bindparam("claimed"))
_SENT = _NUMBERED.values(
    state=MessageState.SENT,
    sent_at=bindparam("at"),
    message_id=bindparam("telegram_id"),
    claimed_until=None,
    attempts=OUTBOX.c.attempts + 1,
    unsettled=0,
)

_DEAD = select(
    *(OUTBOX.c.id, OUTBOX.c.recipient_id, EMPLOYEE.c.body_id),
    *(OUTBOX.c.key, OUTBOX.c.created_at, OUTBOX.c.last_error),
).join_from(OUTBOX, EMPLOYEE, EMPLOYEE.c.id == OUTBOX.c.recipient_id)

_AS_IN_LINE = (OUTBOX.c.urgent.desc(), OUTBOX.c.due_at, OUTBOX.c.id)
_OTHER = OUTBOX.alias()
_BEING_SENT = exists().where(
    _OTHER.c.recipient_id == bindparam("who"),
    _OTHER.c.state == MessageState.QUEUED,
    _OTHER.c.claimed_until > bindparam("at", type_=OUTBOX.c.claimed_until.type),
    _OTHER.c.claimed_until <= bindparam("claimable", type_=OUTBOX.c.claimed_until.type),
)
_FIRST_IN_LINE = (
    SEEN.where(
        OUTBOX.c.recipient_id == bindparam("who"),
        _QUEUED,
        OUTBOX.c.cleared.is_(True),
        OUTBOX.c.next_at <= bindparam("at", type_=OUTBOX.c.next_at.type),
        ~_BEING_SENT,
    )
    .order_by(*_AS_IN_LINE)
    .limit(1)
    .with_for_update(of=OUTBOX, skip_locked=True)
)


def _due(at: datetime) -> ColumnElement[bool]:
    return and_(_QUEUED, OUTBOX.c.next_at <= at, _unclaimed(at))


def _unjudged(at: datetime) -> ColumnElement[bool]:
    return and_(_due(at), OUTBOX.c.cleared.is_(False))


def _unclaimed(at: datetime) -> ColumnElement[bool]:
    return or_(
        OUTBOX.c.claimed_until.is_(None),
        OUTBOX.c.claimed_until <= at,
        OUTBOX.c.claimed_until > at + LONGEST_CLAIM,
    )


def _row(message_id: int) -> Update:
    return OUTBOX.update().where(OUTBOX.c.id == message_id)


def _batches(message_ids: Iterable[int]) -> Iterable[list[int]]:
    ids = list(message_ids)
    return (ids[at : at + MOST_AT_ONCE] for at in range(0, len(ids), MOST_AT_ONCE))
