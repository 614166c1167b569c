"""What waits, or is on its way, while something about its recipient changes."""

from datetime import timedelta

import pytest

from bot.delivery.ledger import Ledger, Sending
from bot.delivery.sending import Came, Outcome
from rules.facts import AbsenceKind
from storage.days import absences
from storage.people import links
from storage.tables import MessageState
from tests.bot.conftest import ANNA, BRUNO, HILDE, Scene

ANOTHER = 7999


async def test_what_waits_for_the_end_of_a_leave_goes_out_when_that_is_cut_short(
    scene: Scene,
) -> None:
    monday = scene.clock().date()
    with scene.desk.store.writing() as uow:
        leave = absences.add(
            uow,
            scene.town.anna,
            AbsenceKind.LEAVE,
            first_day=monday,
            last_day=monday + timedelta(days=30),
        )
        uow.commit()
    number = scene.outbox.post(scene.town.anna)
    await scene.deliver()
    held = scene.outbox.row(number).hold_until
    with scene.desk.store.writing() as uow:
        absences.remove(uow, leave)
        uow.commit()
    scene.passes(timedelta(hours=1))
    await scene.deliver()

    assert held is not None
    assert held > scene.clock() + timedelta(days=29)
    assert scene.outbox.row(number).state is MessageState.SENT
    assert len(await scene.phones.texts(ANNA)) == 1


@pytest.mark.parametrize("anew", [True, False], ids=["another account", "no account"])
async def test_who_left_an_account_that_blocks_has_not_blocked_the_bot(
    scene: Scene,
    anew: bool,  # noqa: FBT001  a case
) -> None:
    number, ledger = scene.outbox.post(scene.town.anna), Ledger(scene.desk)
    ledger.judge()
    begun = ledger.begin(scene.town.anna, scene.pace.turns_now)
    assert isinstance(begun, Sending)
    with scene.desk.store.writing() as uow:
        links.end(uow, scene.town.anna, at=scene.clock())
        if anew:
            links.link(uow, scene.town.anna, ANOTHER, at=scene.clock())
        uow.commit()

    ledger.settle(begun.row, Outcome(Came.BLOCKED, "Forbidden"))

    with scene.desk.store.reading() as uow:
        assert not links.has_blocked(uow, scene.town.anna)
    row = scene.outbox.row(number)
    assert (row.state, row.unsettled) == (MessageState.QUEUED, 0)


async def test_of_a_block_hears_whoever_can_be_reached(scene: Scene) -> None:
    with scene.desk.store.writing() as uow:
        links.end(uow, scene.town.carla, at=scene.clock())  # who heads their office
        uow.commit()
    await (await scene.phones.of(BRUNO)).blocks()
    scene.outbox.post(scene.town.bruno)
    await scene.deliver()

    assert "Bruno Provetti" in (await scene.phones.texts(HILDE))[0]
