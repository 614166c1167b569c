"""
Delivery under load: what waits behind what, and for how long.

Real: the store (SQLite), the outbox, the gate, the ledger, the dispatcher, its pace. Telegram
takes every message at once.

- 100,000 rows fall due together for 10,000 people, a third of them in disconnection; meanwhile one
  more is posted that is urgent. How long until all are judged, how long the event loop stood still
  at most, how long the urgent one took.
- Thirty cards for one manager, one message each for thirty others, an urgent one: on a time that
  passes only when somebody sleeps.
- Two dispatchers with stores of their own on one file: the most in any second.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

import structlog
from sqlalchemy import func, select
from telegram import Bot

from bench.town.line import TOKEN
from bench.town.people import AGREED, NOW, Town, open_desk, telegram_id, town
from bench.town.processes import machine, memory_mib
from bench.town.simulated import NotingLine, Sent, SimulatedTime, most_in_a_second
from bot import memory
from bot.clock import system_clock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import Ledger
from bot.delivery.pace import Pace
from handlers.desk.context import Desk
from rules.facts import Band
from storage.agreements import agreements
from storage.tables import AGREEMENT, OUTBOX, MessageState
from storage.trail import delivering
from storage.trail.outbox import Message

PEOPLE, EACH = 10_000, 10
IN_DISCONNECTION = 3
"""One person in so many has a window that holds now."""
LATE = Band.parse("09:00-19:00")
URGENT_AFTER_SECONDS = 3.0
LOOK_SECONDS = 0.01
TOGETHER = 280
MANAGER = 1


def run() -> Iterable[str]:
    """Measure all three."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    yield machine()
    yield from _many(PEOPLE, EACH)
    yield from _beside_a_manager()
    yield from _two_replicas()


class RealTime:
    """The machine's own time, in place of a simulated one."""

    def clock(self) -> datetime:
        """Give the moment, aware, in UTC."""
        return system_clock()


@dataclass(slots=True)
class Standstill:
    """The longest that the event loop did not come round."""

    longest: float = 0.0

    async def watch(self) -> None:
        """Look every LOOK_SECONDS; a look that comes late tells how long the loop stood still."""
        while True:
            before = perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
            self.longest = max(self.longest, perf_counter() - before - LOOK_SECONDS)


@dataclass(slots=True, kw_only=True)
class Load:
    """What came of many rows that fell due together; times in seconds."""

    judged: float = 0.0
    standstill: float = 0.0
    urgent: float = 0.0
    held: int = 0
    memory: float = 0.0


def _many(people: int, each: int) -> Iterator[str]:
    with town(people) as settled, _one_core():
        _disconnect(settled.desk, people)
        _post(settled.desk, people, each)
        memory.settle()
        found = asyncio.run(load(settled.desk, people, people * each))
    yield f"{people * each:,} rows due together for {people:,} people, on one core:"
    yield f"  all judged after {found.judged:.1f} s, {found.held:,} of them held"
    yield f"  the event loop stood still for at most {found.standstill * 1000:.0f} ms"
    yield f"  an urgent one posted meanwhile was out after {found.urgent:.2f} s"
    yield f"  memory at the end {found.memory:.0f} MiB"


async def load(desk: Desk, people: int, rows: int) -> Load:
    """Deliver until all rows are judged and an urgent one, posted meanwhile, is out."""
    last = people - (people % IN_DISCONNECTION == 0)
    line = NotingLine(RealTime(), after_each=lambda _: None)
    bot = Bot(TOKEN, request=line, get_updates_request=line)
    dispatcher = Dispatcher(bot, Ledger(desk), Pace())
    found, still = Load(), Standstill()
    began = perf_counter()
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(still.watch())
        delivering_ = tasks.create_task(dispatcher.deliver_due())
        await asyncio.sleep(min(URGENT_AFTER_SECONDS, rows / 20_000))
        found.urgent = await _urgent(desk, dispatcher, line, last)
        while await asyncio.to_thread(_unjudged, desk):  # noqa: ASYNC110  a store sets no event
            await asyncio.sleep(0.2)
        found.judged = perf_counter() - began
        dispatcher.close()
        await delivering_
        watching.cancel()
    found.standstill, found.memory = still.longest, memory_mib(os.getpid())
    found.held = await asyncio.to_thread(_held, desk)
    return found


async def _urgent(desk: Desk, dispatcher: Dispatcher, line: NotingLine, who: int) -> float:
    """Post an urgent message to somebody who waits for ordinary ones; give how long it took."""
    before, posted = len(line.sent), perf_counter()
    await asyncio.to_thread(_post_urgent, desk, who)
    dispatcher.nudge()
    while not _reached(line, who, before):  # noqa: ASYNC110  the line is a list
        await asyncio.sleep(0.005)
    return perf_counter() - posted


def _reached(line: NotingLine, who: int, since: int) -> bool:
    return any(one.chat_id == telegram_id(who) for one in line.sent[since:])


def _post_urgent(desk: Desk, who: int) -> None:
    with desk.store.writing() as uow:
        uow.post(
            Message(
                recipient_id=who,
                key="delivery.unreachable",
                args={"name": "Prova"},
                dedupe_key="urgent",
                at=desk.clock(),
                urgent_reason="frana",
            )
        )
        uow.commit()


def _beside_a_manager() -> Iterator[str]:
    simulated = SimulatedTime(NOW)
    with town(40, clock=simulated.clock) as settled:
        rows = [_row(n, MANAGER) for n in range(30)] + [_row(30 + n, 5 + n) for n in range(30)]
        _put(settled.desk, rows)
        _post_urgent(settled.desk, 4)
        sent = asyncio.run(_all(settled.desk, simulated))
    first = min(one.at for one in sent)
    after: dict[str, list[float]] = {who: [] for who in ("manager", "others", "urgent")}
    known = {telegram_id(MANAGER): "manager", telegram_id(4): "urgent"}
    for one in sent:
        after[known.get(one.chat_id, "others")].append((one.at - first).total_seconds())
    yield (
        f"30 cards to a manager: the last after {max(after['manager']):.1f} s; 30 other people: "
        f"all within {max(after['others']):.1f} s; an urgent message: after "
        f"{after['urgent'][0]:.1f} s"
    )


async def _all(desk: Desk, simulated: SimulatedTime) -> list[Sent]:
    asyncio.get_running_loop().set_default_executor(simulated.threads)
    line = NotingLine(simulated, after_each=lambda _: None)
    bot = Bot(TOKEN, request=line, get_updates_request=line)
    pace = Pace(monotonic=simulated.monotonic, sleep=simulated.sleep)
    await Dispatcher(bot, Ledger(desk), pace).deliver_due()
    return line.sent


def _two_replicas() -> Iterator[str]:
    with town(TOGETHER) as settled:
        _put(settled.desk, [_row(n, n + 1) for n in range(TOGETHER)])
        sent = asyncio.run(_both(settled))
    spread = (max(one.at for one in sent) - min(one.at for one in sent)).total_seconds()
    once = len({one.chat_id for one in sent}) == len(sent)
    yield (
        f"two replicas, {len(sent)} messages in {spread:.1f} s: at most "
        f"{most_in_a_second(sent)} in any second, each once: {'yes' if once else 'NO'}"
    )


async def _both(settled: Town) -> list[Sent]:
    lines = [NotingLine(RealTime(), after_each=lambda _: None) for _ in range(2)]
    with open_desk(settled.url, settled.key) as other:
        await asyncio.gather(
            *(
                Dispatcher(
                    Bot(TOKEN, request=line, get_updates_request=line), Ledger(desk), Pace()
                ).deliver_due()
                for line, desk in zip(lines, (settled.desk, other), strict=True)
            )
        )
    return sorted((one for line in lines for one in line.sent), key=lambda one: one.at)


@contextmanager
def _one_core() -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _disconnect(desk: Desk, people: int) -> None:
    terms = agreements.to_row(replace(AGREED, disconnection=LATE))
    late = list(range(IN_DISCONNECTION, people + 1, IN_DISCONNECTION))
    with desk.store.writing() as uow:
        for some in range(0, len(late), 500):
            own = AGREEMENT.c.employee_id.in_(late[some : some + 500])
            uow.connection.execute(AGREEMENT.update().where(own).values(**terms))
        uow.commit()


def _post(desk: Desk, people: int, each: int) -> None:
    _put(desk, [_row(n, n % people + 1) for n in range(people * each)])


def _put(desk: Desk, rows: list[dict[str, object]]) -> None:
    with desk.store.writing() as uow:
        uow.connection.execute(OUTBOX.insert(), rows)
        uow.commit()


def _row(number: int, who: int) -> dict[str, object]:
    content: dict[str, object] = {"args": {"name": "Prova"}, "buttons": []}
    content |= dict.fromkeys(("urgent_reason", "recall_cause", "contact", "edits"))
    return {
        "recipient_id": who,
        "key": "delivery.unreachable",
        "content": content,
        "dedupe_key": f"bench:{number}",
        "urgent": False,
        "state": MessageState.QUEUED,
        "created_at": NOW,
        "due_at": NOW,
        "next_at": NOW,
        "cleared": False,
        "apart": False,
        "attempts": 0,
        "unsettled": 0,
    }


def _unjudged(desk: Desk) -> bool:
    with desk.store.reading() as uow:
        return bool(delivering.due(uow, at=desk.clock(), limit=1))


def _held(desk: Desk) -> int:
    with desk.store.reading() as uow:
        wanted = select(func.count()).where(OUTBOX.c.hold_until.is_not(None))
        return int(uow.connection.execute(wanted).scalar_one())
