"""What the duties of the desk cost in a minute (of processor), with 10 and 10,000 employees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from time import process_time

from sqlalchemy import func, insert, literal, select, update

from bench.town.people import NOW, town
from bench.town.processes import machine
from handlers.chat import registry
from handlers.chat.feature import Duty
from handlers.desk.context import Desk
from handlers.desk.digest.duties import tell_the_day
from rules.facts import ROME, Mode
from storage.tables import (
    BOOKING_REQUEST,
    EMPLOYEE,
    OUTBOX,
    PREFERENCE,
    RequestState,
)

FEW, MANY = 10, 10_000
QUIET_MINUTES = 20
WAITING = 500
"""Requests that wait for a decision in the large town; one in the small one."""
TOMORROW = datetime(2026, 11, 24, 8, 0, tzinfo=ROME)
"""The hour of everybody's digest."""


class Hands:
    """A clock whose hands are moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Give what it shows."""
        return self.now


def run() -> Iterable[str]:
    """Measure a minute in which nothing is due, then the minute of all digests."""
    yield machine()
    for size in (FEW, MANY):
        with ExitStack() as stack:
            hands = Hands()
            desk = stack.enter_context(town(size, clock=hands)).desk
            _prepare(desk, size)
            yield from _quiet(desk, hands, size)
            yield _digests(desk, hands, size)


def _prepare(desk: Desk, size: int) -> None:
    """Let everybody want a word about bands and work in agile tomorrow; let some requests wait."""
    with desk.store.writing() as uow:
        wishes = select(
            EMPLOYEE.c.id,
            literal(value=True),
            literal(value=True),
            literal(TOMORROW, PREFERENCE.c.look_at.type),
        )
        names = ["employee_id", "digest", "band_start", "look_at"]
        uow.connection.execute(insert(PREFERENCE).from_select(names, wishes))
        booking = {
            "mode": Mode.AGILE,
            "version": 1,
            "reasons": [],
            "approver_id": 1,
        }
        agile = {"state": RequestState.APPROVED, "asked_at": NOW, "day": TOMORROW.date()}
        uow.connection.execute(
            BOOKING_REQUEST.insert(),
            [booking | agile | {"employee_id": number} for number in range(1, size + 1)],
        )
        pending = {"state": RequestState.PENDING, "day": TOMORROW.date() + timedelta(days=16)}
        uow.connection.execute(
            BOOKING_REQUEST.insert(),
            [
                booking | pending | {"employee_id": number, "asked_at": NOW}
                for number in range(4, 4 + max(1, WAITING * size // MANY))
            ],
        )
        uow.commit()


def _quiet(desk: Desk, hands: Hands, size: int) -> Iterator[str]:
    """Say what each duty costs in a minute in which it finds nothing to do."""
    for name, duty in registry.duties().items():
        duty(desk)
        cost = []
        for _ in range(QUIET_MINUTES):
            hands.now += timedelta(minutes=1)
            cost.append(_timed(duty, desk))
        yield f"{size:>6,} employees, {name:10} {1000 * min(cost):8.2f} ms in a quiet minute"


def _digests(desk: Desk, hands: Hands, size: int) -> str:
    hands.now = TOMORROW
    with desk.store.writing() as uow:
        uow.connection.execute(update(PREFERENCE).values(look_at=TOMORROW))
        uow.commit()
    goes = []
    while (done := _go(desk))[0]:
        goes.append(done[1])
    with desk.store.reading() as uow:
        made = select(func.count()).where(OUTBOX.c.key == "digest")
        count = int(uow.connection.execute(made).scalar_one())
    total = sum(goes)
    return (
        f"{size:>6,} employees, {count:,} digests in {total:.1f} s, {1000 * total / count:.1f} ms "
        f"each, {1000 * max(goes):.0f} ms the longest of {len(goes)} goes"
    )


def _go(desk: Desk) -> tuple[int, float]:
    began = process_time()
    done = tell_the_day(desk)
    return done, process_time() - began


def _timed(duty: Duty, desk: Desk) -> float:
    began = process_time()
    duty(desk)
    return process_time() - began
