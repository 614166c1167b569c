"""Questions about one's requests: who decides, where they stand, why a day cannot be had."""

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.requests.request import State
from handlers.reading.meanings import (
    Decide,
    Elsewhere,
    Matter,
    MealVoucher,
    MyAgreement,
    PermitsLeft,
    Status,
    WhoDecides,
    WhyNot,
)
from rules.facts import AbsenceKind
from storage.days import absences
from storage.people import appointments, links
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, stands
from tests.handlers.deciding import decides
from tests.handlers.meaning import answered, buttons, pressed, said
from tests.handlers.talking import Talk
from tests.handlers.town import AGREED, NOW, TODAY, Town

NOVEMBER = [date(2026, 11, day) for day in (2, 3, 4, 5, 9, 10, 11, 12)]
YESTERDAY = TODAY - timedelta(days=1)


def is_away(town: Town, name: str, since: date = TODAY) -> None:
    with town.store.writing() as uow:
        kind = AbsenceKind.LEAVE
        absences.add(uow, town.ids[name], kind, first_day=since, last_day=TODAY)
        uow.commit()


def refuses(town: Town, name: str, asker: str, day: date, motive: str) -> None:
    (request,) = asks_for(town, asker, day)
    decides(town, name, request, State.REFUSED, motive)


def test_who_decides_is_named_with_role_and_article(tivoli: Town) -> None:
    text = said(tivoli, "anna", WhoDecides())

    assert "oggi decide <b>Diana Inventi</b> (dirigente)" in text
    assert "(art. " in text


def test_a_delegate_decides_in_somebodys_name(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        diana, bruno = tivoli.ids["diana"], tivoli.ids["bruno"]
        appointments.delegate(uow, diana, to=bruno, first_day=TODAY, last_day=TODAY)
        uow.commit()

    text = said(tivoli, "anna", WhoDecides())

    assert "decide <b>Bruno Inventi</b>, per conto di <b>Diana Inventi</b>" in text


def test_who_is_away_is_passed_over_and_since_when(sorano: Town) -> None:
    is_away(sorano, "carla", since=YESTERDAY)

    text = said(sorano, "anna", WhoDecides())

    assert "Vito Inventi" in text
    assert "responsabile: Carla Inventi, in assenza da domenica 22 novembre" in text


def test_nobody_decides_where_everybody_is_away(tivoli: Town) -> None:
    is_away(tivoli, "diana")

    text = said(tivoli, "anna", WhoDecides())

    assert "nessuno di chi può autorizzare è presente" in text
    assert "Elena Inventi" in text


def test_a_request_that_waits_names_whom_it_lies_with(tivoli: Town) -> None:
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY)

    text = said(tivoli, "anna", Status())

    assert "giovedì 26 novembre: in attesa, decide <b>Diana Inventi</b>" in text
    assert "Chiesta lunedì 23 novembre alle 10:00" in text


def test_of_a_card_that_is_held_the_moment_is_told(tivoli: Town, clock: MovableClock) -> None:
    tivoli.agree("anna")
    clock.set(NOW + timedelta(hours=12))
    asks_for(tivoli, "anna", THURSDAY)

    text = said(tivoli, "anna", Status(days=(THURSDAY,)))

    assert "riceve la scheda martedì 24 novembre alle 07:30" in text


def test_of_a_manager_who_blocked_the_desk_nothing_is_promised(tivoli: Town) -> None:
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY)
    with tivoli.store.writing() as uow:
        links.mark_blocked(uow, tivoli.ids["diana"], at=NOW)
        uow.commit()

    assert "ha bloccato lo sportello" in said(tivoli, "anna", Status())


def test_a_decision_is_told_with_who_and_why(tivoli: Town) -> None:
    tivoli.agree("anna")
    refuses(tivoli, "diana", "anna", THURSDAY, "Serve la presenza per il bilancio.")

    text = said(tivoli, "anna", Status(days=(THURSDAY,)))

    assert "no di Diana Inventi" in text
    assert "«Serve la presenza per il bilancio.»" in text


def test_of_one_decided_day_nothing_is_said_about_the_others(tivoli: Town) -> None:
    tivoli.agree("anna")
    refuses(tivoli, "diana", "anna", THURSDAY, "serve in sede")
    asks_for(tivoli, "anna", FRIDAY)

    text = said(tivoli, "anna", Status(days=(THURSDAY,)))

    assert "Le tue richieste per giovedì 26 novembre" in text
    assert "in attesa" not in text


def test_of_a_day_never_asked_for_nothing_is_made_up(tivoli: Town) -> None:
    assert "Per venerdì 27 novembre non hai chiesto nulla" in said(
        tivoli, "anna", Status(days=(FRIDAY,))
    )


def test_a_day_beyond_the_quota_names_the_figures_and_another_day(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", *NOVEMBER)

    text = said(tivoli, "anna", WhyNot(day=date(2026, 11, 30)))

    assert "lunedì 30 novembre" in text
    assert "20.4" in text
    assert "<blockquote expandable>" in text
    assert "8 giornate al mese" in text
    assert "<b>martedì 1° dicembre</b>" in text


def test_a_day_that_may_be_had_is_not_said_to_be_refused(tivoli: Town) -> None:
    tivoli.agree("anna")

    text = said(tivoli, "anna", WhyNot(day=THURSDAY))

    assert "oggi il regolamento la permette" in text
    assert "⛔" not in text


def test_the_last_refusal_is_told_with_its_motive(tivoli: Town) -> None:
    tivoli.agree("anna")
    refuses(tivoli, "diana", "anna", THURSDAY, "Serve la presenza per il bilancio.")

    text = said(tivoli, "anna", WhyNot())

    assert "giovedì 26 novembre: no di Diana Inventi" in text
    assert "«Serve la presenza per il bilancio.»" in text


def test_without_refusals_none_is_invented(tivoli: Town) -> None:
    assert "nessuna tua richiesta è stata rifiutata" in said(tivoli, "anna", WhyNot())


def test_what_is_left_of_permits_is_told_by_kind(tivoli: Town) -> None:
    every = said(tivoli, "anna", PermitsLeft())
    personal = said(tivoli, "anna", PermitsLeft(kind="personal"))

    assert "personali" in every
    assert "ore" in personal
    assert len(personal) < len(every)


def test_the_agreement_is_told_with_its_end_and_how_to_leave_it(tivoli: Town) -> None:
    tivoli.agree("anna")

    text = said(tivoli, "anna", MyAgreement())

    assert "in vigore da" in text
    assert str((AGREED.last_day or TODAY).year) in text
    assert "se lo lasci tu oggi" in text


def test_an_agreement_that_is_left_with_a_motive_is_not_said_to_bind(
    arena_po: Town, alonte: Town
) -> None:
    arena_po.agree("anna")
    alonte.agree("anna")

    text = said(arena_po, "anna", MyAgreement())

    assert "è ammesso, con una motivazione; con 15 giorni di preavviso" in text
    just = said(alonte, "anna", MyAgreement())
    assert "è ammesso solo per un giustificato motivo; senza preavviso" in just


def test_without_an_agreement_the_next_step_is_told(tivoli: Town) -> None:
    text = said(tivoli, "anna", MyAgreement())

    assert "Non hai ancora un accordo" in text
    assert "Diana Inventi" in text


def test_the_meal_voucher_of_a_day_is_told_with_the_article(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)

    agile = said(tivoli, "anna", MealVoucher(day=THURSDAY))

    assert "buono pasto" in agile
    assert "(art. " in agile
    assert "• si applica il CCNL Funzioni Locali 16 novembre 2022, in vigore da" in agile
    assert "il CCNL Funzioni Locali 2022-2024, firmato lunedì 23 febbraio 2026, può" in agile
    assert agile != said(tivoli, "anna", MealVoucher(day=FRIDAY))


OF_THE_DESK_ITSELF = {Matter.HANDING, Matter.ASKING}
"""What the desk does in another way, and nobody else knows better."""


@pytest.mark.parametrize("matter", sorted(set(Matter) - OF_THE_DESK_ITSELF))
def test_what_is_told_elsewhere_names_who_knows(tivoli: Town, matter: Matter) -> None:
    italian = answered(tivoli, "anna", Elsewhere(matter=matter))

    assert "Elena Inventi" in str(italian.text)


def test_sickness_on_a_booked_day_offers_to_take_it_back(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)

    shown = answered(tivoli, "anna", Elsewhere(matter=Matter.SICKNESS, day=THURSDAY))
    sure = pressed(tivoli, "anna", shown, "gio 26 nov")

    assert "hai una giornata approvata" in str(shown.text)
    assert "Ritiri giovedì 26 novembre" in str(sure.text)


def test_pay_says_nothing_of_booked_days(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)

    shown = answered(tivoli, "anna", Elsewhere(matter=Matter.PAY, day=THURSDAY))

    assert not any("gio 26 nov" in one.label for one in buttons(shown))


def test_a_decision_in_words_opens_the_card_and_decides_nothing(tivoli: Town) -> None:
    tivoli.agree("anna")
    (request,) = asks_for(tivoli, "anna", THURSDAY)

    shown = answered(tivoli, "diana", Decide(approve=True, whom="Anna", days=(THURSDAY,)))

    assert "giovedì 26 novembre" in str(shown.text)
    assert stands(tivoli, request).state is RequestState.PENDING


def test_of_a_person_who_asked_for_nothing_no_card_is_shown(tivoli: Town) -> None:
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY)

    nobody = said(tivoli, "diana", Decide(approve=True, whom="Orso"))
    other_day = said(tivoli, "diana", Decide(approve=True, whom="Anna", days=(FRIDAY,)))

    assert "Nessuna richiesta di <b>Orso Inventi</b> aspetta" in nobody
    assert "Per venerdì 27 novembre nessuna richiesta" in other_day


def test_who_decides_about_nobody_cannot_decide_in_words(tivoli: Town) -> None:
    assert "oggi non spetta a te" in said(tivoli, "bruno", Decide(approve=True, whom="Anna"))


@pytest.mark.parametrize(
    "words",
    ["quando mi ha risposto Diana sul 26", "mi hanno risposto sul 26?", "hanno approvato il 26?"],
)
def test_when_a_day_was_decided_is_told_of_that_day_alone(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    first, second = asks_for(tivoli, "anna", THURSDAY, FRIDAY)
    decides(tivoli, "diana", first, State.APPROVED)
    decides(tivoli, "diana", second, State.REFUSED, "Siamo in pochi.")

    text = Talk(tivoli, "anna").says(words)

    assert "giovedì 26 novembre" in text
    assert "approvata" in text
    assert "Diana Inventi" in text
    assert "10:00" in text
    assert "venerdì 27" not in text
    assert "Non ho" not in text


def test_of_a_day_that_waits_it_is_told_whom_it_lies_with(tivoli: Town) -> None:
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY, FRIDAY)

    text = Talk(tivoli, "anna").says("quando mi ha risposto Diana sul 26?")

    assert "giovedì 26 novembre" in text
    assert "Diana Inventi" in text
    assert "venerdì 27" not in text


def test_who_decides_finds_the_way_to_what_waits_for_them(sorano: Town) -> None:
    carla, anna = Talk(sorano, "carla"), Talk(sorano, "anna")
    carla.says("quante richieste ho?")
    anna.says("quante richieste ho?")

    assert any("Da approvare" in one.label for one in carla.buttons)
    assert not any("Da approvare" in one.label for one in anna.buttons)
