"""What is said of a day that is no wish, and of the hours of somebody else."""

import pytest

from tests.handlers.asking import THURSDAY, asks_for
from tests.handlers.talking import Talk
from tests.handlers.town import Town


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


@pytest.mark.parametrize(
    "words", ["blocca venerdì", "blocca le prenotazioni di venerdì", "block Friday"]
)
def test_who_decides_is_asked_what_shall_become_of_a_blocked_day(tivoli: Town, words: str) -> None:
    diana = Talk(tivoli, "diana")
    diana.says(words)

    assert "Richiama in sede tutti, ven 27 nov" in labels(diana)
    assert "Chi c'è, ven 27 nov" in labels(diana)


def test_nobody_else_is_offered_to_call_anybody(tivoli: Town) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("blocca venerdì")

    assert "Richiama" not in labels(anna)
    assert "Prenota ven 27 nov" in labels(anna)


@pytest.mark.parametrize("words", ["mercoledì non può?", "non può mercoledì?"])
def test_somebody_who_cannot_come_is_no_day_of_ones_own(tivoli: Town, words: str) -> None:
    diana = Talk(tivoli, "diana")
    said = diana.says(words)

    assert "mercoledì 25 novembre" in said
    assert "Non ho letto: «non può»" in said
    assert "Ritira" not in labels(diana)


@pytest.mark.parametrize(
    "words",
    [
        *("le ore di Bruno", "quante ore ha Bruno?", "the hours of Bruno", "permessi di Bruno"),
        *("quanti permessi ha Bruno", "how many permits does Bruno have?", "Bruno's permits"),
    ],
)
def test_hr_sees_the_hours_of_somebody(tivoli: Town, words: str) -> None:
    said = Talk(tivoli, "elena").says(words)

    assert "Bruno Inventi" in said
    assert "Che cosa resta" in said


@pytest.mark.parametrize("name", ["anna", "diana"])
@pytest.mark.parametrize(
    "words", ["le ore di Bruno", "permessi di Bruno", "Bruno ha la 104?", "Bruno's permits"]
)
def test_anybody_else_is_told_who_sees_them(tivoli: Town, name: str, words: str) -> None:
    said = Talk(tivoli, name).says(words)

    assert "lo vede solo la persona stessa" in said
    assert "oltre al servizio personale (Elena Inventi)" in said
    assert "Che cosa resta" not in said


@pytest.mark.parametrize("name", ["anna", "elena"])
def test_who_says_their_own_name_sees_what_is_left_to_them(tivoli: Town, name: str) -> None:
    said = Talk(tivoli, name).says(f"saldo di {name.title()}")

    assert "Quanto ti resta" in said


def test_who_decides_is_told_where_a_request_of_theirs_waits(tivoli: Town) -> None:
    tivoli.agree("bruno")
    asks_for(tivoli, "bruno", THURSDAY)
    diana = Talk(tivoli, "diana")
    said = diana.says("permessi di Bruno")

    assert "Una sua richiesta aspetta te" in said
    assert "Che cosa resta" not in said
    assert "Da approvare" in labels(diana)
