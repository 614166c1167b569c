"""What the chat needs to survive a restart: dialogues, outgoing messages, updates seen."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage.core.columns import SealedJSON, UTCDateTime, one_of
from storage.tables.base import Base, table_of


class MessageState(StrEnum):
    """Where an outgoing message stands."""

    QUEUED = "queued"
    """Waits for its moment; held back and retried messages are queued too."""
    SENT = "sent"
    FAILED = "failed"
    """A dead letter: given up though it was of use. Told to HR, and may be sent again."""
    BLOCKED = "blocked"
    """The recipient blocked the bot: it goes out if they open it again while it is of use."""
    OUTDATED = "outdated"
    """Could not reach its recipient while it was of use."""
    WITHDRAWN = "withdrawn"
    """Of no use any more, by what the desk did since."""


class Dialogue(Base, table=True):
    """Where a person stands in a dialogue; one at a time for each Telegram account."""

    telegram_user_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    feature: str = Field(max_length=40)
    state: dict[str, Any] = Field(sa_type=SealedJSON)
    version: int = 1
    updated_at: datetime = Field(sa_type=UTCDateTime)


class OutboxMessage(Base, table=True):
    """
    A message to a person, written in the transaction that caused it.

    `content` (arguments, buttons, why it is urgent) is sealed: it may tell of health and family.
    `next_at` is when it is tried next: `due_at` at first, later the end of a hold or a retry.
    After `good_until` it is of no use any more and is not sent.
    `cleared` tells that the law let it through when it fell due: it only waits for its turn.
    `apart` tells that more than its recipient's disconnection decides about it: see `content`.
    `unsettled` counts sendings that began and of which nobody knows whether they arrived.
    `reported_at` is when HR was told that it was given up.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "state", "next_at"),
        Index(None, "state", "cleared", "urgent", "next_at", "recipient_id"),
        Index(None, "recipient_id", "state", "next_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    recipient_id: int = Field(foreign_key="employee.id")
    key: str = Field(max_length=80)
    content: dict[str, Any] = Field(sa_type=SealedJSON)
    dedupe_key: str = Field(unique=True, max_length=120)
    urgent: bool = False
    state: MessageState = Field(sa_type=one_of(MessageState, "state"))
    created_at: datetime = Field(sa_type=UTCDateTime)
    due_at: datetime = Field(sa_type=UTCDateTime)
    next_at: datetime = Field(sa_type=UTCDateTime)
    good_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    hold_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    hold_reason: dict[str, Any] | None = Field(default=None, sa_type=SealedJSON)
    cleared: bool = False
    apart: bool = True
    claimed_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    attempts: int = 0
    unsettled: int = 0
    last_error: str | None = None
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    reported_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SendTurn(Base, table=True):
    """
    When the next message may go out to a chat, and (chat 0) at all, for all replicas.

    `free_at` is in seconds since 1970, of the database's clock: pace is a matter of the machine,
    not of the desk's clock.
    """

    __tablename__ = "send_turn"

    chat_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    free_at: float


class ClockNote(Base, table=True):
    """
    The last moment at which the desk trusted its clock, in one row.

    `leap` is by how many seconds the clock is away from where it should be, while the desk waits
    to see whether it stays there; None if it is trusted.
    """

    __tablename__ = "clock_note"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UTCDateTime)
    leap: int | None = Field(default=None, sa_type=BigInteger)


class Proposal(Base, table=True):
    """
    What somebody was shown with a button that does it, and whether they let it be since.

    `button` is its callback data, `at` when it was last shown.
    """

    telegram_user_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    button: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=UTCDateTime)
    let_be: bool = False


class HandledUpdate(Base, table=True):
    """An update of Telegram that was handled: a redelivered one changes nothing."""

    __tablename__ = "handled_update"

    update_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=UTCDateTime, index=True)


DIALOGUE = table_of(Dialogue)
OUTBOX = table_of(OutboxMessage)
SEND_TURN = table_of(SendTurn)
CLOCK_NOTE = table_of(ClockNote)
PROPOSAL = table_of(Proposal)
HANDLED_UPDATE = table_of(HandledUpdate)
