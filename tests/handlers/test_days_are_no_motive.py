"""Where a motive is asked for, days and hours alone are none, nor is another request."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town

NOT_TAKEN = "non mi sembra da far leggere ad altri"


@pytest.fixture
def refusing(tivoli: Town) -> Talk:
    """Diana is asked why she refuses Anna's Thursday; Friday waits too."""
    tivoli.agree("anna")
    anna, diana = Talk(tivoli, "anna"), Talk(tivoli, "diana")
    for day in ("giovedì", "venerdì"):
        anna.says(f"prenota {day}")
        anna.presses("Invia")
    assert "Perché rifiuti" in diana.says("rifiuta Anna giovedì")
    return diana


@pytest.fixture
def calling(tivoli: Town) -> Talk:
    """Diana is asked why Anna, who works from home on Thursday, is called to the office."""
    tivoli.agree("anna")
    anna, diana = Talk(tivoli, "anna"), Talk(tivoli, "diana")
    anna.says("prenota giovedì")
    anna.presses("Invia")
    diana.says("approva Anna giovedì")
    diana.presses("✅")
    assert "Scrivi qui sotto il motivo" in diana.says("richiama Anna giovedì")
    return diana


@pytest.mark.parametrize(
    "words", ["no, venerdì", "anzi venerdì", "intendevo venerdì", "no scusa, quella di venerdì"]
)
def test_another_day_is_refused_instead(refusing: Talk, words: str) -> None:
    shown = refusing.says(words)

    assert "Perché rifiuti la richiesta di <b>Anna Inventi</b>: venerdì 27 novembre?" in shown
    assert f"«{words}»" not in shown


@pytest.mark.parametrize("words", ["e anche venerdì", "ok ma allora anche venerdì", "Friday too"])
def test_one_more_day_shows_both(refusing: Talk, words: str) -> None:
    shown = refusing.says(words)

    assert "giovedì 26 novembre" in shown
    assert "venerdì 27 novembre" in shown
    assert "non è stato deciso nulla" in shown


@pytest.mark.parametrize("words", ["solo la mattina", "venerdì 27 novembre", "dalle 10 alle 12"])
def test_what_tells_only_when_is_no_motive_of_a_refusal(refusing: Talk, words: str) -> None:
    assert NOT_TAKEN in refusing.says(words)


@pytest.mark.parametrize(
    "words", ["giovedì serve in ufficio per la giunta", "quel giorno c'è la giunta"]
)
def test_a_motive_with_a_day_in_it_stays_one(refusing: Talk, words: str) -> None:
    assert f"«{words}»" in refusing.says(words)


@pytest.mark.parametrize(
    "words",
    ["no, venerdì", "spostiamo a venerdì", "sposta il richiamo a venerdì", "not Thursday, Friday"],
)
def test_another_day_of_a_recall_is_its_day(calling: Talk, words: str) -> None:
    assert "Richiamo in sede: <b>venerdì 27 novembre</b>" in calling.says(words)


@pytest.mark.parametrize("words", ["e anche venerdì", "solo la mattina", "un'ora dopo"])
def test_what_tells_only_when_is_no_motive_of_a_recall(calling: Talk, words: str) -> None:
    assert NOT_TAKEN in calling.says(words)


def test_who_cannot_be_called_is_no_motive(calling: Talk) -> None:
    assert NOT_TAKEN in calling.says("intendevo Bruno")


def test_who_was_meant_instead_is_called(calling: Talk) -> None:
    calling.town.agree("bruno")

    shown = calling.says("intendevo Bruno")

    assert "Bruno Inventi" in shown
    assert "Anna Inventi" not in shown


@pytest.mark.parametrize(
    "words", ["lascia perdere e prenota venerdì", "non serve più, prenota venerdì"]
)
def test_days_that_were_shown_are_let_be_for_others(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota giovedì")
    [thursday, *_] = anna.buttons

    shown = anna.says(words)

    assert "venerdì 27 novembre" in shown
    assert "non vale più" in anna.forges(thursday.data)


def test_all_is_let_be_aloud_only_where_something_is_shown(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota giovedì")
    anna.presses("Invia")

    assert "Ho capito questi giorni" not in anna.says("annulla tutto e prenota venerdì")
