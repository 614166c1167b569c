"""A message that is read late means what it meant when it was written, however it comes."""

from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Update

from bot.application import opened_for
from bot.clock import MovableClock
from bot.service import Service
from bot.webhook import SECRET_HEADER, Door
from handlers.chat import registry
from handlers.desk.context import Desk
from storage.store import Store
from tests.bot.conftest import ANNA, SECRET, Frame, Town, desk_of, sign

LATE = timedelta(hours=14)
"""From Sunday evening at eight to Monday morning at ten."""


@pytest.fixture
def desk(sqlite_store: Store, clock: MovableClock) -> Desk:
    """What a database may change is tested elsewhere: here SQLite will do."""
    return desk_of(sqlite_store, clock)


@pytest.fixture(autouse=True)
def _anna_may_book(desk: Desk, town: Town) -> None:
    sign(desk, town.anna, "22:00-06:00")


def says(
    number: int, text: str, at: datetime, *, edited: datetime | None = None
) -> dict[str, Any]:
    """Anna writes, or changes what she wrote."""
    message: dict[str, Any] = {
        "message_id": 77,
        "date": int(at.timestamp()),
        "chat": {"id": ANNA, "type": "private"},
        "from": {"id": ANNA, "is_bot": False, "first_name": "Anna"},
        "text": text,
    }
    if edited is None:
        return {"update_id": number, "message": message}
    changed = message | {"edit_date": int(edited.timestamp())}
    return {"update_id": number, "edited_message": changed}


async def bring(service: Service, raw: dict[str, Any]) -> None:
    await service.application.process_update(Update.de_json(raw, service.application.bot))


async def last(frame: Frame) -> str:
    return (await frame.phones.texts(ANNA))[-1]


async def test_tomorrow_is_the_day_after_it_was_written_by_polling(frame: Frame) -> None:
    world = frame.playground.world
    raw = says(1, "prenota domani", frame.clock() - LATE)
    async with frame.service(features=[opened_for(registry.features())]):
        world.updates.put("message", raw["message"], chat_id=ANNA, lifetime=86_400)
        await frame.phones.reads(ANNA, "23 novembre")


async def test_tomorrow_is_the_day_after_it_was_written_by_webhook(
    frame: Frame, door: Door
) -> None:
    raw = says(1, "prenota domani", frame.clock() - LATE)
    async with (
        frame.service(door=door, features=[opened_for(registry.features())]),
        aiohttp.ClientSession() as session,
    ):
        async with session.post(door.url, json=raw, headers={SECRET_HEADER: SECRET}) as answer:
            status = answer.status

        assert status == 200
        assert "23 novembre" in await last(frame)


async def test_what_was_changed_is_as_of_when_it_was_changed(frame: Frame) -> None:
    written = frame.clock() - LATE - timedelta(hours=5)
    async with frame.service(features=[opened_for(registry.features())]) as service:
        await bring(service, says(1, "prenota dopodomani", written))
        await bring(service, says(2, "prenota domani", written, edited=frame.clock() - LATE))

        assert "23 novembre" in await last(frame)


async def test_a_date_further_back_than_telegram_keeps_is_none(frame: Frame) -> None:
    long_ago = frame.clock() - timedelta(days=1, seconds=1)
    async with frame.service(features=[opened_for(registry.features())]) as service:
        await bring(service, says(1, "prenota domani", long_ago))

        assert "24 novembre" in await last(frame)
