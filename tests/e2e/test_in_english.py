"""The whole story in English, for those who chose it, and in Italian for the other side."""

from datetime import date

from bot.playground import Person
from tests.e2e.hall import SEND, Hall, card_for, cell, presses, said, short, ticks

GIULIA, FELICE = "Giulia Maggiorana", "Felice Origano"
FRIDAY = date(2026, 11, 27)
ITALIAN = ("giornat", "novembre", "dicembre", "lavoro", "richiest", "oggi sei", "messaggi", "puoi")


async def english(hall: Hall, name: str) -> Person:
    person = await hall.phone(name)
    await presses(person, "English", await person.asks("/lingua"))
    return person


async def texts_since(person: Person, count: int) -> list[str]:
    return [message.text for message in await person.messages() if message.from_bot][count:]


async def test_the_story_is_told_in_english_from_the_choice_on(hall: Hall) -> None:
    giulia, felice = await english(hall, GIULIA), await english(hall, FELICE)
    before = len(await texts_since(giulia, 0)), len(await texts_since(felice, 0))
    may = await giulia.asks("/idoneita")
    december = await ticks(giulia, date(2026, 12, 8))
    calendar = await ticks(giulia, FRIDAY)
    sent = await presses(giulia, SEND, calendar)
    card = await card_for(felice, GIULIA)
    await felice.presses(f"✖️ {short(FRIDAY, 'en')}", on=card)
    await felice.waits_for("Why do you refuse")
    shown = await felice.asks("We need you at the counter")
    await presses(felice, "📨 Send", shown)
    refused = await giulia.waits_for("We need you at the counter")
    today = await giulia.asks("/oggi")

    assert "Yes, you may ask for agile work" in may.text
    assert "is a holiday" in december.text
    assert "(art. 7.5)" in december.text
    assert f"Request sent, {FELICE} decides" in sent.text
    assert said(FRIDAY, "en") in card.text
    assert "the regulation allows it" in card.text.casefold()
    assert f"Not approved by {FELICE}" in refused.text
    assert "your disconnection time runs from" in today.text
    for person, count in zip((giulia, felice), before, strict=True):
        for text in await texts_since(person, count):
            assert not any(word in text.casefold() for word in ITALIAN), text


async def test_each_reads_their_own_language(hall: Hall) -> None:
    giulia, felice = await english(hall, GIULIA), await hall.phone(FELICE)
    calendar = await ticks(giulia, FRIDAY)
    sent = await presses(giulia, SEND, calendar)
    card = await card_for(felice, GIULIA)
    await felice.presses(f"✅ {short(FRIDAY)}", on=card)
    told = await giulia.waits_for("✅ Approved by")

    assert "I will write as soon as there is a decision" in sent.text
    assert "Il regolamento lo consente" in card.text
    assert said(FRIDAY, "en") in told.text


async def test_a_language_survives_a_restart_and_goes_back(hall: Hall) -> None:
    giulia = await english(hall, GIULIA)
    await hall.restarts()
    still = await giulia.asks("/menu")
    back = await presses(giulia, "Italiano", await giulia.asks("/lingua"))

    assert still.text == "Hello Giulia, what do you need?"
    assert back.text == "Ciao Giulia, cosa ti serve?"


async def test_the_calendar_is_in_english_too(hall: Hall) -> None:
    giulia = await english(hall, GIULIA)
    calendar = await giulia.asks("/prenota")

    assert "November 2026" in calendar.labels
    assert "Mon" in calendar.labels
    assert cell(calendar, FRIDAY) == "27"
