"""Where it is asked why a permit is urgent, another day or another permit is no reason."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    """She is asked why her visit of Wednesday is urgent."""
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("visita medica mercoledì 25 dalle 10 alle 12")
    assert "Perché è urgente?" in anna.presses("Sì, è urgente")
    return anna


@pytest.mark.parametrize("words", ["mercoledì della prossima settimana", "anzi il 2 dicembre"])
def test_another_day_takes_the_place_of_the_day(anna: Talk, words: str) -> None:
    answer = anna.says(words)

    assert "mercoledì 2 dicembre" in answer
    assert f"«{words}»" not in answer


def test_the_same_visit_on_another_day_begins_that_permit(anna: Talk) -> None:
    answer = anna.says("domani pomeriggio ho la visita medica")

    assert "martedì 24 novembre" in answer
    assert "Ho lasciato perdere il permesso" in answer
    assert "«domani pomeriggio" not in answer


@pytest.mark.parametrize("words", ["mercoledì ho la visita e non si può spostare", "dolore forte"])
def test_what_is_a_reason_stays_one(anna: Talk, words: str) -> None:
    assert f"«{words}»" in anna.says(words)


def test_a_weekday_that_may_be_two_days_is_asked_about_and_the_permit_kept(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("permesso personale venerdì dalle 10 alle 12")

    answer = anna.says("lunedì invece")

    assert "motivi personali o familiari" in answer
    assert "Ho lasciato perdere" not in answer
    assert "lunedì 30 novembre" in anna.presses("lunedì 30 novembre")
