"""Updates: one person's in order, people side by side, floods held off."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, Update, User

from bot.order import InOrderPerPerson


def update_of(person: int, number: int) -> Update:
    user = User(person, "Prova", is_bot=False)
    chat = Chat(person, Chat.PRIVATE)
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return Update(number, Message(number, at, chat, from_user=user, text="/menu"))


class Desk:
    """Writes down what happens; each update waits until the door is opened."""

    def __init__(self, *, at_once: int = 32, waiting_per_person: int = 10) -> None:
        self.order = InOrderPerPerson(
            at_once=at_once, on_flood=self.flooded, waiting_per_person=waiting_per_person
        )
        self.done: list[tuple[int, int]] = []
        self.floods: list[int] = []
        self.door = asyncio.Event()
        self.inside = 0
        self.most_inside = 0

    async def flooded(self, update: Update) -> None:
        self.floods.append(update.update_id)

    async def handle(self, person: int, number: int) -> None:
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        await self.door.wait()
        await asyncio.sleep(0)
        self.inside -= 1
        self.done.append((person, number))

    def send(self, person: int, number: int) -> Awaitable[None]:
        return self.order.process_update(update_of(person, number), self.handle(person, number))

    async def run(self, *pairs: tuple[int, int]) -> None:
        async with asyncio.TaskGroup() as group:
            for pair in pairs:
                group.create_task(_as_coroutine(self.send(*pair)))
            await settle()
            self.door.set()


async def _as_coroutine(work: Awaitable[None]) -> None:
    await work


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_one_person_is_answered_in_order() -> None:
    desk = Desk()

    await desk.run(*((1, n) for n in range(8)))

    assert desk.done == [(1, n) for n in range(8)]
    assert desk.most_inside == 1


async def test_people_are_answered_side_by_side() -> None:
    desk = Desk()

    await desk.run((1, 1), (2, 2), (3, 3))

    assert desk.most_inside == 3


async def test_no_more_people_at_once_than_workers() -> None:
    desk = Desk(at_once=2)

    await desk.run((1, 1), (2, 2), (3, 3), (4, 4))

    assert desk.most_inside == 2
    assert len(desk.done) == 4


async def test_the_last_place_in_the_line_is_kept_and_the_next_dropped() -> None:
    desk = Desk(waiting_per_person=3)

    await desk.run(*((1, n) for n in range(4)))

    assert desk.done == [(1, 0), (1, 1), (1, 2)]
    assert desk.floods == [3]


async def test_who_floods_is_told_once() -> None:
    desk = Desk(waiting_per_person=3)

    await desk.run(*((1, n) for n in range(50)))

    assert desk.floods == [3]


async def test_who_floods_takes_one_place_only() -> None:
    desk = Desk(at_once=2, waiting_per_person=10)

    await desk.run(*((1, n) for n in range(10)), (2, 99))

    assert desk.done.index((2, 99)) <= 1


async def test_after_the_line_is_empty_a_new_flood_is_told_again() -> None:
    desk = Desk(waiting_per_person=1)
    await desk.run((1, 1), (1, 2))
    desk.door.clear()

    await desk.run((1, 3), (1, 4))

    assert desk.floods == [2, 4]


async def test_a_backlog_is_no_flood_and_is_worked_off_in_order() -> None:
    desk = Desk(waiting_per_person=3)
    for number in range(20):
        desk.order.spare(number)

    await desk.run(*((1, n) for n in range(20)))

    assert desk.done == [(1, n) for n in range(20)]
    assert desk.floods == desk.order.take_dropped() == []


@pytest.mark.parametrize(("pressed", "dropped"), [(3, []), (4, [13])])
async def test_what_is_pressed_behind_a_backlog_is_counted_by_itself(
    pressed: int, dropped: list[int]
) -> None:
    desk = Desk(waiting_per_person=3)
    for number in range(10):
        desk.order.spare(number)

    await desk.run(*((1, n) for n in range(10 + pressed)))

    assert desk.floods == dropped
    assert [number for _, number in desk.done] == list(range(13))


async def test_what_concerns_nobody_is_handled_all_the_same() -> None:
    desk = Desk()
    desk.door.set()

    await desk.order.process_update(Update(1), desk.handle(0, 1))

    assert desk.done == [(0, 1)]


async def test_an_error_gives_the_turn_to_the_next() -> None:
    desk = Desk()
    desk.door.set()

    async def broken() -> None:
        raise LookupError("no row")

    with pytest.raises(LookupError):
        await desk.order.process_update(update_of(1, 1), broken())
    await desk.send(1, 2)

    assert desk.done == [(1, 2)]
