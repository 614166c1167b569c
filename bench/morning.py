"""
A morning in a large body: 10,000 reminders due at the same minute pass the gate.

Real: the store (SQLite), the outbox, the gate, the ledger, the dispatcher and its pace, the texts.
Simulated: the time, and Telegram, which takes every message at once. The reminders fall due at
07:00, inside everybody's disconnection; the act opens at 07:30, one agreement in ten at 09:00.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from time import perf_counter

from telegram import Bot

from bench.town.line import TOKEN
from bench.town.people import AGREED, TELEGRAM_IDS_FROM, town
from bench.town.processes import machine, memory_mib
from bench.town.simulated import NotingLine, Sent, SimulatedTime, most_in_a_second
from bot.delivery.dispatcher import PLACES, Dispatcher
from bot.delivery.ledger import Ledger
from bot.delivery.pace import Pace
from handlers.desk.context import Desk
from rules.facts import ROME, Band
from storage.agreements import agreements
from storage.tables import AGREEMENT
from storage.trail import outbox
from storage.trail.outbox import Message

PEOPLE = 10_000
ONE_IN = 10
"""So many people for one whose agreement opens later."""
DAY = date(2026, 11, 24)
DUE, ACT_OPENS, AGREED_OPENS = time(7), time(7, 30), time(9)
LATE = Band(20 * 60, 9 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What was measured; `memory` is resident, in MiB, after each tenth of the messages."""

    people: int
    wall: float
    sent: list[Sent]
    inside: int
    in_order: bool
    most_in_a_second: int
    memory: tuple[float, ...]

    @property
    def simulated(self) -> float:
        """Seconds from the first message to the last on the desk's clock, the wait aside."""
        by_opening: dict[time, list[datetime]] = {}
        for one in self.sent:
            by_opening.setdefault(opens(one.chat_id - TELEGRAM_IDS_FROM), []).append(one.at)
        return sum((max(at) - min(at)).total_seconds() for at in by_opening.values())


def run() -> Iterable[str]:
    """Send them all, and say how."""
    yield machine()
    found = morning(PEOPLE)
    yield f"{found.people:,} reminders due at {DUE:%H:%M}, all inside disconnection"
    yield f"sent: {len(found.sent):,}, inside a disconnection window: {found.inside}"
    yield f"in the order in which they were written: {'yes' if found.in_order else 'NO'}"
    yield (
        f"{found.simulated:.0f} s of the desk's clock, at most {found.most_in_a_second} in one "
        f"second; {found.wall:.0f} s of this machine ({len(found.sent) / found.wall:.0f} a second)"
    )
    tenths = ", ".join(f"{memory:.0f}" for memory in found.memory)
    yield f"memory after each tenth of them: {tenths} MiB"


def morning(people: int) -> Morning:
    """Let that many people be reminded."""
    simulated = SimulatedTime(_at(DUE))
    with town(people, clock=simulated.clock) as settled:
        _agree_late(settled.desk, people)
        _post(settled.desk, people)
        began, memory = perf_counter(), list[float]()

        def note(count: int) -> None:
            if count % max(1, people // 10) == 0:
                memory.append(memory_mib(os.getpid()))

        sent = asyncio.run(_deliver(settled.desk, simulated, note))
        wall = perf_counter() - began
        return Morning(
            people=people,
            wall=wall,
            sent=sent,
            inside=sum(_is_inside(one) for one in sent),
            in_order=_in_order(sent),
            most_in_a_second=most_in_a_second(sent),
            memory=tuple(memory),
        )


def opens(number: int) -> time:
    """Tell when the disconnection of an employee ends, by plain arithmetic."""
    return AGREED_OPENS if number % ONE_IN == 0 else ACT_OPENS


def _is_inside(sent: Sent) -> bool:
    at = sent.at.astimezone(ROME)
    return at.date() != DAY or not opens(sent.chat_id - TELEGRAM_IDS_FROM) <= at.time() < time(20)


def _in_order(sent: list[Sent]) -> bool:
    """
    Tell whether those who were held until the same minute were served as they were written.

    Those that are on their way at once may pass each other.
    """
    numbers = [one.chat_id - TELEGRAM_IDS_FROM for one in sent]
    groups = [[n for n in numbers if opens(n) == at] for at in (ACT_OPENS, AGREED_OPENS)]
    return all(_nearly_sorted(group) for group in groups)


def _nearly_sorted(group: list[int]) -> bool:
    places = {number: place for place, number in enumerate(sorted(group))}
    return all(abs(places[number] - place) < PLACES for place, number in enumerate(group))


def _agree_late(desk: Desk, people: int) -> None:
    terms = agreements.to_row(replace(AGREED, disconnection=LATE))
    late = list(range(ONE_IN, people + 1, ONE_IN))
    with desk.store.writing() as uow:
        for number in late:
            own = AGREEMENT.c.employee_id == number
            uow.connection.execute(AGREEMENT.update().where(own).values(**terms))
        uow.commit()


def _post(desk: Desk, people: int) -> None:
    with desk.store.writing() as uow:
        for number in range(1, people + 1):
            uow.post(
                Message(
                    recipient_id=number,
                    key="digest.band",
                    args={"start": 600, "end": 720},
                    dedupe_key=f"bench:{number}",
                    at=desk.clock(),
                )
            )
        uow.commit()


async def _deliver(
    desk: Desk, simulated: SimulatedTime, note: Callable[[int], None]
) -> list[Sent]:
    asyncio.get_running_loop().set_default_executor(simulated.threads)
    line = NotingLine(simulated, after_each=note)
    pace = Pace(monotonic=simulated.monotonic, sleep=simulated.sleep)
    bot = Bot(TOKEN, request=line, get_updates_request=line)
    dispatcher = Dispatcher(bot, Ledger(desk), pace)
    while (due := _next_due(desk)) is not None:
        simulated.jump(due)
        await dispatcher.deliver_due()
    return line.sent


def _next_due(desk: Desk) -> datetime | None:
    with desk.store.reading() as uow:
        return outbox.next_due(uow)


def _at(clock: time) -> datetime:
    return datetime.combine(DAY, clock, tzinfo=ROME)
