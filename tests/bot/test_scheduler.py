"""The tick, on its own: what it promises to the duties."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from bot.scheduler import Scheduler


class Counted:
    """A duty that counts how often it was done and lets a test wait for it."""

    def __init__(self) -> None:
        self.times = 0
        self.done = asyncio.Condition()

    async def __call__(self) -> None:
        async with self.done:
            self.times += 1
            self.done.notify_all()

    async def reached(self, times: int) -> None:
        async with asyncio.timeout(5), self.done:
            await self.done.wait_for(lambda: self.times >= times)


async def broken() -> None:
    raise LookupError("no row")


def scheduler_of(seconds: float = 3600, **duties: Callable[[], Awaitable[object]]) -> Scheduler:
    return Scheduler(duties, seconds=seconds)


async def test_a_tick_does_each_duty_once() -> None:
    first, second = Counted(), Counted()

    await scheduler_of(first=first, second=second).tick()

    assert (first.times, second.times) == (1, 1)


async def test_a_duty_that_fails_leaves_the_others_done() -> None:
    duty = Counted()

    with capture_logs() as logs:
        await scheduler_of(broken=broken, fine=duty).tick()

    assert duty.times == 1
    assert [(line["event"], line["task"]) for line in logs] == [
        ("scheduler.duty_failed", "broken")
    ]


async def test_the_first_tick_comes_at_the_start_and_does_what_fell_due() -> None:
    duty = Counted()
    scheduler = scheduler_of(duty=duty)
    scheduler.start()

    await duty.reached(1)
    await scheduler.stop()


async def test_it_ticks_again_and_again() -> None:
    duty = Counted()
    scheduler = scheduler_of(seconds=0.05, duty=duty)
    scheduler.start()

    await duty.reached(3)
    await scheduler.stop()


async def test_a_nudge_brings_the_next_tick_at_once() -> None:
    duty = Counted()
    scheduler = scheduler_of(duty=duty)
    scheduler.start()
    await duty.reached(1)

    scheduler.nudge()

    await duty.reached(2)
    await scheduler.stop()


async def test_stopping_waits_for_the_tick_that_runs() -> None:
    entered, leave = asyncio.Event(), asyncio.Event()
    finished: list[str] = []

    async def slow() -> None:
        entered.set()
        await leave.wait()
        finished.append("slow")

    scheduler = scheduler_of(slow=slow)
    scheduler.start()
    await entered.wait()
    stopping = asyncio.ensure_future(scheduler.stop())
    await asyncio.sleep(0)
    leave.set()
    await stopping

    assert finished == ["slow"]


async def test_two_ticks_never_run_side_by_side() -> None:
    inside = 0

    async def alone() -> None:
        nonlocal inside
        inside += 1
        assert inside == 1
        await asyncio.sleep(0)
        inside -= 1

    scheduler = scheduler_of(alone=alone)
    with capture_logs() as logs:
        await asyncio.gather(*(scheduler.tick() for _ in range(5)))

    assert logs == []


async def test_after_stopping_nothing_ticks() -> None:
    duty = Counted()
    scheduler = scheduler_of(seconds=0.02, duty=duty)
    scheduler.start()
    await duty.reached(2)
    await scheduler.stop()
    times = duty.times

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1), duty.done:
            await duty.done.wait_for(lambda: duty.times > times)
