"""May I reach a colleague now: inside the bands, outside, urgent, during a permit."""

from datetime import date

from bot.playground import Person
from bot.playground.client import SeenMessage
from rules.facts import Permit
from storage.days import absences
from tests.e2e.hall import PATIENCE, Hall, presses, rome
from tests.e2e.test_recalls import all_sent, approved

TUESDAY = date(2026, 11, 24)
QUESTION = "Mi mandi la delibera di ieri?"


async def looks_for(person: Person, name: str) -> SeenMessage:
    """Ask by name whether somebody may be reached."""
    return await person.asks(f"/contatta {name}")


async def writes(person: Person, answer: SeenMessage, label: str = "messaggio") -> SeenMessage:
    """Leave a message for the person just looked at."""
    await person.presses(label, on=answer)
    await person.waits_for("Scrivi il messaggio per", patience=PATIENCE)
    await person.presses("📨 Invia", on=await person.asks(QUESTION))
    return await person.waits_for("Messaggio", patience=PATIENCE)


async def heard(person: Person) -> list[str]:
    return [message.text for message in await person.messages() if message.from_bot]


async def test_inside_a_band_the_message_goes_out_and_the_answer_comes_back(hall: Hall) -> None:
    """Giulia's bands are 9-13 and 15-17; Felice asks."""
    approved(hall, "Giulia Maggiorana", TUESDAY)
    await hall.moves_to(rome(f"{TUESDAY}T10:00"))
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    answer = await looks_for(felice, "Maggiorana")
    sent = await writes(felice, answer)
    told = await giulia.waits_for("ti cerca", patience=PATIENCE)
    done = await presses(giulia, "Ti chiamo", told)
    back = await felice.waits_for("ti chiama", patience=PATIENCE)

    assert "Giulia Maggiorana (Servizi demografici): oggi in lavoro agile" in answer.text
    assert "ora, fino alle 13:00" in answer.text
    assert "Messaggio inviato: Giulia Maggiorana" in sent.text
    assert "Felice Origano (Servizi demografici) ti cerca" in told.text
    assert "La tua risposta: 📞 ti chiamo" in done.text
    assert QUESTION in back.text


async def test_outside_the_bands_the_message_waits_for_the_next(hall: Hall) -> None:
    approved(hall, "Giulia Maggiorana", TUESDAY)
    await hall.moves_to(rome(f"{TUESDAY}T13:30"))
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    answer = await looks_for(felice, "Maggiorana")
    await writes(felice, answer)
    await hall.moves_to(rome(f"{TUESDAY}T14:59"))
    before = await heard(giulia)
    await hall.moves_to(rome(f"{TUESDAY}T15:00"))
    await giulia.waits_for("ti cerca", patience=PATIENCE)

    assert "Non contattabile ora: dalle 15:00" in answer.text
    assert not any(label.startswith(("⚡", "🎯")) for label in answer.labels)
    assert not any("ti cerca" in text for text in before)


async def test_later_is_answered_with_an_hour(hall: Hall) -> None:
    approved(hall, "Giulia Maggiorana", TUESDAY)
    await hall.moves_to(rome(f"{TUESDAY}T10:00"))
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    await writes(felice, await looks_for(felice, "Maggiorana"))
    told = await giulia.waits_for("ti cerca", patience=PATIENCE)
    when = await presses(giulia, "Più tardi", told)
    await presses(giulia, "alle 12:00", when)
    back = await felice.waits_for("più tardi, alle 12:00", patience=PATIENCE)

    assert "Giulia Maggiorana" in back.text


async def test_what_is_urgent_goes_through_in_arena_po_and_says_why(hall: Hall) -> None:
    """9.b: "salvo casi di comprovata urgenza"."""
    await hall.moves_to(rome("2026-11-23T19:30"))
    elena, carlo = await hall.phone("Elena Nebbiolina"), await hall.phone("Carlo Schiarita")
    answer = await looks_for(carlo, "Nebbiolina")
    await carlo.presses("È urgente", on=answer)
    await carlo.waits_for("Scrivi perché è urgente", patience=PATIENCE)
    await carlo.says("Si è allagato l'archivio dell'anagrafe")
    await carlo.waits_for("Scrivi il messaggio per", patience=PATIENCE)
    await carlo.presses("📨 Invia", on=await carlo.asks(QUESTION))
    told = await elena.waits_for("ti cerca", patience=PATIENCE)

    assert "Non contattabile ora: da martedì 24 novembre alle 08:00" in answer.text
    assert told.text.startswith("Urgente: Si è allagato l'archivio dell'anagrafe")


async def test_a_permit_in_the_middle_of_a_band_holds_the_message_and_does_not_show(
    hall: Hall,
) -> None:
    approved(hall, "Giulia Maggiorana", TUESDAY)
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    with hall.desk.store.writing() as uow:
        permit = Permit(kind="medical", on=TUESDAY, minutes=90, start=10 * 60)
        absences.add_permit(uow, hall.employee("Giulia Maggiorana").id, permit)
        uow.commit()
    await hall.moves_to(rome(f"{TUESDAY}T10:30"))
    answer = await looks_for(felice, "Maggiorana")
    await writes(felice, answer)
    await hall.moves_to(rome(f"{TUESDAY}T11:29"))
    before = await heard(giulia)
    await hall.moves_to(rome(f"{TUESDAY}T11:30"))
    await giulia.waits_for("ti cerca", patience=PATIENCE)

    assert "Non contattabile ora: dalle 11:30" in answer.text
    assert "permess" not in answer.text
    assert not any("ti cerca" in text for text in before)


async def test_who_is_ill_is_absent_and_nothing_more(hall: Hall) -> None:
    """Marco Nevischio of Arena Po is ill until Wednesday."""
    answer = await looks_for(await hall.phone("Delia Piovasco"), "Nevischio")

    assert "oggi assente" in answer.text
    assert "malat" not in answer.text
    assert "25" not in answer.text
    assert "novembre" not in answer.text


async def test_nobody_of_another_body_is_found(hall: Hall) -> None:
    answer = await looks_for(await hall.phone("Anna Fiordaliso"), "Maggiorana")

    assert "non trovo «maggiorana»" in answer.text


async def test_what_sorano_notes_both_sides_see(hall: Hall) -> None:
    """11.3; Felice decides about Giulia, the band 15-17 goes by without an answer."""
    approved(hall, "Giulia Maggiorana", TUESDAY)
    await hall.moves_to(rome(f"{TUESDAY}T10:00"))
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    await writes(felice, await looks_for(felice, "Maggiorana"))
    await giulia.waits_for("ti cerca", patience=PATIENCE)
    await all_sent(hall)
    await hall.moves_to(rome(f"{TUESDAY}T17:00"))
    for person in (giulia, felice):
        told = await person.waits_for("annotat", patience=PATIENCE)
        listed = await person.asks("/contatta")

        assert "15:00–17:00 di martedì 24 novembre" in told.text
        assert "(art. 11.3)" in told.text
        assert "Annotate senza risposta" in listed.text
