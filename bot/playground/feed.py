"""Tells whoever watches that something changed."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Event = dict[str, Any]


class Feed:
    """Hand each event to everybody who listens at that moment, and wake who waits."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Event | None]] = set()
        self._changed = asyncio.Event()
        self.closed = asyncio.Event()

    def tell(self, kind: str, **details: Any) -> None:
        """Tell all listeners of an event."""
        for listener in self._listeners:
            listener.put_nowait({"kind": kind} | details)
        self._wake()

    def close(self) -> None:
        """End every stream and every wait."""
        self.closed.set()
        for listener in self._listeners:
            listener.put_nowait(None)
        self._wake()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[Event | None]]:
        """Listen until the block ends; ``None`` in the queue means the end."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    async def changes(self, *, within: float) -> None:
        """Wait for the next event, at most *within* seconds."""
        try:
            await asyncio.wait_for(self._changed.wait(), within)
        except TimeoutError:
            return

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
