"""What it costs that a booking is on disk before its press is answered: SQLite, FULL or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, event

from bench.staff_size import SUBMIT
from bench.town.people import OF_AN_OFFICE, WISHED, telegram_id, tick_for, town
from bench.town.processes import machine
from handlers.chat.answering import answer_of
from handlers.chat.asked import Asked
from handlers.desk.context import Desk
from handlers.desk.presses import Press

EMPLOYEES = 1000
PRESSING = range(4, EMPLOYEES, OF_AN_OFFICE)
"""One of each office: what waits for a manager is folded into one card, which would cost more."""
DAYS = [WISHED + timedelta(days=days) for days in (0, 1, 14, 15, 42, 43)]
MODES = ("NORMAL", "FULL")


def run() -> Iterable[str]:
    """Let the same people book day after day, in one mode and in the other by turns."""
    yield f"{len(DAYS)} days, {len(PRESSING)} presses each, seconds of the wall; {machine()}"
    with town(EMPLOYEES) as settled:
        desk = settled.desk
        with set_to(desk.store.engine, MODES[0]):
            _book(desk, WISHED - timedelta(days=1))
        spent: dict[str, list[float]] = {mode: [] for mode in MODES}
        for number, day in enumerate(DAYS):
            mode = MODES[number % 2]
            with set_to(desk.store.engine, mode):
                spent[mode] += _book(desk, day)
    normal, full = (1000 * median(spent[mode]) for mode in MODES)
    yield (
        f"a press that books: {normal:.2f} ms with NORMAL, {full:.2f} ms with FULL "
        f"({full / normal:.2f} times)"
    )


@contextmanager
def set_to(engine: Engine, mode: str) -> Iterator[None]:
    """Open every connection anew, with this mode."""

    def set_mode(raw: Any, _: Any) -> None:
        raw.execute(f"PRAGMA synchronous={mode}")

    event.listen(engine, "connect", set_mode)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", set_mode)
        engine.dispose()


def _book(desk: Desk, day: date) -> list[float]:
    digest = tick_for(desk, PRESSING, day)
    press = Press("booking", "submit", (digest,))
    return [_seconds(desk, number, press) for number in PRESSING]


def _seconds(desk: Desk, number: int, press: Press) -> float:
    asked = Asked(telegram_id(number), "it", press=press)
    began = perf_counter()
    answer_of(SUBMIT, desk, asked)
    return perf_counter() - began
