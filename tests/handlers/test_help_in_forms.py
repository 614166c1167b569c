"""Help in the middle of a form: what it takes here is told, and it stays as it is."""

import pytest

from tests.handlers.asking import THURSDAY, asks_for, enter
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def town(tivoli: Town) -> Town:
    for name in ("anna", "bruno"):
        tivoli.agree(name)
    return tivoli


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        (("/permesso",), "Qui scrivi il tipo di permesso"),
        (("/permesso", "una visita"), "Qui scrivi il giorno"),
        (("/schema", "lunedì e mercoledì"), "Qui scrivi il giorno"),
    ],
)
@pytest.mark.parametrize("word", ["aiuto", "Help", "cosa devo scrivere?"])
def test_help_tells_what_is_taken_here(
    town: Town, opening: tuple[str, ...], told: str, word: str
) -> None:
    anna = Talk(town, "anna")
    for words in opening:
        anna.says(words)
    before = anna.row
    answer = anna.says(word)

    assert told in answer
    assert before is not None
    assert anna.row is not None
    assert anna.row.state == before.state


def test_help_is_no_name_of_somebody_to_be_recalled(town: Town) -> None:
    diana = Talk(town, "diana")
    diana.says("/richiama")

    assert "Qui scrivi il cognome" in diana.says("aiuto")
    assert diana.row is not None


def test_help_is_no_motive(town: Town) -> None:
    asks_for(town, "anna", THURSDAY)
    diana = Talk(town, "diana")
    diana.says("rifiuta Anna giovedì")

    assert "quello che l'altra persona leggerà" in diana.says("aiuto")
    assert diana.row is not None


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("/annulla giovedì", "Ritiri"),
        ("/giornate dicembre", "dicembre"),
        ("/squadra domani", "martedì 24 novembre"),
    ],
)
def test_words_after_a_command_are_read(town: Town, words: str, heard: str) -> None:
    enter(town, "anna", THURSDAY)

    assert heard in Talk(town, "anna").says(words)


def test_the_command_alone_still_leaves_what_is_open(town: Town) -> None:
    anna = Talk(town, "anna")
    anna.says("/permesso")

    anna.says("/annulla")

    assert anna.row is None
