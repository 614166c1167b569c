"""What a proxy or a portal answers in Telegram's place is not taken for its word."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import Ledger
from bot.transport import AiohttpRequest
from storage.people import links
from storage.tables import MessageState
from storage.trail import delivering
from tests.bot.conftest import ANNA, BRUNO, CARLA, HILDE, Scene
from tests.bot.front import Front

PAGE = "<html><body>Access denied. Ask the CED.</body></html>"
NOT_TELEGRAM = [(status, PAGE) for status in (302, 400, 403, 404, 429)]
IN_JSON = [
    (403, '{"error": "blocked by policy"}'),
    (403, '"blocked"'),
    (400, "null"),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":"wait"}'),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":"soon"}}'),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":1e30}}'),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":-4}}'),
    (409, '{"ok":false,"error_code":409,"description":"Conflict: terminated"}'),
    (403, '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}'),
    (400, '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}'),
]
NO_ANSWER = [
    (200, PAGE),
    (200, "[]"),
    (200, '{"ok":true}'),
    (200, '{"ok":true,"result":true}'),
    (200, '{"ok":true,"result":{}}'),
    (200, '{"ok":false,"description":"no"}'),
    (204, ""),
]


@pytest.fixture
async def front(scene: Scene) -> AsyncIterator[Front]:
    root = scene.phones.playground.base_url.removesuffix("/bot")
    async with Front(root) as standing:
        yield standing


@pytest.fixture
async def behind(scene: Scene, front: Front) -> AsyncIterator[Dispatcher]:
    """A dispatcher whose every call passes the front."""
    async with AiohttpRequest(read_timeout=20) as transport:
        bot = Bot(scene.phones.playground.token, base_url=f"{front.root}/bot", request=transport)
        yield Dispatcher(bot, Ledger(scene.desk), scene.pace)


@pytest.mark.parametrize("says", NOT_TELEGRAM + IN_JSON, ids=str)
async def test_what_another_refuses_for_two_hours_arrives_afterwards_once(
    scene: Scene, front: Front, behind: Dispatcher, says: tuple[int, str]
) -> None:
    numbers = [scene.outbox.post(who, "n") for who in (scene.town.anna, scene.town.bruno)]
    front.says = says
    await tries(scene, behind, timedelta(hours=2))
    with scene.desk.store.reading() as uow:
        gone = links.who_blocked(uow, [scene.town.anna, scene.town.bruno])
    front.says = None
    await tries(scene, behind, timedelta(hours=1))

    assert gone == set()
    assert [scene.outbox.row(number).state for number in numbers] == [MessageState.SENT] * 2
    for who in (ANNA, BRUNO):
        assert len(await scene.phones.texts(who)) == 1
    for who in (CARLA, HILDE):
        assert await scene.phones.texts(who) == []


@pytest.mark.parametrize("says", NO_ANSWER, ids=str)
async def test_while_no_answer_can_be_read_nothing_is_given_up(
    scene: Scene, front: Front, behind: Dispatcher, says: tuple[int, str]
) -> None:
    numbers = [scene.outbox.post(who, "n") for who in (scene.town.anna, scene.town.bruno)]
    front.says = says
    await tries(scene, behind, timedelta(hours=2))
    front.says = None
    await tries(scene, behind, timedelta(hours=1))

    assert [scene.outbox.row(number).state for number in numbers] == [MessageState.SENT] * 2
    with scene.desk.store.reading() as uow:
        assert delivering.dead_letters(uow) == []


async def tries(scene: Scene, dispatcher: Dispatcher, span: timedelta) -> None:
    """Let the dispatcher look again and again, for so long on the desk's clock."""
    for _ in range(12):
        await dispatcher.deliver_due()
        scene.passes(span / 12)
