"""The same days every week, asked for on a phone: a holiday, a full month, one card for all."""

from datetime import date

import pytest

from bot.playground import Person
from bot.playground.client import SeenMessage
from storage.tables import HOLDING, RequestState
from tests.e2e.hall import PATIENCE, Hall, presses, toast_of

OLIMPIA, DONATELLA = "Olimpia Ninfea", "Donatella Peonia"
HOLIDAY = date(2026, 12, 8)
"""A Tuesday."""


async def proposes(person: Person, *weekdays: str, end: str) -> SeenMessage:
    """Put a pattern together and give the preview."""
    screen = await person.asks("/schema")
    for weekday in weekdays:
        screen = await presses(person, weekday, screen)
    return await presses(person, "👀", await presses(person, end, screen))


async def test_a_pattern_leaves_out_the_holiday_and_goes_out_on_one_card(any_hall: Hall) -> None:
    hall = any_hall
    olimpia, donatella = await hall.phone(OLIMPIA), await hall.phone(DONATELLA)

    preview = await proposes(olimpia, "mar", end="Fine trimestre")
    sent = await presses(olimpia, "📨", preview)
    card = await donatella.waits_for(
        lambda seen: f"📨 {OLIMPIA}" in seen.text and "ogni martedì" in seen.text,
        patience=PATIENCE,
    )
    done = await presses(donatella, "✅ Approva tutte", card)

    assert "⛔ 1 non si può chiedere" in preview.text
    assert "martedì 8 dicembre" in preview.text
    assert "Immacolata" in preview.text
    assert f"in una sola richiesta, decide {DONATELLA}" in sent.text
    assert "Già approvate" in done.text
    assert [b for b in hall.bookings_of(OLIMPIA, HOLIDAY) if b.state in HOLDING] == []
    (first,) = hall.bookings_of(OLIMPIA, date(2026, 12, 1))
    assert first.state is RequestState.APPROVED


async def test_over_the_quota_of_the_month_only_what_passes_is_sent(hall: Hall) -> None:
    olimpia = await hall.phone(OLIMPIA)

    preview = await proposes(olimpia, "lun", "mar", "mer", end="Fine trimestre")
    await presses(olimpia, "📨", preview)

    december = [
        booking
        for day in range(1, 32)
        for booking in hall.bookings_of(OLIMPIA, date(2026, 12, day))
        if booking.state in HOLDING
    ]
    assert len(december) == 8
    assert "8 giornate già prenotate o chieste a dicembre" in preview.text


async def test_a_pattern_ends_and_frees_its_days(hall: Hall) -> None:
    olimpia = await hall.phone(OLIMPIA)
    await presses(olimpia, "📨", await proposes(olimpia, "gio", end="Fine trimestre"))

    listed = await olimpia.asks("/giornate")
    patterns = await olimpia.asks("/schema")
    asked = await presses(olimpia, "🛑 giovedì", patterns)
    await presses(olimpia, "🗑 Finisci e libera", asked)

    assert "🔁 Ogni giovedì, fino a giovedì 31 dicembre 2026" in listed.text
    left = [b for b in hall.bookings_of(OLIMPIA, date(2026, 12, 17)) if b.state in HOLDING]
    assert left == []
    assert "Non hai schemi settimanali" in (await olimpia.last_message()).text


async def test_a_typed_end_that_does_not_exist_is_told(hall: Hall) -> None:
    olimpia = await hall.phone(OLIMPIA)
    screen = await presses(olimpia, "gio", await olimpia.asks("/schema"))
    await olimpia.presses("⌨️ Altra data", on=screen)
    await olimpia.waits_for("Scrivi l'ultimo giorno")

    missing = await olimpia.asks("31 giugno")
    late = await olimpia.asks("30 giugno 2027")
    fine = await olimpia.asks("20 dicembre")

    assert "«31 giugno» nel calendario non c'è" in missing.text
    assert "Il tuo accordo finisce domenica 31 gennaio 2027" in late.text
    assert "si possono chiedere" in fine.text


@pytest.mark.parametrize(
    "data",
    [
        "v1:patterns:set:9:day",
        "v1:patterns:set:1:night",
        "v1:patterns:until:20270230",
        "v1:patterns:end:999:1:free",
        "v1:patterns:yes:999:1:2",
        "v1:patterns:send",
        "v1:changes:from:b999.1",
        "v1:changes:to:b1.1:99991231",
        "v1:changes:send:d20261126.1:20261127:night",
        "v1:changes:of:999",
        "v1:changes:change:x",
    ],
)
async def test_a_forged_press_changes_nothing(hall: Hall, data: str) -> None:
    olimpia = await hall.phone(OLIMPIA)
    menu = await olimpia.asks("/menu")

    toast = await toast_of(olimpia, await olimpia.forges(data, on=menu.id))

    assert toast == "Questo pulsante non vale più. Apri /menu per ricominciare."
