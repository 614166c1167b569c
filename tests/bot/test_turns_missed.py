"""Who comes late to the turn of a message, since the store was slow, takes another one."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from telegram import Bot

from bench.town.line import TOKEN
from bench.town.simulated import NotingLine, SimulatedTime
from bot.delivery.dispatcher import FARTHEST_AHEAD, Dispatcher
from bot.delivery.ledger import NOTED_AHEAD, Ledger, Nothing, NotYet, Sending
from bot.delivery.pace import Pace
from bot.delivery.sending import Outcome
from rules.facts import ROME
from storage.tables import MessageState
from storage.trail.outbox import Outgoing
from storage.trail.turns import APART, LATEST
from tests.bot.conftest import Scene


class SlowLedger(Ledger):
    """A store in which what is written before a sending takes a while: so many seconds each."""

    def __init__(self, scene: Scene, *takes: float) -> None:
        super().__init__(scene.desk)
        self._scene = scene
        self._takes = list(takes)
        self.tried_at: list[float] = []

    def begin(
        self, recipient_id: int, turns_now: float | None, besides: int = 0
    ) -> Sending | NotYet | Nothing:
        begun = super().begin(recipient_id, turns_now, besides)
        if isinstance(begun, Sending):
            self._pass()
        return begun

    def take_another_turn(
        self, sending: Sending, ahead: float, turns_now: float | None
    ) -> Sending | Nothing:
        taken = super().take_another_turn(sending, ahead, turns_now)
        self._pass()
        return taken

    def settle(self, row: Outgoing, outcome: Outcome) -> None:
        self.tried_at.append(self._scene.seconds.now)
        super().settle(row, outcome)

    def _pass(self) -> None:
        self._scene.passes(timedelta(seconds=self._takes.pop(0) if self._takes else 0.0))


async def deliver(scene: Scene, ledger: Ledger) -> None:
    await Dispatcher(scene.bot, ledger, scene.pace).deliver_due()


@pytest.mark.parametrize(
    ("takes", "after"),
    [
        pytest.param([LATEST], LATEST, id="as-late-as-is-allowed"),
        pytest.param([LATEST + 0.01], LATEST + 0.01 + NOTED_AHEAD, id="too-late"),
        pytest.param(
            [1.0, NOTED_AHEAD + LATEST + 0.01],
            1.0 + NOTED_AHEAD + LATEST + 0.01 + 2 * NOTED_AHEAD,
            id="too-late-twice-then-further-ahead",
        ),
    ],
)
async def test_a_message_goes_out_on_time_or_at_another_turn(
    scene: Scene, takes: list[float], after: float
) -> None:
    number = scene.outbox.post(scene.town.anna)
    began, ledger = scene.seconds.now, SlowLedger(scene, *takes)

    await deliver(scene, ledger)

    assert ledger.tried_at == pytest.approx([began + after])
    assert scene.outbox.row(number).state is MessageState.SENT
    assert await scene.phones.sendings() == 1


class SlowOnce(Ledger):
    """A store that takes five seconds for whatever it writes first."""

    def __init__(self, scene: Scene, simulated: SimulatedTime) -> None:
        super().__init__(scene.desk)
        self._slow: list[SimulatedTime] = [simulated]

    def begin(
        self, recipient_id: int, turns_now: float | None, besides: int = 0
    ) -> Sending | NotYet | Nothing:
        begun = super().begin(recipient_id, turns_now, besides)
        for simulated in self._slow:
            simulated.jump(simulated.clock() + timedelta(seconds=5))
        self._slow = []
        return begun


async def moments_of_sending(
    scene: Scene, ledger: Callable[[SimulatedTime], Ledger], *, answers: int = 0
) -> list[float]:
    """Deliver what is due in simulated time, after some answers; give the seconds since then."""
    simulated = SimulatedTime(scene.clock())
    asyncio.get_running_loop().set_default_executor(simulated.threads)
    line = NotingLine(simulated, after_each=lambda _: None)
    bot = Bot(TOKEN, request=line, get_updates_request=line)
    pace = Pace(monotonic=simulated.monotonic, sleep=simulated.sleep)
    for _ in range(answers):
        pace.answers.add()
    await Dispatcher(bot, ledger(simulated), pace).deliver_due()
    return [(one.at - scene.clock()).total_seconds() for one in line.sent]


async def test_those_whom_one_slow_writing_delays_do_not_go_out_together(scene: Scene) -> None:
    for person in (scene.town.anna, scene.town.bruno, scene.town.carla, scene.town.hilde):
        scene.outbox.post(person)

    moments = await moments_of_sending(scene, lambda simulated: SlowOnce(scene, simulated))

    assert len(moments) == 4
    assert all(later - one >= APART - 1e-3 for one, later in pairwise(moments))


@pytest.mark.parametrize("answers", [0, 10])
async def test_the_outbox_makes_room_for_what_people_are_answered(
    scene: Scene, answers: int
) -> None:
    for person in (scene.town.anna, scene.town.bruno):
        scene.outbox.post(person)

    moments = await moments_of_sending(scene, lambda _: Ledger(scene.desk), answers=answers)

    assert moments[-1] == pytest.approx((answers + 1) * APART, abs=1e-3)


async def test_what_a_store_is_too_slow_for_is_given_back_and_counts_as_no_sending(
    scene: Scene,
) -> None:
    number = scene.outbox.post(scene.town.anna)
    ledger = SlowLedger(scene, *(2 * FARTHEST_AHEAD for _ in range(6)))

    await deliver(scene, ledger)

    row = scene.outbox.row(number)
    assert (row.state, row.attempts) == (MessageState.SENT, 1)
    assert await scene.phones.sendings() == 1


async def test_a_turn_in_place_of_another_is_not_taken_into_a_disconnection(scene: Scene) -> None:
    """It would be after 20:00; a first turn is to be had before, but that is missed too."""
    scene.clock.set(datetime(2026, 11, 23, 19, 59, 59, 600_000, tzinfo=ROME))
    number = scene.outbox.post(scene.town.anna)

    await deliver(scene, SlowLedger(scene, 0.3, 0.0, 0.3))

    row = scene.outbox.row(number)
    assert (row.state, row.unsettled) == (MessageState.QUEUED, 0)
    assert row.hold_until == datetime(2026, 11, 24, 7, 30, tzinfo=ROME)
    assert await scene.phones.sendings() == 0


async def test_what_was_given_back_is_free_for_the_next_at_once(scene: Scene) -> None:
    scene.outbox.post(scene.town.anna)
    ledger = Ledger(scene.desk)
    ledger.judge()
    begun = ledger.begin(scene.town.anna, turns_now=1.0)
    assert isinstance(begun, Sending)
    scene.clock.advance(timedelta(hours=12))
    held = ledger.take_another_turn(begun, NOTED_AHEAD, 2.0)
    scene.clock.advance(timedelta(hours=12))
    ledger.judge()

    assert held == Nothing(judge=True)
    assert isinstance(ledger.begin(scene.town.anna, turns_now=9.0), Sending)
