"""Which updates are handled, and what may be confirmed, whatever order things happen in."""

from hypothesis import given
from hypothesis import strategies as st

from bot.window import Window


class Telegram:
    """Keeps updates until they lie below the offset, and brings a few of the rest."""

    def __init__(self, numbers: list[int], limit: int) -> None:
        self.kept = sorted(numbers)
        self.limit = limit

    def answers(self, offset: int) -> list[int]:
        self.kept = [number for number in self.kept if number >= offset]
        return self.kept[: self.limit]


@given(
    numbers=st.lists(st.integers(1, 10_000), unique=True, max_size=40),
    limit=st.integers(1, 10),
    data=st.data(),
)
def test_each_update_is_handled_once_and_none_is_confirmed_before(
    numbers: list[int], limit: int, data: st.DataObject
) -> None:
    telegram, window = Telegram(numbers, limit), Window()
    begun: list[int] = []
    under_way: list[int] = []
    for _ in range(4 * len(numbers) + 4):
        asked_from = window.offset
        batch = telegram.answers(asked_from)
        # while the answer is on its way, some of what is under way ends
        for _ in range(data.draw(st.integers(0, len(under_way)))):
            window.handled(under_way.pop(data.draw(st.integers(0, len(under_way) - 1))))
        for number in batch:
            if window.brought(number, asked_from=asked_from):
                begun.append(number)
                under_way.append(number)
        assert all(number >= window.offset for number in under_way)
        assert len(window) <= limit
    for number in under_way:
        window.handled(number)

    assert len(begun) == len(set(begun))
    assert set(under_way) <= set(numbers)
    assert set(numbers) - set(begun) <= set(telegram.kept)


def test_the_offset_waits_for_the_first_that_is_not_handled() -> None:
    window = Window()
    for number in (5, 6, 7):
        window.brought(number, asked_from=0)
    window.handled(7)
    window.handled(6)
    waiting = window.offset
    window.handled(5)

    assert (waiting, window.offset) == (5, 8)


def test_what_was_handled_beyond_the_offset_is_not_handled_again() -> None:
    window = Window()
    for number in (5, 6):
        window.brought(number, asked_from=0)
    window.handled(6)

    assert not window.brought(6, asked_from=5)


def test_what_was_handled_while_the_answer_was_on_its_way_is_not_handled_again() -> None:
    window = Window()
    for number in (5, 6):
        window.brought(number, asked_from=0)
    window.handled(5)

    assert not window.brought(5, asked_from=5)


def test_a_count_that_begins_anew_after_a_quiet_week_is_followed() -> None:
    window = Window()
    window.brought(900, asked_from=0)
    window.handled(900)
    heard = window.brought(17, asked_from=901)
    window.handled(17)

    assert heard
    assert window.offset == 18
