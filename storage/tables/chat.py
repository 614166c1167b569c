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
    """Given up: refused by Telegram, or tried too often."""
    BLOCKED = "blocked"
    """The recipient blocked the bot."""


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
    `unsettled` counts sendings that began and of which nobody knows whether they arrived.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "state", "next_at"),)

    id: int | None = Field(default=None, primary_key=True)
    recipient_id: int = Field(foreign_key="employee.id", index=True)
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
    claimed_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    attempts: int = 0
    unsettled: int = 0
    last_error: str | None = None
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    message_id: int | None = Field(default=None, sa_type=BigInteger)


class HandledUpdate(Base, table=True):
    """An update of Telegram that was handled: a redelivered one changes nothing."""

    __tablename__ = "handled_update"

    update_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=UTCDateTime, index=True)


DIALOGUE = table_of(Dialogue)
OUTBOX = table_of(OutboxMessage)
HANDLED_UPDATE = table_of(HandledUpdate)
