"""Faults that a test orders (section 11, E6), as the bot's side sees them."""

import aiohttp
import pytest

from bot.playground import Person, Playground
from tests.playground.conftest import Bot


@pytest.fixture
def url(playground: Playground) -> str:
    return f"{playground.base_url}{playground.token}/sendMessage"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("400", "just so", "Bad Request: just so"),
        ("401", "", "Unauthorized"),
        ("403", "", "Forbidden: bot was blocked by the user"),
        ("404", "", "Not Found"),
        ("500", "", "Internal Server Error: ordered by the test"),
    ],
)
async def test_refusals_in_telegrams_words(
    kind: str, text: str, words: str, bot: Bot, anna: Person
) -> None:
    await bot.playground.client.order_fault(kind, text=text)

    reply = await bot.call("sendMessage", chat_id=anna.id, text="ciao")

    assert reply.refusal == (int(kind), words)
    assert await anna.messages() == []


async def test_a_conflict_can_be_ordered(bot: Bot) -> None:
    await bot.playground.client.order_fault("409", method="getUpdates")

    assert "terminated by other getUpdates" in (await bot.call("getUpdates")).refusal[1]


async def test_a_fault_strikes_its_method_its_text_and_so_many_times(
    bot: Bot, anna: Person
) -> None:
    await bot.playground.client.order_fault(
        "400", method="sendmessage", containing="promemoria", times=2
    )

    statuses = [
        (await bot.call("sendMessage", chat_id=anna.id, text=text)).status
        for text in ("altro", "il promemoria", "promemoria", "promemoria")
    ]

    assert statuses == [200, 400, 400, 200]
    assert (await bot.call("getMe")).status == 200


async def test_ordered_faults_can_be_taken_back(bot: Bot) -> None:
    await bot.playground.client.order_fault("500", times=9)
    await bot.playground.client.clear_faults()

    assert (await bot.call("getMe")).status == 200


async def test_a_bad_gateway_is_no_json(
    url: str, playground: Playground, session: aiohttp.ClientSession
) -> None:
    await playground.client.order_fault("502")

    async with session.post(url) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")


async def test_a_reset_does_nothing_and_answers_nothing(
    bot: Bot, anna: Person, playground: Playground
) -> None:
    await playground.client.order_fault("reset", method="sendMessage")

    with pytest.raises(aiohttp.ClientError):
        await bot.call("sendMessage", chat_id=anna.id, text="ciao")

    assert await anna.messages() == []


async def test_a_late_answer_outlasts_an_impatient_client(
    url: str, anna: Person, playground: Playground, session: aiohttp.ClientSession
) -> None:
    await playground.client.order_fault("late", seconds=30)
    impatient = aiohttp.ClientTimeout(total=0.2)

    with pytest.raises(TimeoutError):
        await session.post(url, json={"chat_id": anna.id, "text": "x"}, timeout=impatient)

    assert len(await anna.messages()) == 1


async def test_a_late_answer_comes_in_the_end(bot: Bot, anna: Person) -> None:
    await bot.playground.client.order_fault("late", method="sendMessage", seconds=0.1)

    assert (await bot.sends(anna))["text"] == "ciao"


async def test_an_answer_cut_in_half(
    url: str, anna: Person, playground: Playground, session: aiohttp.ClientSession
) -> None:
    await playground.client.order_fault("cut", method="sendMessage")

    async with session.post(url, json={"chat_id": anna.id, "text": "x"}) as answer:
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.read()

    assert len(await anna.messages()) == 1


async def test_done_but_the_answer_is_lost_shows_double_sends(bot: Bot, anna: Person) -> None:
    await bot.playground.client.order_fault("lost", method="sendMessage", seconds=0)

    with pytest.raises(aiohttp.ClientError):
        await bot.sends(anna, "una volta")
    await bot.sends(anna, "una volta")

    assert [message.text for message in await anna.messages()] == ["una volta"] * 2


async def test_every_call_is_in_the_log_refused_or_not(bot: Bot, anna: Person) -> None:
    await bot.playground.client.order_fault("lost", containing="perso", seconds=0)
    await bot.call("sendMessage", chat_id=1, text="ciao")
    await bot.sends(anna, "ciao")
    with pytest.raises(aiohttp.ClientError):
        await bot.sends(anna, "perso")

    calls = await bot.playground.client.calls("SendMessage")

    assert [(c["status"], c["done"], c["fault"]) for c in calls] == [
        (400, False, ""),
        (200, True, ""),
        (200, True, "lost"),
    ]
    assert calls[0]["description"] == "Bad Request: chat not found"
    assert calls[1]["parameters"]["text"] == "ciao"
