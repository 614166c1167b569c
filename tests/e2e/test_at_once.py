"""Two people, or two fingers, at the same moment: one outcome, and everybody is told of it."""

import asyncio
from datetime import date

from bot.playground import Person
from bot.playground.client import SeenMessage
from storage.people import appointments
from storage.tables import RequestState
from tests.e2e.hall import (
    SEND,
    Hall,
    books,
    card_for,
    data_of,
    data_of_day,
    month_of,
    opens_card,
    presses,
    said,
    short,
    taps_day,
    ticks,
    toast_of,
)

ELENA, CARLO, BIANCA = "Elena Nebbiolina", "Carlo Schiarita", "Bianca Rugiada"
DAY = date(2026, 11, 26)


async def delegated(hall: Hall, manager: str, delegate: str) -> None:
    """Let a manager have a delegate for the day."""
    given, taken = hall.employee(manager), hall.employee(delegate)
    with hall.desk.store.writing() as uow:
        today = hall.desk.today()
        appointments.delegate(uow, given.id, to=taken.id, first_day=today, last_day=today)
        uow.commit()


async def hears(person: Person, text: str) -> SeenMessage:
    """Write, and give the answer to it: a card may come in between."""
    await person.says(text)
    return await person.waits_for(lambda seen: "📨" not in seen.text)


async def word(person: Person, label: str, on: int, data: str) -> str:
    return await toast_of(person, await person.forges(data, on=on))


async def test_two_managers_at_once_take_one_decision(any_hall: Hall) -> None:
    """Carlo and his delegate of the day both have the card open, and press together."""
    await delegated(any_hall, CARLO, BIANCA)
    elena = await any_hall.phone(ELENA)
    carlo, bianca = await any_hall.phone(CARLO), await any_hall.phone(BIANCA)
    await books(elena, DAY)
    cards = [await opens_card(carlo, ELENA), await opens_card(bianca, ELENA)]
    label = f"✅ {short(DAY)}"
    words = await asyncio.gather(
        *(
            word(person, label, card.id, data_of(card, label))
            for person, card in zip((carlo, bianca), cards, strict=True)
        )
    )
    await elena.waits_for("Approvata")
    await any_hall.stage.tick()

    (booking,) = any_hall.bookings_of(ELENA, DAY)
    assert booking.state is RequestState.APPROVED
    winner, loser = sorted(words, key=lambda said: said.startswith("Già"))
    assert winner == "Approvata"
    names = {CARLO, f"{BIANCA} per conto di {CARLO}"}
    assert loser in {f"Già approvata da {name} lunedì 23 novembre alle 09:00." for name in names}
    told = [m for m in await elena.messages() if "Approvata da" in m.text]
    assert len(told) == 1


async def test_approved_and_refused_at_once_is_one_of_the_two(any_hall: Hall) -> None:
    await delegated(any_hall, CARLO, BIANCA)
    elena = await any_hall.phone(ELENA)
    carlo, bianca = await any_hall.phone(CARLO), await any_hall.phone(BIANCA)
    await books(elena, DAY)
    card = await opens_card(carlo, ELENA)
    other = await opens_card(bianca, ELENA)
    await bianca.presses(f"✖️ {short(DAY)}", on=other)
    await bianca.waits_for("Perché rifiuti")
    await bianca.says("Quel giorno serve allo sportello")
    shown = await bianca.waits_for("Lo invio così?")
    label = f"✅ {short(DAY)}"
    toast, refusal = await asyncio.gather(
        word(carlo, label, card.id, data_of(card, label)),
        presses(bianca, "📨 Invia", shown),
    )

    (booking,) = any_hall.bookings_of(ELENA, DAY)
    approved = booking.state is RequestState.APPROVED
    assert approved is (toast == "Approvata")
    assert approved is ("Già approvata" in refusal.text)
    assert approved is not ("✖️ Rifiutata" in refusal.text)


async def test_of_two_days_over_the_last_place_one_is_refused(any_hall: Hall) -> None:
    """Emilio has two days a week and one of this week's left: he asks twice at once for it."""
    emilio = await any_hall.phone("Emilio Caprifoglio")
    tuesday, friday = date(2026, 11, 24), date(2026, 11, 27)
    first = await ticks(emilio, tuesday)
    sent = await presses(emilio, SEND, first)
    calendar = await month_of(emilio, friday)
    refused = await taps_day(emilio, calendar, friday)

    assert said(tuesday) in sent.text
    assert "2 giornate già prenotate" in refused.text
    assert any_hall.bookings_of("Emilio Caprifoglio", friday) == []


async def test_two_presses_at_once_cannot_take_the_last_place_twice(any_hall: Hall) -> None:
    """The same, from two calendars that both showed the place as free."""
    emilio = await any_hall.phone("Emilio Caprifoglio")
    tuesday, friday = date(2026, 11, 24), date(2026, 11, 27)
    shown = [await month_of(emilio, day) for day in (tuesday, friday)]
    taps = [
        data_of_day(calendar, day) for calendar, day in zip(shown, (tuesday, friday), strict=True)
    ]
    pressed = [
        await emilio.forges(data, on=calendar.id)
        for data, calendar in zip(taps, shown, strict=True)
    ]
    for press in pressed:
        await toast_of(emilio, press)
    send = data_of(await month_of(emilio, friday), SEND)
    last = await emilio.last_message()
    for press in [await emilio.forges(send, on=last.id) for _ in range(2)]:
        await toast_of(emilio, press)
    taken = [
        booking.day
        for day in (tuesday, friday)
        for booking in any_hall.bookings_of("Emilio Caprifoglio", day)
    ]

    assert taken == [tuesday]


async def test_many_people_ask_at_once_and_each_is_answered(any_hall: Hall) -> None:
    names = {
        "Elena Nebbiolina": DAY,
        "Ennio Cantuccino": date(2026, 11, 27),
        "Anna Fiordaliso": date(2026, 12, 1),
        "Eva Albicocca": date(2026, 12, 16),
        "Giulia Maggiorana": date(2026, 11, 28),
        "Rita Stellalpina": date(2026, 12, 4),
    }
    people = [await any_hall.phone(name) for name in names]
    answers = await asyncio.gather(
        *(books(person, day) for person, day in zip(people, names.values(), strict=True))
    )

    assert all("Richiesta inviata" in answer.text for answer in answers)
    for name, day in names.items():
        assert len(any_hall.bookings_of(name, day)) == 1


async def test_a_card_for_one_of_two_days_shows_both(hall: Hall) -> None:
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    await books(giulia, date(2026, 11, 27), date(2026, 11, 28))
    card = await card_for(felice, "Giulia Maggiorana")
    sure = await presses(felice, "Approva tutte (2)", card)
    after = await presses(felice, "Sì, approva", sure)
    told = await giulia.waits_for("Approvate")

    assert "Approvo 2 richieste di 1 persona?" in sure.text
    assert "Approvate 2 richieste di 1 persona." in after.text
    assert told.text == (
        "✅ Approvate da Felice Origano: venerdì 27 novembre, sabato 28 novembre."
    )
