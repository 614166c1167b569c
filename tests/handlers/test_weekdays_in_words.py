"""Weekdays added to a pattern, or left out of it, under what is shown."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    """She sees Mondays and Wednesdays until Christmas."""
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    for words in ("/schema", "lunedì e mercoledì", "dal 1 dicembre", "fino a natale"):
        anna.says(words)
    return anna


@pytest.mark.parametrize("words", ["no anche il venerdì", "anche venerdì", "aggiungi il venerdì"])
def test_also_adds_a_weekday(anna: Talk, words: str) -> None:
    shown = anna.says(words)

    assert "lunedì, mercoledì, venerdì" in shown


def test_a_weekday_is_left_out(anna: Talk) -> None:
    shown = anna.says("tranne il mercoledì")

    assert "mercoledì" not in shown.split("\n")[0]
    assert "lunedì" in shown


def test_a_single_day_keeps_the_pattern_and_says_when_it_is_taken_back(anna: Talk) -> None:
    answer = anna.says("tranne il 9")

    assert "non salta un giorno solo" in answer
    assert anna.row is not None


def test_other_weekdays_take_the_place_of_the_first(anna: Talk) -> None:
    assert "lunedì" not in anna.says("martedì e giovedì").split("\n")[0]


@pytest.mark.parametrize("words", ["solo lunedì", "no, solo il lunedì", "lunedì e basta"])
def test_only_keeps_one_weekday_and_the_end_of_the_pattern(anna: Talk, words: str) -> None:
    before = anna.shown.text or ""
    shown = anna.says(words).split("\n")

    assert "lunedì" in shown[0]
    assert "mercoledì" not in shown[0]
    assert shown[1] == before.split("\n")[1]


@pytest.mark.parametrize("words", ["basta il mercoledì", "basta con il mercoledì"])
def test_enough_of_a_weekday_leaves_it_out(anna: Talk, words: str) -> None:
    shown = anna.says(words)

    assert "mercoledì" not in shown.split("\n")[0]
    assert anna.row is not None


@pytest.mark.parametrize("words", ["e mercoledì", "e il mercoledì", "e poi mercoledì"])
def test_a_weekday_behind_and_is_added_to_the_pattern(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("ogni lunedì fino al 31 dicembre")

    assert "Ogni lunedì, mercoledì" in anna.says(words)


@pytest.mark.parametrize("words", ["salta il 21", "tranne il 21", "a parte il 21", "skip the 21"])
def test_a_day_that_is_skipped_takes_nothing_back_and_leaves_the_pattern_open(
    anna: Talk, words: str
) -> None:
    said = anna.says(words)

    assert "non salta un giorno solo" in said
    assert "lunedì 21 dicembre" in said
    anna.presses("Chiedi")


def test_a_day_is_skipped_before_any_weekday_is_chosen(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    talk.says("/schema")

    assert "non salta un giorno solo" in talk.says("salta il 21")
    assert any(one.label == "lun" for one in talk.buttons)


def test_the_card_of_a_decided_pattern_counts_its_days(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna, diana = Talk(tivoli, "anna"), Talk(tivoli, "diana")
    anna.says("tutti i lunedì di dicembre da casa")
    anna.presses("Chiedi 4 giornate")

    diana.says("approva Anna")
    decided = diana.presses("Approva tutte")

    assert "4 giornate" in decided
    assert "0 giornate" not in decided
