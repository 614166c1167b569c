"""A row that cannot be read (a lost key, a hand in the database) keeps nobody else waiting."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.delivery.ledger import Ledger
from storage.tables import MessageState
from tests.bot.conftest import ANNA, BRUNO, Scene, sign

OF_THE_PERSON = "UPDATE agreement SET disconnection = 'at night'"
OF_THE_MESSAGE = "UPDATE outbox SET content = 'sealed by a key that is lost' WHERE id = :number"


def spoil(scene: Scene, statement: str, number: int) -> None:
    with scene.desk.store.writing() as uow:
        bound = {"number": number} if ":number" in statement else {}
        uow.connection.execute(text(statement), bound)
        uow.commit()


@pytest.mark.parametrize("judged", [False, True], ids=["before", "after it was judged"])
@pytest.mark.parametrize("statement", [OF_THE_PERSON, OF_THE_MESSAGE], ids=["person", "message"])
async def test_what_cannot_be_read_keeps_nobody_else_waiting(
    scene: Scene,
    statement: str,
    judged: bool,  # noqa: FBT001  a case
) -> None:
    sign(scene.desk, scene.town.anna, "22:00-06:00")
    spoiled = scene.outbox.post(scene.town.anna)
    others = [scene.outbox.post(scene.town.bruno) for _ in range(2)]
    if judged:
        Ledger(scene.desk).judge()
    spoil(scene, statement, spoiled)
    for _ in range(3):
        await scene.deliver()
        scene.passes(timedelta(minutes=1))

    assert {scene.outbox.row(number).state for number in others} == {MessageState.SENT}
    assert len(await scene.phones.texts(BRUNO)) == 2
    assert await scene.phones.texts(ANNA) == []


async def test_what_can_be_read_again_goes_out(scene: Scene) -> None:
    sign(scene.desk, scene.town.anna, "22:00-06:00")
    number = scene.outbox.post(scene.town.anna)
    spoil(scene, OF_THE_PERSON, number)
    await scene.deliver()
    spoil(scene, "UPDATE agreement SET disconnection = '22:00-06:00'", number)
    scene.passes(timedelta(minutes=5))
    await scene.deliver()

    assert scene.outbox.row(number).state is MessageState.SENT


@pytest.mark.parametrize("decides", [{}, {"contact": "urgent"}], ids=["plain", "opened to judge"])
async def test_a_message_that_cannot_be_read_waits_alone(
    scene: Scene, decides: dict[str, str]
) -> None:
    sign(scene.desk, scene.town.anna, "22:00-06:00")
    spoiled = scene.outbox.post(scene.town.anna, **decides)
    others = [scene.outbox.post(scene.town.anna) for _ in range(2)]
    spoil(scene, OF_THE_MESSAGE, spoiled)
    for _ in range(3):
        await scene.deliver()
        scene.passes(timedelta(minutes=1))

    assert {scene.outbox.row(number).state for number in others} == {MessageState.SENT}
    assert len(await scene.phones.texts(ANNA)) == 2
