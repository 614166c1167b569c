"""What one press costs with few and with many employees in the store: it must be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date, timedelta
from statistics import median
from time import process_time

from sqlalchemy import func, select

from bench.town.people import WISHED, telegram_id, tick_for, town
from handlers.chat.answering import answer_of, only_known
from handlers.chat.asked import Asked, StrangerAnswer
from handlers.chat.features.booking import chat
from handlers.chat.guards import for_employees
from handlers.desk.context import Desk
from handlers.desk.presses import Press
from storage.tables import BOOKING_REQUEST, RequestState

FEW, MANY = 10, 10_000
PRESSING = range(4, 11)
"""The same people in both towns; the first three of each office decide about the others."""
ROUNDS = 3
DAYS = [WISHED + timedelta(weeks=week) for week in (0, 2, 6, 8)]
"""Wednesdays; each round takes the day after. No holiday is near, and a month has room."""

MONTH = only_known(for_employees(chat.show_month))
SUBMIT = only_known(for_employees(chat.submit))


def run() -> Iterable[str]:
    """Press in both towns in turn, without any line between."""
    with ExitStack() as stack:
        desks = {size: stack.enter_context(town(size)).desk for size in (FEW, MANY)}
        for press, name in ((_look, "a month's calendar"), (_book, "the press that books")):
            _round(press, desks[FEW], -1)
            _round(press, desks[MANY], -1)
            cost = {
                size: [_round(press, d, n) for n in range(ROUNDS)] for size, d in desks.items()
            }
            few, many = (median(cost[size]) for size in (FEW, MANY))
            yield (
                f"{name:22} {few:.2f} ms of processor with {FEW} employees, "
                f"{many:.2f} with {MANY:,} ({many / few:.2f} times)"
            )
        yield from (_proven(desk) for desk in desks.values())


def _proven(desk: Desk) -> str:
    asked = select(func.count()).where(BOOKING_REQUEST.c.state == RequestState.PENDING)
    with desk.store.reading() as uow:
        found = int(uow.connection.execute(asked).scalar_one())
    expected = len(PRESSING) * len(DAYS) * (1 + ROUNDS)
    if found != expected:
        raise RuntimeError(f"{expected} presses booked {found} days")
    return f"{expected} presses: {found} requests"


def _round(press: Callable[[Desk, date], float], desk: Desk, number: int) -> float:
    days = [day + timedelta(days=number) for day in DAYS]
    spent = sum(press(desk, day) for day in days)
    return 1000 * spent / len(PRESSING) / len(days)


def _look(desk: Desk, _day: date) -> float:
    return _timed(MONTH, desk, Press("booking", "open"))


def _book(desk: Desk, day: date) -> float:
    digest = tick_for(desk, PRESSING, day)
    return _timed(SUBMIT, desk, Press("booking", "submit", (digest,)))


def _timed(answer: StrangerAnswer, desk: Desk, press: Press) -> float:
    began = process_time()
    for number in PRESSING:
        answer_of(answer, desk, Asked(telegram_id(number), "it", press=press))
    return process_time() - began
