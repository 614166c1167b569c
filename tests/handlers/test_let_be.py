"""What was let be, or changed, is done by no button that is still on the screen."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town

GONE = "non vale più"


def held(tivoli: Town) -> str:
    return Talk(tivoli, "anna").says("/giornate")


def button(talk: Talk, words: str) -> str:
    return next(one.data for one in talk.buttons if words in one.label)


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
