"""Sentences that turn: the day that is denied is never the one that is booked."""

import pytest

from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.test_said_days import held
from tests.handlers.town import Town

TURNED = ("giovedì 26 no, facciamo venerdì 27", "non il 26, il 27", "giovedì non posso, il 27 sì")


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


@pytest.mark.parametrize("words", TURNED)
def test_the_day_that_is_wanted_is_shown_and_the_denied_one_is_not(anna: Talk, words: str) -> None:
    shown = anna.says(words)

    assert "venerdì 27 novembre" in shown
    assert "giovedì 26" not in shown
    anna.presses("Invia richiesta (1)")
    assert held(anna.town, "anna") == [(FRIDAY, RequestState.PENDING)]


@pytest.mark.parametrize("words", TURNED)
def test_of_a_day_that_is_held_it_is_a_move(anna: Talk, words: str) -> None:
    enter(anna.town, "anna", THURSDAY)

    shown = anna.says(words)

    assert "giovedì 26 novembre" in shown
    assert "venerdì 27 novembre" in shown
    assert not any("Invia richiesta" in one for one in labels(anna))
    assert held(anna.town, "anna") == [(THURSDAY, RequestState.APPROVED)]
    anna.presses("Chiedi")
    assert (FRIDAY, RequestState.PENDING) in held(anna.town, "anna")


@pytest.mark.parametrize("words", ["no aspetta, giovedì", "no, giovedì", "anzi giovedì"])
def test_over_a_proposal_another_day_is_proposed(anna: Talk, words: str) -> None:
    anna.says("prenota venerdì")

    shown = anna.says(words)

    assert "giovedì 26 novembre" in shown
    assert "venerdì" not in shown
    anna.presses("Invia richiesta (1)")
    assert held(anna.town, "anna") == [(THURSDAY, RequestState.PENDING)]


@pytest.mark.parametrize("words", ["no giovedì", "giovedì no", "non il 26 e il 27"])
def test_what_is_only_denied_is_asked_back(anna: Talk, words: str) -> None:
    anna.says(words)

    assert not any("Invia" in one for one in labels(anna))
    assert held(anna.town, "anna") == []
