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


def test_hours_are_shown_as_they_were_said(anna: Talk) -> None:
    assert "2 ore" in anna.says("permesso giovedì due ore")


def test_hours_that_nobody_said_are_proposed_only_when_the_rest_is_known(anna: Talk) -> None:
    assert "ore" not in anna.says("permesso giovedì alle 10").partition("?")[0]
    assert "dalle 10:00 alle 12:00 (2 ore)" in anna.presses("motivi personali")


@pytest.mark.parametrize(
    "words",
    [
        "giovedì vado via alle 11 per una visita",
        "permesso giovedì dalle 11 a fine giornata per una visita",
        "permesso giovedì dalle 11 in poi per una visita",
        "permit on Thursday from 11 to the end of the day for a visit",
    ],
)
def test_who_leaves_at_an_hour_is_asked_until_when(anna: Talk, words: str) -> None:
    said = anna.says(words)

    assert "giovedì 26 novembre dalle 11:00" in said
    assert "Fino a che ora?" in said
    assert "dalle 11:00 alle 17:00 (6 ore)" in anna.says("fino alle 17")


def test_of_all_the_morning_no_length_is_made_up(anna: Talk) -> None:
    anna.says("permesso giovedì 10 dicembre tutta la mattina per una visita")

    assert "Fino a che ora?" in anna.presses("08:00")
    assert "dalle 08:00 alle 12:00 (4 ore)" in anna.presses("4h")
