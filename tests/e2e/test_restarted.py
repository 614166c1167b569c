"""The bot is stopped and started in the middle of a dialogue: everything stands in the store."""

from datetime import date

from storage.tables import RequestState
from tests.e2e.hall import (
    SEND,
    Hall,
    approves,
    books,
    card_for,
    gives,
    opens_card,
    presses,
    said,
    short,
    ticks,
)

GIULIA, FELICE = "Giulia Maggiorana", "Felice Origano"
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


async def test_days_ticked_before_a_restart_are_sent_after_it(any_hall: Hall) -> None:
    giulia, felice = await any_hall.phone(GIULIA), await any_hall.phone(FELICE)
    calendar = await ticks(giulia, FRIDAY)
    await any_hall.restarts()
    reopened = await ticks(giulia, SATURDAY)
    sent = await presses(giulia, SEND, reopened)
    card = await card_for(felice, GIULIA)

    assert f"✅ {said(FRIDAY)}" in calendar.text
    for day in (FRIDAY, SATURDAY):
        assert f"✅ {said(day)}" in sent.text
        assert f"🗓 {said(day)}" in card.text


async def test_the_button_of_before_the_restart_still_sends(hall: Hall) -> None:
    giulia = await hall.phone(GIULIA)
    calendar = await ticks(giulia, FRIDAY)
    await hall.restarts()
    sent = await presses(giulia, SEND, calendar)

    assert f"Richiesta inviata, decide {FELICE}" in sent.text


async def test_a_refusal_that_waits_for_its_reason_still_waits(any_hall: Hall) -> None:
    giulia, felice = await any_hall.phone(GIULIA), await any_hall.phone(FELICE)
    day = date(2026, 12, 5)
    await felice.presses(f"✖️ {short(day)}", on=await opens_card(felice, GIULIA))
    await felice.waits_for("Perché rifiuti")
    await any_hall.restarts()
    done = await gives(felice, "Sabato chiude l'ufficio per trasloco")
    told = await giulia.waits_for("Non approvata")

    assert f"✖️ Rifiutata la richiesta di {GIULIA}" in done.text
    assert "Motivo: «Sabato chiude l'ufficio per trasloco»" in told.text
    (booking,) = any_hall.bookings_of(GIULIA, day)
    assert booking.state is RequestState.REFUSED


async def test_a_card_sent_before_the_restart_is_approved_after_it(hall: Hall) -> None:
    giulia, felice = await hall.phone(GIULIA), await hall.phone(FELICE)
    await books(giulia, FRIDAY)
    card = await card_for(felice, GIULIA)
    await hall.restarts()
    await approves(felice, card, FRIDAY)

    assert await giulia.waits_for("✅ Approvata")


async def test_what_is_pressed_while_the_bot_is_down_is_answered_once_it_is_up(hall: Hall) -> None:
    giulia = await hall.phone(GIULIA)
    calendar = await ticks(giulia, FRIDAY)
    await hall.stage.stop_bot()
    await giulia.presses(SEND, on=calendar)
    await hall.restarts()
    sent = await giulia.waits_for("Richiesta inviata")

    assert said(FRIDAY) in sent.text
    assert len(hall.bookings_of(GIULIA, FRIDAY)) == 1


async def test_a_motive_asked_for_yesterday_is_not_answered_by_todays_text(hall: Hall) -> None:
    felice = await hall.phone(FELICE)
    day = date(2026, 12, 5)
    await felice.presses(f"✖️ {short(day)}", on=await opens_card(felice, GIULIA))
    await felice.waits_for("Perché rifiuti")
    await hall.moves_to(hall.clock().replace(day=24))
    answer = await felice.asks("Buongiorno, oggi sono in riunione")

    assert "«riunione»" in answer.text
    (booking,) = hall.bookings_of(GIULIA, day)
    assert booking.state is RequestState.PENDING
