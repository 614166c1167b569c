"""
The pace of sending, kept in the store so that all replicas together keep it.

Each message takes the next free turn of all, a while after the one before. What is counted is the
database's own time, in seconds since 1970: clocks of several machines differ by more than a turn.
A turn that is missed, since the store was slow meanwhile, is gone: who goes out late goes out
together with others, so another one is taken (`take_another`).
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
Seconds between any two messages. Telegram bears 30 a second: that is kept even if some of them
begin LATEST seconds after their turn and others on it.
"""
LATEST = 0.15
"""Seconds after which a turn is missed."""
APART_IN_A_CHAT = 1.0
MOST_BESIDES = 25
"""For more than a second nobody makes room at once."""
FARTHEST = 10.0
"""A turn further ahead than this was given before the clock was set back: it means nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """
    After how many seconds a message may go out; if it is not `taken`, ask again then.

    `at` is that moment on this machine's monotonic clock, or on the clock that `now` is of: it is
    never before the turn, however long the transaction took.
    """

    wait: float
    taken: bool
    at: float


def take(uow: UnitOfWork, chat_id: int, *, now: float | None = None) -> Turn:
    """
    Take the next turn for a message to a chat, if the chat is free by then.

    Replicas queue at the row of all until commit, and read the chat's row after that: what another
    has just written of it is seen. `now` is handed in where time is simulated.
    """
    all_free_at, chat_free_at = _free_at(uow, ALL_CHATS), _free_at(uow, chat_id)
    moment = _Moment.of(uow, now)
    start = max(moment.stored, _meant(all_free_at, moment.stored))
    chat_free = _meant(chat_free_at, moment.stored)
    if chat_free > start:
        return moment.turn(chat_free, taken=False)
    _give(uow, chat_id, start, known=chat_free_at is not None)
    return moment.turn(start)


def make_room(uow: UnitOfWork, messages: int, *, now: float | None = None) -> None:
    """Let the next turns come later by as many messages as went out without one."""
    all_free_at = _free_at(uow, ALL_CHATS)
    moment = _Moment.of(uow, now)
    start = max(moment.stored, _meant(all_free_at, moment.stored))
    _set(uow, ALL_CHATS, start + APART * min(messages, MOST_BESIDES))


def take_another(uow: UnitOfWork, chat_id: int, *, ahead: float, now: float | None = None) -> Turn:
    """
    Take a turn in place of one that was missed, at least `ahead` seconds from now.

    The chat is kept for this message since its first turn: that it is not free is its own doing.
    """
    all_free_at = _free_at(uow, ALL_CHATS)
    moment = _Moment.of(uow, now)
    start = max(moment.stored + ahead, _meant(all_free_at, moment.stored))
    _give(uow, chat_id, start, known=True)
    return moment.turn(start)


@dataclass(frozen=True, slots=True)
class _Moment:
    """Now, in the time that turns are stored in and on the clock of who waits for them."""

    stored: float
    own: float

    @classmethod
    def of(cls, uow: UnitOfWork, now: float | None) -> _Moment:
        """Look at both clocks, the own one last: a turn may come late, never early."""
        if now is not None:
            return cls(now, now)
        stored = _now(uow)
        return cls(stored, time.monotonic())

    def turn(self, start: float, *, taken: bool = True) -> Turn:
        wait = start - self.stored
        return Turn(wait, taken, self.own + wait)


_FREE_AT = (
    select(SEND_TURN.c.free_at).where(SEND_TURN.c.chat_id == bindparam("chat")).with_for_update()
)


def _free_at(uow: UnitOfWork, chat_id: int) -> float | None:
    return uow.connection.execute(_FREE_AT, {"chat": chat_id}).scalar()


def _meant(free_at: float | None, now: float) -> float:
    return free_at if free_at is not None and free_at - now <= FARTHEST else 0.0


def _give(uow: UnitOfWork, chat_id: int, start: float, *, known: bool) -> None:
    _set(uow, ALL_CHATS, start + APART)
    free_at = start + APART_IN_A_CHAT
    if known or not insert_new(uow.connection, SEND_TURN, chat_id=chat_id, free_at=free_at):
        _set(uow, chat_id, free_at)


_SET = (
    SEND_TURN.update()
    .where(SEND_TURN.c.chat_id == bindparam("chat"))
    .values(free_at=bindparam("start"))
)


def _set(uow: UnitOfWork, chat_id: int, free_at: float) -> None:
    uow.connection.execute(_SET, {"chat": chat_id, "start": free_at})


def _now(uow: UnitOfWork) -> float:
    """Give the database's time: of the machine itself where the database is a file of it."""
    if is_sqlite(uow.connection):
        return time.time()
    clock = select(func.extract("epoch", func.clock_timestamp()))
    return float(uow.connection.execute(clock).scalar_one())
