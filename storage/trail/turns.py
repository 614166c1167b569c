"""
The pace of sending, kept in the store so that all replicas together keep it.

Each message takes the next free turn of all, a while after the one before. What is counted is the
database's own time, in seconds since 1970: clocks of several machines differ by more than a turn.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from storage.core.engines import is_sqlite
from storage.core.statements import insert_new
from storage.tables import SEND_TURN

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

ALL_CHATS = 0
"""The row of the pace of all messages together: no chat has this id."""
APART = 1 / 25
"""
Seconds between any two messages. Telegram bears 30 a second: a busy machine that begins some of
them a fifth of a second late still keeps that.
"""
APART_IN_A_CHAT = 1.0
FARTHEST = 10.0
"""A turn further ahead than this was given before the clock was set back: it means nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """After how many seconds a message may go out; if it is not `taken`, ask again then."""

    wait: float
    taken: bool


def take(uow: UnitOfWork, chat_id: int, *, now: float | None = None) -> Turn:
    """
    Take the next turn for a message to a chat, if the chat is free by then.

    Replicas queue at the row of all until commit, and read the chat's row after that: what another
    has just written of it is seen. `now` is handed in where time is simulated.
    """
    all_free_at = uow.connection.execute(_FREE_AT, {"chat": ALL_CHATS}).scalar_one()
    chat_free_at = uow.connection.execute(_FREE_AT, {"chat": chat_id}).scalar()
    moment = _now(uow) if now is None else now
    start = max(moment, _meant(all_free_at, moment))
    chat_free = _meant(chat_free_at or 0.0, moment)
    if chat_free > start:
        return Turn(chat_free - moment, taken=False)
    _set(uow, ALL_CHATS, start + APART)
    if chat_free_at is not None or not insert_new(
        uow.connection, SEND_TURN, chat_id=chat_id, free_at=start + APART_IN_A_CHAT
    ):
        _set(uow, chat_id, start + APART_IN_A_CHAT)
    return Turn(start - moment, taken=True)


_FREE_AT = (
    select(SEND_TURN.c.free_at).where(SEND_TURN.c.chat_id == bindparam("chat")).with_for_update()
)


def _meant(free_at: float, now: float) -> float:
    return free_at if free_at - now <= FARTHEST else 0.0


def _set(uow: UnitOfWork, chat_id: int, free_at: float) -> None:
    row = SEND_TURN.update().where(SEND_TURN.c.chat_id == chat_id)
    uow.connection.execute(row.values(free_at=free_at))


def _now(uow: UnitOfWork) -> float:
    """Give the database's time: of the machine itself where the database is a file of it."""
    if is_sqlite(uow.connection):
        return time.time()
    clock = select(func.extract("epoch", func.clock_timestamp()))
    return float(uow.connection.execute(clock).scalar_one())
