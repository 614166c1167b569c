"""Forms on phones: what is typed over an open one, on two phones, over a restart and a change."""

from datetime import date

import pytest

from bot.playground.client import SeenMessage
from tests.e2e.hall import PATIENCE, Hall, data_of, presses, toast_of
from tests.e2e.test_contacts import looks_for
from tests.e2e.test_recalls import approved, picks

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
GIULIA, FELICE, ANNA = "Giulia Maggiorana", "Felice Origano", "Anna Fiordaliso"
QUESTION = "quante giornate mi restano?"


async def texts_of(hall: Hall, name: str) -> str:
    return "\n".join(m.text for m in await (await hall.phone(name)).messages() if m.from_bot)


async def test_a_question_typed_for_a_message_is_answered_and_reaches_nobody(hall: Hall) -> None:
    """A1: words for somebody else are shown, and a question to the desk is none."""
    felice = await hall.phone(FELICE)
    answer = await looks_for(felice, "Maggiorana")
    await felice.presses("messaggio", on=answer)
    await felice.waits_for("Scrivi il messaggio per", patience=PATIENCE)

    answered = await felice.asks(QUESTION)
    await felice.asks("/menu")

    assert "Ho lasciato perdere il messaggio" in answered.text
    assert QUESTION not in await texts_of(hall, GIULIA)


async def test_what_is_written_for_somebody_is_shown_and_may_be_changed(hall: Hall) -> None:
    """A1: [Invia] [Cambia]; only the text over the button goes."""
    felice = await hall.phone(FELICE)
    answer = await looks_for(felice, "Maggiorana")
    await felice.presses("messaggio", on=answer)
    await felice.waits_for("Scrivi il messaggio per", patience=PATIENCE)
    shown = await felice.asks("Mi mandi la delibra?")
    await felice.presses("✏️ Cambia", on=shown)
    await felice.waits_for("Scrivi il messaggio per", patience=PATIENCE)
    again = await felice.asks("Mi mandi la delibera?")

    stale = await toast_of(felice, await felice.forges(data_of(shown, "📨"), on=shown.id))
    await felice.presses("📨 Invia", on=again)
    await felice.waits_for("Messaggio", patience=PATIENCE)

    assert "non vale più" in stale
    assert "delibra" not in await texts_of(hall, GIULIA)


@pytest.mark.parametrize("command", ["/contatta", "/schema", "/permesso", "/avvisi"])
async def test_no_form_swallows_a_question(hall: Hall, command: str) -> None:
    """A2: whatever is open, a question is answered, and a word closes it."""
    anna = await hall.phone(ANNA)
    plain = await anna.asks(QUESTION)
    await _goes_on(hall, command, await anna.asks(command))
    answered = await anna.asks(QUESTION)
    await _goes_on(hall, command, await anna.asks(command))
    closed = await anna.asks("annulla")

    assert plain.text in answered.text
    assert "Non trovo nessuno" not in answered.text
    assert "lasci" in closed.text


async def test_a_recall_written_over_an_open_one_is_its_own(hall: Hall) -> None:
    """A3: Giulia's Thursday is open when the manager writes of her Friday."""
    for day in (THURSDAY, FRIDAY):
        approved(hall, GIULIA, day)
    felice = await hall.phone(FELICE)
    await picks(felice, GIULIA, THURSDAY)

    answered = await felice.asks("richiama Maggiorana venerdì")

    assert "venerdì 27 novembre" in answered.text
    assert "giovedì 26 novembre" not in answered.text
    assert "Ho lasciato perdere il richiamo" in answered.text
    assert not any("Invia" in label for label in answered.labels)


@pytest.mark.parametrize(
    ("command", "words", "answer"),
    [
        ("/delega", "dal 7 al 18 dicembre", "7 dicembre 2026 a venerdì 18 dicembre"),
        ("/schema", "domani", "martedì 24 novembre 2026"),
        ("/permesso", "giovedì 26", "giovedì 26 novembre"),
        ("/permesso", "26/11/26", "giovedì 26 novembre"),
        ("/avvisi", "alle 7 e mezza", "07:30"),
    ],
)
async def test_days_and_hours_are_read_alike_everywhere(
    hall: Hall, command: str, words: str, answer: str
) -> None:
    """A4: one reader, whatever asks."""
    person = await hall.phone("Donatella Peonia" if command == "/delega" else ANNA)
    shown = await person.asks(command)
    await _goes_on(hall, command, shown)

    assert answer in (await person.asks(words)).text


async def _goes_on(hall: Hall, command: str, shown: SeenMessage) -> None:
    """Press what leads to the question."""
    label = {"/delega": "➕", "/avvisi": "ora", "/schema": "mar"}.get(command)
    person = await hall.phone("Donatella Peonia" if command == "/delega" else ANNA)
    if label is not None:
        after = await presses(person, label, shown)
        if command == "/delega":
            await presses(person, ANNA, after)


async def test_two_phones_of_one_person_see_the_same_form(hall: Hall) -> None:
    """What one phone sent, the other cannot send again, nor change."""
    felice = await hall.phone(FELICE)
    answer = await looks_for(felice, "Maggiorana")
    await felice.presses("messaggio", on=answer)
    await felice.waits_for("Scrivi il messaggio per", patience=PATIENCE)
    shown = await felice.asks("Mi mandi la delibera?")
    data = {label: data_of(shown, label) for label in ("📨", "✏️", "Lascia")}

    await felice.presses("📨 Invia", on=shown)
    await felice.waits_for("Messaggio", patience=PATIENCE)
    late = [await toast_of(felice, await felice.forges(one, on=shown.id)) for one in data.values()]

    assert all("non vale più" in toast for toast in late)


async def test_a_form_goes_on_after_a_restart(hall: Hall) -> None:
    felice = await hall.phone(FELICE)
    answer = await looks_for(felice, "Maggiorana")
    await felice.presses("messaggio", on=answer)
    await felice.waits_for("Scrivi il messaggio per", patience=PATIENCE)

    await hall.restarts()
    shown = await felice.asks("Mi mandi la delibera?")

    assert "Lo invio così?" in shown.text
