"""Which updates were handled already is noted with what they changed; here it is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from handlers.desk.context import Desk
from storage.errors import StoreError
from storage.people import updates

log = structlog.get_logger(__name__)

KEPT = timedelta(days=3)
"""Telegram brings an update again for a day at most."""


class SeenUpdates:
    """The numbers of handled updates, in the store: another copy of the desk knows them too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def note(self, update_ids: Sequence[int]) -> None:
        """
        Note updates that nothing was done about: dropped, or failed with a word that says so.

        Raises nothing: if the store is what failed, that has been told already.
        """
        if not update_ids:
            return
        try:
            await asyncio.to_thread(self._note, update_ids)
        except (SQLAlchemyError, StoreError) as error:
            log.warning("update.not_noted", count=len(update_ids), exc_info=error)

    async def forget_old(self) -> None:
        """Forget what Telegram cannot bring again."""
        await asyncio.to_thread(self._forget)

    def _note(self, update_ids: Sequence[int]) -> None:
        with self._desk.store.writing() as uow:
            updates.note(uow, update_ids, at=self._desk.clock())
            uow.commit()

    def _forget(self) -> None:
        with self._desk.store.writing() as uow:
            if updates.forget(uow, before=self._desk.clock() - KEPT):
                uow.commit()
