"""The audit trail, and the sealed word by which the keys are known."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.core.columns import PlainJSON, SealedJSON, UTCDateTime
from storage.tables.base import Base, table_of


class AuditEntry(Base, table=True):
    """
    One change of state; entries of a chain (a body's id, or `system`) hold each other by hash.

    `details` are sealed together with a random salt, so that nobody who sees only hashes can
    guess them.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("chain", "seq"),)

    id: int | None = Field(default=None, primary_key=True)
    chain: str = Field(max_length=40)
    seq: int
    at: datetime = Field(sa_type=UTCDateTime)
    actor_id: int | None = None
    on_behalf_of: int | None = None
    action: str = Field(max_length=60)
    subject: str = Field(max_length=60, index=True)
    details: dict[str, Any] = Field(sa_type=SealedJSON)
    prev_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(Base, table=True):
    """
    The last entry of a chain: writers queue here, and a cut-off end is noticed.

    `seal` is a stamp over the other columns, by keys that the database does not hold.
    """

    __tablename__ = "audit_head"

    chain: str = Field(primary_key=True, max_length=40)
    seq: int
    hash: str = Field(max_length=64)
    seal: str = Field(max_length=64)


class AuditSeal(Base, table=True):
    """
    Which chains there are, in one row that the first migration of it makes and nobody removes.

    `chains` tells how often each was begun: once, unless somebody took it out. `before` tells up
    to which id rows of a table may be without an entry, because older programs wrote none.
    """

    __tablename__ = "audit_seal"

    id: int | None = Field(default=None, primary_key=True)
    chains: dict[str, int] = Field(sa_type=PlainJSON)
    before: dict[str, int] = Field(sa_type=PlainJSON)
    seal: str = Field(max_length=64)


class Canary(Base, table=True):
    """A known word, sealed: it opens only with the right keys."""

    id: int | None = Field(default=None, primary_key=True)
    word: str = Field(sa_type=SealedJSON)


AUDIT = table_of(AuditEntry)
AUDIT_HEAD = table_of(AuditHead)
AUDIT_SEAL = table_of(AuditSeal)
CANARY = table_of(Canary)
