"""A yes to what has several buttons, and what is answered to `per quale giorno?`."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town

YES = ["sì", "ok", "va bene", "yes"]


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


@pytest.mark.parametrize("yes", YES)
def test_each_of_two_requests_has_its_button(anna: Talk, yes: str) -> None:
    anna.says("prenota giovedì e permesso visita medica venerdì dalle 10 alle 12")

    shown = anna.says(yes)

    assert "Ogni proposta ha il suo pulsante" in shown
    assert "giovedì 26 novembre" in shown
    assert len(anna.came.more) == 1


@pytest.mark.parametrize("yes", YES)
def test_a_choice_is_asked_again(anna: Talk, yes: str) -> None:
    anna.says("prenota giovedì e sposta venerdì a lunedì")

    shown = anna.says(yes)

    assert f"«{yes}» non mi dice quello che manca" in shown
    assert "quale intendi?" in shown


@pytest.mark.parametrize(
    "days", ["tutti i giovedì di dicembre", "ogni venerdì mattina di dicembre", "every Thursday"]
)
@pytest.mark.parametrize("order", ["prenota", "vorrei lavorare da casa"])
def test_days_that_come_again_are_an_answer(anna: Talk, order: str, days: str) -> None:
    anna.says(order)

    shown = anna.says(days)

    assert "non mi dice quello che manca" not in shown
    assert "Ogni" in shown


def test_a_whole_request_is_no_answer_to_another(anna: Talk) -> None:
    anna.says("annulla una giornata")

    shown = anna.says("da casa giovedì e venerdì")

    assert "Ho capito questi giorni" in shown
