"""The queue of those for whom messages wait: urgent first, then who waits longest."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.queue import Queue
from storage.trail.delivering import Line

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def line(who: int, *, minutes: int = 0, urgent: bool = False, count: int = 1) -> Line:
    return Line(who, urgent, NINE + timedelta(minutes=minutes), count)


def drained(queue: Queue, now: float = 0.0) -> list[int]:
    found = []
    while (who := queue.pop(now)) is not None:
        found.append(who)
    return found


def test_who_waits_longest_comes_first_but_for_what_is_urgent() -> None:
    queue = Queue()
    queue.add([line(1, minutes=2), line(2, minutes=1), line(3, minutes=3, urgent=True)])

    assert drained(queue) == [3, 2, 1]


def test_nobody_is_written_to_twice_at_once() -> None:
    queue = Queue()
    queue.add([line(1, count=3)])
    first = queue.pop(0)
    queue.add([line(1)])

    assert (first, queue.pop(0)) == (1, None)


def test_who_was_written_to_comes_again_when_their_chat_is_free() -> None:
    queue = Queue()
    queue.add([line(1, count=2), line(2)])
    queue.pop(0)
    queue.done(1, sent=True, again_at=1.0)

    assert (queue.pop(0.0), queue.pop(0.99), queue.next_at) == (2, None, 1.0)
    assert queue.pop(1.0) == 1


def test_after_the_last_message_nobody_waits() -> None:
    queue = Queue()
    queue.add([line(1)])
    queue.pop(0)
    queue.done(1, sent=True, again_at=1.0)

    assert queue.is_empty
    assert queue.next_at is None


def test_what_came_meanwhile_is_not_forgotten() -> None:
    queue = Queue()
    queue.add([line(1)])
    queue.pop(0)
    queue.add([line(1)])
    queue.done(1, sent=True, again_at=1.0)

    assert queue.pop(1.0) == 1


def test_an_urgent_message_brings_its_recipient_forward() -> None:
    queue = Queue()
    queue.add([line(1), line(2)])
    queue.add([line(2, urgent=True)])

    assert drained(queue) == [2, 1]


def test_who_has_nothing_after_all_is_forgotten() -> None:
    queue = Queue()
    queue.add([line(1, count=9)])
    queue.pop(0)
    queue.emptied(1)

    assert queue.is_empty
    assert drained(queue) == []


def test_a_new_look_takes_the_place_of_what_was_known() -> None:
    queue = Queue()
    queue.add([line(1, count=5), line(2)])
    queue.pop(0)
    queue.replace([line(3)])
    queue.done(1, sent=True, again_at=0.0)

    assert drained(queue) == [3]


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans(), st.integers(0, 9)), max_size=40))
def test_every_message_gets_its_turn_once(messages: list[tuple[int, bool, int]]) -> None:
    queue, written, now = Queue(), dict[int, int](), 0.0
    for who, urgent, minutes in messages:
        queue.add([line(who, urgent=urgent, minutes=minutes)])
    while not queue.is_empty:
        found = queue.pop(now)
        if found is None:
            assert queue.next_at is not None
            now = queue.next_at
            continue
        written[found] = written.get(found, 0) + 1
        queue.done(found, sent=True, again_at=now + 1)

    assert written == {who: sum(one == who for one, *_ in messages) for who, *_ in messages}
