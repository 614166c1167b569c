"""Which updates were handled already is noted with what they changed; here it is forgotten."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from handlers.desk.context import Desk
from storage.people import updates

KEPT = timedelta(days=3)
"""Telegram brings an update again for a day at most."""


class SeenUpdates:
    """The numbers of handled updates, in the store: another copy of the desk knows them too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def forget_old(self) -> None:
        """Forget what Telegram cannot bring again."""
        await asyncio.to_thread(self._forget)

    def _forget(self) -> None:
        with self._desk.store.writing() as uow:
            if updates.forget(uow, before=self._desk.clock() - KEPT):
                uow.commit()
