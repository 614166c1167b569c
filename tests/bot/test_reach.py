"""Who blocked the bot, and who is there: private chats, writing and pressing tell it."""

from typing import Any

import pytest
from telegram import Update

from bot.application import opened_for
from bot.service import Service
from handlers.chat import registry
from storage.people import links, staff
from tests.bot.conftest import ANNA, CARLA, Frame

GROUP = {"id": -100500, "type": "supergroup", "title": "Anagrafe"}
PRIVATE = {"id": ANNA, "type": "private"}
BOT = {"id": 7000000001, "is_bot": True, "first_name": "desk"}


def change(number: int, status: str, chat: dict[str, Any]) -> dict[str, Any]:
    """Anna changes what the bot is in a chat."""
    member = {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    return {
        "update_id": number,
        "my_chat_member": {
            "chat": chat,
            "from": {"id": ANNA, "is_bot": False, "first_name": "Anna"},
            "date": 1_800_000_000,
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": member,
        },
    }


async def bring(service: Service, raw: dict[str, Any]) -> None:
    await service.application.process_update(Update.de_json(raw, service.application.bot))


def blocked(frame: Frame) -> bool:
    with frame.desk.store.reading() as uow:
        return links.has_blocked(uow, frame.town.anna)


def block(frame: Frame) -> None:
    with frame.desk.store.writing() as uow:
        links.mark_blocked(uow, frame.town.anna, at=frame.desk.clock())
        uow.commit()


@pytest.fixture
async def desk_of_all(frame: Frame) -> Service:
    """A desk with all that people see."""
    return frame.service(features=[opened_for(registry.features())])


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_who_takes_the_bot_out_of_a_group_has_not_blocked_it(
    service: Service, frame: Frame, status: str
) -> None:
    await bring(service, change(1, status, GROUP))
    await service.tick()

    assert not blocked(frame)
    assert await frame.phones.texts(CARLA) == []


async def test_who_adds_the_bot_to_a_group_still_blocks_it(service: Service, frame: Frame) -> None:
    block(frame)
    await bring(service, change(1, "member", GROUP))

    assert blocked(frame)


@pytest.mark.parametrize(("status", "is_blocked"), [("kicked", True), ("member", False)])
async def test_the_private_chat_counts(
    service: Service,
    frame: Frame,
    status: str,
    is_blocked: bool,  # noqa: FBT001  a case
) -> None:
    if not is_blocked:
        block(frame)
    await bring(service, change(1, status, PRIVATE))

    assert blocked(frame) is is_blocked


async def test_a_block_brought_again_after_an_unblock_changes_nothing(
    service: Service, frame: Frame
) -> None:
    await bring(service, change(1, "kicked", PRIVATE))
    await bring(service, change(2, "member", PRIVATE))
    await bring(service, change(1, "kicked", PRIVATE))

    assert not blocked(frame)


async def test_who_writes_is_not_blocked(desk_of_all: Service, frame: Frame) -> None:
    block(frame)
    async with desk_of_all:
        await (await frame.phones.of(ANNA)).asks("/menu")

    assert not blocked(frame)


async def test_who_presses_is_not_blocked(desk_of_all: Service, frame: Frame) -> None:
    async with desk_of_all:
        anna = await frame.phones.of(ANNA)
        menu = await anna.asks("/menu")
        block(frame)
        await anna.forges("v1:menu:nothing", on=menu.id)
        await anna.waits_for_toast()

    assert not blocked(frame)


async def test_nobody_stays_without_a_word_whose_policy_is_not_there(
    desk_of_all: Service, frame: Frame
) -> None:
    with frame.desk.store.writing() as uow:
        staff.put_body(uow, "rocca", name="Comune di Rocca", policy_id="of-the-next-year")
        uow.commit()
    async with desk_of_all:
        answer = await (await frame.phones.of(ANNA)).asks("/menu")

    assert "andato storto" in answer.text
