"""Ctrl-C and the stop of a service manager, as something that can be awaited."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def until_told_to_stop() -> AsyncIterator[asyncio.Event]:
    """Give an event that is set at SIGINT or SIGTERM; a second signal then kills as usual."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    both = (signal.SIGINT, signal.SIGTERM)

    def stop() -> None:
        told.set()
        for each in both:
            loop.remove_signal_handler(each)

    for each in both:
        loop.add_signal_handler(each, stop)
    try:
        yield told
    finally:
        for each in both:
            loop.remove_signal_handler(each)
