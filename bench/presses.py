"""Presses that book, answered by the whole desk, beside a bare echo on the same line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from statistics import median, quantiles
from typing import Any

from sqlalchemy import func, select

from bench.town.desk import KEYS
from bench.town.echo import OWN, STOCK
from bench.town.line import Line, pressed, said
from bench.town.people import NOW, Town, telegram_id, tick_for, town
from bench.town.processes import cpu_seconds, machine, running
from handlers.chat.features.booking import views
from handlers.desk.actors import find_actor
from handlers.desk.booking import actions
from handlers.desk.presses import pack
from storage.tables import AUDIT, BOOKING_REQUEST, RequestState
from storage.trail import audit

ROUNDS = 3
PRESSES = 600
"""Of as many different people, in each round."""
WARMING = 60
HEADS_FIRST = 3
"""The first three of the town hold posts over everybody: they do not press."""
CALM_PRESSES = 300
CALM_PER_SECOND = 100
ECHO, ECHO_ON_OURS, DESK = "bare echo, stock transport", "bare echo, our transport", "the desk"
Updates = list[dict[str, Any]]
Warming = tuple[Updates, Updates]
"""Those that warm a bot up, those that are timed."""
MakesUpdates = Callable[[range], Updates]


@dataclass
class Taken:
    """What one bot did: seconds and processor seconds of each round, seconds of calm answers."""

    rounds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    calm: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Presses a second in the middle round."""
        return PRESSES / median(self.rounds)

    @property
    def cpu_ms(self) -> float:
        """Processor milliseconds of one press in the middle round."""
        return 1000 * median(self.cpu) / PRESSES


class Crowd:
    """People of whom each presses the desk once: every round takes others."""

    def __init__(self, settled: Town) -> None:
        self._settled = settled
        self._update_ids = count(1)
        self._next = 1 + HEADS_FIRST

    def people_for(self, name: str, presses: int) -> range:
        """Give people to warm a bot up and to press; to an echo all are the same."""
        size = WARMING + presses
        people = range(self._next, self._next + size)
        if name == DESK:
            self._next += size
        return people

    def say(self, people: range) -> list[dict[str, Any]]:
        """Let each write something."""
        return [said(next(self._update_ids), telegram_id(each), "ciao") for each in people]

    def confirm(self, people: range) -> list[dict[str, Any]]:
        """Let each tick a day and press the button that asks for it, under their calendar."""
        digest = tick_for(self._settled.desk, people)
        keyboard = self._calendar(people[0])
        data = pack("booking", "submit", digest)
        return [
            pressed(next(self._update_ids), telegram_id(each), data, keyboard) for each in people
        ]

    def _calendar(self, number: int) -> list[list[dict[str, str]]]:
        desk = self._settled.desk
        actor = find_actor(desk, telegram_id(number))
        if actor is None:
            raise LookupError(f"nobody has the number {number}")
        rows = views.calendar(actor, actions.look(desk, actor, desk.today())).rows
        return [[{"text": b.label, "callback_data": b.data} for b in row] for row in rows]


def run() -> Iterable[str]:
    """Compare, then prove that each press booked."""
    with town(_DESK_PRESSES + HEADS_FIRST) as settled:
        taken = asyncio.run(_compare(settled))
        yield f"{PRESSES} presses of as many people, {ROUNDS} rounds; {machine()}"
        yield from (_line(name, taken[name], taken[ECHO]) for name in taken)
        yield _proven(settled, expected=_DESK_PRESSES)


_DESK_PRESSES = ROUNDS * (WARMING + PRESSES) + WARMING + CALM_PRESSES


async def _compare(settled: Town) -> dict[str, Taken]:
    crowd = Crowd(settled)
    taken = {name: Taken() for name in (ECHO, ECHO_ON_OURS, DESK)}
    makes: dict[str, MakesUpdates] = {
        ECHO: crowd.say,
        ECHO_ON_OURS: crowd.say,
        DESK: crowd.confirm,
    }
    async with Line() as line:
        for _ in range(ROUNDS):
            for name, make in makes.items():
                updates = _split(make, crowd.people_for(name, PRESSES))
                await _round(line, settled, name, updates, taken[name])
        for name in (ECHO, DESK):
            warming, presses = _split(makes[name], crowd.people_for(name, CALM_PRESSES))
            async with _bot(line, settled, name):
                await line.play(warming)
                taken[name].calm = await line.play(presses, per_second=CALM_PER_SECOND)
    return taken


async def _round(line: Line, settled: Town, name: str, updates: Warming, taken: Taken) -> None:
    warming, presses = updates
    async with _bot(line, settled, name) as process:
        await line.play(warming)
        before = cpu_seconds(process.pid)
        taken.rounds.append(max(await line.play(presses)))
        taken.cpu.append(cpu_seconds(process.pid) - before)


def _split(make: MakesUpdates, people: range) -> Warming:
    return make(people[:WARMING]), make(people[WARMING:])


@asynccontextmanager
async def _bot(line: Line, settled: Town, name: str) -> AsyncIterator[asyncio.subprocess.Process]:
    words = {
        ECHO: ("-m", "bench.town.echo", line.root, STOCK),
        ECHO_ON_OURS: ("-m", "bench.town.echo", line.root, OWN),
        DESK: ("-m", "bench.town.desk", line.root, settled.url),
    }
    async with running(*words[name], env={KEYS: settled.key}) as process:
        await line.polled()
        yield process


def _line(name: str, taken: Taken, echo: Taken) -> str:
    ratio = taken.per_second / echo.per_second
    said_of = (
        f"{name:26} {taken.per_second:6,.0f}/s ({ratio:.2f} of the bare echo), "
        f"{taken.cpu_ms:.2f} ms of processor each"
    )
    if not taken.calm:
        return said_of
    cuts = quantiles(taken.calm, n=100)
    middle, worst = 1000 * cuts[49], 1000 * cuts[98]
    return f"{said_of}; at {CALM_PER_SECOND}/s p50 {middle:.0f} ms, p99 {worst:.0f} ms"


def _proven(settled: Town, *, expected: int) -> str:
    asked = select(func.count()).where(
        BOOKING_REQUEST.c.state == RequestState.PENDING, BOOKING_REQUEST.c.asked_at == NOW
    )
    noted = select(func.count()).where(AUDIT.c.action == "booking.requested")
    with settled.desk.store.reading() as uow:
        requests = uow.connection.execute(asked).scalar_one()
        entries = uow.connection.execute(noted).scalar_one()
        breaks = audit.verify(uow)
    if not requests == entries == expected or breaks:
        raise RuntimeError(f"{expected} presses made {requests} requests, {entries} entries")
    return f"{expected} presses: {requests} requests, {entries} audit entries, the chain holds"
