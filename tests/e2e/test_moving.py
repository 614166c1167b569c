"""Days that are moved: by the employee until the act's hour, by the manager where it may be."""

from datetime import date

import pytest

from bot.playground import Person
from bot.playground.client import SeenMessage
from storage.tables import HOLDING, RequestState
from tests.e2e.hall import (
    PATIENCE,
    Hall,
    cell,
    data_of,
    gives,
    presses,
    rome,
    short,
    taps_day,
    toast_of,
)

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
NEXT_TUESDAY = date(2026, 12, 1)
ANNA, DONATELLA = "Anna Fiordaliso", "Donatella Peonia"
OLD_AND_NEW = "mercoledì 25 novembre al posto di martedì 24 novembre"


async def picks(person: Person, day: date) -> SeenMessage:
    """Open the list, press a day, give the calendar of new days."""
    listed = await person.asks("/sposta")
    return await presses(person, short(day), listed)


async def taps(person: Person, calendar: SeenMessage, day: date) -> SeenMessage:
    """Turn to the month of a day and tap it."""
    return await taps_day(person, calendar, day)


def held(hall: Hall, name: str, *days: date) -> list[date]:
    return [day for day in days for one in hall.bookings_of(name, day) if one.state in HOLDING]


async def test_tivoli_at_one_minute_to_eight_the_move_is_asked_for_and_approved(
    any_hall: Hall,
) -> None:
    hall = any_hall
    anna, donatella = await hall.phone(ANNA), await hall.phone(DONATELLA)
    await hall.moves_to(rome("2026-11-23T19:59"))

    answer = await taps(anna, await picks(anna, TUESDAY), WEDNESDAY)
    sent = await presses(anna, "📨", answer)
    meanwhile = held(hall, ANNA, TUESDAY, WEDNESDAY)
    await hall.moves_to(rome("2026-11-24T08:00"))
    card = await donatella.waits_for(lambda seen: OLD_AND_NEW in seen.text, patience=PATIENCE)
    await presses(donatella, f"✅ {short(WEDNESDAY)}", card)

    assert "la richiesta è in tempo" in answer.text
    assert "art. 21.3" in answer.text
    assert "decide Donatella Peonia: da martedì 24 novembre" in sent.text
    assert meanwhile == [TUESDAY, WEDNESDAY]
    assert held(hall, ANNA, TUESDAY, WEDNESDAY) == [WEDNESDAY]
    told = await anna.waits_for("✅ Approvata da Donatella Peonia", patience=PATIENCE)
    assert OLD_AND_NEW in told.text


async def test_tivoli_a_minute_after_eight_it_is_refused_and_says_until_when(hall: Hall) -> None:
    anna = await hall.phone(ANNA)
    await hall.moves_to(rome("2026-11-23T20:01"))

    answer = await taps(anna, await picks(anna, TUESDAY), WEDNESDAY)

    assert "Non si può" in answer.text
    assert "si poteva chiedere fino a lunedì 23 novembre alle 20:00" in answer.text
    assert not any("📨" in label for label in answer.labels)
    assert held(hall, ANNA, TUESDAY, WEDNESDAY) == [TUESDAY]


async def test_tivoli_does_not_move_a_day_to_another_week(hall: Hall) -> None:
    anna = await hall.phone(ANNA)

    calendar = await picks(anna, TUESDAY)
    december = await presses(anna, "dicembre ›", calendar)
    marked = cell(december, NEXT_TUESDAY)
    answer = await taps(anna, december, NEXT_TUESDAY)

    assert marked.startswith("✕")
    assert "martedì 1° dicembre è in un'altra settimana" in answer.text
    assert "art. 21.3" in answer.text


async def test_the_old_button_of_a_moved_day_does_nothing(hall: Hall) -> None:
    anna, donatella = await hall.phone(ANNA), await hall.phone(DONATELLA)
    listed = await anna.asks("/sposta")
    old = data_of(listed, short(TUESDAY))
    calendar = await presses(anna, short(TUESDAY), listed)
    await presses(anna, "📨", await taps(anna, calendar, WEDNESDAY))
    card = await donatella.waits_for(lambda seen: OLD_AND_NEW in seen.text, patience=PATIENCE)
    await presses(donatella, f"✅ {short(WEDNESDAY)}", card)
    await anna.waits_for("✅ Approvata da Donatella Peonia", patience=PATIENCE)

    toast = await toast_of(anna, await anna.forges(old, on=listed.id))
    days = await anna.asks("/giornate")

    assert toast == "Questo pulsante non vale più. Apri /menu per ricominciare."
    assert short(TUESDAY) not in " ".join(days.labels)
    assert any(short(WEDNESDAY) in label for label in days.labels)


async def test_arena_po_lets_the_manager_move_a_day_and_not_the_employee(hall: Hall) -> None:
    elena, carlo = await hall.phone("Elena Nebbiolina"), await hall.phone("Carlo Schiarita")
    reason = "Giovedì manca chi sta allo sportello."
    old, new = date(2026, 12, 3), date(2026, 12, 10)

    refused = await taps(elena, await turned(elena, await picks(elena, old)), new)
    listed = await presses(carlo, "👥", await carlo.asks("/sposta"))
    days = await presses(carlo, "Elena Nebbiolina", listed)
    calendar = await turned(carlo, await presses(carlo, short(old), days))
    answer = await taps(carlo, calendar, new)
    await carlo.presses("✅ Sposta", on=answer)
    await carlo.waits_for("Perché sposti Elena Nebbiolina")
    done = await gives(carlo, reason)
    told = await elena.waits_for("Carlo Schiarita ha spostato la tua giornata", patience=PATIENCE)

    assert "art. 13, art. 7" in refused.text
    assert "art. 7" in answer.text
    assert "✅ Elena Nebbiolina: spostata da giovedì 3 dicembre a giovedì 10 dicembre" in done.text
    assert reason in told.text
    (moved,) = [one for one in hall.bookings_of("Elena Nebbiolina", new) if one.state in HOLDING]
    assert moved.state is RequestState.APPROVED


async def turned(person: Person, calendar: SeenMessage) -> SeenMessage:
    """Give the calendar of December."""
    if "dicembre 2026" in calendar.labels:
        return calendar
    return await presses(person, "dicembre ›", calendar)


@pytest.mark.parametrize("command", ["/oggi", "/menu"])
async def test_a_reason_is_not_waited_for_after_another_command(hall: Hall, command: str) -> None:
    donatella = await hall.phone(DONATELLA)
    waiting = date(2026, 12, 3)
    card = await presses(donatella, ANNA, await donatella.asks("/approva"))
    await donatella.presses(f"✖️ {short(waiting)}", on=card)
    await donatella.waits_for("Perché rifiuti")

    left = await donatella.asks(command)
    await donatella.asks("Grazie, ci sentiamo domani mattina.")

    assert f"Ho lasciato perdere il rifiuto per {ANNA} (giovedì 3 dicembre)" in left.text
    assert held(hall, ANNA, waiting) == [waiting]
