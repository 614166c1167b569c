"""Telegram at its worst: lost answers, resets, the same update twice. All ends well."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from storage.tables import RequestState
from tests.e2e.hall import (
    PATIENCE,
    SEND,
    Hall,
    approves,
    books,
    card_for,
    eventually,
    presses,
    said,
    ticks,
)

ELENA, CARLO, DAY = "Elena Nebbiolina", "Carlo Schiarita", date(2026, 11, 26)
FAULTS: dict[str, dict[str, Any]] = {
    "slow-down": {"kind": "429", "seconds": 1},
    "server-error": {"kind": "500"},
    "bad-gateway": {"kind": "502"},
    "reset": {"kind": "reset"},
    "late": {"kind": "late", "seconds": 0.5},
    "cut": {"kind": "cut"},
    "lost": {"kind": "lost", "seconds": 0.1},
}


async def cards_of(hall: Hall) -> list[str]:
    carlo = await hall.phone(CARLO)
    return [message.text for message in await carlo.messages() if "📨" in message.text]


async def orders_left(hall: Hall) -> list[dict[str, Any]]:
    """Give the ordered faults that nothing has met: there should be none in the end."""
    left: list[dict[str, Any]] = await hall.stage.playground.client.ask("GET", "/faults")
    return left


async def ticked_until(hall: Hall, seen: Callable[[list[str]], bool]) -> list[str]:
    """Let time pass, half a minute a step, until the cards are as wanted."""

    async def found() -> list[str] | None:
        cards = await cards_of(hall)
        if seen(cards):
            return cards
        await hall.moves_to(hall.clock() + timedelta(seconds=30))
        return None

    return await eventually(found, "card")


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_the_card_arrives_whatever_happens_to_its_sending(
    hall: Hall, fault: dict[str, Any]
) -> None:
    """A message may arrive twice where the answer was lost: it never gets lost itself."""
    elena = await hall.phone(ELENA)
    calendar = await ticks(elena, DAY)
    await hall.stage.playground.client.order_fault(
        method="sendMessage", containing=f"📨 <b>{ELENA}", **fault
    )
    await presses(elena, SEND, calendar)
    cards = await ticked_until(hall, bool)
    card = await card_for(await hall.phone(CARLO), ELENA)
    await approves(await hall.phone(CARLO), card, DAY)
    told = await elena.waits_for("✅ Approvata", patience=PATIENCE)

    assert 1 <= len(cards) <= 2
    assert await orders_left(hall) == []
    assert said(DAY) in told.text
    assert [booking.state for booking in hall.bookings_of(ELENA, DAY)] == [RequestState.APPROVED]


@pytest.mark.parametrize("kind", ["429", "500", "502", "reset", "cut", "lost", "late"])
async def test_an_answer_to_a_press_arrives_whatever_happens_to_it(hall: Hall, kind: str) -> None:
    elena = await hall.phone(ELENA)
    calendar = await ticks(elena, DAY)
    await hall.stage.playground.client.order_fault(kind, method="editMessageText", seconds=0.5)
    sent = await presses(elena, SEND, calendar)
    await card_for(await hall.phone(CARLO), ELENA)

    assert f"Richiesta inviata, decide {CARLO}" in sent.text
    assert len(hall.bookings_of(ELENA, DAY)) == 1
    assert await orders_left(hall) == []


async def test_an_answer_that_never_gets_through_is_not_called_a_failure(hall: Hall) -> None:
    """The request is made: to say that nothing was changed would be a lie."""
    elena = await hall.phone(ELENA)
    calendar = await ticks(elena, DAY)
    await hall.stage.playground.client.order_fault("500", method="editMessageText", times=3)
    await elena.presses(SEND, on=calendar)
    told = await elena.waits_for("può essere già fatto", patience=PATIENCE)
    again = await presses(elena, SEND, calendar)

    assert "/menu" in told.text
    assert f"{said(DAY)}: in attesa" in again.text
    assert len(hall.bookings_of(ELENA, DAY)) == 1


@pytest.mark.parametrize("kind", ["500", "reset", "lost", "502", "409"])
async def test_polling_goes_on_after_a_fault(hall: Hall, kind: str) -> None:
    elena = await hall.phone(ELENA)
    await hall.stage.playground.client.order_fault(kind, method="getUpdates", seconds=0.1)
    menu = await elena.asks("/menu", patience=PATIENCE)
    again = await elena.asks("/menu", patience=PATIENCE)

    assert menu.keyboard == again.keyboard
    assert await orders_left(hall) == []


async def test_an_update_that_comes_again_changes_nothing(hall: Hall) -> None:
    """The answer to getUpdates is lost: Telegram brings the same updates once more."""
    elena, carlo = await hall.phone(ELENA), await hall.phone(CARLO)
    calendar = await ticks(elena, DAY)
    await hall.stage.stop_bot()
    await elena.presses(SEND, on=calendar)
    await elena.says("/giornate")
    await hall.stage.playground.client.order_fault("lost", method="getUpdates", seconds=0.1)
    await hall.restarts()
    await elena.waits_for("Le tue giornate", patience=PATIENCE)
    card = await card_for(carlo, ELENA)
    await approves(carlo, card, DAY)
    await elena.waits_for("✅ Approvata")

    lists = [m for m in await elena.messages() if "Le tue giornate" in m.text]
    assert len(lists) == 1
    assert len(hall.bookings_of(ELENA, DAY)) == 1
    assert len(await cards_of(hall)) == 1


async def test_a_blocked_manager_is_told_of_and_the_request_is_not_lost(hall: Hall) -> None:
    elena, carlo = await hall.phone(ELENA), await hall.phone(CARLO)
    await carlo.blocks()
    await books(elena, DAY)
    olga = await hall.phone("Bianca Rugiada")
    told = await olga.waits_for("ha bloccato lo sportello", patience=PATIENCE)
    await carlo.unblocks()
    listed = await carlo.asks("/approva", patience=PATIENCE)

    assert CARLO in told.text
    assert "giovedì 26" in listed.text
