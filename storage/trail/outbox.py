"""
The outbox: messages written in the transaction that caused them, sent later by the dispatcher.

What the dispatcher writes in it is in `delivering`. Moments are aware and handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Select, case, select

from storage.core.statements import insert_new
from storage.tables import EMPLOYEE, OUTBOX, TELEGRAM_LINK, MessageState

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

Button = Sequence[Any]
"""`[label key, label arguments, callback data]`, and its style if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """
    What to tell whom: a key of the text catalogues with its arguments.

    `dedupe_key` names the occasion: a second message with the same key is not posted.
    `urgent_reason` makes it urgent. `due_at` None means at once. After `good_until` it is of no
    use any more: what could not reach the person by then is not sent. `recall_cause` is why
    somebody is called to the office: some acts let that message through where others wait.
    `contact` makes it a contact, for which the bands hold too: `plain`, `urgent`,
    `objectives`, `on_call` (it passes within the hours of a turn).
    `edits` is the id of an earlier row: its message gets this text and these buttons. That makes
    no sound, and waits for no hour.
    """

    recipient_id: int
    key: str
    dedupe_key: str
    at: datetime
    args: Mapping[str, Any] = field(default_factory=dict)
    buttons: Sequence[Sequence[Button]] = ()
    due_at: datetime | None = None
    good_until: datetime | None = None
    urgent_reason: str | None = None
    recall_cause: str | None = None
    contact: str | None = None
    edits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """
    What must be known of a message to tell whether it may go out, without what it says.

    `telegram_user_id` is None for a person without a live link; `blocked` tells that they blocked
    the bot.
    """

    id: int
    recipient_id: int
    telegram_user_id: int | None
    blocked: bool
    key: str
    urgent: bool
    due_at: datetime
    attempts: int
    unsettled: int = 0
    good_until: datetime | None = None
    recall_cause: str | None = None
    contact: str | None = None
    edits: int | None = None
    hold_until: datetime | None = None
    last_error: str | None = None
    left_on: date | None = None
    """The last day of its recipient in the body, if they leave or have left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing(Waiting):
    """
    A message of the outbox as the dispatcher sends it.

    Arguments keep their types (dates, moments, bands); tuples came back as lists.
    """

    body_id: str
    locale: str | None
    args: Mapping[str, Any]
    buttons: list[list[Any]]
    urgent_reason: str | None
    state: MessageState
    created_at: datetime
    hold_reason: Mapping[str, Any] | None = None
    sent_at: datetime | None = None
    message_id: int | None = None
    again: bool = False
    """Whether it was given up once, and somebody let it go out all the same."""


APART = ("recall_cause", "contact", "edits")
"""What in a message's content decides about it besides its recipient's disconnection."""


def post(connection: Connection, message: Message) -> bool:
    """Write a message; False, and nothing written, if its dedupe key was posted before."""
    due_at = message.due_at or message.at
    content = {
        "args": dict(message.args),
        "buttons": message.buttons,
        "urgent_reason": message.urgent_reason,
        "recall_cause": message.recall_cause,
        "contact": message.contact,
        "edits": message.edits,
    }
    return insert_new(
        connection,
        OUTBOX,
        recipient_id=message.recipient_id,
        key=message.key,
        content=content,
        dedupe_key=message.dedupe_key,
        urgent=message.urgent_reason is not None,
        state=MessageState.QUEUED,
        created_at=message.at,
        due_at=due_at,
        next_at=due_at,
        good_until=message.good_until,
        cleared=False,
        apart=any(content[name] is not None for name in APART),
        attempts=0,
        unsettled=0,
    )


def posted_at(uow: UnitOfWork, dedupe_key: str) -> datetime | None:
    """Tell when a message was posted, by its occasion; None if it never was."""
    wanted = select(OUTBOX.c.created_at).where(OUTBOX.c.dedupe_key == dedupe_key)
    moment = uow.connection.execute(wanted).scalar()
    return moment if isinstance(moment, datetime) else None


def posted(uow: UnitOfWork, dedupe_keys: Iterable[str]) -> set[str]:
    """Tell which of some messages were posted and not given up, by their occasion."""
    wanted = select(OUTBOX.c.dedupe_key).where(
        OUTBOX.c.dedupe_key.in_(list(dedupe_keys)),
        OUTBOX.c.state.in_((MessageState.QUEUED, MessageState.SENT)),
    )
    return set(uow.connection.execute(wanted).scalars())


def known(uow: UnitOfWork, dedupe_keys: Iterable[str]) -> set[str]:
    """Tell which of some messages were ever posted, whatever became of them."""
    wanted = select(OUTBOX.c.dedupe_key).where(OUTBOX.c.dedupe_key.in_(list(dedupe_keys)))
    return set(uow.connection.execute(wanted).scalars())


def next_due(uow: UnitOfWork) -> datetime | None:
    """Tell when the dispatcher has something to do next; None if the outbox is empty."""
    soonest = select(OUTBOX.c.next_at).where(OUTBOX.c.state == MessageState.QUEUED)
    moment = uow.connection.execute(soonest.order_by(OUTBOX.c.next_at).limit(1)).scalar()
    return moment if isinstance(moment, datetime) else None


def held(uow: UnitOfWork, body_id: str, *, at: datetime) -> list[Outgoing]:
    """List a body's messages that wait for a later moment, soonest first, with the reason."""
    waiting = SEEN.where(
        EMPLOYEE.c.body_id == body_id,
        OUTBOX.c.state == MessageState.QUEUED,
        OUTBOX.c.hold_until > at,
    )
    ordered = waiting.order_by(OUTBOX.c.hold_until, OUTBOX.c.id)
    return [from_row(row) for row in uow.connection.execute(ordered).mappings()]


def by_id(uow: UnitOfWork, message_id: int) -> Outgoing | None:
    """Give one message, whatever its state."""
    return _one(uow, OUTBOX.c.id == message_id)


def by_dedupe_key(uow: UnitOfWork, dedupe_key: str) -> Outgoing | None:
    """Give the message that was posted for an occasion, whatever its state."""
    return _one(uow, OUTBOX.c.dedupe_key == dedupe_key)


def last_about(uow: UnitOfWork, recipient_id: int, occasions: str) -> Outgoing | None:
    """Give the last message to somebody whose dedupe key begins with a word; it is no pattern."""
    begins = OUTBOX.c.dedupe_key.startswith(occasions, autoescape=True)
    wanted = SEEN.where(OUTBOX.c.recipient_id == recipient_id, begins)
    row = uow.connection.execute(wanted.order_by(OUTBOX.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else from_row(row)


def keep_argument(uow: UnitOfWork, message_id: int, name: str, value: Any) -> None:
    """Change one argument of a message, for what a later look at it is to know."""
    wanted = select(OUTBOX.c.content).where(OUTBOX.c.id == message_id)
    content = uow.connection.execute(wanted).scalar_one()
    changed = {**content, "args": {**content["args"], name: value}}
    uow.connection.execute(
        OUTBOX.update().where(OUTBOX.c.id == message_id).values(content=changed)
    )


def withdraw(uow: UnitOfWork, dedupe_key: str) -> bool:
    """
    Stop a message that surely did not reach anybody; False if it did or may have, or is not there.

    One that waits for its recipient to open the bot again is stopped too, and a dead letter: it
    would tell what is not so any more if it were sent again.
    """
    named = OUTBOX.update().where(OUTBOX.c.dedupe_key == dedupe_key)
    waiting = named.where(OUTBOX.c.state.in_(NOT_SENT), OUTBOX.c.unsettled == 0)
    ended = {"state": MessageState.WITHDRAWN, "claimed_until": None}
    if uow.connection.execute(waiting.values(**ended)).rowcount:
        return True
    perhaps_there = named.where(OUTBOX.c.state == MessageState.FAILED)
    uow.connection.execute(perhaps_there.values(**ended))
    return False


NOT_SENT = (MessageState.QUEUED, MessageState.BLOCKED, MessageState.FAILED)
"""States of messages that can still go out, by themselves or when somebody says so."""
_COLUMNS = (
    *(OUTBOX.c[name] for name in ("id", "recipient_id", "key", "content", "urgent", "state")),
    *(OUTBOX.c[name] for name in ("created_at", "due_at", "attempts", "unsettled", "good_until")),
    *(
        OUTBOX.c[name]
        for name in ("hold_until", "hold_reason", "last_error", "sent_at", "message_id")
    ),
    EMPLOYEE.c.body_id,
    EMPLOYEE.c.left_on,
    TELEGRAM_LINK.c.telegram_user_id,
    TELEGRAM_LINK.c.blocked_at,
    TELEGRAM_LINK.c.locale,
)
_LINKED = (TELEGRAM_LINK.c.employee_id == EMPLOYEE.c.id) & TELEGRAM_LINK.c.ended_at.is_(None)
_ADDRESSED = OUTBOX.join(EMPLOYEE, EMPLOYEE.c.id == OUTBOX.c.recipient_id).outerjoin(
    TELEGRAM_LINK, _LINKED
)
SEEN = select(*_COLUMNS).select_from(_ADDRESSED)
_TOLD_OF_ITSELF = (
    *(OUTBOX.c[name] for name in ("id", "recipient_id", "key", "urgent", "due_at", "attempts")),
    *(OUTBOX.c[name] for name in ("unsettled", "good_until", "hold_until", "last_error")),
    TELEGRAM_LINK.c.telegram_user_id,
    EMPLOYEE.c.left_on,
)
_NAMES = tuple(column.name for column in _TOLD_OF_ITSELF)
WAITING: Select[Any] = select(
    *_TOLD_OF_ITSELF, TELEGRAM_LINK.c.blocked_at, case((OUTBOX.c.apart, OUTBOX.c.content))
).select_from(_ADDRESSED)
"""Opens only what decides about itself: opening takes as long as all the rest of judging."""


def _one(uow: UnitOfWork, wanted: ColumnElement[bool]) -> Outgoing | None:
    row = uow.connection.execute(SEEN.where(wanted)).mappings().first()
    return None if row is None else from_row(row)


def from_row(row: RowMapping) -> Outgoing:
    """Give the message of a row of SEEN."""
    fields = dict(row)
    content = fields.pop("content")
    blocked_at = fields.pop("blocked_at")
    return Outgoing(**fields, **content, blocked=blocked_at is not None)


def waiting_of(row: Row[Any]) -> Waiting:
    """Give what must be known of the message of a row of WAITING."""
    *fields, blocked_at, content = tuple(row)
    opened = {name: content.get(name) for name in APART} if content else {}  # older ones lack some
    known = dict(zip(_NAMES, fields, strict=True))
    return Waiting(**known, **opened, blocked=blocked_at is not None)
