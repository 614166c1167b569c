"""The dispatcher against a real line: what goes out, what waits, what is given up."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery.dispatcher import SETTLED_AGAIN_SECONDS, Dispatcher
from bot.delivery.ledger import NOTED_AHEAD, Ledger, Nothing, Sending
from bot.delivery.pace import Pace
from bot.delivery.sending import Outcome
from handlers.desk.actors import heard_again, reach_again
from rules.decision import Decision, Verdict
from rules.facts import ROME, AbsenceKind, Permit
from storage.days import absences
from storage.people import links
from storage.requests import permits
from storage.requests.permits import PermitWish
from storage.tables import EMPLOYEE, MessageState, PermitState
from storage.trail import delivering, outbox, turns
from storage.trail.outbox import Outgoing
from tests.bot.conftest import ANNA, BRUNO, CARLA, HILDE, Scene, sign


def rome(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ROME)


async def test_a_message_goes_out_and_is_marked(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna, "Ada")

    await scene.deliver()

    row = scene.outbox.row(number)
    assert (row.state, row.sent_at) == (MessageState.SENT, scene.clock())
    assert row.message_id == (await (await scene.phones.of(ANNA)).last_message()).id
    assert "Ada" in (await scene.phones.texts(ANNA))[0]


async def test_a_second_look_sends_nothing_again(scene: Scene) -> None:
    scene.outbox.post(scene.town.anna)

    await scene.deliver()
    await scene.deliver()

    assert await scene.phones.sendings() == 1


async def test_a_message_that_is_not_due_waits(scene: Scene) -> None:
    scene.outbox.post(scene.town.anna, due_at=scene.clock() + timedelta(minutes=10))
    await scene.deliver()
    before = await scene.phones.sendings()
    scene.clock.advance(timedelta(minutes=10))
    await scene.deliver()

    assert (before, await scene.phones.sendings()) == (0, 1)


async def test_buttons_and_markup_arrive(scene: Scene) -> None:
    buttons = [[["command.menu", {}, "v1:menu:open"]], [["command.oggi", {}, "v1:today:show"]]]
    scene.outbox.post(scene.town.anna, "<i>Ada & Co</i>", buttons=buttons)

    await scene.deliver()

    message = await (await scene.phones.of(ANNA)).last_message()
    assert "<i>Ada & Co</i>" in message.text
    assert [b["callback_data"] for row in message.keyboard for b in row] == [
        "v1:menu:open",
        "v1:today:show",
    ]


@pytest.mark.parametrize(
    ("posted", "opens"),
    [
        pytest.param(
            rome(2026, 11, 23, 21), rome(2026, 11, 24, 7, 30), id="art20.12-monday-evening"
        ),
        pytest.param(
            rome(2026, 11, 27, 21), rome(2026, 11, 30, 7, 30), id="art20.12-friday-over-weekend"
        ),
        pytest.param(
            rome(2026, 12, 24, 21), rome(2026, 12, 28, 7, 30), id="art20.12-before-christmas"
        ),
        pytest.param(
            rome(2027, 3, 26, 21), rome(2027, 3, 30, 7, 30), id="easter-monday-and-dst-spring"
        ),
        pytest.param(
            rome(2026, 10, 23, 21), rome(2026, 10, 26, 7, 30), id="over-the-dst-night-of-autumn"
        ),
    ],
)
async def test_a_message_of_the_evening_waits_for_the_first_minute_that_is_free(
    scene: Scene, posted: datetime, opens: datetime
) -> None:
    scene.clock.set(posted)
    number = scene.outbox.post(scene.town.anna)
    await scene.deliver()
    held = scene.outbox.row(number)
    scene.clock.set(opens - timedelta(seconds=1))
    await scene.deliver()
    early = await scene.phones.sendings()
    scene.clock.set(opens)
    await scene.deliver()

    assert (held.state, held.hold_until) == (MessageState.QUEUED, opens)
    assert (early, await scene.phones.sendings()) == (0, 1)


async def test_the_last_minute_of_the_day_is_still_free(scene: Scene) -> None:
    scene.clock.set(rome(2026, 11, 23, 19, 59))
    scene.outbox.post(scene.town.anna)
    await scene.deliver()
    scene.clock.set(rome(2026, 11, 23, 20, 0))
    scene.outbox.post(scene.town.anna)
    await scene.deliver()

    assert await scene.phones.sendings() == 1


@pytest.mark.parametrize(
    ("good_until", "state"),
    [
        pytest.param(rome(2026, 11, 24, 7, 30), MessageState.OUTDATED, id="too-late"),
        pytest.param(rome(2026, 11, 24, 7, 31), MessageState.QUEUED, id="still-of-use-then"),
    ],
)
async def test_what_would_come_too_late_does_not_wait(
    scene: Scene, good_until: datetime, state: MessageState
) -> None:
    scene.clock.set(rome(2026, 11, 23, 21))
    number = scene.outbox.post(scene.town.anna, good_until=good_until)

    await scene.deliver()

    assert scene.outbox.row(number).state is state
    assert await scene.phones.sendings() == 0


def leave(scene: Scene, employee_id: int, last: date) -> None:
    gone = EMPLOYEE.update().where(EMPLOYEE.c.id == employee_id)
    with scene.desk.store.writing() as uow:
        uow.connection.execute(gone.values(left_on=last))
        uow.commit()


@pytest.mark.parametrize("held", [False, True])
async def test_who_has_left_gets_nothing_and_it_says_why(scene: Scene, *, held: bool) -> None:
    if held:
        scene.clock.set(rome(2026, 11, 23, 21))
    number, other = scene.outbox.post(scene.town.anna), scene.outbox.post(scene.town.bruno)
    if held:
        await scene.deliver()
        scene.clock.set(rome(2026, 11, 24, 7, 30))
    leave(scene, scene.town.anna, scene.clock().astimezone(ROME).date() - timedelta(days=1))
    await scene.deliver()

    row = scene.outbox.row(number)
    assert (row.state, row.last_error) == (MessageState.OUTDATED, "left")
    assert scene.outbox.row(other).state is MessageState.SENT
    assert await scene.phones.texts(ANNA) == []


async def test_on_the_last_day_messages_still_arrive(scene: Scene) -> None:
    leave(scene, scene.town.anna, scene.clock().astimezone(ROME).date())
    number = scene.outbox.post(scene.town.anna)

    await scene.deliver()

    assert scene.outbox.row(number).state is MessageState.SENT


async def test_who_leaves_while_a_message_waits_for_its_turn_does_not_get_it(
    scene: Scene,
) -> None:
    number = scene.outbox.post(scene.town.anna)
    ledger = Ledger(scene.desk)
    ledger.judge()
    leave(scene, scene.town.anna, scene.clock().astimezone(ROME).date() - timedelta(days=1))

    ledger.begin(scene.town.anna, None)

    assert scene.outbox.row(number).state is MessageState.OUTDATED


async def test_what_the_line_kept_back_too_long_is_not_sent(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna, good_until=scene.clock() + timedelta(minutes=30))
    scene.clock.advance(timedelta(minutes=30))

    await scene.deliver()

    row = scene.outbox.row(number)
    assert (row.state, row.last_error) == (MessageState.OUTDATED, "out of date")
    assert await scene.phones.sendings() == 0


async def test_what_is_held_says_why_with_the_article(scene: Scene) -> None:
    scene.clock.set(rome(2026, 11, 23, 21))
    number = scene.outbox.post(scene.town.anna)

    await scene.deliver()

    reason = scene.outbox.row(number).hold_reason
    assert reason is not None
    assert "20.12" in reason["articles"]
    assert {"in_disconnection"} <= {each["code"] for each in reason["reasons"]}


async def test_an_agreement_signed_after_posting_counts(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna, due_at=scene.clock() + timedelta(hours=8))
    sign(scene.desk, scene.town.anna, "17:00-08:00")
    scene.clock.set(rome(2026, 11, 23, 18, 0))

    await scene.deliver()

    assert scene.outbox.row(number).hold_until == rome(2026, 11, 24, 8, 0)
    assert await scene.phones.sendings() == 0


async def test_leave_taken_while_it_waits_holds_it_further(scene: Scene) -> None:
    scene.clock.set(rome(2026, 11, 23, 21))
    number = scene.outbox.post(scene.town.anna)
    await scene.deliver()
    tuesday = rome(2026, 11, 24, 0).date()
    with scene.desk.store.writing() as uow:
        absences.add(uow, scene.town.anna, AbsenceKind.LEAVE, first_day=tuesday, last_day=tuesday)
        uow.commit()
    scene.clock.set(rome(2026, 11, 24, 7, 30))
    await scene.deliver()

    assert scene.outbox.row(number).hold_until == rome(2026, 11, 25, 7, 30)


async def test_urgent_says_why_above_all(scene: Scene) -> None:
    scene.outbox.post(scene.town.anna, "Ada", urgent_reason="allerta <meteo>")

    await scene.deliver()

    assert (await scene.phones.texts(ANNA))[0].splitlines()[0] == "Urgente: allerta <meteo>"


async def test_slow_down_pauses_all_and_loses_nothing(scene: Scene) -> None:
    await scene.phones.fault("429", seconds=7)
    first, second = scene.outbox.post(scene.town.anna), scene.outbox.post(scene.town.bruno)
    await scene.deliver()
    await scene.deliver()
    told = await scene.phones.sendings()
    scene.seconds.now += 7
    scene.clock.advance(timedelta(seconds=7))
    await scene.deliver()

    assert told <= 2
    assert {scene.outbox.row(n).state for n in (first, second)} == {MessageState.SENT}
    assert scene.outbox.row(first).attempts <= 1


async def test_blocked_is_marked_and_the_manager_hears_of_it_once(scene: Scene) -> None:
    await (await scene.phones.of(ANNA)).blocks()
    numbers = [scene.outbox.post(scene.town.anna), scene.outbox.post(scene.town.anna)]

    await scene.deliver()
    await scene.deliver()

    assert {scene.outbox.row(n).state for n in numbers} == {MessageState.BLOCKED}
    assert len(await scene.phones.texts(CARLA)) == 1
    assert "Anna Provetti" in (await scene.phones.texts(CARLA))[0]
    assert await scene.phones.texts(HILDE) == []


async def test_who_opens_the_bot_again_reads_what_waited_and_is_still_of_use(scene: Scene) -> None:
    anna = await scene.phones.of(ANNA)
    await anna.blocks()
    scene.outbox.post(scene.town.anna, "of use")
    scene.outbox.post(scene.town.anna, "of none", good_until=scene.clock() + timedelta(minutes=30))
    await scene.deliver()
    await anna.unblocks()
    scene.passes(timedelta(hours=1))
    heard_again(scene.desk, scene.town.anna)
    await scene.deliver()

    assert len(await scene.phones.texts(ANNA)) == 1
    assert "of use" in (await scene.phones.texts(ANNA))[0]


async def test_what_was_tried_and_blocked_can_be_withdrawn_before_it_is_read(scene: Scene) -> None:
    anna = await scene.phones.of(ANNA)
    await anna.blocks()
    scene.outbox.post(scene.town.anna, "of no use any more")
    await scene.deliver()
    await anna.unblocks()
    with scene.desk.store.writing() as uow:
        withdrawn = outbox.withdraw(uow, "test:1")
        uow.commit()
    heard_again(scene.desk, scene.town.anna)
    await scene.deliver()

    assert withdrawn
    assert await scene.phones.texts(ANNA) == []


async def test_who_opens_it_again_at_night_is_left_in_peace(scene: Scene) -> None:
    anna = await scene.phones.of(ANNA)
    await anna.blocks()
    scene.outbox.post(scene.town.anna, "of use")
    await scene.deliver()
    await anna.unblocks()
    scene.clock.set(rome(2026, 11, 23, 21))
    heard_again(scene.desk, scene.town.anna)
    await scene.deliver()

    assert await scene.phones.texts(ANNA) == []


async def test_when_the_manager_blocks_hr_hears_of_it(scene: Scene) -> None:
    await (await scene.phones.of(CARLA)).blocks()
    scene.outbox.post(scene.town.carla)

    await scene.deliver()

    assert "Carla Provetti" in (await scene.phones.texts(HILDE))[0]


async def test_what_telegram_refuses_is_failed_at_once(scene: Scene) -> None:
    await scene.phones.fault("400", text="message is too long")
    number = scene.outbox.post(scene.town.anna)
    await scene.deliver()

    row = scene.outbox.row(number)
    assert (row.state, row.last_error) == (MessageState.FAILED, "BadRequest")
    assert row.unsettled == 0


@pytest.mark.parametrize("kind", ["500", "502"])
async def test_a_fault_of_the_server_is_tried_again_ever_later(scene: Scene, kind: str) -> None:
    await scene.phones.fault(kind, times=3)
    number = scene.outbox.post(scene.town.anna)
    sendings = []
    for wait in (0, 4, 1, 9, 1, 20):
        scene.passes(timedelta(seconds=wait))
        await scene.deliver()
        sendings.append(await scene.phones.sendings())

    assert sendings == [1, 1, 2, 2, 3, 4]
    assert scene.outbox.row(number).state is MessageState.SENT


async def test_a_lost_answer_is_followed_by_one_more_sending_and_no_third(scene: Scene) -> None:
    await scene.phones.fault("lost", times=9, seconds=0.3)
    number = scene.outbox.post(scene.town.anna)
    for _ in range(6):
        await scene.deliver()
        scene.passes(timedelta(minutes=20))

    row = scene.outbox.row(number)
    assert await scene.phones.sendings() == 2
    assert (row.state, row.last_error) == (MessageState.FAILED, "outcome unknown")


async def test_a_lost_answer_then_a_good_one_is_sent(scene: Scene) -> None:
    await scene.phones.fault("lost", seconds=0.3)
    number = scene.outbox.post(scene.town.anna)
    await scene.deliver()
    scene.passes(timedelta(minutes=1))
    await scene.deliver()

    assert scene.outbox.row(number).state is MessageState.SENT


class Crash(BaseException):
    """The end of the program: nothing catches it."""


class DiesBeforeMarking(Ledger):
    """A dispatcher whose program ends after each sending."""

    def settle(self, row: Outgoing, outcome: Outcome) -> None:
        raise Crash(row.id, outcome.came)


async def test_a_crash_between_send_and_mark_costs_one_more_sending_at_most(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna)
    for _ in range(2):
        with pytest.raises(BaseExceptionGroup, match="TaskGroup"):
            await Dispatcher(scene.bot, DiesBeforeMarking(scene.desk), Pace()).deliver_due()
        scene.clock.advance(delivering.CLAIM)
    await scene.deliver()

    row = scene.outbox.row(number)
    assert await scene.phones.sendings() == 2
    assert (row.state, row.last_error) == (MessageState.FAILED, "outcome unknown")


class MissesTheStore(Ledger):
    """A store that is away when it is to be noted what came of a sending, so many times."""

    def __init__(self, scene: Scene, times: int) -> None:
        super().__init__(scene.desk)
        self._left = times

    def settle(self, row: Outgoing, outcome: Outcome) -> None:
        if self._left:
            self._left -= 1
            raise OperationalError("UPDATE", {}, Exception("the server closed the connection"))
        super().settle(row, outcome)


@pytest.mark.parametrize("times", [1, len(SETTLED_AGAIN_SECONDS)])
async def test_what_arrived_is_noted_when_the_store_is_back_and_not_sent_again(
    scene: Scene, times: int
) -> None:
    number = scene.outbox.post(scene.town.anna)
    await Dispatcher(scene.bot, MissesTheStore(scene, times), scene.pace).deliver_due()

    assert scene.outbox.row(number).state is MessageState.SENT
    assert await scene.phones.sendings() == 1


async def test_a_store_that_stays_away_leaves_the_message_to_who_comes_next(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna)
    ledger = MissesTheStore(scene, len(SETTLED_AGAIN_SECONDS) + 1)
    with pytest.raises(OperationalError):
        await Dispatcher(scene.bot, ledger, scene.pace).deliver_due()

    row = scene.outbox.row(number)
    assert (row.state, row.unsettled) == (MessageState.QUEUED, 1)


async def test_after_one_crash_the_next_dispatcher_finishes_the_work(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna)
    with pytest.raises(BaseExceptionGroup, match="TaskGroup"):
        await Dispatcher(scene.bot, DiesBeforeMarking(scene.desk), Pace()).deliver_due()
    await scene.deliver()
    while_claimed = await scene.phones.sendings()
    scene.clock.advance(delivering.CLAIM)
    await scene.deliver()

    assert (while_claimed, await scene.phones.sendings()) == (1, 2)
    assert scene.outbox.row(number).state is MessageState.SENT


def turns_are_far(scene: Scene, *, now: float) -> None:
    """Let the next turn of anybody be further off than a sending is noted ahead of it."""
    with scene.desk.store.writing() as uow:
        turns.take_another(uow, HILDE, ahead=NOTED_AHEAD, now=now)
        uow.commit()


async def test_who_dies_before_the_turn_of_a_message_has_not_tried_to_send_it(
    scene: Scene,
) -> None:
    """However often: only a sending that may have arrived counts."""
    number = scene.outbox.post(scene.town.bruno)
    for death in (1, 2, 3):
        ledger = Ledger(scene.desk)
        ledger.judge()
        turns_are_far(scene, now=death * 100.0)
        kept = ledger.begin(scene.town.bruno, turns_now=death * 100.0)
        assert isinstance(kept, Sending)
        assert kept.claimed is not None
        scene.clock.advance(delivering.CLAIM + timedelta(seconds=1))
    unsettled = scene.outbox.row(number).unsettled
    await scene.deliver()

    assert unsettled == 0
    assert scene.outbox.row(number).state is MessageState.SENT
    assert len(await scene.phones.texts(BRUNO)) == 1


async def test_who_dies_in_the_turn_of_a_message_may_have_sent_it(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.bruno)
    ledger = Ledger(scene.desk)
    ledger.judge()
    turns_are_far(scene, now=1.0)
    kept = ledger.begin(scene.town.bruno, turns_now=1.0)
    assert isinstance(kept, Sending)
    before, started = scene.outbox.row(number).unsettled, ledger.start(kept)

    assert started == replace(kept, claimed=None)
    assert (before, scene.outbox.row(number).unsettled) == (0, 1)


@pytest.mark.parametrize("what", ["withdrawn", "taken over"])
async def test_what_is_withdrawn_or_taken_over_before_its_turn_is_not_started(
    scene: Scene, what: str
) -> None:
    number = scene.outbox.post(scene.town.bruno)
    ledger = Ledger(scene.desk)
    ledger.judge()
    turns_are_far(scene, now=1.0)
    kept = ledger.begin(scene.town.bruno, turns_now=1.0)
    assert isinstance(kept, Sending)
    if what == "withdrawn":
        with scene.desk.store.writing() as uow:
            assert outbox.withdraw(uow, "test:1")
            uow.commit()
    else:
        scene.clock.advance(delivering.CLAIM + timedelta(seconds=1))
        ledger.begin(scene.town.bruno, turns_now=500.0)

    assert not ledger.start(kept)
    assert scene.outbox.row(number).unsettled == (0 if what == "withdrawn" else 1)


class WithdrawsAtTheTurn(Ledger):
    """A store in which the message of Bruno is withdrawn just before its turn."""

    def start(self, sending: Sending) -> Sending | None:
        with self._desk.store.writing() as uow:
            outbox.withdraw(uow, "test:1")
            uow.commit()
        return super().start(sending)


async def test_who_had_a_message_withdrawn_at_its_turn_gets_the_next_one(scene: Scene) -> None:
    withdrawn = scene.outbox.post(scene.town.bruno)
    following = scene.outbox.post(scene.town.bruno, "segue")
    turns_are_far(scene, now=scene.pace.monotonic())
    await Dispatcher(scene.bot, WithdrawsAtTheTurn(scene.desk), scene.pace).deliver_due()

    states = [scene.outbox.row(number).state for number in (withdrawn, following)]
    assert states == [MessageState.WITHDRAWN, MessageState.SENT]
    assert len(await scene.phones.texts(BRUNO)) == 1


async def test_what_is_given_back_before_its_turn_counts_as_no_sending(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.bruno)
    ledger = Ledger(scene.desk)
    ledger.judge()
    turns_are_far(scene, now=1.0)
    kept = ledger.begin(scene.town.bruno, turns_now=1.0)
    assert isinstance(kept, Sending)
    ledger.give_back(kept)

    assert scene.outbox.row(number).unsettled == 0
    assert isinstance(ledger.begin(scene.town.bruno, turns_now=9.0), Sending)


async def test_what_was_let_through_and_is_held_at_its_turn_waits_and_takes_no_turn(
    scene: Scene,
) -> None:
    scene.clock.set(rome(2026, 11, 23, 19, 59))
    number = scene.outbox.post(scene.town.anna)
    ledger = Ledger(scene.desk)
    ledger.judge()
    scene.clock.set(rome(2026, 11, 23, 20, 0))
    begun = ledger.begin(scene.town.anna, turns_now=1.0)
    await scene.deliver()
    held = scene.outbox.row(number)
    scene.clock.set(rome(2026, 11, 24, 7, 30))
    again = ledger.judge(), ledger.begin(scene.town.anna, turns_now=1.0)

    assert begun == Nothing(judge=True)
    assert held.hold_until == rome(2026, 11, 24, 7, 30)
    assert isinstance(again[1], Sending)
    assert again[1].at == 1.0
    assert await scene.phones.sendings() == 0


async def test_a_row_that_is_being_sent_is_not_begun_by_another(scene: Scene) -> None:
    scene.outbox.post(scene.town.anna)
    slow, quick = Ledger(scene.desk), Ledger(scene.desk)
    slow.judge()
    begun = slow.begin(scene.town.anna, turns_now=1.0)
    meanwhile = quick.begin(scene.town.anna, turns_now=5.0)
    scene.clock.advance(delivering.CLAIM)
    taken_over = quick.begin(scene.town.anna, turns_now=500.0)

    assert isinstance(begun, Sending)
    assert meanwhile == Nothing()
    assert isinstance(taken_over, Sending)
    assert taken_over.row.unsettled == 1


async def test_two_dispatchers_share_the_work_and_send_nothing_twice(scene: Scene) -> None:
    people = (scene.town.anna, scene.town.bruno, scene.town.carla, scene.town.hilde)
    for number in range(80):
        scene.outbox.post(people[number % 4], f"n{number}")
    other = Dispatcher(scene.bot, Ledger(scene.desk), scene.pace)

    await asyncio.gather(scene.dispatcher.deliver_due(), other.deliver_due())

    texts = [t for person in (ANNA, BRUNO, CARLA, HILDE) for t in await scene.phones.texts(person)]
    assert len(texts) == len(set(texts)) == 80


async def test_one_person_reads_messages_in_order_one_a_second(scene: Scene) -> None:
    for number in range(5):
        scene.outbox.post(scene.town.anna, f"n{number}")
    began = scene.seconds.now

    await scene.deliver()

    texts = await scene.phones.texts(ANNA)
    assert [text.split()[0] for text in texts] == ["n0", "n1", "n2", "n3", "n4"]
    assert scene.seconds.now - began == pytest.approx(4)


async def test_a_message_that_fails_is_not_overtaken_by_the_next(scene: Scene) -> None:
    await scene.phones.fault("500")
    for number in range(3):
        scene.outbox.post(scene.town.anna, f"n{number}")
    await scene.deliver()
    for _ in range(4):
        scene.passes(timedelta(seconds=5))
        await scene.deliver()

    texts = await scene.phones.texts(ANNA)
    assert [text.split()[0] for text in texts] == ["n0", "n1", "n2"]


async def test_who_has_not_opened_the_desk_gets_it_later(scene: Scene) -> None:
    with scene.desk.store.writing() as uow:
        links.end(uow, scene.town.anna, at=scene.clock())
        uow.commit()
    number = scene.outbox.post(scene.town.anna)
    await scene.deliver()
    waiting = scene.outbox.row(number)
    with scene.desk.store.writing() as uow:
        links.link(uow, scene.town.anna, ANNA, at=scene.clock())
        reach_again(uow, scene.desk, scene.town.anna)
        uow.commit()
    await scene.deliver()

    assert waiting.hold_reason == {"code": "not_linked"}
    assert scene.outbox.row(number).state is MessageState.SENT


async def test_after_thirty_days_nobody_needs_it_any_more(scene: Scene) -> None:
    with scene.desk.store.writing() as uow:
        links.end(uow, scene.town.anna, at=scene.clock())
        uow.commit()
    number = scene.outbox.post(scene.town.anna)
    scene.clock.advance(timedelta(days=30))
    await scene.deliver()
    on_the_day = scene.outbox.row(number).state
    scene.clock.advance(timedelta(hours=1))
    await scene.deliver()

    assert on_the_day is MessageState.QUEUED
    assert scene.outbox.row(number).state is MessageState.OUTDATED


async def test_a_row_without_a_text_does_not_stop_the_others(scene: Scene) -> None:
    broken = scene.outbox.post(scene.town.anna, key="no.such.key")
    good = scene.outbox.post(scene.town.bruno)
    await scene.deliver()
    first_look = scene.outbox.row(good).state

    assert first_look is MessageState.SENT
    row = scene.outbox.row(broken)
    assert (row.state, row.last_error) == (MessageState.FAILED, "UnknownTextError")


async def test_closing_gives_back_what_was_not_begun(scene: Scene) -> None:
    numbers = [scene.outbox.post(scene.town.anna, f"n{n}") for n in range(3)]
    scene.dispatcher.close()

    await scene.deliver()

    assert await scene.phones.sendings() == 0
    assert {scene.outbox.row(n).state for n in numbers} == {MessageState.QUEUED}


@pytest.mark.parametrize(("state", "sent"), [(PermitState.PENDING, 1), (PermitState.GRANTED, 0)])
async def test_a_day_off_that_waits_for_a_decision_holds_nothing_back(
    scene: Scene, state: PermitState, sent: int
) -> None:
    today = Permit(kind="personal", on=date(2026, 11, 23), days=1)
    with scene.desk.store.writing() as uow:
        permits.ask(
            uow,
            PermitWish(employee_id=scene.town.anna, permit=today),
            decision=Decision("permit", Verdict.ALLOWED, ()),
            state=state,
            at=scene.clock(),
            approver_id=None,
        )
        uow.commit()
    scene.outbox.post(scene.town.anna)

    await scene.deliver()

    assert await scene.phones.sendings() == sent
