"""Somebody opens the bot again in the very moment in which their messages are judged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.delivery.ledger import Ledger
from handlers.desk.actors import heard_again
from storage.people import links
from storage.store import Store
from storage.tables import MessageState
from storage.unit_of_work import UnitOfWork
from tests.bot.conftest import Scene


class Interrupted(Store):
    """A store in which something happens just before the next transaction that writes."""

    def __init__(self, store: Store, meanwhile: Callable[[], object]) -> None:
        self._store = store
        self._meanwhile = [meanwhile]

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        with self._store.reading() as uow:
            yield uow

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        while self._meanwhile:
            self._meanwhile.pop()()
        with self._store.writing() as uow:
            yield uow


def block(scene: Scene) -> None:
    with scene.desk.store.writing() as uow:
        links.mark_blocked(uow, scene.town.anna, at=scene.clock())
        uow.commit()


async def test_what_is_judged_while_somebody_comes_back_is_not_put_away(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna)
    block(scene)
    store = Interrupted(scene.desk.store, lambda: heard_again(scene.desk, scene.town.anna))
    Ledger(replace(scene.desk, store=store)).judge()
    meanwhile = scene.outbox.row(number)
    await scene.deliver()

    assert meanwhile.state is MessageState.QUEUED
    assert scene.outbox.row(number).state is MessageState.SENT


async def test_what_is_judged_while_somebody_stays_away_waits_for_them(scene: Scene) -> None:
    number = scene.outbox.post(scene.town.anna)
    block(scene)
    Ledger(scene.desk).judge()
    waiting = scene.outbox.row(number)
    heard_again(scene.desk, scene.town.anna)
    await scene.deliver()

    assert waiting.state is MessageState.BLOCKED
    assert scene.outbox.row(number).state is MessageState.SENT
