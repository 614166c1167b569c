"""Telegram is away, for two days or for some seconds: what is of use arrives, and once."""

import asyncio
import os
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import pytest
from telegram import Bot

from bot.application import Connection
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import Ledger
from bot.delivery.pace import Pace
from bot.service import Service
from bot.transport import AiohttpRequest
from handlers.desk import letters
from storage.tables import MessageState
from storage.trail import delivering
from tests.bot.conftest import ANNA, BRUNO, CARLA, HILDE, Frame, Scene
from tests.bot.gate import CutLine

TWO_DAYS, A_STEP = timedelta(hours=48), timedelta(minutes=30)
SECONDS_AWAY = float(os.environ.get("OUTAGE_SECONDS", "2"))
"""A long look: `OUTAGE_SECONDS=60 pytest tests/bot/test_outages.py`."""
OUTAGES = ["500", "502", "401", "404", "reset"]


async def away(scene: Scene, kind: str, *, span: timedelta = TWO_DAYS) -> None:
    """Let every call meet a fault for so long, on the desk's clock."""
    await scene.phones.playground.client.order_fault(kind, times=1_000_000, seconds=0.05)
    steps = int(span / A_STEP)
    for _ in range(steps):
        await scene.deliver()
        scene.passes(A_STEP)
    await scene.phones.playground.client.clear_faults()


@pytest.mark.parametrize("kind", OUTAGES)
async def test_after_two_days_without_telegram_what_is_of_use_arrives_once(
    scene: Scene, kind: str
) -> None:
    for number in range(3):
        scene.outbox.post(scene.town.anna, f"n{number}")
    scene.outbox.post(scene.town.bruno, "urgent", urgent_reason="frana")
    late = scene.outbox.post(
        scene.town.bruno, "of yesterday", good_until=scene.clock() + timedelta(hours=24)
    )
    await away(scene, kind)

    for _ in range(3):
        await scene.deliver()
        scene.passes(timedelta(minutes=1))

    texts = [text.split()[0] for text in await scene.phones.texts(ANNA)]
    assert texts == ["n0", "n1", "n2"]
    assert len(await scene.phones.texts(BRUNO)) == 1
    assert scene.outbox.row(late).state is MessageState.OUTDATED
    letters.report(scene.desk)
    await scene.deliver()
    assert await scene.phones.texts(HILDE) == []


async def test_a_minute_after_telegram_is_back_everything_is_out(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna)
    await away(scene, "502", span=timedelta(hours=3))
    scene.passes(timedelta(minutes=1))

    await scene.deliver()

    assert scene.outbox.row(number).state is MessageState.SENT


async def test_with_a_line_that_hangs_nothing_is_given_up_and_nothing_comes_thrice(
    scene: Scene,
) -> None:
    numbers = [scene.outbox.post(who) for who in (scene.town.anna, scene.town.bruno)]
    numbers.append(scene.outbox.post(scene.town.carla))
    await away(scene, "lost", span=timedelta(hours=4))

    for _ in range(3):
        await scene.deliver()
        scene.passes(timedelta(minutes=1))

    assert {scene.outbox.row(number).state for number in numbers} == {MessageState.SENT}
    for who in (ANNA, BRUNO, CARLA):
        assert 1 <= len(await scene.phones.texts(who)) <= 2


async def test_two_resets_in_a_row_give_nothing_up(scene: Scene) -> None:
    numbers = [scene.outbox.post(who) for who in (scene.town.anna, scene.town.bruno)]
    await scene.phones.fault("reset", times=2)
    for _ in range(6):
        await scene.deliver()
        scene.passes(timedelta(seconds=10))

    assert {scene.outbox.row(number).state for number in numbers} == {MessageState.SENT}


async def test_what_stays_unknown_twice_is_told_to_hr_once(scene: Scene) -> None:
    await scene.phones.fault("lost", times=2, seconds=0.05, containing="Ada")
    number = scene.outbox.post(scene.town.anna, "Ada", key="digest.none")
    for _ in range(4):
        await scene.deliver()
        scene.passes(timedelta(minutes=1))
    for _ in range(3):
        letters.report(scene.desk)
        await scene.deliver()
        scene.passes(timedelta(minutes=1))

    with scene.desk.store.reading() as uow:
        lost = [row.id for row in delivering.dead_letters(uow)]
    assert lost in ([], [number])
    assert len(await scene.phones.texts(HILDE)) == len(lost)


def through(line: CutLine, frame: Frame) -> Service:
    """The desk at the other end of a line that can be cut."""
    return Service(
        frame.desk,
        Connection(
            token=frame.playground.token,
            bot_address=f"{line.root}/bot",
            file_address=f"{line.root}/file/bot",
        ),
        workers=4,
        tick_seconds=0.2,
        features=[frame.echo.register],
    )


async def test_with_the_network_gone_for_some_seconds_everything_arrives_and_is_answered(
    frame: Frame,
) -> None:
    root = frame.playground.base_url.removesuffix("/bot")
    async with CutLine(root) as line, through(line, frame) as service:
        before = frame.outbox.post(frame.town.anna, "before")
        service.dispatcher.nudge()
        await frame.phones.reads(ANNA, "before")
        await line.cut()
        during = [frame.outbox.post(frame.town.anna, f"during {n}") for n in range(3)]
        service.dispatcher.nudge()
        await (await frame.phones.of(BRUNO)).says("hello out there")
        await asyncio.sleep(SECONDS_AWAY)
        ill = not service.health.is_well
        await line.mend()
        mended = monotonic()
        await until(lambda: states(frame, during) == {MessageState.SENT})
        took = monotonic() - mended
        await frame.phones.reads(BRUNO, "hello out there")

    texts = Counter(text.split("<")[0] for text in await frame.phones.texts(ANNA))
    assert states(frame, [before]) == {MessageState.SENT}
    assert ill
    assert took < 35
    assert max(texts.values()) <= 2


def states(frame: Frame, numbers: list[int]) -> set[MessageState]:
    return {frame.outbox.row(number).state for number in numbers}


async def until(found: Callable[[], bool], *, seconds: float = 45) -> None:
    """Look again and again, within bounds."""
    async with asyncio.timeout(seconds):
        while not found():  # noqa: ASYNC110  a store sets no event
            await asyncio.sleep(0.05)


async def test_a_network_that_is_not_there_yet_is_waited_for(frame: Frame) -> None:
    """The dispatcher alone: `run` itself is tried as a process elsewhere."""
    async with CutLine(frame.playground.base_url.removesuffix("/bot")) as line:
        await line.cut()
        number = frame.outbox.post(frame.town.anna)
        async with AiohttpRequest(read_timeout=0.5) as transport:
            bot = Bot(frame.playground.token, base_url=f"{line.root}/bot", request=transport)
            dispatcher = Dispatcher(bot, Ledger(frame.desk), Pace())
            await dispatcher.deliver_due()
            waiting = frame.outbox.row(number)
            await line.mend()
            await asyncio.sleep(dispatcher.again_in or 0)
            await dispatcher.deliver_due()

    assert (waiting.state, waiting.unsettled) == (MessageState.QUEUED, 0)
    assert frame.outbox.row(number).state is MessageState.SENT
