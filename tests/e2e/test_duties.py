"""What the desk does by itself day after day: digests, reminders, delegates, reports."""

from datetime import date

from bot.playground import Person
from bot.playground.client import SeenMessage
from rules.facts import AbsenceKind
from storage.days import absences
from storage.people import people, preferences
from storage.people.preferences import Wishes
from storage.tables import RequestState
from tests.e2e.hall import (
    PATIENCE,
    Hall,
    approves,
    books,
    opens_card,
    presses,
    refuses,
    rome,
    short,
)

FLORA = "Flora Sbrisolona"
"""Of Ferrara; works in agile on Mondays and Wednesdays."""
GIULIA, FELICE, ANNA = "Giulia Maggiorana", "Felice Origano", "Anna Fiordaliso"
FRIDAY = date(2026, 11, 27)


async def texts(person: Person, words: str) -> list[str]:
    """Give what somebody has in their chat that holds some words."""
    return [message.text for message in await person.messages() if words in message.text]


async def card_of_friday(person: Person) -> SeenMessage:
    """Wait until the request for Friday is there, alone or among others; open its card."""
    await person.waits_for(
        lambda seen: "📨" in seen.text and GIULIA in seen.text, patience=PATIENCE
    )
    return await opens_card(person, f"{GIULIA}, {short(FRIDAY)}")


def without_digest(hall: Hall, name: str) -> None:
    with hall.desk.store.writing() as uow:
        employee = hall.employee(name)
        preferences.keep(uow, employee.id, Wishes(digest=False), at=hall.clock())
        uow.commit()


def falls_ill(hall: Hall, name: str, *days: date) -> None:
    with hall.desk.store.writing() as uow:
        employee = hall.employee(name)
        sick = AbsenceKind.SICK
        absences.add(uow, employee.id, sick, first_day=days[0], last_day=days[-1])
        uow.commit()


def approver(hall: Hall, name: str, day: date) -> str:
    """Tell with whom a request lies."""
    (booking,) = hall.bookings_of(name, day)
    assert booking.approver_id is not None
    with hall.desk.store.reading() as uow:
        return people.person(uow, booking.approver_id).name


async def test_down_from_friday_to_tuesday_nothing_is_lost_and_nothing_comes_twice(
    any_hall: Hall,
) -> None:
    """A refusal of Friday night and one digest, for the Tuesday on which the bot comes back."""
    flora, giulia = await any_hall.phone(FLORA), await any_hall.phone(GIULIA)
    felice = await any_hall.phone(FELICE)
    await any_hall.moves_to(rome("2026-11-27T08:00"))
    friday = await texts(flora, "☀️")
    await any_hall.moves_to(rome("2026-11-27T21:00"))
    card = await opens_card(felice, GIULIA)
    await refuses(felice, card, date(2026, 12, 2), "Quel giorno c'è il sopralluogo")
    await any_hall.stage.stop_bot()
    await any_hall.moves_to(rome("2026-12-01T10:15"))
    await any_hall.restarts()
    await giulia.waits_for("Quel giorno c'è il sopralluogo", patience=PATIENCE)
    await any_hall.moves_to(rome("2026-12-01T10:16"))
    await any_hall.restarts()
    await any_hall.moves_to(rome("2026-12-01T17:00"))

    assert [text.splitlines()[0] for text in friday] == ["☀️ venerdì 27 novembre"]
    digests = [text.splitlines()[0] for text in await texts(flora, "☀️")]
    assert digests == ["☀️ venerdì 27 novembre", "☀️ martedì 1° dicembre"]
    assert len(await texts(giulia, "Quel giorno c'è il sopralluogo")) == 1


async def test_a_manager_who_falls_ill_is_passed_over_and_the_next_decides(hall: Hall) -> None:
    giulia = await hall.phone(GIULIA)
    sent = await books(giulia, FRIDAY)
    falls_ill(hall, FELICE, date(2026, 11, 23), date(2026, 11, 27))
    await hall.moves_to(rome("2026-11-23T09:01"))
    other = approver(hall, GIULIA, FRIDAY)
    phone = await hall.phone(other)
    await approves(phone, await card_of_friday(phone), FRIDAY)
    told = await giulia.waits_for("✅ Approvata", patience=PATIENCE)

    assert f"Richiesta inviata, decide {FELICE}" in sent.text
    assert other != FELICE
    assert f"Approvata da {other}" in told.text


async def test_who_does_not_answer_is_reminded_and_then_passed_over(hall: Hall) -> None:
    giulia, felice = await hall.phone(GIULIA), await hall.phone(FELICE)
    without_digest(hall, FELICE)
    await books(giulia, FRIDAY)
    await hall.moves_to(rome("2026-11-24T08:59"))
    early = await texts(felice, "aspetta ancora")
    await hall.moves_to(rome("2026-11-24T09:02"))
    reminder = await felice.waits_for("⏳", patience=PATIENCE)
    await hall.moves_to(rome("2026-11-25T09:02"))
    other = approver(hall, GIULIA, FRIDAY)
    phone = await hall.phone(other)

    assert early == []
    assert GIULIA in reminder.text
    assert other != FELICE
    assert await card_of_friday(phone)


async def test_with_a_digest_the_reminder_stands_in_it(hall: Hall) -> None:
    giulia, felice = await hall.phone(GIULIA), await hall.phone(FELICE)
    await books(giulia, FRIDAY)
    await hall.moves_to(rome("2026-11-24T08:00"))
    digest = await felice.waits_for("☀️", patience=PATIENCE)
    await hall.moves_to(rome("2026-11-24T12:00"))

    assert "aspettano una tua decisione" in digest.text
    assert await texts(felice, "⏳") == []


async def test_a_delegate_decides_in_the_managers_name(hall: Hall) -> None:
    giulia, felice = await hall.phone(GIULIA), await hall.phone(FELICE)
    delegate = await hall.phone("Lina Cerfoglio")
    await books(giulia, FRIDAY)
    await felice.says("/delega")
    listed = await felice.waits_for("Non hai deleghe in corso")
    await presses(felice, "➕ Nuova delega", listed)
    await felice.says("cerfoglio")
    days = await felice.waits_for("Delega per Lina Cerfoglio", patience=PATIENCE)
    await presses(felice, "23", days)
    question = await presses(felice, "24", days)
    done = await presses(felice, "🤝 Sì, delega", question)
    told = await delegate.waits_for("ti ha delegato", patience=PATIENCE)
    await hall.moves_to(rome("2026-11-23T09:01"))
    await approves(delegate, await card_of_friday(delegate), FRIDAY)
    answer = await giulia.waits_for("✅ Approvata", patience=PATIENCE)
    (booking,) = hall.bookings_of(GIULIA, FRIDAY)

    assert "decide per conto tuo" in done.text
    assert FELICE in told.text
    assert f"Approvata da Lina Cerfoglio per conto di {FELICE}" in answer.text
    assert booking.state is RequestState.APPROVED
    assert booking.decided_for == hall.employee(FELICE).id


async def test_an_hour_in_disconnection_is_refused_and_the_nearest_kept(any_hall: Hall) -> None:
    flora = await any_hall.phone(FLORA)
    notices = await flora.asks("/avvisi")
    await presses(flora, "🕗 Cambia l'ora", notices)
    refused = await flora.asks("6:00")
    kept = await presses(flora, "07:30", refused)
    await any_hall.moves_to(rome("2026-11-24T07:29"))
    before = await texts(flora, "☀️ martedì")
    await any_hall.moves_to(rome("2026-11-24T07:30"))

    assert "Alle 06:00 non ti scrivo" in refused.text
    assert "art. 3.2" in refused.text
    assert "sì, alle 07:30" in kept.text
    assert before == []
    assert len(await texts(flora, "☀️ martedì")) == 1


async def test_a_band_that_begins_is_told_to_who_asked(hall: Hall) -> None:
    flora, ennio = await hall.phone(FLORA), await hall.phone("Ennio Cantuccino")
    notices = await flora.asks("/avvisi")
    await presses(flora, "🟢 Avvisami quando inizia la fascia", notices)
    await hall.moves_to(rome("2026-11-24T08:30"))
    tuesday = await texts(flora, "🟢 Dalle")
    await hall.moves_to(rome("2026-11-25T08:29"))
    early = await texts(flora, "🟢 Dalle")
    await hall.moves_to(rome("2026-11-25T08:30"))

    assert (tuesday, early) == ([], [])
    assert await texts(flora, "🟢 Dalle 08:30 alle 12:30") != []
    assert await texts(ennio, "🟢 Dalle") == []


async def test_ferrara_reminds_of_the_weeks_report_until_it_is_handed_in(hall: Hall) -> None:
    flora = await hall.phone(FLORA)
    await hall.moves_to(rome("2026-11-24T08:00"))
    digest = await flora.waits_for("Da consegnare", patience=PATIENCE)
    await flora.presses("📝 L'ho consegnata", on=digest)
    shown = await flora.waits_for("✅ relazione")
    await hall.moves_to(rome("2026-11-25T08:00"))
    wednesday = (await texts(flora, "☀️"))[-1]
    await hall.moves_to(rome("2026-11-30T08:00"))
    monday = (await texts(flora, "☀️"))[-1]

    assert "nella settimana di lunedì 16 novembre" in digest.text
    assert "art. 5.1" in digest.text
    assert "lunedì 16 novembre" in shown.text
    assert "Da consegnare" not in wednesday
    assert "nella settimana di lunedì 23 novembre" in monday


async def test_tivoli_reminds_of_the_months_report(hall: Hall) -> None:
    anna = await hall.phone(ANNA)
    await hall.moves_to(rome("2026-11-30T08:00"))
    november = await texts(anna, "Da consegnare")
    await hall.moves_to(rome("2026-12-01T08:00"))
    digest = await anna.waits_for("lavoro a distanza a novembre", patience=PATIENCE)
    shown = await anna.asks("/rapporto")
    await presses(anna, "📝 Consegnata: dom 1° nov – lun 30 nov", shown)

    assert all("distanza a novembre" not in text for text in november)
    assert "📝 Da consegnare: relazione sul lavoro a distanza a novembre" in digest.text
    assert "art. 16.5" in digest.text
