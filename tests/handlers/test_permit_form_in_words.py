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
