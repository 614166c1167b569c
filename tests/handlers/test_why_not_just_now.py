"""`Perché mi hai detto no?` of what the rules refused a moment ago."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


@pytest.mark.parametrize("why", ["perché mi hai detto no?", "perché no?", "why did you say no?"])
@pytest.mark.parametrize("said", ["prenota domenica", "domenica", "/prenota domenica"])
def test_reasons_of_the_desk_are_told_again_with_the_article(
    anna: Talk, said: str, why: str
) -> None:
    anna.says(said)

    shown = anna.says(why)

    assert "domenica 29 novembre" in shown
    assert "art. 20.12" in shown


def test_of_several_days_each_is_told_again_with_its_reasons(anna: Talk) -> None:
    anna.says("prenota domenica e lunedì 30")

    shown = anna.says("perché mi hai detto no?")

    assert "art. 20.12" in shown
    assert "✅ lunedì 30 novembre" in shown


def test_a_move_that_was_refused_is_told_again(arena_po: Town) -> None:
    arena_po.agree("anna")
    anna = Talk(arena_po, "anna")
    anna.says("prenota l'11 dicembre")
    anna.presses("Invia richiesta")
    anna.says("sposta l'11 al 14")

    assert "art. 13" in anna.says("perché mi hai detto no?")


def test_what_is_asked_for_and_not_refused_has_no_reasons(anna: Talk) -> None:
    anna.says("prenota giovedì")
    anna.presses("Invia richiesta")

    assert "nessuna tua richiesta è stata rifiutata" in anna.says("perché mi hai detto no?")


def test_what_somebody_refused_is_told_where_others_are_meant(anna: Talk) -> None:
    anna.says("prenota giovedì")
    anna.presses("Invia richiesta")
    diana = Talk(anna.town, "diana")
    diana.says("rifiuta anna perché serve in ufficio")
    diana.presses("Invia")
    anna.says("prenota domenica")

    assert "serve in ufficio" in anna.says("perché mi hanno detto no?")
    assert "domenica 29 novembre" in anna.says("perché mi hai detto no?")
