"""The jobs, on their own: what the scheduler promises to what it does."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, tzinfo

from structlog.testing import capture_logs

from bot.scheduler import Job, Scheduler

AN_HOUR = timedelta(hours=1)


class Counted:
    """Work that counts how often it was done and lets a test wait for it."""

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


class MovableZone(tzinfo):
    """Greenwich's time on a machine whose clock a test sets."""

    def __init__(self) -> None:
        self.set_by = timedelta()

    def fromutc(self, dt: datetime) -> datetime:
        return dt + self.set_by

    def utcoffset(self, _dt: datetime | None) -> timedelta:
        return timedelta()

    def dst(self, _dt: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _dt: datetime | None) -> str:
        return "machine"


async def broken() -> None:
    raise LookupError("no row")


def jobs_of(every: timedelta = AN_HOUR, **work: Callable[[], Awaitable[object]]) -> list[Job]:
    return [Job(name=name, work=one, every=every) for name, one in work.items()]


async def test_doing_all_does_each_job_once() -> None:
    first, second = Counted(), Counted()

    await Scheduler(jobs_of(first=first, second=second)).do_all()

    assert (first.times, second.times) == (1, 1)


async def test_a_job_that_fails_is_logged_by_name_and_leaves_the_others_done() -> None:
    work = Counted()

    with capture_logs() as logs:
        await Scheduler(jobs_of(broken=broken, fine=work)).do_all()

    assert work.times == 1
    failed = [line["task"] for line in logs if line["event"] == "scheduler.job_failed"]
    assert failed == ["broken"]


async def test_at_the_start_everything_that_fell_due_is_done_at_once() -> None:
    work = Counted()
    scheduler = Scheduler(jobs_of(work=work))
    scheduler.start()

    await work.reached(1)
    await scheduler.stop()


async def test_each_job_comes_again_by_its_own_trigger() -> None:
    often, seldom = Counted(), Counted()
    jobs = [*jobs_of(timedelta(seconds=0.05), often=often), *jobs_of(seldom=seldom)]
    scheduler = Scheduler(jobs)
    scheduler.start()

    await often.reached(4)
    await scheduler.stop()

    assert seldom.times == 1


async def test_a_job_that_takes_long_holds_no_other_up() -> None:
    leave, quick = asyncio.Event(), Counted()
    scheduler = Scheduler(jobs_of(timedelta(seconds=0.05), slow=leave.wait, quick=quick))
    scheduler.start()

    await quick.reached(3)
    leave.set()
    await scheduler.stop()


async def test_a_job_never_runs_twice_side_by_side() -> None:
    inside, most = 0, 0

    async def alone() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0)
        inside -= 1

    scheduler = Scheduler(jobs_of(alone=alone))

    await asyncio.gather(*(scheduler.do_all() for _ in range(5)))

    assert most == 1


async def test_stopping_waits_for_what_runs() -> None:
    entered, leave = asyncio.Event(), asyncio.Event()
    finished: list[str] = []

    async def slow() -> None:
        entered.set()
        await leave.wait()
        finished.append("slow")

    scheduler = Scheduler(jobs_of(slow=slow))
    scheduler.start()
    await entered.wait()
    stopping = asyncio.ensure_future(scheduler.stop())
    await asyncio.sleep(0.02)
    leave.set()
    await stopping

    assert finished == ["slow"]


async def test_after_the_machines_clock_was_set_back_jobs_still_come() -> None:
    zone, work = MovableZone(), Counted()
    scheduler = Scheduler(jobs_of(timedelta(seconds=0.2), work=work), zone=zone, watched=0.02)
    scheduler.start()
    await work.reached(2)

    with capture_logs() as logs:
        zone.set_by = -AN_HOUR
        await work.reached(5)
    await scheduler.stop()

    assert [line["seconds"] for line in logs if "jumped" in line["event"]] == [-3600.0]


async def test_after_the_machine_slept_a_job_comes_once_for_all_that_it_missed() -> None:
    zone, work = MovableZone(), Counted()
    scheduler = Scheduler(jobs_of(work=work), zone=zone, watched=0.02)
    scheduler.start()
    await work.reached(1)

    zone.set_by = AN_HOUR * 10
    await work.reached(2)
    await asyncio.sleep(0.1)
    await scheduler.stop()

    assert work.times == 2
