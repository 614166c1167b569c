"""Background work: kept, watched, stopped."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.background import Background


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
