"""Work that goes on beside the answers: started here, watched here, stopped here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

import structlog

log = structlog.get_logger(__name__)

Given = TypeVar("Given")


class Background:
    """
    Keep background tasks so that none is lost, and stop them all at the end.

    Used as `async with Background() as background`. What fails is logged by name and kind of
    error at once, not when somebody happens to await it.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        """Give itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop whatever still runs."""
        await self.stop()

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Start work beside the caller and keep it until it ends."""
        task = asyncio.create_task(work, name=name)  # noqa: TID251  this module is the keeper
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def idle(self) -> None:
        """Wait until everything that was started so far has ended by itself."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Cancel what still runs and wait until it has ended."""
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("background.failed", task=task.get_name(), exc_info=error)


async def seen_to_its_end(work: Callable[..., Given], *given: Any) -> Given:
    """
    Do something in a thread, and wait for it also when cancelled.

    A thread cannot be stopped; left alone it would go on with a store that is closed meanwhile.
    """
    doing = asyncio.ensure_future(asyncio.to_thread(work, *given))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait({doing})
        raise
