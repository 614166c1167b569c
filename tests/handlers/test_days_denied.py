"""A day at home denied: what is booked can be given back, and nothing is asked for."""

from tests.handlers.talking import Talk
from tests.handlers.town import Town


def test_a_day_not_booked_is_one_at_the_office_already(tivoli: Town) -> None:
    tivoli.agree("anna")

    assert "sei già in ufficio" in Talk(tivoli, "anna").says("domani non lavoro da casa")


def test_a_day_that_is_held_can_be_given_back(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("mercoledì 2 dicembre da casa")
    anna.presses("Invia")

    anna.says("mercoledì 2 dicembre non lavoro da casa")
    assert any("Ritira mer 2 dic" in button.label for button in anna.buttons)
