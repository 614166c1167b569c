"""A death, a wedding, hours to be taken off, an end of agile work: said in a few words."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.mark.parametrize("words", ["è morto mio nonno", "mio padre è mancato ieri"])
def test_a_death_in_the_family_leads_to_the_permit_for_it(alonte: Town, words: str) -> None:
    anna = Talk(alonte, "anna")

    assert "lutto" in anna.says(words)
    assert anna.form is not None


def test_of_a_funeral_the_kind_is_asked_with_bereavement_among_them(alonte: Town) -> None:
    anna = Talk(alonte, "anna")

    anna.says("ho un funerale giovedì")

    assert any("lutto" in button.label for button in anna.buttons)


def test_a_wedding_is_a_permit_and_moves_no_day(alonte: Town) -> None:
    text = Talk(alonte, "anna").says("mi sposo il 12 dicembre")

    assert "matrimonio" in text
    assert "sposto" not in text


def test_parental_leave_is_told_elsewhere_and_not_as_holidays(alonte: Town) -> None:
    text = Talk(alonte, "anna").says("congedo parentale")

    assert "congedi" in text
    assert "ferie" not in text


@pytest.mark.parametrize("words", ["recupero le due ore giovedì pomeriggio", "recupero il 30"])
def test_hours_taken_off_are_no_yes_to_overtime(alonte: Town, words: str) -> None:
    text = Talk(alonte, "anna").says(words)

    assert "recupero delle ore" in text
    assert "straordinario" not in text


def test_overtime_of_yesterday_is_answered_about_no_other_day(alonte: Town) -> None:
    text = Talk(alonte, "anna").says("ho fatto due ore in più ieri")

    assert "lunedì 23" not in text


def test_who_wants_to_stop_agile_work_is_shown_how_the_agreement_ends(alonte: Town) -> None:
    alonte.agree("anna")
    anna = Talk(alonte, "anna")

    assert anna.says("voglio smettere lo smart") == anna.says("vorrei recedere dall'accordo")
