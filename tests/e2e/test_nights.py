"""A message written at night waits for the first permitted minute, and everybody can see why."""

from datetime import date, datetime, timedelta

import pytest

from bot.playground import Person
from handlers.desk.context import Patience
from rules.facts import ROME
from storage.store import Store
from tests.e2e.hall import Hall, books, card_for, opened, opens_card, presses, refuses, rome, ticks

ASKED = {
    "arena-po": ("Elena Nebbiolina", "Carlo Schiarita", date(2026, 12, 3)),
    "ferrara": ("Ennio Cantuccino", "Berta Castagnaccio", date(2026, 12, 2)),
    "tivoli": ("Anna Fiordaliso", "Donatella Peonia", date(2026, 12, 3)),
    "alonte": ("Eva Albicocca", "Dario Mirtillino", date(2026, 12, 17)),
    "sorano": ("Giulia Maggiorana", "Felice Origano", date(2026, 12, 2)),
}
"""In each body somebody who waits for a day, and who decides about it."""
LATER = date(2026, 12, 10)
"""Asked for beside it where that day is over by the evening of a story."""
MONDAY, DST_SPRING, DST_AUTUMN, EVE = (
    "2026-11-23T21:00",
    "2026-03-28T21:00",
    "2026-10-24T21:00",
    "2026-12-07T21:00",
)
"""A plain evening; the Saturdays before the clocks change; the evening before the Immacolata."""
NIGHTS = {
    MONDAY: {
        "arena-po": ("2026-11-24T08:00+01:00", "art. 9.b"),
        "ferrara": ("2026-11-24T07:30+01:00", "art. 3.2"),
        "tivoli": ("2026-11-24T07:30+01:00", "art. 20.11"),
        "alonte": ("2026-11-24T07:00+01:00", "art. 41.12.b"),
        "sorano": ("2026-11-24T07:00+01:00", "art. 11.4"),
    },
    DST_SPRING: {
        "arena-po": ("2026-03-30T08:00+02:00", "art. 9.b"),
        "ferrara": ("2026-03-30T07:30+02:00", "art. 3.2"),
        "tivoli": ("2026-03-30T07:30+02:00", "art. 20.12"),
        "alonte": ("2026-03-30T07:00+02:00", "art. 9.1"),
        "sorano": ("2026-03-30T07:00+02:00", "art. 11.4"),
    },
    DST_AUTUMN: {
        "arena-po": ("2026-10-26T08:00+01:00", "art. 9.b"),
        "ferrara": ("2026-10-26T07:30+01:00", "art. 3.2"),
        "tivoli": ("2026-10-26T07:30+01:00", "art. 20.12"),
        "alonte": ("2026-10-26T07:00+01:00", "art. 9.1"),
        "sorano": ("2026-10-26T07:00+01:00", "art. 11.4"),
    },
    EVE: {
        "arena-po": ("2026-12-09T08:00+01:00", "art. 9.b"),
        "ferrara": ("2026-12-09T07:30+01:00", "art. 3.2"),
        "tivoli": ("2026-12-09T07:30+01:00", "art. 20.11"),
        "alonte": ("2026-12-09T07:00+01:00", "art. 9.1"),
        "sorano": ("2026-12-09T07:00+01:00", "art. 9.1"),
    },
}
"""When what is written in the evening arrives in each body, and by which article."""
REASON = "Quel giorno c'è il sopralluogo"


async def was_told(person: Person) -> list[str]:
    return [message.text for message in await person.messages() if message.from_bot]


def asked_day(hall: Hall, body: str) -> date:
    """Tell which day waits: one that is over is no longer decided."""
    day = ASKED[body][2]
    return day if day >= hall.desk.today() else LATER


async def refuses_in_the_evening(hall: Hall, body: str) -> Person:
    """Let a request of this body be refused now; give the employee who is to be told."""
    name, decider, _ = ASKED[body]
    day = asked_day(hall, body)
    manager = await hall.phone(decider)
    await refuses(manager, await opens_card(manager, name), day, REASON)
    return await hall.phone(name)


@pytest.mark.parametrize("evening", NIGHTS)
async def test_what_is_decided_in_the_evening_waits_for_the_first_permitted_minute(
    town_store: Store, evening: str
) -> None:
    """Some evenings lie weeks after the requests: nobody is passed over meanwhile."""
    async with opened(town_store, patience=Patience(remind=30, pass_on=60)) as hall:
        await waits_until_morning(hall, evening)


async def waits_until_morning(hall: Hall, evening: str) -> None:
    for name, _, day in ASKED.values():
        if day < rome(evening).date() < LATER:
            await books(await hall.phone(name), LATER)
    await hall.moves_to(rome(evening))
    people = {body: await refuses_in_the_evening(hall, body) for body in ASKED}
    held = {body: await hall.held_for(ASKED[body][0]) for body in ASKED}

    for body, (morning, article) in NIGHTS[evening].items():
        until = datetime.fromisoformat(morning)
        assert datetime.fromisoformat(held[body]["hold_until"]) == until, body
        assert until.astimezone(ROME).utcoffset() == until.utcoffset()
        assert article in held[body]["reason"], body
    for until in sorted({datetime.fromisoformat(when) for when, _ in NIGHTS[evening].values()}):
        await hall.moves_to(until - timedelta(minutes=1))
        assert await who_heard(people) == due(evening, before=until)
        await hall.moves_to(until)
        assert await who_heard(people) == due(evening, before=until + timedelta(minutes=1))
    waiting = {row["recipient"] for row in await hall.held()}
    assert waiting.isdisjoint({ASKED[body][0] for body in ASKED})


async def who_heard(people: dict[str, Person]) -> set[str]:
    """Tell in which bodies the refusal has reached the employee, with its reason."""
    return {
        body
        for body, person in people.items()
        if any(f"Motivo: «{REASON}»" in text for text in await was_told(person))
    }


def due(evening: str, *, before: datetime) -> set[str]:
    mornings = NIGHTS[evening].items()
    return {body for body, (when, _) in mornings if datetime.fromisoformat(when) < before}


async def test_a_card_for_a_manager_waits_too_and_the_answer_to_oneself_does_not(
    hall: Hall,
) -> None:
    elena, carlo = await hall.phone("Elena Nebbiolina"), await hall.phone("Carlo Schiarita")
    await hall.moves_to(rome("2026-11-23T21:00"))
    sent = await presses(elena, "📨", await ticks(elena, date(2026, 11, 26)))
    held = await hall.held_for("Carlo Schiarita")
    before = await was_told(carlo)
    await hall.moves_to(rome("2026-11-24T08:00"))

    assert "Richiesta inviata, decide Carlo Schiarita" in sent.text
    assert held["reason"].startswith("è la fascia di disconnessione 19:00–08:00")
    assert before == []
    assert await card_for(carlo, "Elena Nebbiolina")


async def test_what_is_held_is_asked_of_the_law_again_when_it_is_sent(hall: Hall) -> None:
    """Diego is disconnected until 07:30; the clock is moved past it by a day and a half."""
    ilario, diego = await hall.phone("Ilario Dragoncello"), await hall.phone("Diego Rosmarino")
    await hall.moves_to(rome("2026-11-24T21:00"))
    await presses(ilario, "📨", await ticks(ilario, date(2026, 12, 4)))
    await hall.held_for("Diego Rosmarino")
    await hall.moves_to(rome("2026-11-25T23:00"))
    again = await hall.held_for("Diego Rosmarino")
    await hall.moves_to(rome("2026-11-26T07:30"))

    assert again["hold_until"] == rome("2026-11-26T07:30").astimezone(ROME).isoformat()
    assert await card_for(diego, "Ilario Dragoncello")


async def test_the_hour_that_comes_twice_is_quiet_both_times(hall: Hall) -> None:
    """On 25 October 02:30 comes at +02:00 and again at +01:00."""
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    await hall.moves_to(rome("2026-10-24T21:00"))
    card = await opens_card(felice, "Giulia Maggiorana")
    await refuses(felice, card, date(2026, 12, 2), "Quel giorno c'è il sopralluogo")
    await hall.held_for("Giulia Maggiorana")
    for fold in (0, 1):
        await hall.moves_to(rome("2026-10-25T02:30").replace(fold=fold))

        assert await was_told(giulia) == []


async def test_a_leave_and_the_free_days_after_it_hold_messages_until_they_are_over(
    hall: Hall,
) -> None:
    """Eva is on leave on Friday; the week-end, a closure and the Immacolata follow."""
    dario = await hall.phone("Dario Mirtillino")
    await hall.moves_to(rome("2026-12-03T21:00"))
    card = await opens_card(dario, "Eva Albicocca")
    await refuses(dario, card, date(2026, 12, 17), "Quel giorno c'è il sopralluogo")
    held = await hall.held_for("Eva Albicocca")

    assert held["hold_until"] == rome("2026-12-09T07:00").isoformat()
