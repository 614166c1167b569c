"""Words right after a day was sent are about that day, and write nothing by themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


def sent(town: Town, words: str = "prenota giovedì") -> Talk:
    """Anna has just sent a request."""
    town.agree("anna")
    talk = Talk(town, "anna")
    talk.says(words)
    talk.presses("Invia")
    return talk


@pytest.mark.parametrize("words", ["anzi venerdì", "no, venerdì", "scusa, volevo dire venerdì"])
def test_another_day_is_the_move_of_the_one_just_sent(tivoli: Town, words: str) -> None:
    talk = sent(tivoli)

    assert "Da giovedì 26 novembre a venerdì 27 novembre" in talk.says(words)
    assert "Richiesta registrata" in talk.presses("Chiedi lo spostamento")


def test_later_the_same_words_are_a_day_of_its_own(tivoli: Town) -> None:
    talk = sent(tivoli)
    talk.waits(hours=1)

    said = talk.says("anzi venerdì")

    assert "venerdì 27 novembre" in said
    assert "Da giovedì" not in said


def test_of_several_days_just_sent_none_is_guessed(tivoli: Town) -> None:
    said = sent(tivoli, "prenota mercoledì e giovedì").says("anzi venerdì")

    assert "🔁" not in said


@pytest.mark.parametrize("words", ["no, annulla", "annulla", "anzi no"])
def test_who_lets_it_be_is_offered_to_take_back_what_was_just_sent(
    tivoli: Town, words: str
) -> None:
    talk = sent(tivoli)

    said = talk.says(words)

    assert "Quello che avevi già inviato resta" in said
    assert "Ritiri la richiesta per giovedì 26 novembre?" in talk.presses("Ritira gio 26 nov")


def test_later_letting_it_be_offers_nothing_to_take_back(tivoli: Town) -> None:
    talk = sent(tivoli)
    talk.waits(hours=1)

    talk.says("annulla")

    assert not any("Ritira" in one.label for one in talk.buttons)


def test_only_a_half_of_a_day_just_sent_is_had_by_taking_it_back_first(tivoli: Town) -> None:
    talk = sent(tivoli)

    said = talk.says("giovedì solo la mattina")

    assert "giovedì 26 novembre (mattina)" in said
    assert "prima ritirala" in said
    assert "Ritiri la richiesta per giovedì 26 novembre?" in talk.presses("Ritira gio 26 nov")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("togli il pomeriggio di giovedì", "mattina"),
        ("annulla la mattina di giovedì", "pomeriggio"),
        ("cancel the afternoon of Thursday", "mattina"),
    ],
)
def test_who_gives_up_a_half_of_a_day_is_shown_the_way_to_the_other(
    tivoli: Town, words: str, kept: str
) -> None:
    talk = sent(tivoli)

    said = talk.says(words)

    assert f"giovedì 26 novembre ({kept})" in said
    assert "prima ritirala" in said
    talk.presses("Ritira gio 26 nov, poi solo")
    assert f"giovedì 26 novembre ({kept})" in talk.presses("Sì, ritira")


def with_a_permit_sent_behind(town: Town, words: str = "prenota giovedì") -> Talk:
    """Anna has sent a request, and some minutes later a permit."""
    talk = sent(town, words)
    later = town.desk.clock() + timedelta(minutes=2)
    talk.town = replace(town, desk=replace(town.desk, clock=lambda: later))
    talk.says("permesso personale lunedì 30 dalle 9 alle 11")
    talk.presses("Invia")
    return talk


@pytest.mark.parametrize("words", ["spostala al 2", "anzi spostalo al 2", "move it to the 2nd"])
def test_what_is_moved_is_the_permit_that_was_sent_last(tivoli: Town, words: str) -> None:
    said = with_a_permit_sent_behind(tivoli).says(words)

    assert "Da giovedì" not in said
    assert "lunedì 30 novembre, dalle 09:00 alle 11:00" in said
    assert "Per spostarlo premi" in said


def test_a_day_that_is_named_is_moved_whatever_was_sent_last(tivoli: Town) -> None:
    said = with_a_permit_sent_behind(tivoli).says("sposta la giornata a mercoledì 2")

    assert "Da giovedì 26 novembre a mercoledì 2 dicembre" in said
