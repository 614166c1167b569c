"""Rules L1 to L4: how fast a bot may send."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.playground import FloodMode, Limits, Person, Playground
from bot.playground.flood import Flood
from tests.playground.conftest import NOON, Bot


@dataclass
class Stopwatch:
    """Seconds of the machine, moved by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
async def limited(stopwatch: Stopwatch, session: aiohttp.ClientSession) -> AsyncIterator[Bot]:
    moment: datetime = NOON
    flood = Flood(FloodMode.BUCKET, monotonic=stopwatch)
    clock = MovableClock(moment)
    async with Playground(clock=clock, limits=Limits.quick(), flood=flood) as playground:
        yield Bot(playground, session)


@pytest.fixture
async def dora(limited: Bot) -> Person:
    return await limited.playground.client.add_person("Dora", standing="open")


async def send(bot: Bot, chat_id: int, count: int) -> list[int]:
    return [
        (await bot.call("sendMessage", chat_id=chat_id, text=str(n))).status for n in range(count)
    ]


async def test_L1_a_burst_of_five_passes_in_one_chat_then_one_a_second(
    limited: Bot, dora: Person, stopwatch: Stopwatch
) -> None:
    assert await send(limited, dora.id, 6) == [200] * 5 + [429]

    stopwatch.seconds += 1

    assert await send(limited, dora.id, 2) == [200, 429]


async def test_L1_thirty_a_second_in_all(limited: Bot, stopwatch: Stopwatch) -> None:
    people = [
        await limited.playground.client.add_person(f"P{n}", standing="open") for n in range(31)
    ]

    statuses = [(await send(limited, person.id, 1))[0] for person in people]

    assert statuses == [200] * 30 + [429]


async def test_L1_twenty_a_minute_in_a_group(limited: Bot) -> None:
    await limited.playground.client.ask("POST", "/groups", json={"id": -7, "title": "U"})

    assert await send(limited, -7, 21) == [200] * 20 + [429]


async def test_L3_mode_none_never_refuses(bot: Bot, anna: Person) -> None:
    assert await send(bot, anna.id, 40) == [200] * 40


async def test_L3_who_sends_again_too_early_is_counted(
    limited: Bot, dora: Person, stopwatch: Stopwatch
) -> None:
    await send(limited, dora.id, 6)
    assert limited.playground.world.flood.early == 0

    await send(limited, dora.id, 1)
    assert limited.playground.world.flood.early == 1

    stopwatch.seconds += 1
    await send(limited, dora.id, 1)
    assert limited.playground.world.flood.early == 1


async def test_L3_an_ordered_wait_is_counted_without_buckets_too(bot: Bot, anna: Person) -> None:
    await bot.playground.client.order_fault("429", method="sendMessage", seconds=30)

    assert await send(bot, anna.id, 2) == [429, 200]
    assert bot.playground.world.flood.early == 1


async def test_L4_edits_count_as_well(limited: Bot, dora: Person) -> None:
    sent = await limited.sends(dora)
    await send(limited, dora.id, 4)

    reply = await limited.call(
        "editMessageText", chat_id=dora.id, message_id=sent["message_id"], text="x"
    )

    assert reply.status == 429


@pytest.mark.parametrize("method", ["answerCallbackQuery", "getFile", "editMessageText"])
async def test_L4_any_method_can_be_ordered_to_wait(method: str, bot: Bot) -> None:
    await bot.playground.client.order_fault("429", method=method)

    reply = await bot.call(method)

    assert reply.refusal == (429, "Too Many Requests: retry after 1")
