"""Messages that are changed after they were sent: in silence, and to nobody who blocked us."""

from datetime import datetime, timedelta

import pytest

from bot.delivery.ledger import NOTHING_THERE
from rules.facts import ROME
from storage.tables import MessageState
from tests.bot.conftest import ANNA, Scene

NIGHT = datetime(2026, 11, 23, 23, tzinfo=ROME)


async def changes(scene: Scene, number: int, name: str = "Bea") -> int:
    """Post a change of an earlier row and let what is due go out."""
    row = scene.outbox.post(scene.town.anna, name, edits=number)
    await scene.deliver()
    return row


async def sent(scene: Scene) -> int:
    number = scene.outbox.post(
        scene.town.anna, "Ada", buttons=[[["command.menu", {}, "v1:menu:open", "success"]]]
    )
    await scene.deliver()
    return number


async def test_a_sent_message_gets_the_new_text_and_loses_its_buttons(scene: Scene) -> None:
    number = await sent(scene)
    before = await (await scene.phones.of(ANNA)).last_message()

    await changes(scene, number)

    after = await (await scene.phones.of(ANNA)).last_message()
    assert before.id == after.id
    assert before.labels
    assert "Bea" in after.text
    assert after.labels == []
    assert await scene.phones.sendings() == 1


async def test_buttons_of_the_outbox_carry_their_style(scene: Scene) -> None:
    await sent(scene)

    message = await (await scene.phones.of(ANNA)).last_message()

    assert message.keyboard[0][0]["style"] == "success"


async def test_a_change_waits_for_no_hour(scene: Scene) -> None:
    number = await sent(scene)
    scene.clock.set(NIGHT)

    row = await changes(scene, number)

    assert scene.outbox.row(row).state is MessageState.SENT
    assert "Bea" in (await (await scene.phones.of(ANNA)).last_message()).text


async def test_the_same_change_twice_is_no_fault(scene: Scene) -> None:
    number = await sent(scene)
    rows = [await changes(scene, number), await changes(scene, number)]

    assert [scene.outbox.row(row).state for row in rows] == [MessageState.SENT] * 2


async def test_a_change_waits_until_its_message_went_out(scene: Scene) -> None:
    scene.clock.set(NIGHT)
    number = await sent(scene)
    row = await changes(scene, number)
    waiting = scene.outbox.row(row).state
    scene.clock.set(NIGHT + timedelta(hours=12))
    await scene.deliver()
    scene.clock.advance(timedelta(seconds=5))
    await scene.deliver()

    assert waiting is MessageState.QUEUED
    assert "Bea" in (await (await scene.phones.of(ANNA)).last_message()).text
    assert await scene.phones.sendings() == 1


async def test_nothing_is_changed_in_a_chat_that_blocked_the_bot(scene: Scene) -> None:
    number = await sent(scene)
    await (await scene.phones.of(ANNA)).blocks()
    first = await changes(scene, number)

    second = await changes(scene, number, "Cleo")

    states = {scene.outbox.row(row).state for row in (first, second)}
    assert states == {MessageState.BLOCKED}


async def test_a_message_that_never_went_out_has_nothing_to_change(scene: Scene) -> None:
    await scene.phones.fault("400", text="chat not found")
    number = await sent(scene)
    assert scene.outbox.row(number).state is MessageState.FAILED

    row = await changes(scene, number)

    found = scene.outbox.row(row)
    assert (found.state, found.last_error) == (MessageState.WITHDRAWN, NOTHING_THERE)


@pytest.mark.parametrize(
    "said",
    [
        "message to edit not found",
        "message can't be edited",
        "message is not modified",
    ],
)
async def test_a_message_that_is_gone_is_no_fault(scene: Scene, said: str) -> None:
    number = await sent(scene)
    await scene.phones.playground.client.order_fault("400", method="editMessageText", text=said)

    row = await changes(scene, number)

    assert scene.outbox.row(row).state is MessageState.SENT


async def test_a_change_of_unknown_outcome_is_made_again_until_it_is_there(scene: Scene) -> None:
    number = await sent(scene)
    line = scene.phones.playground.client
    await line.order_fault("lost", method="editMessageText", times=3, seconds=0.05)

    row = await changes(scene, number)
    for _ in range(4):
        scene.passes(timedelta(minutes=1))
        await scene.deliver()

    assert scene.outbox.row(row).state is MessageState.SENT
    assert "Bea" in (await (await scene.phones.of(ANNA)).last_message()).text
