"""The calendar on a phone: seeing, ticking, sending, taking back."""

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.playground.client import SeenMessage
from rules.facts import AbsenceKind, Mode, Period, Scheme
from storage.days import absences
from storage.requests import bookings
from storage.requests.bookings import Booking, Wish
from storage.tables import RequestState
from tests.handlers.town import AGREED, NOW, TODAY, Phones, Town, agreed

THURSDAY = date(2026, 11, 26)
TURNS = ("✅26", "🌅26", "🌇26", "26")


def held(town: Town, name: str) -> list[Booking]:
    with town.store.reading() as uow:
        return bookings.of_person(
            uow, town.ids[name], since=date(2026, 1, 1), until=date(2027, 12, 31)
        )


def enter(town: Town, name: str, *days: date, state: RequestState = RequestState.APPROVED) -> None:
    with town.store.writing() as uow:
        for day in days:
            bookings.enter(uow, Wish(employee_id=town.ids[name], day=day), at=NOW, state=state)
        uow.commit()


def button_of(message: SeenMessage, label: str) -> str:
    """The callback data of a button."""
    place = message.place_of(label)
    assert place is not None, message.labels
    data: str = message.keyboard[place[0]][place[1]]["callback_data"]
    return data


async def test_the_calendar_begins_on_monday_and_shows_the_weeks_left(
    tivoli: Town, phones: Phones
) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    calendar = await anna.asks("/prenota")

    assert [button["text"] for button in calendar.keyboard[1]] == [
        "lun",
        "mar",
        "mer",
        "gio",
        "ven",
        "sab",
        "dom",
    ]
    weeks = [[button["text"] for button in row] for row in calendar.keyboard[2:5]]
    assert weeks[0] == ["23", "24", "25", "26", "27", "–28", "–29"]
    assert weeks[1] == ["30", "·", "·", "·", "·", "·", "·"]
    assert len(weeks[2]) == 1


async def test_holidays_closures_and_bookings_are_marked(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", date(2026, 12, 3))
    enter(tivoli, "anna", date(2026, 12, 4), state=RequestState.PENDING)
    with tivoli.store.writing() as uow:
        absences.close_offices(uow, tivoli.body, date(2026, 12, 7), at=NOW, by=None)
        kind = AbsenceKind.SICK
        absences.add(
            uow, tivoli.ids["anna"], kind, first_day=date(2026, 12, 9), last_day=date(2026, 12, 9)
        )
        uow.commit()
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/prenota")

    await anna.presses("dicembre ›")
    calendar = await anna.waits_for("dicembre 2026")

    marked = {"🏠3", "⏳4", "✶7", "✶8", "✕9", "10", "✶25"}
    assert marked <= set(calendar.labels)
    assert "🏠 approvata" in calendar.text
    assert "✶ festa o chiusura" in calendar.text


async def test_a_tap_on_a_holiday_tells_which(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/prenota")
    await anna.presses("dicembre ›")
    await anna.waits_for("dicembre 2026")

    await anna.presses("✶8")
    answer = await anna.waits_for("è festa")

    assert "⛔ martedì 8 dicembre è festa" in answer.text


async def test_a_tap_over_the_quota_tells_figures_and_article(
    tivoli: Town, phones: Phones
) -> None:
    tivoli.agree("anna", agreed(Scheme(per=Period.MONTH, days=8)))
    enter(tivoli, "anna", *(date(2026, 11, day) for day in (3, 4, 5, 6, 10, 11, 12, 13)))
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/prenota")

    await anna.presses("✕26")
    answer = await anna.waits_for("il massimo")

    assert (
        "⛔ 8 giornate già prenotate o chieste a novembre, il massimo è 8 (art. 20.4.a)"
        in answer.text
    )


async def test_why_quotes_the_act_about_the_day_tapped(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna", agreed(Scheme(per=Period.MONTH, days=8)))
    enter(tivoli, "anna", *(date(2026, 11, day) for day in (3, 4, 5, 6, 10, 11, 12, 13)))
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/prenota")
    await anna.presses("✕26")
    await anna.waits_for("il massimo")

    await anna.presses("Perché?")
    answer = await anna.waits_for("Le parole del regolamento")

    assert "art. 20.4.a: «8 giornate al mese" in answer.text


async def test_without_agreement_the_way_to_one_is_shown(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/prenota")

    assert "manca l'accordo individuale" in answer.text
    assert answer.labels == ["❓ Posso?", "☰ Menu"]


async def test_several_days_are_asked_for_at_once(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/prenota")
    await anna.presses("26")
    await anna.waits_for("✅ giovedì 26 novembre")
    await anna.presses("dicembre ›")
    await anna.waits_for("dicembre 2026")
    await anna.presses("2")
    await anna.waits_for("✅ mercoledì 2 dicembre")

    await anna.presses("Invia richiesta (2)")
    answer = await anna.waits_for("Richiesta inviata, decide Diana Inventi")

    assert "giovedì 26 novembre" in answer.text
    assert [(b.day, b.state, b.approver_id) for b in held(tivoli, "anna")] == [
        (THURSDAY, RequestState.PENDING, tivoli.ids["diana"]),
        (date(2026, 12, 2), RequestState.PENDING, tivoli.ids["diana"]),
    ]


async def test_taps_turn_a_day_into_halves_and_back_where_the_act_allows_it(
    arena_po: Town, phones: Phones
) -> None:
    arena_po.agree("anna")
    anna = await phones.of(arena_po, "anna")
    await anna.asks("/prenota")
    seen = []

    for label in ("26", *TURNS[:3]):
        await anna.presses(label)
        shown = await anna.waits_for("Prenota")
        seen.append(next(words for words in shown.labels if words in TURNS))

    assert seen == list(TURNS)


async def test_quick_taps_on_an_old_calendar_all_count(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    calendar = await anna.asks("/prenota")

    for label in ("24", "25", "26"):
        await anna.forges(button_of(calendar, label), on=calendar.id)
    answer = await anna.waits_for("giovedì 26")

    assert "📨 Invia richiesta (3)" in answer.labels


async def test_the_same_tap_delivered_twice_ticks_once(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    calendar = await anna.asks("/prenota")
    tap = button_of(calendar, "26")
    await anna.forges(tap, on=calendar.id)
    await anna.waits_for("giovedì 26")

    await anna.forges(tap, on=calendar.id)
    await anna.waits_for_toast()

    assert "📨 Invia richiesta (1)" in (await anna.last_message()).labels


async def test_a_second_press_of_send_sends_nothing(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    calendar = await anna.asks("/prenota")
    await anna.presses("26", on=calendar)
    ticked = await anna.waits_for("giovedì 26")
    send = button_of(ticked, "Invia")
    await anna.forges(send, on=calendar.id)
    await anna.waits_for("Richiesta inviata")

    await anna.forges(send, on=calendar.id)
    toast = await anna.waits_for_toast()

    assert toast["text"].startswith("Questa richiesta è già partita")
    assert len(held(tivoli, "anna")) == 1


async def test_what_the_law_refuses_since_is_not_sent(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/prenota")
    for label, said in (("26", "giovedì 26"), ("27", "venerdì 27")):
        await anna.presses(label)
        await anna.waits_for(said)
    with tivoli.store.writing() as uow:
        absences.close_offices(uow, tivoli.body, THURSDAY, at=NOW, by=None)
        uow.commit()

    await anna.presses("Invia")
    answer = await anna.waits_for("Non inviate")

    assert "⛔ giovedì 26 novembre\n– giovedì 26 novembre gli uffici sono chiusi" in answer.text
    assert [booking.day for booking in held(tivoli, "anna")] == [date(2026, 11, 27)]


async def test_beyond_a_limit_di_norma_the_request_says_so(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", *(date(2026, 11, day) for day in (3, 4, 5, 6, 10, 11, 12, 13)))
    anna = await phones.of(sorano, "anna")
    calendar = await anna.asks("/prenota")

    await anna.presses("❗26", on=calendar)
    answer = await anna.waits_for("giovedì 26")

    assert "oltre un limite «di norma», chi approva dovrà motivare" in answer.text
    assert (
        "⚠️ 8 giornate già prenotate o chieste a novembre, il massimo è 8 (art. 9.2" in answer.text
    )


@pytest.mark.parametrize(
    "data",
    [
        "v1:booking:set:20261126:night",
        "v1:booking:set:20300101:day",
        "v1:booking:month:20200101",
        "v1:booking:why:00010101",
        "v1:booking:cancel:1",
        "v1:booking:cancel:999:1",
        "v1:booking:drop:999:1",
    ],
)
async def test_a_forged_press_is_no_longer_valid(tivoli: Town, phones: Phones, data: str) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    calendar = await anna.asks("/prenota")

    await anna.forges(data, on=calendar.id)
    toast = await anna.waits_for_toast()

    assert toast["text"].startswith("Questo pulsante non vale più")


async def test_the_list_tells_what_is_held_and_what_is_left(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", date(2026, 11, 10), THURSDAY)
    enter(tivoli, "anna", date(2026, 12, 3), state=RequestState.PENDING)
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/giornate")

    assert "🏠 giovedì 26 novembre: approvata" in answer.text
    assert "⏳ giovedì 3 dicembre: in attesa" in answer.text
    assert "• a novembre: 2 su 8, ne restano 6 (art. 20.4.a)" in answer.text
    assert "• a dicembre: 1 su 8, ne restano 7 (art. 20.4.a)" in answer.text


async def test_a_day_is_taken_back_after_a_confirmation(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/giornate")
    await anna.presses("Ritira gio 26 nov")
    await anna.waits_for("già approvata?")

    await anna.presses("Sì, ritira")
    answer = await anna.waits_for("Nessuna giornata prenotata")

    assert [b.state for b in held(tivoli, "anna")] == [RequestState.CANCELLED]
    assert "ne restano 8" in answer.text


async def test_nobody_takes_back_the_day_of_somebody_else(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)
    booking = held(tivoli, "anna")[0]
    bruno = await phones.of(tivoli, "bruno")
    menu = await bruno.asks("/menu")

    await bruno.forges(f"v1:booking:drop:{booking.id}:{booking.version}", on=menu.id)
    toast = await bruno.waits_for_toast()

    assert toast["text"].startswith("Questo pulsante non vale più")
    assert held(tivoli, "anna")[0].state is RequestState.APPROVED


async def test_a_day_that_is_over_stays_on_record(
    tivoli: Town, phones: Phones, clock: MovableClock
) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", TODAY)
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/giornate")
    await anna.presses("Ritira")
    await anna.waits_for("già approvata?")
    clock.advance(timedelta(days=1))

    await anna.presses("Sì, ritira")
    toast = await anna.waits_for_toast()

    assert toast["text"] == "lunedì 23 novembre è già passato: resta agli atti."
    assert held(tivoli, "anna")[0].state is RequestState.APPROVED


async def test_a_mayor_books_nothing(tivoli: Town, phones: Phones) -> None:
    dino = await phones.of(tivoli, "dino")
    menu = await dino.asks("/menu")

    await dino.forges("v1:booking:set:20261126:day", on=menu.id)

    await dino.waits_for("cariche elettive")


async def test_who_works_remotely_books_remote_days(alonte: Town, phones: Phones) -> None:
    alonte.agree("anna", agreed(AGREED.scheme, mode=Mode.REMOTE))
    anna = await phones.of(alonte, "anna")
    await anna.asks("/prenota")
    await anna.presses("26")
    await anna.waits_for("giovedì 26")

    await anna.presses("Invia")
    await anna.waits_for("Richiesta")

    assert [booking.mode for booking in held(alonte, "anna")] == [Mode.REMOTE]
