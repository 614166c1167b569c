"""The line to Telegram: when it is in doubt, how it is asked, and when it works again."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs
from telegram import Bot

from bot.delivery.connection import FAULTS_IN_A_ROW, LONGEST_PAUSE_SECONDS, Connection
from bot.delivery.sending import Came, Outcome
from bot.playground import Playground
from tests.bot.conftest import Seconds


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def line(bot: Bot, seconds: Seconds, told: list[str]) -> Connection:
    return Connection(bot, seconds, told=told.append)


@pytest.mark.parametrize("came", [Came.NO_CONNECTION, Came.UNKNOWN, Came.UNAUTHORISED])
def test_what_may_concern_every_message_puts_the_line_in_doubt(
    line: Connection, told: list[str], came: Came
) -> None:
    line.learn(Outcome(came, "TimedOut"))
    line.learn(Outcome(came, "TimedOut"))

    assert not line.works
    assert told == ["TimedOut"]


def test_a_few_faults_are_those_of_a_message_and_more_in_a_row_are_not(line: Connection) -> None:
    works = []
    for _ in range(FAULTS_IN_A_ROW):
        works.append(line.works)
        line.learn(Outcome(Came.FAULT, "NetworkError"))

    assert (works, line.works) == ([True] * FAULTS_IN_A_ROW, False)


def test_one_that_went_out_in_between_shows_that_the_line_works(line: Connection) -> None:
    for _ in range(FAULTS_IN_A_ROW):
        line.learn(Outcome(Came.FAULT, "NetworkError"))
        line.learn(Outcome(Came.SENT))

    assert line.works


async def test_the_line_is_not_asked_before_its_time(
    line: Connection, seconds: Seconds, playground: Playground
) -> None:
    line.learn(Outcome(Came.NO_CONNECTION))
    early = await line.ask()
    seconds.now += line.asked_again_in
    asked = len(await playground.client.calls("getMe"))

    assert (early, asked) == (False, 0)
    assert await line.ask()
    assert line.works


async def test_while_it_does_not_answer_it_is_asked_ever_more_seldom(
    line: Connection, seconds: Seconds, playground: Playground, told: list[str]
) -> None:
    await playground.client.order_fault("500", method="getMe", times=8)
    line.learn(Outcome(Came.NO_CONNECTION, "ConnectError"))
    pauses = []
    with capture_logs() as logs:
        while not await line.ask():
            pauses.append(line.asked_again_in)
            seconds.now += line.asked_again_in

    assert pauses == pytest.approx([1, 1, 2, 4, 8, 16, 30, LONGEST_PAUSE_SECONDS, 30])
    assert [entry["event"] for entry in logs] == ["delivery.line_works"]
    assert told == ["ConnectError", ""]


def test_a_wait_of_minutes_is_told_until_something_went_out(
    line: Connection, told: list[str]
) -> None:
    line.learn(Outcome(Came.SLOW_DOWN, "RetryAfter", after=timedelta(seconds=59)))
    short = list(told)
    for _ in range(2):
        line.learn(Outcome(Came.SLOW_DOWN, "RetryAfter", after=timedelta(minutes=10)))
    line.learn(Outcome(Came.SENT))

    assert (short, told) == ([], ["RetryAfter", ""])
    assert line.works
