"""What was let be, or changed, is done by no button that is still on the screen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town

GONE = "non vale più"


def held(tivoli: Town) -> str:
    return Talk(tivoli, "anna").says("/giornate")


def button(talk: Talk, words: str) -> str:
    return next(one.data for one in talk.buttons if words in one.label)


def approved(town: Town) -> Talk:
    """Give the phone of who has just approved a day of Anna's."""
    town.agree("anna")
    anna, diana = Talk(town, "anna"), Talk(town, "diana")
    anna.says("prenota il 10 dicembre")
    anna.presses("Invia richiesta")
    diana.says("approva anna")
    diana.presses("✅")
    return diana


@pytest.mark.parametrize("words", ["stop", "no", "lascia stare", "/annulla"])
def test_days_that_were_let_be_are_not_sent(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 e 11 dicembre")
    send = button(anna, "Invia richiesta (2)")

    anna.says(words)

    assert GONE in anna.forges(send)
    assert "10 dicembre" not in held(tivoli)


def test_days_that_were_corrected_are_sent_only_as_they_stand_now(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 e 11 dicembre")
    before = button(anna, "Invia richiesta (2)")

    anna.says("togli il 10")

    assert GONE in anna.forges(before)
    anna.presses("Invia richiesta (1)")
    assert "10 dicembre" not in held(tivoli)
    assert "11 dicembre" in held(tivoli)


def test_days_shown_anew_are_sent(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 dicembre")
    anna.says("stop")
    anna.says("prenota il 10 dicembre")

    anna.presses("Invia richiesta")

    assert "10 dicembre" in held(tivoli)


def test_a_day_that_shall_stay_is_not_taken_back(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 dicembre")
    anna.presses("Invia richiesta")
    anna.says("annulla il 10 dicembre")
    back = button(anna, "Sì, ritira")

    anna.says("no")

    assert GONE in anna.forges(back)
    assert "10 dicembre" in held(tivoli)


def test_a_delegation_that_another_took_the_place_of_is_not_given(tivoli: Town) -> None:
    diana = Talk(tivoli, "diana")
    diana.says("dal 14 al 18 decide Carla")
    carla = button(diana, "Sì, delega")
    diana.says("dal 7 al 9 decide Vito")
    vito = button(diana, "Sì, delega")

    assert GONE in diana.forges(carla)
    assert "Carla" not in diana.says("/delega")
    assert GONE in diana.forges(vito)


def test_a_delegation_that_was_let_be_is_not_given(tivoli: Town) -> None:
    diana = Talk(tivoli, "diana")
    diana.says("dal 14 al 18 decide Carla")
    yes = button(diana, "Sì, delega")

    diana.says("stop")

    assert GONE in diana.forges(yes)
    assert "Carla" not in diana.says("/delega")


def with_a_permit(town: Town) -> Talk:
    anna = Talk(town, "anna")
    anna.says("permesso per visita medica giovedì dalle 10 alle 12")
    anna.presses("Invia")
    return anna


def delegating(town: Town) -> Talk:
    diana = Talk(town, "diana")
    diana.says("dal 14 al 18 decide Carla")
    diana.presses("Sì, delega")
    return diana


def recalling(town: Town) -> Talk:
    town.agree("anna")
    anna, diana = Talk(town, "anna"), Talk(town, "diana")
    anna.says("prenota il 10 dicembre")
    anna.presses("Invia richiesta")
    diana.says("approva anna")
    diana.presses("✅")
    diana.says("richiama anna il 10 dicembre")
    diana.says("ci serve allo sportello per assenza di una collega malata")
    diana.presses("Invia il richiamo")
    return diana


@pytest.mark.parametrize("words", ["stop", "no", "anzi annulla il permesso di venerdì"])
def test_a_permit_that_shall_stay_is_not_taken_back(tivoli: Town, words: str) -> None:
    anna = with_a_permit(tivoli)
    anna.says("annulla il permesso di giovedì")
    anna.presses("🗑")
    back = button(anna, "Sì, ritira")

    anna.says(words)

    assert GONE in anna.forges(back)
    assert "giovedì 26 novembre" in anna.says("annulla il permesso di giovedì")


@pytest.mark.parametrize("words", ["stop", "no, lascia stare"])
def test_a_recall_that_shall_stay_is_not_taken_back(tivoli: Town, words: str) -> None:
    diana = recalling(tivoli)
    diana.says("annulla il richiamo di anna")
    back = button(diana, "Sì, ritira")

    diana.says(words)

    assert GONE in diana.forges(back)
    assert "Sì, ritira" in str(diana.says("annulla il richiamo di anna") and diana.buttons)


@pytest.mark.parametrize("words", ["stop", "no, dal 21 al 22 decide Vito"])
def test_a_delegation_that_shall_go_on_is_not_ended(tivoli: Town, words: str) -> None:
    diana = delegating(tivoli)
    diana.says("annulla la delega")
    yes = button(diana, "Sì, termina")

    diana.says(words)

    assert GONE in diana.forges(yes)
    diana.says("stop")
    assert "Carla Inventi" in diana.says("/delega")


def test_a_pattern_that_shall_go_on_is_not_ended(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota ogni lunedì fino a fine dicembre")
    anna.presses("Chiedi")
    anna.says("/schema")
    anna.presses("🛑")
    free = button(anna, "Finisci e libera")

    anna.says("no")

    assert GONE in anna.forges(free)
    assert "ogni lunedì" in anna.says("/schema")


def test_what_was_to_be_approved_together_and_was_let_be_is_not(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna, diana = Talk(tivoli, "anna"), Talk(tivoli, "diana")
    anna.says("prenota il 10 e 11 dicembre")
    anna.presses("Invia richiesta")
    diana.says("/approva")
    diana.presses("Approva le 2")
    yes = button(diana, "Sì, approva")

    diana.says("stop")

    assert GONE in diana.forges(yes)
    assert "2 richieste" in diana.says("/approva")


def test_days_that_were_ticked_and_let_be_are_sent_only_once_they_are_shown_anew(
    tivoli: Town,
) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("/prenota")
    anna.presses("10")
    send = button(anna, "Invia richiesta")

    anna.says("stop")

    assert GONE in anna.forges(send)
    assert "giovedì 10 dicembre" in anna.says("/prenota")
    anna.presses("Invia richiesta")
    assert "10 dicembre" in held(tivoli)


def test_an_account_is_not_unlinked_by_a_button_that_was_let_be(tivoli: Town) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("/scollega")
    yes = button(anna, "Sì, scollega")

    anna.says("no")

    assert GONE in anna.forges(yes)


def test_a_decision_can_be_taken_back_right_after_a_stop(tivoli: Town) -> None:
    diana = approved(tivoli)
    back = button(diana, "Annulla la decisione")

    diana.says("stop")

    assert GONE not in diana.forges(back)


def test_a_question_in_between_costs_neither_the_days_shown_nor_their_button(
    tivoli: Town,
) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 e 11 dicembre")
    send = button(anna, "Invia richiesta (2)")

    anna.says("chi c'è venerdì?")

    assert "Richiesta inviata" in anna.forges(send)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("invece dell'11 il 14", {10, 14}),
        ("il 14 invece dell'11", {10, 14}),
        ("sposta l'11 al 14", {10, 14}),
        ("togli il 10", {11}),
        ("solo il 10", {10}),
        ("anche il 14", {10, 11, 14}),
        ("instead of the 11th the 14th", {10, 14}),
    ],
)
@pytest.mark.parametrize(
    "between", ["chi c'è venerdì?", "quanti giorni mi restano?", "quanto costa un treno", None]
)
def test_days_shown_before_a_question_are_corrected_after_it(
    tivoli: Town, between: str | None, said: str, days: set[int]
) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 e 11 dicembre")
    before = button(anna, "Invia richiesta (2)")
    if between:
        anna.says(between)

    shown = anna.says(said)

    assert {day for day in range(1, 32) if f" {day} dicembre" in shown} == days
    assert GONE in anna.forges(before)


def test_halves_are_said_of_all_days_shown_before_a_question(arena_po: Town) -> None:
    arena_po.agree("anna")
    anna = Talk(arena_po, "anna")
    anna.says("prenota il 10 e 11 dicembre")
    anna.says("chi c'è venerdì?")
    anna.presses("gio 26")

    assert anna.says("tutti di mattina").count("dicembre (mattina)") == 2


def test_what_goes_on_with_a_question_corrects_no_days(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 e 11 dicembre")
    anna.says("chi c'è mercoledì?")

    assert "10 dicembre" not in anna.says("e giovedì?")


def test_a_day_that_is_held_is_moved_whatever_is_shown_beside_it(ferrara: Town) -> None:
    ferrara.agree("anna")
    anna = Talk(ferrara, "anna")
    anna.says("prenota l'11 dicembre")
    anna.presses("Invia richiesta")
    anna.says("prenota il 10 dicembre")

    assert "Da venerdì 11 dicembre a lunedì 14 dicembre" in anna.says("sposta l'11 al 14")


def test_stop_holds_also_for_what_was_shown_the_day_before(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 dicembre")
    send = button(anna, "Invia richiesta")
    later = tivoli.desk.clock() + timedelta(hours=15)
    anna.town = replace(tivoli, desk=replace(tivoli.desk, clock=lambda: later))

    anna.says("stop")

    assert GONE in anna.forges(send)
    assert "10 dicembre" not in held(tivoli)


@pytest.mark.parametrize(
    "words", ["anzi lascia com'è", "scratch that", "ho sbagliato, annulla", "leave it as it is"]
)
def test_days_are_let_be_in_more_words(tivoli: Town, words: str) -> None:
    tivoli.agree("diana")
    diana = Talk(tivoli, "diana")
    diana.says("prenota il 10 dicembre")
    send = button(diana, "Invia richiesta")

    assert "Non è partito nulla" in diana.says(words)
    assert GONE in diana.forges(send)


def test_a_mistake_after_a_decision_shows_the_way_back(tivoli: Town) -> None:
    diana = approved(tivoli)

    answer = diana.says("ho sbagliato, annulla")

    assert "10 dicembre" in answer
    assert "↩️" in " ".join(one.label for one in diana.buttons)


@pytest.mark.parametrize("words", ["11 dicembre", "prenota l'11 dicembre"])
def test_days_shown_before_are_said_to_stand_as_they_do(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 dicembre")
    before = button(anna, "Invia richiesta")

    assert "si possono ancora inviare" in anna.says(words)
    anna.forges(before)
    assert "10 dicembre" in held(tivoli)


def test_days_that_were_sent_are_not_said_to_stand(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota il 10 dicembre")
    anna.presses("Invia richiesta")

    assert "si possono ancora inviare" not in anna.says("11 dicembre")
