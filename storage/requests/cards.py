"""Which requests stand in which message of the outbox: cards, and what was folded into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from storage.core.statements import insert_row
from storage.tables import OUTBOX, REQUEST_CARD, MessageState
from storage.trail.outbox import NOT_SENT
from storage.unit_of_work import UnitOfWork

Key = tuple[str, int]
"""The kind and the id of a request."""
ON_ITS_WAY = (MessageState.QUEUED, MessageState.SENT)


LET_GO = 0
"""The version on a card of a request that went to somebody else since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A request on a card: in which version, and since when its reader has had it."""

    kind: str
    request_id: int
    version: int
    posted_at: datetime

    @property
    def key(self) -> Key:
        """The kind and the id."""
        return self.kind, self.request_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCard:
    """A message about requests; `waits` tells that it surely did not go out yet."""

    outbox_id: int
    recipient_id: int
    dedupe_key: str
    state: MessageState
    waits: bool
    due_at: datetime
    message_id: int | None
    shown: tuple[Shown, ...]

    @property
    def is_dead(self) -> bool:
        """Whether it was given up: it is perhaps there, but cannot be changed."""
        return self.state is MessageState.FAILED


def note(uow: UnitOfWork, outbox_id: int, recipient_id: int, shown: Iterable[Shown]) -> None:
    """Note which requests stand in a message."""
    for one in shown:
        insert_row(
            uow.connection,
            REQUEST_CARD,
            kind=one.kind,
            request_id=one.request_id,
            version=one.version,
            recipient_id=recipient_id,
            outbox_id=outbox_id,
            posted_at=one.posted_at,
        )


def of_requests(uow: UnitOfWork, keys: Iterable[Key]) -> list[SentCard]:
    """List the messages that were sent, or can still be, with any of some requests."""
    wanted = _any_of(set(keys))
    if wanted is None:
        return []
    holding = select(REQUEST_CARD.c.outbox_id).where(wanted)
    there = OUTBOX.c.state.in_((*NOT_SENT, MessageState.SENT))
    return _cards(uow, OUTBOX.c.id.in_(holding) & there)


def waiting_for(uow: UnitOfWork, recipient_id: int) -> list[SentCard]:
    """List the cards for somebody that nobody has begun to send."""
    mine = select(REQUEST_CARD.c.outbox_id).where(REQUEST_CARD.c.recipient_id == recipient_id)
    queued = (OUTBOX.c.state == MessageState.QUEUED) & (OUTBOX.c.unsettled == 0)
    return _cards(uow, (OUTBOX.c.recipient_id == recipient_id) & queued & OUTBOX.c.id.in_(mine))


def by_dedupe_key(uow: UnitOfWork, dedupe_key: str) -> SentCard | None:
    """Give the card that was posted under a key, whatever became of it."""
    return next(iter(_cards(uow, OUTBOX.c.dedupe_key == dedupe_key)), None)


def last_to(uow: UnitOfWork, recipient_id: int, *, since: datetime) -> datetime | None:
    """Tell when the last card went out to somebody, not before a moment; None if none did."""
    mine = select(REQUEST_CARD.c.outbox_id).where(REQUEST_CARD.c.recipient_id == recipient_id)
    sent = select(OUTBOX.c.sent_at).where(
        OUTBOX.c.recipient_id == recipient_id, OUTBOX.c.sent_at >= since, OUTBOX.c.id.in_(mine)
    )
    rows = uow.connection.execute(sent).scalars()
    return max((moment for moment in rows if moment is not None), default=None)


def now_shows(uow: UnitOfWork, outbox_id: int, shown: Iterable[Shown]) -> None:
    """Note in which versions a message that is changed shows its requests from now on."""
    for one in shown:
        row = REQUEST_CARD.update().where(
            REQUEST_CARD.c.outbox_id == outbox_id,
            REQUEST_CARD.c.kind == one.kind,
            REQUEST_CARD.c.request_id == one.request_id,
        )
        uow.connection.execute(row.values(version=one.version))


def let_go(uow: UnitOfWork, outbox_id: int, keys: Iterable[Key]) -> None:
    """Note that some requests of a message are no longer for its reader, who had them once."""
    for kind, number in keys:
        row = REQUEST_CARD.update().where(
            REQUEST_CARD.c.outbox_id == outbox_id,
            REQUEST_CARD.c.kind == kind,
            REQUEST_CARD.c.request_id == number,
        )
        uow.connection.execute(row.values(version=LET_GO))


def had(uow: UnitOfWork, keys: Collection[Key]) -> dict[tuple[Key, int], datetime]:
    """Tell since when who has had which of some requests, by request and reader."""
    wanted = _any_of(set(keys))
    if wanted is None:
        return {}
    named = (REQUEST_CARD.c.kind, REQUEST_CARD.c.request_id, REQUEST_CARD.c.recipient_id)
    first = func.min(REQUEST_CARD.c.posted_at, type_=REQUEST_CARD.c.posted_at.type)
    rows = uow.connection.execute(
        select(*named, first)
        .select_from(REQUEST_CARD.join(OUTBOX, OUTBOX.c.id == REQUEST_CARD.c.outbox_id))
        .where(wanted, OUTBOX.c.state.in_(ON_ITS_WAY))
        .group_by(*named)
    )
    return {((kind, number), who): moment for kind, number, who, moment in rows}


def reached_at(uow: UnitOfWork, keys: Collection[Key], recipient_id: int) -> datetime | None:
    """Tell when a message with any of some requests first went out to somebody; None if none."""
    wanted = _any_of(set(keys))
    if wanted is None:
        return None
    sent = (
        select(func.min(OUTBOX.c.sent_at, type_=OUTBOX.c.sent_at.type))
        .select_from(REQUEST_CARD.join(OUTBOX, OUTBOX.c.id == REQUEST_CARD.c.outbox_id))
        .where(wanted, REQUEST_CARD.c.recipient_id == recipient_id)
    )
    moment = uow.connection.execute(sent).scalar()
    return moment if isinstance(moment, datetime) else None


def given(uow: UnitOfWork, keys: Collection[Key]) -> set[tuple[Key, int]]:
    """Tell who was ever given which of some requests, whether it reached them or not."""
    wanted = _any_of(set(keys))
    if wanted is None:
        return set()
    named = (REQUEST_CARD.c.kind, REQUEST_CARD.c.request_id, REQUEST_CARD.c.recipient_id)
    rows = uow.connection.execute(select(*named).where(wanted).distinct())
    return {((kind, number), who) for kind, number, who in rows}


def count_for(uow: UnitOfWork, key: Key, recipient_id: int) -> int:
    """Count the messages to somebody in which a request ever stood."""
    rows = select(func.count()).where(
        REQUEST_CARD.c.kind == key[0],
        REQUEST_CARD.c.request_id == key[1],
        REQUEST_CARD.c.recipient_id == recipient_id,
    )
    return int(uow.connection.execute(rows).scalar_one())


def _any_of(keys: Collection[Key]) -> ColumnElement[bool] | None:
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for kind, number in keys:
        by_kind[kind].append(number)
    wanted = [
        and_(REQUEST_CARD.c.kind == kind, REQUEST_CARD.c.request_id.in_(numbers))
        for kind, numbers in sorted(by_kind.items())
    ]
    return or_(*wanted) if wanted else None


def _cards(uow: UnitOfWork, wanted: ColumnElement[bool]) -> list[SentCard]:
    rows = (
        uow.connection.execute(
            select(*_OF_MESSAGE, *_OF_REQUEST)
            .select_from(OUTBOX.join(REQUEST_CARD, REQUEST_CARD.c.outbox_id == OUTBOX.c.id))
            .where(wanted)
            .order_by(OUTBOX.c.id, REQUEST_CARD.c.id)
        )
        .mappings()
        .all()
    )
    by_message: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_message[row["outbox_id"]].append(row)
    return [_card(found) for found in by_message.values()]


def _card(rows: list[Any]) -> SentCard:
    first = rows[0]
    names = ("outbox_id", "recipient_id", "dedupe_key", "state", "due_at", "message_id")
    shown = tuple(Shown(**{name: row[name] for name in Shown.__slots__}) for row in rows)
    waits = first["state"] in NOT_SENT and first["unsettled"] == 0
    return SentCard(**{name: first[name] for name in names}, waits=waits, shown=shown)


_OF_MESSAGE = (
    OUTBOX.c.recipient_id,
    *(OUTBOX.c[name] for name in ("dedupe_key", "state", "due_at", "message_id", "unsettled")),
)
_OF_REQUEST = tuple(
    REQUEST_CARD.c[name] for name in ("outbox_id", "kind", "request_id", "version", "posted_at")
)
