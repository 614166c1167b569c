"""Pauses in sending, on a time that only the test moves."""

import asyncio
from datetime import timedelta

from bot.delivery.pace import Pace
from bot.patience import Patience
from tests.bot.conftest import Seconds


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


def test_answers_count_once_and_for_a_second(pace: Pace, seconds: Seconds) -> None:
    pace.answers.add()
    seconds.now += 0.9
    pace.answers.add()
    pace.answers.add()

    seconds.now += 0.1
    assert pace.answers.taken() == 2  # the first is a second old
    assert pace.answers.taken() == 0


def test_what_people_are_answered_is_counted_by_who_answers_them(pace: Pace) -> None:
    async def call() -> bool:
        return True

    async def answer(endpoint: str) -> None:
        await Patience(pace.answers).process_request(call, (), {}, endpoint, {}, None)

    for endpoint in ("sendMessage", "answerCallbackQuery", "editMessageText", "sendPhoto"):
        asyncio.run(answer(endpoint))

    assert pace.answers.taken() == 3  # Telegram counts no answer to a press as a message
