"""A manager calls people to the office: notice, delivery, confirmation, a bot that was down."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from babel.dates import format_date

from bot.playground import Person
from bot.playground.client import SeenMessage
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import RequestState
from storage.trail import outbox
from tests.e2e.hall import PATIENCE, SEND, Hall, eventually, opened, presses, rome, taps_day

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)
WORDS = "Arriva l'ispezione della Regione"


@dataclass(frozen=True, kw_only=True)
class Story:
    """
    What each act says of a recall for Monday 30 November, written on the Friday before.

    `at_six` and `at_half_past_seven` are when the message arrives; None: the notice is too short.
    """

    employee: str
    manager: str
    article: str
    at_six: str | None = "2026-11-27T18:00"
    at_half_past_seven: str | None


STORIES = {
    # 7: at any time; disconnected from 19:00 on, the offices reopen on Monday at 8:00.
    "arena-po": Story(
        employee="Elena Nebbiolina",
        manager="Carlo Schiarita",
        article="art. 7",
        at_half_past_seven="2026-11-30T08:00",
    ),
    # 3.5: at any time; disconnected from 19:00 on and at the week-end, until Monday at 7:30.
    "ferrara": Story(
        employee="Flora Sbrisolona",
        manager="Cesare Marzapane",
        article="art. 3.5",
        at_half_past_seven="2026-11-30T07:30",
    ),
    # 21.1: by the day before; Anna is disconnected from 19:30 on: on Monday it is too late.
    "tivoli": Story(
        employee="Anna Fiordaliso",
        manager="Donatella Peonia",
        article="art. 21.1",
        at_half_past_seven=None,
    ),
    # 41.15: by the day before; Eva is disconnected from 20:00 on only.
    "alonte": Story(
        employee="Eva Albicocca",
        manager="Dario Mirtillino",
        article="art. 41.15",
        at_half_past_seven="2026-11-27T19:30",
    ),
    # 11.8: by the day before; disconnected from 19:00 on, but Ilario works on Saturday.
    "sorano": Story(
        employee="Ilario Dragoncello",
        manager="Diego Rosmarino",
        article="art. 11.8",
        at_half_past_seven="2026-11-28T07:00",
    ),
}
each_body = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)


def approved(hall: Hall, name: str, *days: date) -> None:
    """Let somebody hold approved days."""
    employee = hall.employee(name)
    with hall.desk.store.writing() as uow:
        for day in days:
            wish = Wish(employee_id=employee.id, day=day)
            at = hall.desk.clock()
            bookings.enter(uow, wish, at=at, state=RequestState.APPROVED)
        uow.commit()


async def all_sent(hall: Hall) -> None:
    """Wait until the desk knows that everything due has arrived: only then move the clock."""

    async def known() -> bool | None:
        with hall.desk.store.reading() as uow:
            due = outbox.next_due(uow)
        return True if due is None or due > hall.desk.clock() else None

    await eventually(known, "an outbox with nothing due")


async def picks(manager: Person, name: str, day: date) -> SeenMessage:
    """Tick a person and choose the day; give what the desk says of it."""
    listed = await manager.asks("/richiama")
    ticked = await presses(manager, name, listed)
    offered = await presses(manager, "Avanti", ticked)
    if format_date(day, "LLLL y", "it") not in offered.labels:
        offered = await presses(manager, "›", offered)
    return await taps_day(manager, offered, day)


async def recalls(manager: Person, name: str, day: date, cause: str | None = None) -> SeenMessage:
    """Put a recall together and send it; give what the desk says."""
    card = await picks(manager, name, day)
    if cause:
        card = await presses(manager, cause, card)
    written = await manager.asks(WORDS)
    return await presses(manager, SEND, written)


def states(hall: Hall, name: str, day: date) -> list[RequestState]:
    return [booking.state for booking in hall.bookings_of(name, day)]


@pytest.mark.parametrize("hour", ["18:00", "19:30"])
@each_body
async def test_a_recall_written_on_friday_for_monday(hall: Hall, story: Story, hour: str) -> None:
    if story.employee not in ("Flora Sbrisolona", "Eva Albicocca"):  # who have it anyway
        approved(hall, story.employee, MONDAY)
    await hall.moves_to(rome(f"{FRIDAY}T{hour}"))
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    arrives = story.at_six if hour == "18:00" else story.at_half_past_seven
    card = await picks(manager, story.employee, MONDAY)

    assert f"({story.article}" in card.text
    if arrives is None:
        assert "il richiamo non varrebbe" in card.text
        assert "scrivendo entro venerdì 27 novembre alle 19:29" in card.text
        assert not any(label.startswith(SEND) for label in card.labels)
        return
    assert "il richiamo vale" in card.text
    await presses(manager, SEND, await manager.asks(WORDS))
    if arrives != f"{FRIDAY}T{hour}":
        held = await hall.held_for(story.employee)
        assert datetime.fromisoformat(held["hold_until"]) == rome(arrives)
        await hall.moves_to(rome(arrives))
    told = await employee.waits_for("ti richiama in sede", patience=PATIENCE)
    assert "lunedì 30 novembre" in told.text
    assert f"Motivo: «{WORDS}»" in told.text
    assert "la giornata persa non si recupera" in told.text


async def test_who_confirms_is_not_reminded_and_the_day_is_one_at_the_office(hall: Hall) -> None:
    approved(hall, "Giulia Maggiorana", THURSDAY)
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    await recalls(felice, "Giulia Maggiorana", THURSDAY)
    told = await giulia.waits_for("ti richiama in sede", patience=PATIENCE)
    before = await giulia.asks("/giornate")
    confirmed = await presses(giulia, "Confermo", told)
    heard = await felice.waits_for("ha confermato", patience=PATIENCE)
    await hall.moves_to(rome(f"{THURSDAY}T09:00"))
    today = await giulia.asks("/oggi")

    assert "giovedì 26 novembre, da confermare (la giornata non si recupera)" in before.text
    assert "Hai confermato: giovedì 26 novembre vieni in sede" in confirmed.text
    assert "Giulia Maggiorana ha confermato il richiamo" in heard.text
    assert "giovedì 26 novembre c'è un richiamo in sede" in today.text
    assert not any("🔔" in message.text for message in await giulia.messages())


async def test_who_does_not_confirm_is_reminded_and_goes_back_to_the_manager(hall: Hall) -> None:
    approved(hall, "Giulia Maggiorana", THURSDAY)
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    await recalls(felice, "Giulia Maggiorana", THURSDAY)
    await giulia.waits_for("ti richiama in sede", patience=PATIENCE)
    await all_sent(hall)
    for moment, person, words in (
        ("2026-11-25T17:30", giulia, "🔔 Ricorda: giovedì 26 novembre"),
        ("2026-11-25T18:30", felice, "non ha ancora confermato il richiamo in sede"),
        ("2026-11-26T07:00", giulia, "🔔 Oggi, giovedì 26 novembre"),
        ("2026-11-26T07:30", felice, "Avvisa a voce"),
    ):
        seen = [message.text for message in await person.messages()]
        assert not any(words in text for text in seen)
        await hall.moves_to(rome(moment))
        await person.waits_for(words, patience=PATIENCE)
        await all_sent(hall)
    await hall.moves_to(rome("2026-11-26T12:00"))

    reminders = [m.text for m in await giulia.messages() if "🔔" in m.text]
    assert len(reminders) == 2


async def test_a_technical_problem_recalls_on_the_same_day_where_the_act_has_it(
    hall: Hall,
) -> None:
    """Sorano 11.7, and not for the service: 11.8 wants the day before."""
    approved(hall, "Giulia Maggiorana", TUESDAY)
    await hall.moves_to(rome(f"{TUESDAY}T10:00"))
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    service = await picks(felice, "Giulia Maggiorana", TUESDAY)
    await recalls(felice, "Giulia Maggiorana", TUESDAY, cause="problemi tecnici")
    told = await giulia.waits_for("ti richiama in sede", patience=PATIENCE)

    assert "il richiamo non varrebbe" in service.text
    assert "per problemi tecnici" in told.text
    assert "(art. 11.7)" in told.text
    assert states(hall, "Giulia Maggiorana", TUESDAY) == [RequestState.RECALLED]


async def test_an_urgent_recall_of_ferrara_arrives_inside_disconnection_and_says_why(
    hall: Hall,
) -> None:
    """3.5: "in qualsiasi momento, per motivate esigenze eccezionali, urgenti"."""
    await hall.moves_to(rome(f"{FRIDAY}T21:00"))
    flora, cesare = await hall.phone("Flora Sbrisolona"), await hall.phone("Cesare Marzapane")
    await recalls(cesare, "Flora Sbrisolona", MONDAY, cause="urgenza")
    told = await flora.waits_for("ti richiama in sede", patience=PATIENCE)

    assert told.text.startswith(f"Urgente: {WORDS}")


async def test_who_has_a_medical_prescription_is_not_recalled_and_why_does_not_show(
    hall: Hall,
) -> None:
    """Ferrara 3.5; Ennio Cantuccino has one."""
    approved(hall, "Ennio Cantuccino", FRIDAY)
    berta = await hall.phone("Berta Castagnaccio")
    card = await picks(berta, "Ennio Cantuccino", FRIDAY)
    act = await presses(berta, "Perché?", card)

    assert "⛔ Ennio Cantuccino: non richiamabile (art. 3.5)" in card.text
    assert not any(label.startswith(SEND) for label in card.labels)
    for text in (card.text, act.text):
        assert "mediche" not in text
        assert "prescrizion" not in text


async def test_a_recall_that_waited_while_the_bot_was_down_does_not_bind(
    town_store: Store,
) -> None:
    """Written on Friday at 19:30 for Saturday at seven; the bot is back on Tuesday."""
    async with opened(town_store, at=rome(f"{FRIDAY}T19:30")) as hall:
        approved(hall, "Ilario Dragoncello", MONDAY)
        diego = await hall.phone("Diego Rosmarino")
        await recalls(diego, "Ilario Dragoncello", MONDAY)
        assert states(hall, "Ilario Dragoncello", MONDAY) == [RequestState.RECALLED]
    async with opened(town_store, at=rome("2026-12-01T10:00")) as hall:
        ilario, diego = await hall.phone("Ilario Dragoncello"), await hall.phone("Diego Rosmarino")
        told = await ilario.waits_for("non vincola", patience=PATIENCE)
        heard = await diego.waits_for("non vincola", patience=PATIENCE)

        assert "scritto da Diego Rosmarino venerdì 27 novembre alle 19:30" in told.text
        assert "art. 11.8" in told.text
        assert "Ilario Dragoncello" in heard.text
        assert states(hall, "Ilario Dragoncello", MONDAY) == [RequestState.APPROVED]
        seen = [message.text for message in await ilario.messages()]
        assert not any("ti richiama in sede" in text or "🔔" in text for text in seen)


async def test_who_reads_it_in_time_after_the_bot_was_down_is_bound(town_store: Store) -> None:
    """Back on Saturday at noon, still the day before Sunday: the notice is enough."""
    async with opened(town_store, at=rome(f"{FRIDAY}T19:30")) as hall:
        approved(hall, "Ilario Dragoncello", MONDAY)
        await recalls(await hall.phone("Diego Rosmarino"), "Ilario Dragoncello", MONDAY)
    async with opened(town_store, at=rome("2026-11-28T12:00")) as hall:
        ilario = await hall.phone("Ilario Dragoncello")
        await ilario.waits_for("ti richiama in sede", patience=PATIENCE)

        assert states(hall, "Ilario Dragoncello", MONDAY) == [RequestState.RECALLED]


async def test_taken_back_the_day_is_as_it_was_and_the_person_knows(hall: Hall) -> None:
    approved(hall, "Giulia Maggiorana", THURSDAY)
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    await recalls(felice, "Giulia Maggiorana", THURSDAY)
    await giulia.waits_for("ti richiama in sede", patience=PATIENCE)
    listed = await felice.asks("/richiama")
    question = await presses(felice, "🗑 Giulia", listed)
    await presses(felice, "Sì, ritira", question)
    told = await giulia.waits_for("è stato ritirato", patience=PATIENCE)

    assert "⏳ Giulia Maggiorana, giovedì 26 novembre: non ancora confermato" in listed.text
    assert "da Felice Origano" in told.text
    assert states(hall, "Giulia Maggiorana", THURSDAY) == [RequestState.APPROVED]


async def test_somebody_elses_employee_and_forged_buttons_change_nothing(hall: Hall) -> None:
    """Diego heads the tax office: Giulia is not his to recall, whatever the button says."""
    approved(hall, "Giulia Maggiorana", THURSDAY)
    diego = await hall.phone("Diego Rosmarino")
    listed = await diego.asks("/richiama")
    giulia = hall.employee("Giulia Maggiorana")
    for data in (
        f"v1:recalls:who:{giulia.id}",
        "v1:recalls:day:20261126",
        "v1:recalls:day:20200101",
        "v1:recalls:cause:whim",
        "v1:recalls:send:00000000",
        "v1:recalls:undo:999",
        "v1:recalls:ok:999",
    ):
        await diego.forges(data, on=listed.id)
        await diego.waits_for_toast()

    assert "Giulia" not in " ".join(listed.labels)
    assert states(hall, "Giulia Maggiorana", THURSDAY) == [RequestState.APPROVED]


async def test_an_employee_without_a_post_is_told_that_it_is_not_for_them(hall: Hall) -> None:
    answer = await (await hall.phone("Giulia Maggiorana")).asks("/richiama")

    assert "oggi non spetta a te" in answer.text
