"""The pace of sending in the store: for all replicas together, whatever the clocks do."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.store import Store
from storage.tables import SEND_TURN
from storage.trail import turns
from storage.trail.turns import APART, APART_IN_A_CHAT, FARTHEST, LATEST

MOST_A_SECOND = 30


def take(store: Store, chat_id: int, now: float) -> float | None:
    """The moment of a turn that was taken; None if the chat is not free."""
    with store.writing() as uow:
        turn = turns.take(uow, chat_id, now=now)
        uow.commit()
    return now + turn.wait if turn.taken else None


def test_a_single_message_does_not_wait(store: Store) -> None:
    assert take(store, 1, 100.0) == 100.0


def test_one_chat_gets_one_message_a_second(store: Store) -> None:
    take(store, 1, 100.0)

    assert take(store, 1, 100.0 + APART_IN_A_CHAT - 0.001) is None
    assert take(store, 1, 100.0 + APART_IN_A_CHAT) == 101.0


def test_a_chat_that_is_not_free_says_when_it_will_be_and_takes_no_turn(store: Store) -> None:
    take(store, 1, 100.0)
    with store.writing() as uow:
        waiting = turns.take(uow, 1, now=100.4)
        uow.commit()

    assert not waiting.taken
    assert waiting.wait == pytest.approx(0.6)
    assert take(store, 2, 100.4) == 100.4


def test_different_chats_follow_each_other_at_the_pace_of_all(store: Store) -> None:
    moments = [take(store, chat, 100.0) for chat in range(1, 6)]

    assert moments == pytest.approx([100.0 + place * APART for place in range(5)])


def test_a_turn_far_ahead_means_that_the_clock_was_set_back(store: Store) -> None:
    take(store, 1, 5000.0)

    assert take(store, 1, 5000.0 - FARTHEST - 1) == 5000.0 - FARTHEST - 1


def test_a_turn_that_is_not_committed_is_nobodys(store: Store) -> None:
    with store.writing() as uow:
        turns.take(uow, 1, now=100.0)

    assert take(store, 1, 100.0) == 100.0


def test_the_database_has_a_time_of_its_own(store: Store) -> None:
    with store.writing() as uow:
        first = turns.take(uow, 1)
        second = turns.take(uow, 2)
        third = turns.take(uow, 1)
        uow.commit()

    assert first.taken
    assert first.wait == pytest.approx(0, abs=0.001)
    assert 0 < second.wait <= APART
    assert not third.taken


def test_a_turn_is_told_on_the_clock_of_who_waits_for_it_and_never_too_early(store: Store) -> None:
    before = time.monotonic()
    with store.writing() as uow:
        at_once, soon = turns.take(uow, 1), turns.take(uow, 2)
        uow.commit()

    assert at_once.at >= before
    assert soon.at - at_once.at == pytest.approx(APART, abs=0.02)


def take_another(store: Store, chat_id: int, now: float, ahead: float) -> float:
    with store.writing() as uow:
        turn = turns.take_another(uow, chat_id, ahead=ahead, now=now)
        uow.commit()
    return turn.at


def test_who_missed_a_turn_takes_another_that_is_far_enough_ahead(store: Store) -> None:
    take(store, 1, 100.0)

    assert take_another(store, 1, 100.5, ahead=0.3) == pytest.approx(100.8)


def test_a_turn_in_place_of_another_waits_for_those_that_are_taken(store: Store) -> None:
    for chat in range(1, 26):
        take(store, chat, 100.0)

    assert take_another(store, 1, 100.2, ahead=0.3) == pytest.approx(100 + 25 * APART)


def test_a_chat_is_free_a_second_after_the_turn_that_was_used(store: Store) -> None:
    take(store, 1, 100.0)
    take_another(store, 1, 100.5, ahead=0.3)

    assert take(store, 1, 101.7) is None
    assert take(store, 1, 101.8) == 101.8


def make_room(store: Store, messages: int, now: float) -> None:
    with store.writing() as uow:
        turns.make_room(uow, messages, now=now)
        uow.commit()


def test_what_went_out_without_a_turn_is_waited_for(store: Store) -> None:
    take(store, 1, 100.0)
    make_room(store, 5, 100.0)

    assert take(store, 2, 100.0) == pytest.approx(100 + 6 * APART)


@pytest.mark.parametrize(("messages", "waits"), [(25, 25), (26, 25), (4000, 25)])
def test_room_is_made_for_a_second_at_most(store: Store, messages: int, waits: int) -> None:
    make_room(store, messages, 100.0)

    assert take(store, 1, 100.0) == pytest.approx(100 + waits * APART)


def test_replicas_never_take_the_same_turn(store: Store) -> None:
    start = Barrier(4)

    def replica(number: int) -> list[float | None]:
        start.wait(timeout=10)
        return [take(store, number * 100 + place, 100.0) for place in range(1, 16)]

    with ThreadPoolExecutor(4) as pool:
        taken = [moment for moments in pool.map(replica, range(4)) for moment in moments]

    assert sorted(taken, key=float) == pytest.approx([100.0 + n * APART for n in range(60)])  # type: ignore[arg-type]


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.floats(0, 0.2, allow_nan=False)), min_size=1, max_size=60
    )
)
def test_no_second_ever_sees_more_than_telegram_bears(
    sqlite_store: Store, messages: list[tuple[int, float]]
) -> None:
    """Whoever begins on time and whoever begins as late as is allowed, together."""
    with sqlite_store.writing() as uow:
        uow.connection.execute(SEND_TURN.update().values(free_at=0.0))
        uow.commit()
    now, sent = 100.0, list[tuple[float, int]]()
    for chat, later in messages:
        now += later
        moment = take(sqlite_store, chat, now)
        if moment is not None:
            sent.append((moment, chat))

    moments = [moment for moment, _ in sent]
    assert moments == sorted(moments)
    for first in moments:
        together = sum(first - LATEST <= moment < first + 1 for moment in moments)
        assert together <= MOST_A_SECOND
    for chat in {chat for _, chat in sent}:
        own = [moment for moment, one in sent if one == chat]
        assert all(b - a >= APART_IN_A_CHAT - 1e-6 for a, b in pairwise(own))
