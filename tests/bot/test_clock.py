"""The clock that can be moved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock, system_clock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_system_clock_is_aware_and_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)


def test_it_stands_where_it_was_put() -> None:
    clock = MovableClock(NOON)

    assert clock() == clock.now() == NOON


def test_it_moves_by_real_time_over_a_dst_night() -> None:
    clock = MovableClock(datetime(2026, 10, 24, 22, tzinfo=ZoneInfo("Europe/Rome")))

    clock.advance(timedelta(hours=10))

    assert clock().astimezone(ZoneInfo("Europe/Rome")).hour == 7


def test_it_can_be_put_back() -> None:
    clock = MovableClock(NOON)

    clock.set(NOON - timedelta(days=1))

    assert clock() == NOON - timedelta(days=1)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        MovableClock(NOON.replace(tzinfo=None))


def test_a_running_clock_runs_on_from_where_it_was_put() -> None:
    seconds = 100.0
    clock = MovableClock(NOON, running=True, monotonic=lambda: seconds)
    seconds += 30
    clock.set(NOON)
    seconds += 5

    assert clock() == NOON + timedelta(seconds=5)
