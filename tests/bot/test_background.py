"""Background work: kept, watched, stopped."""

import asyncio
import threading
import time

import pytest
from structlog.testing import capture_logs

from bot.background import Background, seen_to_its_end


async def test_leaving_stops_what_still_runs() -> None:
    async with Background() as background:
        task = background.start(asyncio.sleep(3600), name="long")

    assert task.cancelled()


async def test_finished_work_gives_its_result() -> None:
    async with Background() as background:
        task = background.start(asyncio.sleep(0, "done"), name="short")

        assert await task == "done"


async def test_what_fails_is_logged_by_name_at_once() -> None:
    async def broken() -> None:
        raise LookupError("no row")

    with capture_logs() as logs:
        async with Background() as background:
            task = background.start(broken(), name="tick")
            with pytest.raises(LookupError):
                await task

    assert [(line["event"], line["task"]) for line in logs] == [("background.failed", "tick")]


async def test_what_a_thread_does_is_waited_for_also_when_it_is_stopped() -> None:
    begun, done = threading.Event(), threading.Event()

    def look() -> None:
        begun.set()
        time.sleep(0.2)
        done.set()

    async with Background() as background:
        background.start(seen_to_its_end(look), name="look")
        await asyncio.to_thread(begun.wait, 5)

    assert done.is_set()
