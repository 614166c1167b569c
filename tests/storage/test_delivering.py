"""The outbox as the dispatcher writes in it: judged, sent one by one, given up; both databases."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import text

from storage.errors import VaultError
from storage.store import Store
from storage.tables import OUTBOX, MessageState
from storage.trail import delivering, outbox
from storage.trail.delivering import CLAIM, LONGEST_BEHIND, Line
from storage.trail.outbox import Message, Outgoing
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import NOW, Town

MINUTE = timedelta(minutes=1)
Result = TypeVar("Result")


class Box:
    """Posts messages, does one thing in one transaction, and tells how rows stand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.posted = 0

    def post(self, who: int, *, urgent: str | None = None, **fields: Any) -> int:
        self.posted += 1
        key = f"test:{self.posted}"
        message = Message(
            recipient_id=who,
            key="booking.approved",
            dedupe_key=key,
            at=fields.pop("at", NOW),
            urgent_reason=urgent,
            **fields,
        )
        with self.store.writing() as uow:
            uow.post(message)
            uow.commit()
            found = outbox.by_dedupe_key(uow, key)
        assert found is not None
        return found.id

    def cleared(self, who: int, **fields: Any) -> int:
        number = self.post(who, **fields)
        self.does(lambda uow: delivering.clear(uow, [number]))
        return number

    def does(self, work: Callable[[UnitOfWork], Result]) -> Result:
        with self.store.writing() as uow:
            result = work(uow)
            uow.commit()
        return result

    def due(self, at: datetime = NOW) -> list[int]:
        return [row.id for row in self.does(lambda uow: delivering.due(uow, at=at))]

    def first(self, who: int, at: datetime = NOW) -> int | None:
        row = self.does(lambda uow: delivering.first_in_line(uow, who, at=at))
        return None if row is None else row.id

    def row(self, number: int) -> Outgoing:
        found = self.does(lambda uow: outbox.by_id(uow, number))
        assert found is not None
        return found

    def fails(self, number: int) -> timedelta:
        row = self.row(number)
        return self.does(lambda uow: delivering.retry(uow, row, at=NOW, error="502"))

    def begins(self, number: int, at: datetime = NOW) -> bool:
        row = self.row(number)
        return self.does(lambda uow: delivering.begin(uow, row, at=at))


@pytest.fixture
def box(store: Store) -> Box:
    return Box(store)


def test_urgent_ones_are_judged_first_then_the_oldest(box: Box, town: Town) -> None:
    young = box.post(town.anna)
    old = box.post(town.bruno, due_at=NOW - MINUTE)
    urgent = box.post(town.carla, urgent="frana")

    assert box.due() == [urgent]
    box.does(lambda uow: delivering.clear(uow, [urgent]))
    assert box.due() == [old, young]


def test_all_that_is_due_to_somebody_is_judged_together(box: Box, town: Town) -> None:
    old = box.post(town.anna, due_at=NOW - MINUTE)
    box.post(town.bruno)
    young = box.post(town.anna)
    box.post(town.anna, due_at=NOW + MINUTE)

    found = box.does(lambda uow: delivering.due(uow, at=NOW, limit=1))
    assert [row.id for row in found] == [old, young]


def test_what_was_judged_is_not_judged_again_but_waits_in_a_line(box: Box, town: Town) -> None:
    first, second = box.cleared(town.anna), box.cleared(town.anna)

    assert box.due() == []
    lines = box.does(lambda uow: delivering.lines(uow, at=NOW))
    assert lines == [Line(town.anna, urgent=False, since=NOW, count=2)]
    assert box.first(town.anna) == first
    assert second != first


def test_a_line_is_of_one_person(box: Box, town: Town) -> None:
    box.cleared(town.anna)

    assert box.first(town.bruno) is None


def test_an_urgent_message_overtakes_the_others_of_its_recipient(box: Box, town: Town) -> None:
    box.cleared(town.anna)
    urgent = box.post(town.anna, urgent="frana")
    box.does(lambda uow: delivering.clear(uow, [urgent]))

    assert box.first(town.anna) == urgent


def test_while_one_is_being_sent_nobody_takes_the_next(box: Box, town: Town) -> None:
    first, second = box.cleared(town.anna), box.cleared(town.anna)
    box.begins(first)

    assert box.first(town.anna) is None
    box.does(lambda uow: delivering.mark_sent(uow, first, at=NOW, telegram_id=55))
    assert box.first(town.anna) == second


@pytest.mark.parametrize(
    ("after", "taken"), [(CLAIM - timedelta(seconds=1), False), (CLAIM, True)]
)
def test_a_claim_runs_out_when_its_dispatcher_died(
    box: Box, town: Town, after: timedelta, *, taken: bool
) -> None:
    number = box.cleared(town.anna)
    box.begins(number)

    assert (box.first(town.anna, NOW + after) == number) is taken


def test_a_claim_of_a_clock_that_ran_ahead_keeps_nobody_waiting(box: Box, town: Town) -> None:
    ahead = box.cleared(town.anna)
    box.begins(ahead, NOW + timedelta(days=364))
    urgent = box.post(town.anna, urgent="frana")
    box.does(lambda uow: delivering.clear(uow, [urgent]))

    assert box.first(town.anna) == urgent


def test_an_urgent_message_does_not_wait_behind_one_that_failed(box: Box, town: Town) -> None:
    failed = box.cleared(town.anna)
    urgent = box.post(town.anna, urgent="frana")
    box.does(lambda uow: delivering.clear(uow, [urgent]))
    box.fails(failed)

    assert box.first(town.anna) == urgent


def test_a_sending_that_another_began_is_not_begun_again(box: Box, town: Town) -> None:
    row = box.row(box.cleared(town.anna))

    assert box.does(lambda uow: delivering.begin(uow, row, at=NOW))
    assert not box.does(lambda uow: delivering.begin(uow, row, at=NOW))


def test_a_sent_message_is_done(box: Box, town: Town) -> None:
    number = box.cleared(town.anna)
    box.begins(number)
    box.does(lambda uow: delivering.mark_sent(uow, number, at=NOW, telegram_id=55))

    done = box.row(number)
    assert (done.state, done.sent_at, done.message_id) == (MessageState.SENT, NOW, 55)
    assert done.unsettled == 0
    assert box.first(town.anna, NOW + CLAIM) is None


def test_a_held_message_waits_with_its_reason_and_is_judged_again(box: Box, town: Town) -> None:
    number, morning = box.post(town.anna), NOW + timedelta(hours=12)
    reason = {"code": "night", "article": "19.3"}
    box.does(lambda uow: delivering.hold(uow, [number], at=NOW, until=morning, reason=reason))

    (held,) = box.does(lambda uow: outbox.held(uow, town.body, at=NOW))
    assert box.does(lambda uow: outbox.held(uow, "elsewhere", at=NOW)) == []
    assert box.does(outbox.next_due) == morning
    assert (held.hold_reason, held.hold_until, held.attempts) == (reason, morning, 0)
    assert box.due(morning - MINUTE) == []
    assert box.due(morning) == [number]


def test_what_is_being_sent_is_not_held(box: Box, town: Town) -> None:
    number = box.cleared(town.anna)
    box.begins(number)
    until = NOW + timedelta(hours=1)
    box.does(lambda uow: delivering.hold(uow, [number], at=NOW, until=until, reason={"code": "x"}))

    assert box.row(number).hold_until is None


def test_each_failure_doubles_the_wait_up_to_five_minutes(box: Box, town: Town) -> None:
    number = box.cleared(town.anna)
    waits = [box.fails(number).total_seconds() for _ in range(8)]

    assert waits == [5, 10, 20, 40, 80, 160, 300, 300]
    assert box.row(number).state is MessageState.QUEUED


def test_others_of_the_same_person_wait_behind_a_failed_one_for_a_minute_at_most(
    box: Box, town: Town
) -> None:
    failed, behind, elsewhere = (box.cleared(who) for who in (town.anna, town.anna, town.bruno))
    for _ in range(6):
        box.fails(failed)

    assert box.first(town.anna, NOW + LONGEST_BEHIND - timedelta(seconds=1)) is None
    assert box.first(town.anna, NOW + LONGEST_BEHIND) == behind
    assert box.first(town.bruno) == elsewhere


def test_what_is_given_back_can_be_taken_at_once(box: Box, town: Town) -> None:
    number = box.cleared(town.anna)
    box.begins(number)
    box.does(lambda uow: delivering.release(uow, number, error="ConnectError"))

    assert box.first(town.anna) == number
    assert box.row(number).last_error == "ConnectError"


@pytest.mark.parametrize(
    "state",
    [
        *(MessageState.FAILED, MessageState.BLOCKED),
        *(MessageState.OUTDATED, MessageState.WITHDRAWN),
    ],
)
def test_a_message_given_up_is_not_tried_again(box: Box, town: Town, state: MessageState) -> None:
    number = box.cleared(town.anna)
    box.does(lambda uow: delivering.give_up(uow, number, error="403", state=state))

    assert (box.row(number).state, box.row(number).last_error) == (state, "403")
    assert box.first(town.anna, NOW + CLAIM) is None


def test_a_dead_letter_is_told_once_and_can_be_sent_again(box: Box, town: Town) -> None:
    number = box.cleared(town.anna)
    box.does(lambda uow: delivering.give_up(uow, number, error="outcome unknown"))
    untold = [row.id for row in box.does(lambda uow: delivering.dead_letters(uow, untold=True))]
    box.does(lambda uow: delivering.note_reported(uow, [number], at=NOW))

    assert untold == [number]
    assert box.does(lambda uow: delivering.dead_letters(uow, untold=True)) == []
    assert [row.id for row in box.does(delivering.dead_letters)] == [number]
    assert box.does(lambda uow: delivering.send_again(uow, number, at=NOW))
    assert not box.does(lambda uow: delivering.send_again(uow, number, at=NOW))
    assert box.due() == [number]
    assert (box.row(number).unsettled, box.row(number).attempts) == (0, 0)


def test_a_dead_letter_that_is_sent_again_has_its_whole_time_again(box: Box, town: Town) -> None:
    number, later = box.cleared(town.anna), NOW + timedelta(days=35)
    box.does(lambda uow: delivering.give_up(uow, number, error="outcome unknown"))
    box.does(lambda uow: delivering.send_again(uow, number, at=later))

    assert box.row(number).due_at == later


@pytest.mark.parametrize(
    ("good_for", "written", "goes_out"),
    [
        pytest.param(None, timedelta(days=1), True, id="of-use-for-ever"),
        pytest.param(timedelta(minutes=1), timedelta(days=1), True, id="just-still-of-use"),
        pytest.param(timedelta(), timedelta(days=1), False, id="just-of-no-use"),
        pytest.param(None, timedelta(days=31), False, id="too-old"),
    ],
)
def test_who_opens_the_bot_again_gets_what_is_still_of_use(
    box: Box, town: Town, good_for: timedelta | None, written: timedelta, *, goes_out: bool
) -> None:
    until = {} if good_for is None else {"good_until": NOW + good_for}
    number = box.cleared(town.anna, at=NOW - written, **until)
    blocked = MessageState.BLOCKED
    box.does(lambda uow: delivering.give_up(uow, number, error="blocked", state=blocked))

    since = NOW - timedelta(days=30)
    box.does(lambda uow: delivering.reachable_again(uow, town.anna, at=NOW, not_before=since))

    assert (box.due() == [number]) is goes_out


def test_what_was_withdrawn_while_its_recipient_was_away_stays_withdrawn(
    box: Box, town: Town
) -> None:
    number = box.cleared(town.anna)
    blocked = MessageState.BLOCKED
    box.does(lambda uow: delivering.give_up(uow, number, error="blocked", state=blocked))

    assert box.does(lambda uow: outbox.withdraw(uow, "test:1"))
    box.does(lambda uow: delivering.reachable_again(uow, town.anna, at=NOW, not_before=NOW))
    assert box.row(number).state is MessageState.WITHDRAWN


@pytest.mark.parametrize(
    "decides", [{"recall_cause": "guasto"}, {"contact": "phone"}, {"edits": 1}]
)
def test_what_decides_about_a_message_comes_with_it(
    box: Box, town: Town, decides: dict[str, Any]
) -> None:
    box.post(town.anna, **decides)
    box.post(town.anna)

    special, plain = box.does(lambda uow: delivering.due(uow, at=NOW))
    told = {name: getattr(special, name) for name in ("recall_cause", "contact", "edits")}
    assert {name: value for name, value in told.items() if value is not None} == decides
    assert (plain.recall_cause, plain.contact, plain.edits) == (None, None, None)


def test_a_message_of_which_it_was_not_noted_is_opened(box: Box, town: Town) -> None:
    number = box.post(town.anna, contact="phone")
    box.does(lambda uow: uow.connection.execute(OUTBOX.update().values(apart=True)))

    (found,) = box.does(lambda uow: delivering.due(uow, at=NOW))
    assert (found.id, found.contact) == (number, "phone")


def test_a_message_from_before_all_of_that_was_kept_is_judged(box: Box, town: Town) -> None:
    """The first release kept three things of a message; one may still wait, held or retried."""
    number = box.post(town.anna, urgent="guasto")
    first = {"args": {}, "buttons": [], "urgent_reason": "guasto"}
    old = OUTBOX.update().values(content=first, apart=True)
    box.does(lambda uow: uow.connection.execute(old))

    (found,) = box.does(lambda uow: delivering.due(uow, at=NOW))
    assert (found.id, found.urgent) == (number, True)
    assert (found.recall_cause, found.contact, found.edits) == (None, None, None)


def test_a_message_is_judged_unopened_if_only_disconnection_decides(box: Box, town: Town) -> None:
    plain, special = box.post(town.anna), box.post(town.bruno, contact="phone")
    spoil = text("UPDATE outbox SET content = 'sealed by nobody' WHERE id = :id")
    box.does(lambda uow: uow.connection.execute(spoil, {"id": plain}))
    assert box.due() == [plain, special]

    box.does(lambda uow: uow.connection.execute(spoil, {"id": special}))
    with pytest.raises(VaultError):
        box.due()
