"""What the desk says of itself to whoever watches over it."""

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.health import Health, HealthPage
from tests.bot.conftest import Seconds

PART = "updates"


@pytest.fixture
def health(seconds: Seconds) -> Health:
    return Health(monotonic=seconds)


def test_a_desk_of_which_nothing_was_heard_is_not_well(health: Health) -> None:
    assert not health.is_well


def test_one_part_that_is_ill_makes_the_desk_ill(health: Health) -> None:
    health.well("tick")
    well_before = health.is_well
    health.ill(PART, "there is no connection")

    assert well_before
    assert not health.is_well
    assert "updates: there is no connection, for 0 s" in map(str, health.conditions())


@pytest.mark.parametrize(("later", "is_well"), [(60, True), (61, False)])
def test_a_part_that_falls_silent_is_not_well(
    health: Health,
    seconds: Seconds,
    later: float,
    is_well: bool,  # noqa: FBT001  a case
) -> None:
    health.well("tick", within=60)
    seconds.now += later

    assert health.is_well is is_well


def test_a_part_that_speaks_again_is_well(health: Health, seconds: Seconds) -> None:
    health.well("tick", within=60)
    seconds.now += 100
    health.well("tick", within=60)

    assert health.is_well


def test_a_part_that_was_stopped_is_forgotten(health: Health) -> None:
    health.well("tick")
    health.ill(PART, "there is no connection")
    health.forget(PART)

    assert health.is_well


def test_only_changes_are_logged(health: Health, seconds: Seconds) -> None:
    with capture_logs() as logs:
        health.well(PART)
        for _ in range(5):
            health.ill(PART, "no connection")
            health.ill(PART, "the token is refused")
        seconds.now += 7
        for _ in range(3):
            health.well(PART)

    assert [line["event"] for line in logs] == [
        "health.ill updates: no connection",
        "health.ill updates: the token is refused",
        "health.well",
    ]
    assert logs[-1]["seconds"] == 7


async def asked(page: HealthPage) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{page.port}/") as answer,
    ):
        return answer.status, await answer.text()


async def test_a_supervisor_reads_200_while_all_is_well(health: Health) -> None:
    health.well(PART)
    async with HealthPage(health, 0) as page:
        found = await asked(page)

    assert found == (200, "well\nupdates: well, for 0 s\n")


async def test_a_supervisor_reads_503_and_what_is_wrong(health: Health) -> None:
    health.well("tick")
    health.ill(PART, "there is no connection to Telegram")
    async with HealthPage(health, 0) as page:
        status, text = await asked(page)

    assert status == 503
    assert text.splitlines() == [
        "not well",
        "tick: well, for 0 s",
        "updates: there is no connection to Telegram, for 0 s",
    ]
