"""What is said or pressed in a group: nothing of anybody is shown there, and nobody is misled."""

from typing import Any

import pytest
from telegram import Update

from bot.application import opened_for
from bot.clock import MovableClock
from handlers.chat import registry
from handlers.desk.context import Desk
from storage.store import Store
from tests.bot.conftest import ANNA, BRUNO, Frame, desk_of

GROUP = -100500
AT = 1_795_424_400


@pytest.fixture
def desk(sqlite_store: Store, clock: MovableClock) -> Desk:
    """What a database may change is tested elsewhere: here SQLite will do."""
    return desk_of(sqlite_store, clock)


def person(telegram_id: int) -> dict[str, Any]:
    return {"id": telegram_id, "is_bot": False, "first_name": "Anna"}


def pressed(chat: dict[str, Any]) -> dict[str, Any]:
    """Anna presses, so it is said, a button of her menu that stands in some chat."""
    there = {"message_id": 1, "date": AT, "chat": chat, "text": "ciao"}
    query = {"id": "1", "from": person(ANNA), "chat_instance": "1", "data": "v1:menu:open"}
    return {"update_id": 1, "callback_query": query | {"message": there}}


async def bring(frame: Frame, raw: dict[str, Any]) -> None:
    async with frame.service(features=[opened_for(registry.features())]) as service:
        await service.application.process_update(Update.de_json(raw, service.application.bot))


@pytest.mark.parametrize(
    "chat",
    [
        {"id": GROUP, "type": "supergroup", "title": "Anagrafe"},
        {"id": BRUNO, "type": "private"},
    ],
    ids=["a group", "somebody else's"],
)
async def test_a_press_elsewhere_is_answered_in_private(
    frame: Frame, chat: dict[str, Any]
) -> None:
    await bring(frame, pressed(chat))

    edits = await frame.playground.client.calls("editMessageText")
    assert edits == []
    assert "Anna" in (await frame.phones.texts(ANNA))[-1]


@pytest.mark.parametrize("author", [{"from": person(ANNA)}, {}], ids=["Anna", "nobody"])
async def test_where_the_bot_may_not_write_nobody_hears_of_it_in_private(
    frame: Frame, author: dict[str, Any]
) -> None:
    chat = {"id": GROUP, "type": "supergroup", "title": "Anagrafe"}
    entity = {"type": "bot_command", "offset": 0, "length": 5}
    said = {"message_id": 1, "date": AT, "chat": chat, "text": "/oggi", "entities": [entity]}
    await bring(frame, {"update_id": 1, "message": said | author})

    tried = await frame.playground.client.calls("sendMessage")
    assert len(tried) == 1
    assert await frame.phones.texts(ANNA) == []
