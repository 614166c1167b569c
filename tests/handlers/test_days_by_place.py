"""Days of one's own said by their place, all of them at once, or done on another day."""

from datetime import date

import pytest

from tests.handlers.asking import asks_for, enter
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(sorano: Town) -> Talk:
    """Anna has 2 and 10 December."""
    sorano.agree("anna")
    enter(sorano, "anna", date(2026, 12, 2), date(2026, 12, 10))
    return Talk(sorano, "anna")


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("annulla la prossima", "Ritiri mercoledì 2 dicembre"),
        ("annulla la prima", "Ritiri mercoledì 2 dicembre"),
        ("togli la seconda", "Ritiri giovedì 10 dicembre"),
        ("annulla l'ultima", "Ritiri giovedì 10 dicembre"),
    ],
)
def test_the_day_at_that_place_is_asked_about_by_its_date(
    anna: Talk, words: str, asks: str
) -> None:
    assert asks in anna.says(words)


def test_a_place_that_no_day_has_shows_the_list(anna: Talk) -> None:
    assert "Le tue giornate" in anna.says("annulla la terza")


def test_the_last_of_the_list_is_not_taken_for_the_one_asked_for_last(anna: Talk) -> None:
    asks_for(anna.town, "anna", date(2026, 11, 26))

    assert "Le tue giornate" in anna.says("annulla l'ultima richiesta")


def test_a_day_is_moved_by_its_place(anna: Talk) -> None:
    anna.says("/giornate")
    anna.says("sposta la prima")

    assert "Da mercoledì 2 dicembre a venerdì 27 novembre" in anna.says("venerdì")
    assert "Da giovedì 10 dicembre a venerdì 4 dicembre" in anna.says("sposta la seconda al 4")


def test_among_days_that_are_shown_a_place_is_one_of_these(anna: Talk) -> None:
    anna.says("prenota giovedì e venerdì")
    shown = anna.says("togli la seconda")

    assert "giovedì 26 novembre" in shown
    assert "venerdì" not in shown


def test_all_of_ones_days_are_listed_each_with_its_button(anna: Talk) -> None:
    assert "Le tue giornate" in anna.says("annulla tutto")
    assert [one.label for one in anna.buttons[:2]] == ["Ritira mer 2 dic", "Ritira gio 10 dic"]


def test_all_of_what_is_only_shown_is_left(anna: Talk) -> None:
    anna.says("prenota giovedì")

    assert "Le tue giornate" not in anna.says("annulla tutto")


def test_a_day_done_on_another_is_a_move_if_it_is_held(anna: Talk) -> None:
    moved = anna.says("la giornata del 10 la faccio l'11")
    asked = anna.says("la giornata del 17 la faccio il 18")

    assert "Da giovedì 10 dicembre a venerdì 11 dicembre" in moved
    assert "venerdì 18 dicembre" in asked
    assert "giovedì 17" not in asked


@pytest.mark.parametrize(
    "words",
    [
        *("prenota il primo giorno libero", "vorrei lavorare da casa il primo giorno disponibile"),
        *("book the first free day", "book the next available day from home"),
    ],
)
def test_the_first_free_day_is_shown_before_anything_is_sent(anna: Talk, words: str) -> None:
    assert "martedì 24 novembre" in anna.says(words)
    assert "📨 Invia richiesta (1)" in [button.label for button in anna.buttons]


def test_a_day_that_is_held_is_not_the_first_free_one(sorano: Town) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", date(2026, 11, 24))

    said = Talk(sorano, "anna").says("prenota il primo giorno libero")

    assert "mercoledì 25 novembre" in said


def test_a_free_day_alone_is_leave(anna: Talk) -> None:
    assert "ferie" in anna.says("vorrei un giorno libero venerdì")
