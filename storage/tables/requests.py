"""What is kept of a request besides the request: whom it was shown to, and how it was decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from storage.core.columns import SealedJSON, UTCDateTime
from storage.tables.base import Base, table_of


class RequestCard(Base, table=True):
    """
    That a request was sent to somebody, in which message of the outbox and in which version.

    `kind` and `request_id` name the request; one message may hold several of them.
    """

    __tablename__ = "request_card"
    __table_args__ = (Index(None, "kind", "request_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    request_id: int
    version: int
    recipient_id: int = Field(foreign_key="employee.id", index=True)
    outbox_id: int = Field(foreign_key="outbox.id", index=True, ondelete="CASCADE")
    posted_at: datetime = Field(sa_type=UTCDateTime)


class DecisionRow(Base, table=True):
    """
    One press that decided about one or more requests.

    `before` is what is needed to take it back: each request in the version that the press made of
    it, and what gave way to it as it was. It may hold people's words, and is sealed.
    """

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    actor_id: int = Field(foreign_key="employee.id", index=True)
    decided_at: datetime = Field(sa_type=UTCDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    before: list[dict[str, Any]] = Field(sa_type=SealedJSON)


REQUEST_CARD = table_of(RequestCard)
DECISION = table_of(DecisionRow)
