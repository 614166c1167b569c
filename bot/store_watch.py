"""The desk's own file, looked at while it runs: without it nothing that is done would last."""

from __future__ import annotations

import asyncio

import structlog

from storage.errors import FileGone
from storage.store import Store

log = structlog.get_logger(__name__)

SECONDS_APART = 1.0


async def until_told(told: asyncio.Event, store: Store) -> None:
    """Wait until told to stop; raise FileGone as soon as the store's file is gone."""
    while not told.is_set():
        try:
            store.check_file()
        except FileGone as gone:
            log.critical("store.file_gone", kind="replaced" if gone.replaced else "deleted")
            raise
        try:
            async with asyncio.timeout(SECONDS_APART):
                await told.wait()
        except TimeoutError:
            continue
