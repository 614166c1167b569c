"""Days in plain words: what is held is said as such, and two proposals lie open side by side."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.chat import registry
from handlers.chat.features.booking.open_days import buttons_for, days_of
from handlers.chat.features.phrases.options import OTHERS, option_label
from handlers.chat.features.phrases.views import with_note
from handlers.chat.replies import Reply
from handlers.desk import presses
from handlers.desk.presses import Press, StalePressError
from handlers.reading import meanings
from handlers.reading.meanings import (
    AtOffice,
    Balance,
    Book,
    Meaning,
    Reading,
    SameDays,
    Several,
    Wish,
)
from handlers.texts import Html
from rules.facts import Half, Mode, Period, Scheme
from storage.agreements import agreements
from storage.requests import bookings
from storage.requests.bookings import Wish as BookingWish
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.meaning import answered, buttons, pressed, said
from tests.handlers.talking import Talk
from tests.handlers.test_closures_chat import shut
from tests.handlers.town import NOW, OFFICE_WORKER, TODAY, Town, agreed, counter_work

TOMORROW = TODAY + timedelta(days=1)
MONDAY = date(2026, 11, 23)
LAST_WEEK = MONDAY - timedelta(days=7)


def book(*days: date) -> Book:
    return Book(wishes=tuple(Wish(day) for day in days))


def held(town: Town, name: str) -> list[tuple[date, RequestState]]:
    with town.store.reading() as uow:
        found = bookings.of_person(
            uow, town.ids[name], since=NOW.date(), until=NOW.date() + timedelta(days=400)
        )
    return [(one.day, one.state) for one in found]


def test_every_meaning_is_answered_by_some_feature() -> None:
    assert set(get_args(Meaning)) == set(registry.answers())


@pytest.mark.parametrize(
    ("option", "label"),
    [
        (book(THURSDAY), "Prenota gio 26 nov"),
        (
            meanings.Permit(kind="medical", day=THURSDAY, start=480, minutes=120),
            "visita o terapia, gio 26 nov, 08:00–10:00",
        ),
        (meanings.Permit(day=THURSDAY, start=480), "permesso, gio 26 nov, alle 08:00"),
        (AtOffice((Wish(THURSDAY),)), "In ufficio gio 26 nov"),
        (meanings.WhyNot(day=THURSDAY), "gio 26 nov"),
        (meanings.WhyNot(), "Perché no?"),
        (meanings.Decide(approve=False, whom="Anna", days=(THURSDAY,)), "Rifiuta Anna gio 26 nov"),
        (meanings.Decide(approve=False, days=(THURSDAY,)), "Rifiuta gio 26 nov"),
        (meanings.Decide(approve=True, whom="de luca"), "Approva De Luca"),
        (meanings.Decide(approve=True), "Approva"),
        (meanings.MyAgreement(), "📄 Accordo"),
        (
            meanings.Several((book(THURSDAY), meanings.Cancel(wishes=(Wish(TOMORROW),)))),
            "Prenota gio 26 nov, Ritira mar 24 nov",
        ),
    ],
)
def test_a_choice_says_what_it_stands_for(option: Meaning, label: str) -> None:
    assert option_label(option, "it") == label


def test_every_meaning_has_words_for_its_button() -> None:
    with_days = {type(one) for one in (book(), AtOffice(()))}
    named = {meanings.Cancel, meanings.Pattern, meanings.Permit, meanings.Swap, meanings.Recall}
    named |= {meanings.Team, meanings.MealVoucher, meanings.Decide, meanings.Delegate}
    named |= {meanings.Several}

    assert set(get_args(Meaning)) == set(OTHERS) | with_days | named


def test_a_day_that_is_approved_already_is_no_obstacle(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", TOMORROW)

    text = said(tivoli, "anna", book(TOMORROW))

    assert text == "✅ domani, martedì 24 novembre: sei già in agile, approvata."


def test_a_day_that_waits_is_said_to_wait(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY, state=RequestState.PENDING)

    assert "⏳ giovedì 26 novembre: l'hai già chiesta" in said(tivoli, "anna", book(THURSDAY))


def test_of_several_days_only_the_free_ones_are_sent(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)

    shown = answered(tivoli, "anna", book(THURSDAY, FRIDAY))
    pressed(tivoli, "anna", shown, "📨 Invia richiesta (1)")

    assert "⛔" not in str(shown.text)
    assert held(tivoli, "anna") == [
        (THURSDAY, RequestState.APPROVED),
        (FRIDAY, RequestState.PENDING),
    ]


def test_the_other_half_of_a_day_held_can_still_be_asked_for(arena_po: Town) -> None:
    arena_po.agree("anna", agreed(Scheme(per=Period.WEEK, days=2)))
    first = answered(arena_po, "anna", Book(wishes=(Wish(THURSDAY, Half.AM),)))
    pressed(arena_po, "anna", first, "📨")

    other = answered(arena_po, "anna", Book(wishes=(Wish(THURSDAY, Half.PM),)))

    assert any("📨" in one.label for one in buttons(other))


def test_two_proposals_are_open_at_once_and_each_sends_its_own(tivoli: Town) -> None:
    tivoli.agree("anna")
    one = answered(tivoli, "anna", book(THURSDAY))
    other = answered(tivoli, "anna", book(FRIDAY))

    pressed(tivoli, "anna", one, "📨")
    sent = pressed(tivoli, "anna", other, "📨")

    assert "venerdì 27 novembre" in str(sent.text)
    assert [day for day, _ in held(tivoli, "anna")] == [THURSDAY, FRIDAY]


def test_a_second_press_says_that_it_waits_and_writes_nothing(tivoli: Town) -> None:
    tivoli.agree("anna")
    shown = answered(tivoli, "anna", book(THURSDAY))

    pressed(tivoli, "anna", shown, "📨")
    again = pressed(tivoli, "anna", shown, "📨")

    assert "l'hai già chiesta" in str(again.text)
    assert held(tivoli, "anna") == [(THURSDAY, RequestState.PENDING)]


@given(
    days=st.dictionaries(
        st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31)),
        st.sampled_from([None, Half.AM, Half.PM]),
        min_size=1,
        max_size=31,
    )
)
def test_days_are_read_from_buttons_as_they_were_written(days: dict[date, Half | None]) -> None:
    written = list(buttons_for(days))

    read = [days_of(presses.parse(data)) for data, _ in written]

    assert {day: half for some in read for day, half in some.items()} == days
    assert [count for _, count in written] == [len(some) for some in read]


@pytest.mark.parametrize("days", ["", "0", "!!", "z" * 40])
def test_a_button_without_days_is_not_valid(days: str) -> None:
    with pytest.raises(StalePressError):
        days_of(Press("booking", "send", ("20261126", days)))


def test_who_has_no_agreement_is_told_whom_to_ask(tivoli: Town) -> None:
    text = said(tivoli, "anna", book(THURSDAY))

    assert "chiedi l'accordo individuale a <b>Diana Inventi</b> (dirigente)" in text
    assert "<b>Elena Inventi</b> (servizio personale)" in text


def test_who_is_not_admitted_is_not_sent_to_ask_for_an_agreement(tivoli: Town) -> None:
    tivoli.hire("anna", counter_work("public_counter_only"))

    text = said(tivoli, "anna", book(THURSDAY))

    assert "manca un requisito:\n⛔ " in text
    assert "qui sotto" not in text
    assert "chiedi l'accordo" not in text


def test_who_may_only_work_remotely_is_told_so_before_the_agreement(tivoli: Town) -> None:
    """Tivoli 4.3.e bars work that cannot be planned from agile work alone."""
    tivoli.hire("anna", replace(OFFICE_WORKER, work=replace(OFFICE_WORKER.work, plannable=False)))

    text = said(tivoli, "anna", book(THURSDAY))
    remotely = said(tivoli, "anna", Book(wishes=(Wish(THURSDAY),), mode=Mode.REMOTE))

    assert text.index("art. 4.3.e") < text.index("manca l'accordo individuale")
    assert "Per te è aperto invece il lavoro da remoto" in text
    assert "4.3.e" not in remotely


@pytest.mark.parametrize(
    "words", ["perché non posso lavorare in agile?", "why can't I work from home?"]
)
def test_why_one_may_not_is_answered_by_what_bars_them(tivoli: Town, words: str) -> None:
    tivoli.hire("anna", counter_work("public_counter_only"))

    answer = Talk(tivoli, "anna").says(words)

    assert "No, per ora non puoi chiedere il lavoro agile" in answer
    assert "rifiutata" not in answer


def test_of_a_day_too_many_the_half_that_is_left_is_offered(arena_po: Town) -> None:
    """Arena Po 7: 100 days a year."""
    arena_po.agree("anna")
    first = date(2026, 1, 5)
    enter(arena_po, "anna", *(first + timedelta(days=n) for n in range(99)))
    with arena_po.store.writing() as uow:
        half = BookingWish(employee_id=arena_po.ids["anna"], day=date(2026, 9, 1), half=Half.AM)
        bookings.enter(uow, half, at=NOW, state=RequestState.APPROVED)
        uow.commit()
    anna = Talk(arena_po, "anna")

    answer = anna.says("prenota giovedì 10 dicembre")

    assert "⛔ giovedì 10 dicembre" in answer
    assert "Si può però chiedere mezza giornata" in answer
    assert "✅ giovedì 10 dicembre (mattina)" in anna.presses("solo la mattina")


def test_a_week_with_days_left_and_none_to_be_had_says_why(alonte: Town) -> None:
    """Alonte 41.8.a: three days at the office in a week, of which two are not worked."""
    alonte.agree("anna", agreed(Scheme(per=Period.WEEK, days=2)))
    shut(alonte, date(2026, 12, 7), "ponte")

    answer = Talk(alonte, "anna").says("quante giornate mi restano la settimana del 7 dicembre?")

    week = answer[answer.index("lunedì 7 dicembre") :]
    assert "nessun giorno si può chiedere" in week
    assert "art. 41.8.a" in week


def test_may_i_leads_to_the_agreement_and_not_in_a_circle(tivoli: Town) -> None:
    admitted = answered(tivoli, "anna", meanings.Eligibility())
    tivoli.agree("anna")
    agreed_with = answered(tivoli, "anna", meanings.Eligibility())

    assert "Prossimo passo" in str(admitted.text)
    assert not any(one.data == "v1:booking:open" for one in buttons(admitted))
    assert "Prossimo passo" not in str(agreed_with.text)
    assert any(one.data == "v1:booking:open" for one in buttons(agreed_with))


def test_who_comes_to_the_office_takes_the_day_back(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", TOMORROW)

    shown = answered(tivoli, "anna", AtOffice((Wish(TOMORROW),)))
    sure = pressed(tivoli, "anna", shown, "mar 24 nov")
    pressed(tivoli, "anna", sure, "Sì, ritira")

    assert held(tivoli, "anna") == [(TOMORROW, RequestState.CANCELLED)]


def test_a_day_at_the_office_needs_nothing_to_be_taken_back(tivoli: Town) -> None:
    text = said(tivoli, "anna", AtOffice((Wish(THURSDAY),)))

    assert "giovedì 26 novembre: sei già in ufficio" in text


def test_a_day_that_the_agreement_makes_agile_is_not_said_to_be_at_the_office(
    tivoli: Town,
) -> None:
    tivoli.agree("anna", agreed(Scheme(weekdays=frozenset({THURSDAY.weekday()}))))

    shown = answered(tivoli, "anna", AtOffice((Wish(THURSDAY), Wish(FRIDAY))))

    assert "giovedì 26 novembre: sei fuori sede per accordo" in str(shown.text)
    assert "venerdì 27 novembre: sei già in ufficio" in str(shown.text)
    assert any(one.data == "v1:changes:open" for one in buttons(shown))


def test_of_a_day_half_asked_for_the_other_half_is_offered(tivoli: Town) -> None:
    tivoli.agree("anna")
    morning = answered(tivoli, "anna", Book(wishes=(Wish(THURSDAY, Half.AM),)))
    pressed(tivoli, "anna", morning, "📨 Invia richiesta (1)")

    shown = answered(tivoli, "anna", book(THURSDAY))
    pressed(tivoli, "anna", shown, "📨 Invia richiesta (1)")

    assert "giovedì 26 novembre (mattina): l'hai già chiesta, è in attesa" in str(shown.text)
    assert "✅ giovedì 26 novembre (pomeriggio)" in str(shown.text)
    with tivoli.store.reading() as uow:
        found = bookings.of_person(uow, tivoli.ids["anna"], since=THURSDAY, until=THURSDAY)
    assert sorted(str(one.half) for one in found) == [Half.AM.value, Half.PM.value]


def test_a_day_of_the_agreement_is_not_asked_for_again(tivoli: Town) -> None:
    tivoli.agree("anna", agreed(Scheme(weekdays=frozenset({THURSDAY.weekday()}))))

    shown = answered(tivoli, "anna", book(THURSDAY))

    assert "giovedì 26 novembre: sei già fuori sede, dall'accordo" in str(shown.text)
    assert not [one.label for one in buttons(shown) if "Invia" in one.label]


def test_a_day_that_became_one_of_the_agreement_is_not_sent(tivoli: Town) -> None:
    tivoli.agree("anna")
    shown = answered(tivoli, "anna", book(THURSDAY))
    weekly = agreed(Scheme(weekdays=frozenset({THURSDAY.weekday()})))
    with tivoli.store.writing() as uow:
        agreements.add(
            uow, tivoli.ids["anna"], replace(weekly, first_day=TOMORROW), at=NOW, by=None
        )
        uow.commit()

    came = pressed(tivoli, "anna", shown, "📨 Invia richiesta (1)")

    assert "sei già fuori sede, dall'accordo" in str(came.text)
    assert held(tivoli, "anna") == []


def test_the_same_days_are_asked_for_in_another_week(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", LAST_WEEK + timedelta(days=1), LAST_WEEK + timedelta(days=3))

    shown = answered(tivoli, "anna", SameDays(of_week=LAST_WEEK, to_week=MONDAY))
    pressed(tivoli, "anna", shown, "📨 Invia richiesta (2)")

    assert [day for day, _ in held(tivoli, "anna")] == [TOMORROW, THURSDAY]


def test_the_same_days_of_a_week_that_is_over_come_in_the_next(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", LAST_WEEK)

    text = said(tivoli, "anna", SameDays(of_week=LAST_WEEK, to_week=LAST_WEEK))

    assert "lunedì 23 novembre" in text


def test_a_week_without_days_has_nothing_to_repeat(tivoli: Town) -> None:
    tivoli.agree("anna")

    text = said(tivoli, "anna", SameDays(of_week=LAST_WEEK, to_week=MONDAY))

    assert "non avevi giornate agili" in text


def test_weeks_are_counted_where_something_is_booked(arena_po: Town) -> None:
    arena_po.agree("anna", agreed(Scheme(per=Period.WEEK, days=2)))
    enter(arena_po, "anna", date(2026, 12, 10))

    text = said(arena_po, "anna", meanings.MyDays())

    assert "7 dicembre: 1 su" in text
    assert "30 novembre" not in text


def test_a_month_that_was_asked_about_is_counted(tivoli: Town) -> None:
    tivoli.agree("anna")

    assert "a marzo: 0 su 8" in said(tivoli, "anna", Balance(month=date(2027, 3, 1)))
    assert "a marzo" not in said(tivoli, "anna", Balance())


def test_two_requests_are_two_messages_with_buttons_of_their_own(tivoli: Town) -> None:
    tivoli.agree("anna")
    permit = meanings.Permit(kind="personal", day=FRIDAY, start=600, minutes=120)

    first = answered(tivoli, "anna", Several((book(THURSDAY), permit)))
    (second,) = first.more
    form = pressed(tivoli, "anna", second, "Avanti")
    sent = pressed(tivoli, "anna", first, "📨")

    assert "giovedì 26 novembre" in str(first.text)
    assert "10:00" in str(form.text)
    assert "Richiesta inviata" in str(sent.text)


def test_somebody_hired_for_an_office_is_still_an_employee(tivoli: Town) -> None:
    tivoli.hire("anna", OFFICE_WORKER)

    assert "carich" in said(tivoli, "dino", book(THURSDAY))
    assert "carich" not in said(tivoli, "anna", book(THURSDAY))


@pytest.mark.parametrize(
    ("unread", "shown"),
    [("pure " * 13, f"«{'pure ' * 11}pure…»"), ("x" * 70, f"«{'x' * 60}…»"), ("pure", "«pure»")],
)
def test_words_that_were_not_read_are_cut_between_words(
    tivoli: Town, unread: str, shown: str
) -> None:
    reading = Reading(heard=meanings.MyDays(), unread=(unread.strip(),))

    noted = with_note(tivoli.actor("anna"), Reply(text=Html("")), reading)

    assert f"Non ho letto: {shown}." in str(noted.text)
