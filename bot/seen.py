"""Which updates were handled already: Telegram brings an unconfirmed one again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from handlers.desk.context import Desk
from storage.people import updates

KEPT = timedelta(days=3)
"""Telegram brings an update again for a day at most."""


class SeenUpdates:
    """
    The numbers of handled updates, in the store: another copy of the desk knows them too.

    Updates that come together are looked up together, and noted together: while one look at the
    store is under way, the next ones wait and are then made as one.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looking, self._noting = asyncio.Lock(), asyncio.Lock()
        self._to_look_up: list[int] = []
        self._to_note: list[int] = []
        self._found: set[int] = set()

    async def before(self, update_id: int) -> bool:
        """Tell whether an update was handled before."""
        self._to_look_up.append(update_id)
        async with self._looking:
            if self._to_look_up:
                asked, self._to_look_up = self._to_look_up, []
                self._found |= await asyncio.to_thread(self._handled, asked)
        known = update_id in self._found
        self._found.discard(update_id)
        return known

    async def note(self, update_id: int) -> None:
        """Note that an update was handled."""
        self._to_note.append(update_id)
        async with self._noting:
            if self._to_note:
                handled, self._to_note = self._to_note, []
                await asyncio.to_thread(self._note, handled)

    async def forget_old(self) -> None:
        """Forget what Telegram cannot bring again."""
        await asyncio.to_thread(self._forget)

    def _handled(self, update_ids: Sequence[int]) -> set[int]:
        with self._desk.store.reading() as uow:
            return updates.handled(uow, update_ids)

    def _note(self, update_ids: Sequence[int]) -> None:
        with self._desk.store.writing() as uow:
            for update_id in update_ids:
                updates.first_time(uow, update_id, at=self._desk.clock())
            uow.commit()

    def _forget(self) -> None:
        with self._desk.store.writing() as uow:
            if updates.forget(uow, before=self._desk.clock() - KEPT):
                uow.commit()
