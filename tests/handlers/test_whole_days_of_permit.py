"""A whole day of permit, in words: shown as a day, and never as two hours in silence."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town

WHOLE_DAYS = (
    "permesso tutto il giorno giovedì",
    "un giorno di permesso venerdì",
    "domani permesso per l'intera giornata",
    "giovedì permesso giornata intera",
    "a day of leave on Thursday for my exam",
)


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


@pytest.mark.parametrize("words", WHOLE_DAYS)
def test_a_whole_day_is_no_two_hours(anna: Talk, words: str) -> None:
    assert "2 ore" not in anna.says(words)


def test_the_kind_chosen_then_is_for_the_day(anna: Talk) -> None:
    anna.says("permesso tutto il giorno giovedì")
    said = anna.presses("motivi personali")

    assert "giovedì 26 novembre" in said
    assert "con questo permesso 6 ore in più" in said
    assert any("Altri giorni" in button.label for button in anna.buttons)


def test_the_day_asked_for_then_is_a_whole_one(anna: Talk) -> None:
    assert "1 giornata" in anna.says("un giorno di permesso per un concorso")
    assert "dopo questo permesso 7" in anna.says("venerdì")


def test_a_kind_in_hours_alone_says_so_and_proposes_the_day(anna: Talk) -> None:
    anna.says("permesso tutto il giorno giovedì")
    said = anna.presses("permesso breve")

    assert "È un permesso a ore" in said
    assert any("08:00" in button.label for button in anna.buttons)


@pytest.mark.parametrize("words", ["permesso giovedì", "permesso giovedì due ore"])
def test_without_a_whole_day_hours_are_proposed_as_before(anna: Talk, words: str) -> None:
    assert "2 ore" in anna.says(words)
