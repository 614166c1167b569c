"""Updates that were handled already, asked about and noted many at a time."""

import asyncio

from bot.seen import SeenUpdates
from handlers.desk.context import Desk


async def test_of_updates_that_come_together_each_gets_its_own_answer(desk: Desk) -> None:
    seen = SeenUpdates(desk)
    await asyncio.gather(*(seen.note(number) for number in range(0, 40, 2)))

    known = await asyncio.gather(*(seen.before(number) for number in range(40)))

    assert known == [number % 2 == 0 for number in range(40)]


async def test_what_is_noted_lasts_for_another_copy_of_the_desk(desk: Desk) -> None:
    await asyncio.gather(*(SeenUpdates(desk).note(number) for number in (1, 2, 2)))

    other = SeenUpdates(desk)

    assert [await other.before(number) for number in (1, 2, 3, 2)] == [True, True, False, True]
