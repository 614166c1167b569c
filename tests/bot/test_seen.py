"""Updates that were handled already change nothing when they come again."""

from datetime import timedelta

from bot.clock import MovableClock
from bot.seen import KEPT, SeenUpdates
from handlers.desk.context import Desk
from storage.people import updates


def first_time(desk: Desk, number: int) -> bool:
    with desk.store.writing() as uow:
        new = updates.first_time(uow, number, at=desk.clock())
        uow.commit()
    return new


async def test_what_telegram_brings_again_is_forgotten_only_later(
    desk: Desk, clock: MovableClock
) -> None:
    assert first_time(desk, 1)
    clock.set(clock() + KEPT)
    await SeenUpdates(desk).forget_old()
    assert not first_time(desk, 1)

    clock.set(clock() + timedelta(seconds=1))
    await SeenUpdates(desk).forget_old()

    assert first_time(desk, 1)
