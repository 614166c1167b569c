"""The pace of sending, on a time that only the test moves."""

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.pace import Pace
from tests.bot.conftest import Seconds


async def sent_at(seconds: Seconds, *chats: int) -> list[float]:
    """When each of some messages goes out, in seconds after the first."""
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)
    moments = []
    for chat in chats:
        await pace.turn(chat)
        moments.append(seconds.now - 1000.0)
    return moments


async def test_a_single_message_does_not_wait(seconds: Seconds) -> None:
    assert await sent_at(seconds, 1) == [0.0]


async def test_one_chat_gets_one_message_a_second(seconds: Seconds) -> None:
    assert await sent_at(seconds, 1, 1, 1) == pytest.approx([0, 1, 2])


async def test_all_chats_together_get_thirty_a_second(seconds: Seconds) -> None:
    moments = await sent_at(seconds, *range(61))

    assert moments[30] == pytest.approx(1.0)
    assert moments[60] == pytest.approx(2.0)


async def test_no_second_ever_sees_more_than_thirty(seconds: Seconds) -> None:
    moments = await sent_at(seconds, *range(100))

    assert all(later - first > 0.99 for first, later in zip(moments, moments[30:], strict=False))


async def test_a_chat_that_waits_does_not_hold_up_another(pace: Pace, seconds: Seconds) -> None:
    await pace.turn(1)
    waiting = asyncio.ensure_future(pace.turn(1))
    await asyncio.sleep(0)
    await pace.turn(2)

    assert seconds.now < 1000.5
    await waiting
    assert seconds.now == pytest.approx(1001)


def test_a_pause_runs_out(pace: Pace, seconds: Seconds) -> None:
    pace.pause(timedelta(seconds=7))
    seconds.now += 5

    assert pace.paused_for == timedelta(seconds=2)
    seconds.now += 5
    assert pace.paused_for == timedelta(0)


def test_a_shorter_pause_does_not_shorten_a_longer_one(pace: Pace, seconds: Seconds) -> None:
    pace.pause(timedelta(seconds=7))
    pace.pause(timedelta(seconds=1))

    assert pace.paused_for == timedelta(seconds=7)


async def test_chats_long_past_are_forgotten(pace: Pace, seconds: Seconds) -> None:
    for chat in range(5000):
        await pace.turn(chat)

    assert len(pace._next_in_chat) <= 1001  # noqa: SLF001  memory is what is asked about
