"""Leave is told elsewhere, and who decides may have somebody decide meanwhile."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.mark.parametrize(
    "words",
    [
        "sono in ferie dal 14 al 18 dicembre",
        "mezza giornata di ferie domani",
        "due ore di ferie domani",
        "prenota le ferie dal 14 al 18 dicembre",
    ],
)
def test_leave_is_told_elsewhere_and_nothing_is_offered(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")

    assert "Le ferie non passano dallo sportello" in anna.says(words)
    assert not any("dic" in button.label for button in anna.buttons)


def test_who_decides_is_offered_to_be_stood_in_for(tivoli: Town) -> None:
    carla = Talk(tivoli, "carla")
    carla.says("sono in ferie dal 14 al 18 dicembre")

    labels = [button.label for button in carla.buttons]
    assert "Delega chi decide: lun 14 dic – ven 18 dic" in labels
    assert "A chi lo dico?" in labels
