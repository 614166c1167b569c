"""Rules U1 to U7: getUpdates."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.playground import Limits, Person, Playground
from tests.playground.conftest import Bot, Reply

TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def held_poll(bot: Bot, **parameters: int) -> asyncio.Task[Reply]:
    """A poll that is waiting at the playground by the time this returns."""
    calls = bot.playground.world.calls
    before = len(calls.calls("getUpdates"))
    poll = asyncio.get_running_loop().create_task(bot.call("getUpdates", timeout=50, **parameters))
    async with asyncio.timeout(5):
        while len(calls.calls("getUpdates")) == before:  # noqa: ASYNC110  (the log tells nobody)
            await asyncio.sleep(0)
    return poll


async def texts(bot: Bot, **parameters: int) -> list[str]:
    return [update["message"]["text"] for update in await bot.updates(**parameters)]


async def test_U1_a_held_request_answers_as_soon_as_something_comes(
    bot: Bot, anna: Person
) -> None:
    poll = await held_poll(bot)
    await anna.says("eccomi")

    reply = await asyncio.wait_for(poll, 5)

    assert reply.result[0]["message"]["text"] == "eccomi"


async def test_U1_a_timeout_with_nothing_gives_nothing(bot: Bot) -> None:
    assert await bot.updates(timeout=1) == []


@pytest.mark.parametrize(("limit", "given"), [(0, 1), (2, 2), (500, 100)])
async def test_U1_limit_is_clipped(limit: int, given: int, bot: Bot, anna: Person) -> None:
    for number in range(101):
        await anna.says(str(number))

    assert len(await bot.updates(limit=limit)) == given


async def test_U2_offset_forgets_what_is_below_it(bot: Bot, anna: Person) -> None:
    for text in "abc":
        await anna.says(text)
    second = (await bot.updates())[1]["update_id"]

    assert await texts(bot) == ["a", "b", "c"]
    assert await texts(bot, offset=second) == ["b", "c"]
    assert await texts(bot, offset=0) == ["b", "c"]


async def test_U2_a_negative_offset_keeps_the_last(bot: Bot, anna: Person) -> None:
    for text in "abc":
        await anna.says(text)

    assert await texts(bot, offset=-2) == ["b", "c"]
    assert await texts(bot) == ["b", "c"]


async def test_U3_ids_only_grow_across_restarts(clock: MovableClock, anna: Person) -> None:
    first = await anna.says("a")
    await asyncio.sleep(0.2)  # ids start at a figure that grows eight a second

    async with Playground(clock=clock) as later:
        bruno = await later.client.add_person("Bruno")
        second = await bruno.says("b")

    assert second > first


async def test_U4_a_newer_poll_ends_the_older(bot: Bot, anna: Person) -> None:
    older = await held_poll(bot)
    newer = await held_poll(bot)
    assert (await asyncio.wait_for(older, 5)).refusal == (409, TERMINATED)

    await anna.says("eccomi")

    assert len((await asyncio.wait_for(newer, 5)).result) == 1


async def test_U4_a_poll_that_finds_something_leaves_the_older_alone(
    bot: Bot, anna: Person
) -> None:
    older = await held_poll(bot)
    await bot.updates()
    await anna.says("eccomi")

    assert (await asyncio.wait_for(older, 5)).status == 200


async def test_U4_a_repeated_conflict_is_answered_late(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    limits = Limits(conflict_delay=0.3, repeat_wait=0)
    async with Playground(clock=clock, limits=limits) as playground:
        bot = Bot(playground, session)
        polls = [await held_poll(bot) for _ in range(3)]
        await polls[0]

        done, waiting = await asyncio.wait(polls[1:2], timeout=0.1)

        assert (len(done), len(waiting)) == (0, 1)
        assert (await polls[1]).status == 409
        polls[2].cancel()


async def test_U5_polling_is_refused_while_a_webhook_is_set(local_bot: Bot) -> None:
    await local_bot.call("setWebhook", url="http://127.0.0.1:9/hook")

    reply = await local_bot.call("getUpdates")

    words = (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert reply.refusal == (409, words)


async def test_U5_setting_a_webhook_ends_a_held_poll(local_bot: Bot) -> None:
    poll = await held_poll(local_bot)
    await local_bot.call("setWebhook", url="http://127.0.0.1:9/hook")

    reply = await asyncio.wait_for(poll, 5)

    assert reply.refusal == (409, "Conflict: terminated by setWebhook request")


async def test_U6_only_allowed_updates_are_made_and_the_wish_is_remembered(
    bot: Bot, anna: Person
) -> None:
    await bot.call("getUpdates", allowed_updates=["callback_query"])
    await anna.says("not asked for")
    await bot.call("getUpdates")
    await anna.says("nor this")
    await bot.call("getUpdates", allowed_updates="unreadable")
    await anna.says("nor this either")
    await bot.call("getUpdates", allowed_updates=[])
    await anna.says("now yes")

    assert await texts(bot) == ["now yes"]


async def test_U7_the_same_offset_at_once_gets_one_update(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    async with Playground(clock=clock, limits=Limits(repeat_burst=60)) as playground:
        bot = Bot(playground, session)
        anna = await playground.client.add_person("Anna")
        await anna.says("a")
        await anna.says("b")

        assert await texts(bot) == ["a", "b"]
        assert await texts(bot) == ["a"]


async def test_U7_the_same_offset_soon_again_is_held(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    limits = Limits(repeat_wait=0.3)
    async with Playground(clock=clock, limits=limits) as playground:
        bot = Bot(playground, session)
        await bot.updates()
        anna = await playground.client.add_person("Anna")
        poll = asyncio.get_running_loop().create_task(bot.updates(timeout=0))
        await asyncio.sleep(0.05)
        await anna.says("while it was held")

        assert len(await poll) == 1


@pytest.mark.parametrize(("hours", "kept"), [(23, 1), (24, 0)])
async def test_messages_wait_a_day(
    hours: int, kept: int, bot: Bot, anna: Person, clock: MovableClock
) -> None:
    await anna.says("a")
    clock.advance(timedelta(hours=hours))

    assert len(await bot.updates()) == kept
