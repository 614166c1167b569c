"""Two days moved in one sentence: each move is shown by itself, to be confirmed by itself."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.mark.parametrize(
    "words",
    [
        "l'1 e il 3 dicembre li sposto al 2 e al 4",
        "sposta il primo dicembre al 2 e il 3 al 4",
        "move the 1st and 3rd of December to the 2nd and 4th",
    ],
)
def test_each_move_is_shown(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("martedì 1 e giovedì 3 dicembre da casa")
    anna.presses("Invia")

    first = anna.says(words)
    (second,) = anna.came.more

    assert "1° dicembre" in first
    assert "2 dicembre" in first
    assert "3 dicembre" in str(second.text)
    assert "4 dicembre" in str(second.text)
