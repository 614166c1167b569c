"""Which updates were handled already: Telegram brings an unconfirmed one again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from handlers.desk import Desk
from storage import updates

KEPT = timedelta(days=3)
"""Telegram brings an update again for a day at most."""


class SeenUpdates:
    """The numbers of handled updates, in the store: another copy of the desk knows them too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def before(self, update_id: int) -> bool:
        """Tell whether an update was handled before."""
        return await asyncio.to_thread(self._before, update_id)

    async def note(self, update_id: int) -> None:
        """Note that an update was handled."""
        await asyncio.to_thread(self._note, update_id)

    async def forget_old(self) -> None:
        """Forget what Telegram cannot bring again."""
        await asyncio.to_thread(self._forget)

    def _before(self, update_id: int) -> bool:
        with self._desk.store.reading() as uow:
            return updates.handled(uow, update_id)

    def _note(self, update_id: int) -> None:
        with self._desk.store.writing() as uow:
            updates.first_time(uow, update_id, at=self._desk.clock())
            uow.commit()

    def _forget(self) -> None:
        with self._desk.store.writing() as uow:
            if updates.forget(uow, before=self._desk.clock() - KEPT):
                uow.commit()
