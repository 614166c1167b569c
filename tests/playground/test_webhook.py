"""Rules W1 to W7: updates are brought to the bot."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.clock import MovableClock
from bot.playground import Limits, Person, Playground
from tests.playground.conftest import Bot


class Receiver:
    """A bot's own web server, that answers as it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.bodies: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.heard = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.bodies.append(await request.json())
        self.heard.set()
        return self.answers.pop(0) if self.answers else web.Response()

    async def hears(self, count: int) -> list[dict[str, Any]]:
        """The first *count* deliveries."""
        async with asyncio.timeout(5):
            while len(self.bodies) < count:
                self.heard.clear()
                await self.heard.wait()
        return self.bodies[:count]

    def texts(self) -> list[str]:
        return [body["message"]["text"] for body in self.bodies]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def carla(local_bot: Bot) -> Person:
    return await local_bot.playground.client.add_person("Carla", standing="open")


ADDRESSES = [
    pytest.param(
        "http://comune.roma.it/x", "An HTTPS URL must be provided for webhook", id="W1-http"
    ),
    pytest.param(
        "https://comune.roma.it:8080/x",
        "Webhook can be set up only on ports 80, 88, 443 or 8443",
        id="W1-port",
    ),
    pytest.param("https://127.0.0.1/x", "IP address 127.0.0.1 is reserved", id="W1-loopback"),
    pytest.param("https://10.1.2.3/x", "IP address 10.1.2.3 is reserved", id="W1-private"),
]


@pytest.mark.parametrize(("url", "words"), ADDRESSES)
async def test_addresses_that_are_refused(url: str, words: str, bot: Bot) -> None:
    reply = await bot.call("setWebhook", url=url)

    assert reply.refusal == (400, f"Bad Request: bad webhook: {words}")


@pytest.mark.parametrize("port", ["", ":443", ":88", ":80", ":8443"])
async def test_W1_the_four_ports_pass(port: str, bot: Bot) -> None:
    reply = await bot.call("setWebhook", url=f"https://comune.invalid{port}/x")

    assert reply.body["description"] == "Webhook was set"


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        pytest.param("x" * 257, "secret token is too long", id="W2-257"),
        pytest.param("a b", "secret token contains unallowed characters", id="W2-blank"),
    ],
)
async def test_secrets_that_are_refused(secret: str, words: str, bot: Bot) -> None:
    reply = await bot.call("setWebhook", url="https://a.invalid", secret_token=secret)

    assert reply.refusal == (400, f"Bad Request: {words}")


async def test_W2_the_secret_comes_with_each_delivery(
    local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    await local_bot.call("setWebhook", url=receiver.url, secret_token="Abc_1-2")
    await carla.says("ciao")
    await receiver.hears(1)

    assert receiver.secrets == ["Abc_1-2"]
    assert receiver.texts() == ["ciao"]


async def test_W3_what_is_not_confirmed_comes_again(
    local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500), web.Response(status=404)]
    await local_bot.call("setWebhook", url=receiver.url)
    await carla.says("ciao")

    first, second, third = await receiver.hears(3)

    assert first == second == third


async def test_W3_the_bot_may_ask_for_a_pause(
    local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=503, headers={"Retry-After": "3600"})]
    await local_bot.call("setWebhook", url=receiver.url)
    await carla.says("ciao")
    await receiver.hears(1)
    await asyncio.sleep(0.2)

    assert len(receiver.bodies) == 1


async def test_W4_a_method_in_the_answer_is_executed(
    local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    asked = {"method": "sendMessage", "chat_id": carla.id, "text": "subito"}
    receiver.answers = [web.json_response(asked)]
    await local_bot.call("setWebhook", url=receiver.url)

    answer = await carla.asks("ciao")

    assert answer.text == "subito"


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_W4_reading_and_webhook_methods_are_not(
    method: str, local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.json_response({"method": method})]
    await local_bot.call("setWebhook", url=receiver.url)
    await carla.says("uno")
    await carla.says("due")
    await receiver.hears(2)

    assert await local_bot.playground.client.calls(method) == []


async def test_W5_one_setting_a_second(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    async with Playground(clock=clock, local=True, limits=Limits()) as playground:
        hasty = Bot(playground, session)
        await hasty.call("setWebhook", url="http://127.0.0.1:9/a")

        reply = await hasty.call("setWebhook", url="http://127.0.0.1:9/b")

    assert reply.status == 429


async def test_W5_the_same_again_is_no_change(local_bot: Bot) -> None:
    first, second = [
        await local_bot.call("setWebhook", url="http://127.0.0.1:9/a") for _ in range(2)
    ]

    assert first.body == {"ok": True, "result": True, "description": "Webhook was set"}
    assert second.body["description"] == "Webhook is already set"


async def test_W6_one_chat_is_delivered_in_order(
    local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500)]
    await local_bot.call("setWebhook", url=receiver.url)
    for text in ("uno", "due", "tre"):
        await carla.says(text)
    await receiver.hears(4)

    assert receiver.texts() == ["uno", "uno", "due", "tre"]


async def test_W6_a_stuck_chat_does_not_hold_up_another(
    local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    bruno = await local_bot.playground.client.add_person("Bruno")
    receiver.answers = [web.Response(status=503, headers={"Retry-After": "60"})]
    await local_bot.call("setWebhook", url=receiver.url)
    await carla.says("uno")
    await receiver.hears(1)
    await bruno.says("due")
    await receiver.hears(2)

    assert receiver.texts() == ["uno", "due"]


@pytest.mark.parametrize(("asked", "kept"), [(0, 1), (None, 40), (500, 100)])
async def test_W6_connections_are_clipped(asked: int | None, kept: int, local_bot: Bot) -> None:
    given = {} if asked is None else {"max_connections": asked}
    await local_bot.call("setWebhook", url="http://127.0.0.1:9/a", **given)

    assert (await local_bot.call("getWebhookInfo")).result["max_connections"] == kept


async def test_W7_the_last_error_is_told(
    local_bot: Bot, carla: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=503, headers={"Retry-After": "60"})]
    await local_bot.call("setWebhook", url=receiver.url)
    await carla.says("uno")
    await receiver.hears(1)
    await asyncio.sleep(0.05)

    info = (await local_bot.call("getWebhookInfo")).result

    assert info["pending_update_count"] == 1
    assert info["last_error_date"] == 1795431600
    assert info["last_error_message"] == "Wrong response from the webhook: 503"


async def test_what_waits_is_polled_after_the_webhook_is_deleted(
    local_bot: Bot, carla: Person
) -> None:
    await local_bot.call("setWebhook", url="http://127.0.0.1:9/a")
    await carla.says("ciao")

    deleted = await local_bot.call("deleteWebhook")

    assert deleted.body["description"] == "Webhook was deleted"
    assert len(await local_bot.updates()) == 1


async def test_pending_updates_are_dropped_when_asked(local_bot: Bot, carla: Person) -> None:
    await carla.says("ciao")
    await local_bot.call("deleteWebhook", drop_pending_updates=True)

    assert await local_bot.updates() == []
