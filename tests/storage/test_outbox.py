"""The outbox: claimed once, held, tried again, given up; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from rules.facts import Band
from storage.people import links
from storage.store import Store
from storage.tables import MessageState
from storage.trail import outbox
from storage.trail.outbox import CLAIM, MOST_ATTEMPTS, Message, Outgoing
from tests.storage.conftest import NOW, TODAY, Town

MINUTE = timedelta(minutes=1)


def post(
    store: Store, recipient_id: int, dedupe_key: str = "hello:1", due_at: datetime | None = None
) -> bool:
    message = Message(
        recipient_id=recipient_id,
        key="booking.approved",
        dedupe_key=dedupe_key,
        at=NOW,
        due_at=due_at,
        args={"day": TODAY, "band": Band(600, 720), "names": ["Ada"]},
        buttons=[[("button.open", {}, "v1:booking:open:1")]],
    )
    with store.writing() as uow:
        posted = uow.post(message)
        uow.commit()
    return posted


def take(store: Store, at: datetime = NOW) -> list[Outgoing]:
    with store.writing() as uow:
        taken = outbox.claim(uow, at=at)
        uow.commit()
    return taken


def again(store: Store, message_id: int) -> Outgoing:
    with store.reading() as uow:
        found = outbox.by_id(uow, message_id)
    assert found is not None
    return found


def test_a_message_comes_out_as_it_was_posted(store: Store, town: Town) -> None:
    with store.writing() as uow:
        links.link(uow, town.anna, 10_000_000_001, at=NOW)
        links.set_locale(uow, town.anna, "en")
        uow.commit()
    post(store, town.anna)

    (taken,) = take(store)

    assert (taken.telegram_user_id, taken.locale, taken.blocked) == (10_000_000_001, "en", False)
    assert (taken.recipient_id, taken.body_id, taken.key) == (
        town.anna,
        town.body,
        "booking.approved",
    )
    assert taken.args == {"day": TODAY, "band": Band(600, 720), "names": ["Ada"]}
    assert taken.buttons == [[["button.open", {}, "v1:booking:open:1"]]]
    assert (taken.urgent, taken.due_at) == (False, NOW)


def test_one_occasion_is_told_once(store: Store, town: Town) -> None:
    assert post(store, town.anna)
    assert not post(store, town.anna)
    assert post(store, town.anna, "hello:2")

    assert len(take(store)) == 2


def test_a_message_waits_until_it_is_due(store: Store, town: Town) -> None:
    post(store, town.anna, due_at=NOW + MINUTE)

    assert take(store, NOW + MINUTE - timedelta(seconds=1)) == []
    assert len(take(store, NOW + MINUTE)) == 1


def test_the_oldest_goes_first(store: Store, town: Town) -> None:
    post(store, town.anna, "second", due_at=NOW - MINUTE)
    post(store, town.bruno, "first", due_at=NOW - 2 * MINUTE)

    assert [message.recipient_id for message in take(store)] == [town.bruno, town.anna]


def test_a_claimed_message_is_not_given_twice(store: Store, town: Town) -> None:
    post(store, town.anna)
    take(store)

    assert take(store) == []
    assert take(store, NOW + CLAIM - timedelta(seconds=1)) == []


def test_a_claim_runs_out_when_its_dispatcher_died(store: Store, town: Town) -> None:
    post(store, town.anna)
    (first,) = take(store)

    (second,) = take(store, NOW + CLAIM)

    assert second.id == first.id


def test_two_dispatchers_share_the_work(store: Store, town: Town) -> None:
    for number in range(40):
        post(store, town.anna, f"hello:{number}")
    start = Barrier(2)

    def dispatch(_: int) -> list[int]:
        taken: list[int] = []
        start.wait(timeout=10)
        while True:
            with store.writing() as uow:
                ids = [message.id for message in outbox.claim(uow, at=NOW, limit=3)]
                uow.commit()
            if not ids:
                return taken
            taken += ids

    with ThreadPoolExecutor(2) as pool:
        shares = list(pool.map(dispatch, range(2)))

    everything = sorted(shares[0] + shares[1])
    assert len(everything) == len(set(everything)) == 40


def test_dispatchers_do_not_wait_for_each_other_on_postgres(
    postgres_store: Store, request: pytest.FixtureRequest
) -> None:
    from tests.storage.conftest import found_town  # noqa: PLC0415 -- one database, not both

    town = found_town(postgres_store)
    for number in range(4):
        post(postgres_store, town.anna, f"hello:{number}")

    with postgres_store.writing() as one, postgres_store.writing() as two:
        first = outbox.claim(one, at=NOW, limit=2)
        second = outbox.claim(two, at=NOW, limit=2)

    assert len({message.id for message in first + second}) == 4


def test_a_sent_message_is_done(store: Store, town: Town) -> None:
    post(store, town.anna)
    (taken,) = take(store)
    with store.writing() as uow:
        outbox.mark_sent(uow, taken.id, at=NOW, telegram_id=55)
        uow.commit()

    done = again(store, taken.id)
    assert (done.state, done.sent_at, done.message_id) == (MessageState.SENT, NOW, 55)
    assert take(store, NOW + CLAIM) == []


def test_a_held_message_waits_with_its_reason(store: Store, town: Town) -> None:
    post(store, town.anna)
    (taken,) = take(store)
    morning = NOW + timedelta(hours=12)
    with store.writing() as uow:
        outbox.hold(uow, taken.id, until=morning, reason={"code": "night", "article": "19.3"})
        uow.commit()

    with store.reading() as uow:
        (held,) = outbox.held(uow, town.body, at=NOW)
        assert outbox.held(uow, "elsewhere", at=NOW) == []
        assert outbox.next_due(uow) == morning
    assert held.hold_reason == {"code": "night", "article": "19.3"}
    assert (held.hold_until, held.attempts) == (morning, 0)
    assert take(store, morning - MINUTE) == []
    assert [message.id for message in take(store, morning)] == [taken.id]


def test_each_failure_doubles_the_wait(store: Store, town: Town) -> None:
    post(store, town.anna)
    at, waits = NOW, []
    for _ in range(3):
        (taken,) = take(store, at)
        with store.writing() as uow:
            outbox.retry(uow, taken, at=at, error="502")
            uow.commit()
            due = outbox.next_due(uow)
        assert due is not None
        waits.append((due - at).total_seconds())
        at = due

    assert waits == [5, 10, 20]


def test_a_message_is_given_up_after_many_attempts(store: Store, town: Town) -> None:
    post(store, town.anna)
    at, state = NOW, MessageState.QUEUED
    for _ in range(MOST_ATTEMPTS):
        assert state is MessageState.QUEUED
        (taken,) = take(store, at)
        with store.writing() as uow:
            state = outbox.retry(uow, taken, at=at, error="502")
            uow.commit()
        at += timedelta(hours=1)

    assert state is MessageState.FAILED
    assert take(store, at) == []


def test_a_wait_that_telegram_asks_for_is_no_attempt(store: Store, town: Town) -> None:
    post(store, town.anna)
    (taken,) = take(store)
    with store.writing() as uow:
        outbox.retry(uow, taken, at=NOW, error="429", after=timedelta(seconds=7))
        uow.commit()

    assert take(store, NOW + timedelta(seconds=6)) == []
    assert again(store, taken.id).attempts == 0


def test_a_dispatcher_that_stops_gives_its_messages_back(store: Store, town: Town) -> None:
    post(store, town.anna)
    (taken,) = take(store)
    with store.writing() as uow:
        outbox.release(uow, taken.id, at=NOW)
        uow.commit()

    assert [message.id for message in take(store)] == [taken.id]


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.BLOCKED])
def test_a_message_given_up_is_not_tried_again(
    store: Store, town: Town, state: MessageState
) -> None:
    post(store, town.anna)
    (taken,) = take(store)
    with store.writing() as uow:
        outbox.give_up(uow, taken.id, error="403", state=state)
        uow.commit()

    assert (again(store, taken.id).state, again(store, taken.id).last_error) == (state, "403")
    assert take(store, NOW + CLAIM) == []


def test_an_urgent_message_says_why(store: Store, town: Town) -> None:
    message = Message(
        recipient_id=town.anna, key="recall", dedupe_key="r", at=NOW, urgent_reason="frana"
    )
    with store.writing() as uow:
        uow.post(message)
        uow.commit()

    (taken,) = take(store)
    assert (taken.urgent, taken.urgent_reason) == (True, "frana")
