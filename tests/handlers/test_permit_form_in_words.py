"""What is written while a permit is put together fills its fields, and changes them."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(alonte: Town) -> Talk:
    """Anna has a permit for personal reasons on Thursday open, and is asked when it begins."""
    talk = Talk(alonte, "anna")
    talk.says("permesso per motivi personali giovedì")
    return talk


def test_the_whole_day_is_taken_for_whole_days(anna: Talk) -> None:
    anna.says("tutto il giorno")

    assert anna.form is not None
    assert anna.form.standing.values["whole"] is True


def test_another_day_on_second_thoughts_changes_the_day_of_the_permit(anna: Talk) -> None:
    assert "venerdì 27 novembre" in anna.says("anzi venerdì")
    assert anna.form is not None


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("anzi tre", "dalle 10:00 alle 13:00 (3 ore)"),
        ("un paio d'ore", "dalle 10:00 alle 12:00 (2 ore)"),
        ("fino all'una", "dalle 10:00 alle 13:00 (3 ore)"),
    ],
)
def test_how_long_may_be_said_as_people_say_it(anna: Talk, words: str, hours: str) -> None:
    anna.says("alle 10")

    assert hours in anna.says(words)


@pytest.mark.parametrize("words", ["mattina", "tutta la mattina"])
def test_half_of_the_day_leaves_only_its_hours_to_choose(anna: Talk, words: str) -> None:
    anna.says(words)

    labels = [button.label for button in anna.buttons]
    assert "10:00" in labels
    assert "15:00" not in labels


@pytest.mark.parametrize("words", ["annulla la visita", "Annulla il permesso."])
def test_taking_back_what_is_not_sent_closes_the_form(anna: Talk, words: str) -> None:
    anna.says(words)

    assert anna.row is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("mi sposo il 12 dicembre", "matrimonio, evento: sabato 12 dicembre"),
        ("posso staccare alle 16?", "📝 dalle 16:00"),
        ("esco un'ora prima", "📝 1 ora"),
        ("domani esco un'ora prima", "martedì 24 novembre, 1 ora"),
    ],
)
def test_what_was_said_before_the_form_stands_above_its_questions(
    tivoli: Town, said: str, shown: str
) -> None:
    tivoli.agree("anna")

    assert shown in Talk(tivoli, "anna").says(said)


def test_the_month_of_the_event_is_shown_first(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    talk.says("mi sposo il 12 dicembre")

    assert any("dicembre 2026" in button.label for button in talk.buttons)
