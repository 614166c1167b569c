"""For each of the five bodies: who may, who may not, what is booked, what the act refuses."""

from dataclasses import dataclass
from datetime import date

import pytest

from bot.playground import Person
from bot.playground.client import SeenMessage
from rules.facts import Agreement
from storage.agreements import agreements
from storage.tables import RequestState
from tests.e2e.hall import (
    SEND,
    Hall,
    approves,
    books,
    card_for,
    gives,
    month_of,
    opens_card,
    presses,
    refuses,
    said,
    short,
    taps_day,
    ticks,
)


@dataclass(frozen=True, kw_only=True)
class Story:
    """People and days of one body, each with the article that decides."""

    employee: str
    eligible: str
    excluded: str
    because: str
    """Of the excluded."""
    words: str
    """What the act says to them."""
    free: date
    """A day that the employee can book."""
    manager: str
    pending: date
    """A day that the employee has asked for before."""


STORIES = {
    "arena-po": Story(
        employee="Elena Nebbiolina",
        eligible="art. 5",
        excluded="Ivo Temporale",
        because="art. 6",
        words="specifiche strutture di erogazione dei servizi",
        free=date(2026, 11, 26),
        manager="Carlo Schiarita",
        pending=date(2026, 12, 3),
    ),
    "ferrara": Story(
        employee="Ennio Cantuccino",
        eligible="art. 1.1",
        excluded="Lino Crostatina",
        because="art. 1.1",
        words="prescrizioni sanitarie riscontrabili",
        free=date(2026, 11, 27),
        manager="Berta Castagnaccio",
        pending=date(2026, 12, 2),
    ),
    "tivoli": Story(
        employee="Anna Fiordaliso",
        eligible="art. 3.1",
        excluded="Leo Tarassaco",
        because="art. 4.3.c",
        words="non preveda, in via esclusiva, rapporti con il pubblico",
        free=date(2026, 12, 1),
        manager="Donatella Peonia",
        pending=date(2026, 12, 3),
    ),
    "alonte": Story(
        employee="Eva Albicocca",
        eligible="art. 41.4",
        excluded="Gaia Ribesina",
        because="art. 41.5",
        words="Sono esclusi i lavori in turno",
        free=date(2026, 12, 16),
        manager="Dario Mirtillino",
        pending=date(2026, 12, 17),
    ),
    "sorano": Story(
        employee="Giulia Maggiorana",
        eligible="art. 3.1",
        excluded="Oreste Finocchietto",
        because="art. 4.2",
        words="Sono esclusi dal lavoro agile",
        free=date(2026, 11, 28),
        manager="Felice Origano",
        pending=date(2026, 12, 2),
    ),
}
each_body = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)


async def wish(person: Person, day: date) -> SeenMessage:
    """Tap a day, and give what the desk says under it."""
    calendar = await month_of(person, day)
    return await taps_day(person, calendar, day)


@each_body
async def test_who_may_is_told_so_with_the_article(hall: Hall, story: Story) -> None:
    employee = await hall.phone(story.employee)
    answer = await employee.asks("/idoneita")

    assert "Sì, puoi chiedere il lavoro agile" in answer.text
    assert f"({story.eligible}" in answer.text


@each_body
async def test_who_may_not_is_told_why_what_it_takes_and_in_which_words(
    hall: Hall, story: Story
) -> None:
    employee = await hall.phone(story.excluded)
    answer = await employee.asks("/idoneita")
    act = await presses(employee, "Perché?", answer)

    assert "No, per ora non puoi chiedere il lavoro agile" in answer.text
    assert "⛔" in answer.text
    assert story.because in answer.text
    assert "Cosa servirebbe" in answer.text
    assert f"{story.because}: «" in act.text
    assert story.words in act.text
    assert act.text.index(f"{story.because}: «") == act.text.index(": «") - len(story.because)


@each_body
async def test_a_day_is_booked_by_pressing_and_approved(hall: Hall, story: Story) -> None:
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    sent = await books(employee, story.free)
    card = await card_for(manager, story.employee)
    after = await approves(manager, card, story.free)
    told = await employee.waits_for("✅ Approvata")

    assert f"Richiesta inviata, decide {story.manager}" in sent.text
    assert said(story.free) in card.text
    assert "Il regolamento lo consente" in card.text
    assert "già approvata da" in after.text
    assert told.text == f"✅ Approvata da {story.manager}: {said(story.free)}."
    (booking,) = hall.bookings_of(story.employee, story.free)
    assert booking.state is RequestState.APPROVED


@each_body
async def test_a_refusal_reaches_the_employee_with_its_reason(hall: Hall, story: Story) -> None:
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    card = await opens_card(manager, story.employee)
    done = await refuses(manager, card, story.pending, "Quel giorno apre il nuovo sportello")
    told = await employee.waits_for("✖️")

    assert f"✖️ Rifiutata la richiesta di {story.employee}" in done.text
    assert told.text == (
        f"✖️ Non approvata da {story.manager}: {said(story.pending)}.\n"
        "Motivo: «Quel giorno apre il nuovo sportello»"
    )


REFUSED = [
    ("Elena Nebbiolina", date(2026, 12, 24), "art. 13", "chiusi"),
    ("Elena Nebbiolina", date(2026, 12, 25), "art. 13", "Natale"),
    ("Olga Grandinella", date(2026, 11, 25), "art. 11.d", "mercoledì"),
    ("Ennio Cantuccino", date(2026, 12, 24), "", "chiusi"),
    ("Ennio Cantuccino", date(2026, 12, 3), "art. 3.1", "il massimo è 3"),
    ("Flora Sbrisolona", date(2026, 12, 1), "art. 3.1", "lunedì e mercoledì"),
    ("Irma Frittella", date(2026, 11, 26), "art. 2.1", "accordo"),
    ("Anna Fiordaliso", date(2026, 12, 8), "art. 20.3", "Immacolata"),
    (
        "Anna Fiordaliso",
        date(2026, 11, 30),
        "art. 20.4.a",
        "8 giornate già prenotate o chieste a novembre",
    ),
    ("Emilio Caprifoglio", date(2026, 12, 2), "art. 20.4.b", "2 giornate già prenotate"),
    ("Eva Albicocca", date(2026, 12, 24), "", "chiusi"),
    ("Eva Albicocca", date(2026, 12, 2), "art. 41.8.a", "in sede resterebbero 2 giorni"),
    ("Franco Lampone", date(2026, 11, 30), "art. 41.9", "aperto al pubblico"),
    ("Mina Gelsomora", date(2026, 12, 3), "art. 41.8.b", "in sede resterebbero 3 giorni"),
    ("Giulia Maggiorana", date(2026, 12, 8), "art. 7.5", "Immacolata"),
    ("Giulia Maggiorana", date(2026, 12, 24), "", "chiusi"),
    ("Lina Cerfoglio", date(2026, 12, 3), "art. 5.1.c", "la presenza non ha prevalso"),
]


@pytest.mark.parametrize(
    ("name", "day", "article", "why"), REFUSED, ids=[f"{row[0]}-{row[1]:%m%d}" for row in REFUSED]
)
async def test_what_the_act_forbids_is_refused_with_its_article(
    hall: Hall, name: str, day: date, article: str, why: str
) -> None:
    employee = await hall.phone(name)
    answer = await wish(employee, day)

    assert "⛔" in answer.text
    assert article in answer.text
    assert why in answer.text
    assert not any(label.startswith(SEND) for label in answer.labels)
    assert hall.bookings_of(name, day) == []


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("Gina Foschia", "art. 11"),
        ("Lino Crostatina", "art. 1.1"),
        ("Marta Bucaneve", "art. 4.2"),
        ("Gaia Ribesina", "art. 41.7"),
        ("Zoë Nepitella", "art. 6.2"),
    ],
)
async def test_without_an_agreement_there_is_no_calendar(
    hall: Hall, name: str, article: str
) -> None:
    answer = await (await hall.phone(name)).asks("/prenota")

    assert "manca l'accordo individuale" in answer.text
    assert article in answer.text
    assert "❓ Posso?" in answer.labels


async def test_when_the_whole_day_is_one_too_many_the_half_is_offered(hall: Hall) -> None:
    fabio = await hall.phone("Fabio Acquazzone")
    day = date(2026, 12, 10)
    calendar = await wish(fabio, day)
    sent = await presses(fabio, SEND, calendar)

    assert f"{said(day)} (mattina)" in sent.text
    assert "Delia Piovasco" in sent.text


@pytest.mark.parametrize(
    ("name", "day", "manager", "article"),
    [
        ("Ilario Dragoncello", date(2026, 11, 30), "Diego Rosmarino", "art. 9.2"),
        ("Giosuè Pistacchino", date(2026, 12, 17), "Cinzia Corbezzolo", "art. 41.11.a"),
    ],
)
async def test_beyond_what_is_ordinary_the_manager_must_write_why(
    hall: Hall, name: str, day: date, manager: str, article: str
) -> None:
    asker, decider = await hall.phone(name), await hall.phone(manager)
    ticked = await ticks(asker, day)
    await presses(asker, SEND, ticked)
    card = await card_for(decider, name)
    await decider.presses(f"✅ {short(day)}", on=card)
    question = await decider.waits_for("Perché approvi?")
    before = hall.bookings_of(name, day)[0].state
    brief = await decider.asks("ok")
    done = await gives(decider, "C'è da chiudere il rendiconto")
    told = await asker.waits_for("✅ Approvata")

    assert "di norma" in ticked.text
    assert article in ticked.text
    assert article in card.text
    assert article in question.text
    assert before is RequestState.PENDING
    assert "10 caratteri" in brief.text
    assert "Approvata" in done.text
    assert "Motivo: «C'è da chiudere il rendiconto»" in told.text


@pytest.mark.parametrize(
    ("asker", "day", "decider"),
    [
        ("Donatella Peonia", date(2026, 12, 1), "Beatrice Biancospino"),
        ("Rita Stellalpina", date(2026, 12, 4), "Donatella Peonia"),
        ("Carlo Schiarita", date(2026, 11, 27), "Bianca Rugiada"),
        ("Giulia Maggiorana", date(2026, 11, 28), "Felice Origano"),
        ("Diego Rosmarino", date(2026, 12, 3), "Clara Maestrale"),
        ("Cinzia Corbezzolo", date(2026, 11, 27), "Brunella Nespolina"),
    ],
)
async def test_the_card_goes_to_whom_the_act_names(
    hall: Hall, asker: str, day: date, decider: str
) -> None:
    """A dirigente's to the secretary general, a head's to the secretary, to the deputy if away."""
    with_agreement(hall, "Donatella Peonia")
    person, manager = await hall.phone(asker), await hall.phone(decider)
    sent = await books(person, day)
    card = await card_for(manager, asker)

    assert f"Richiesta inviata, decide {decider}" in sent.text
    assert said(day) in card.text


def with_agreement(hall: Hall, name: str) -> None:
    """Let somebody have signed an agreement for the year."""
    terms = Agreement(first_day=date(2026, 1, 1), last_day=date(2027, 12, 31))
    employee = hall.employee(name)
    with hall.desk.store.writing() as uow:
        agreements.add(uow, employee.id, terms, at=hall.desk.clock(), by=None)
        uow.commit()
