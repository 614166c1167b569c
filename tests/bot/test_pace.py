"""Pauses in sending, on a time that only the test moves."""

from datetime import timedelta

from bot.delivery.pace import Pace
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
