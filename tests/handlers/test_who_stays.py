"""Who would stay in the office if what waits were approved, with the minimum of the office."""

import pytest

from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, stands
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def town(sorano: Town) -> Town:
    """Seven work there; Anna and Bruno ask for Thursday, Anna for Friday; Vito is out already."""
    for name in ("anna", "bruno", "vito"):
        sorano.agree(name)
    enter(sorano, "vito", THURSDAY)
    asks_for(sorano, "anna", THURSDAY, FRIDAY)
    asks_for(sorano, "bruno", THURSDAY)
    return sorano


@pytest.fixture
def carla(town: Town) -> Talk:
    """The manager."""
    return Talk(town, "carla")


def test_each_day_that_waits_is_reckoned_with(carla: Talk) -> None:
    answer = carla.says("chi resta in ufficio se approvo tutti?")

    assert answer.startswith("<b>Se approvi le 3 richieste che aspettano</b>")
    assert (
        "🗓 <b>giovedì 26 novembre</b>, Ufficio anagrafe\n"
        "Con queste richieste restano in ufficio 4 su 7.\n"
        "Tutto il giorno: Carla Inventi, Diana Inventi, Elena Inventi, Franco Inventi"
    ) in answer
    assert "restano in ufficio 6 su 7" in answer


@pytest.mark.parametrize(
    "words",
    [
        "quanti restano giovedì se approvo?",
        "se approvo tutto siamo sotto il minimo giovedì?",
        "how many stay on Thursday if I approve?",
    ],
)
def test_of_a_day_only_that_day(carla: Talk, words: str) -> None:
    answer = carla.says(words)

    assert "giovedì 26 novembre" in answer
    assert "venerdì" not in answer


def test_of_a_person_only_what_they_asked_for(carla: Talk) -> None:
    answer = carla.says("quanti restano giovedì se approvo Bruno?")

    assert answer.startswith("<b>Se approvi la richiesta di Bruno Inventi</b>")
    assert "restano in ufficio 5 su 7" in answer


def test_below_the_minimum_it_is_told(carla: Talk) -> None:
    carla.says("/squadra")
    carla.presses("Presenza minima")
    carla.presses("Ogni giorno")
    carla.presses("5")

    answer = carla.says("quanti restano giovedì se approvo tutti?")

    assert "⚠️ Con queste richieste restano in ufficio 4 su 7: il minimo è 5." in answer


def test_nothing_is_decided_by_the_question(carla: Talk) -> None:
    request = asks_for(carla.town, "bruno", FRIDAY)[0]

    carla.says("quanti restano se approvo tutti?")

    assert stands(carla.town, request).state is RequestState.PENDING


def test_where_nothing_waits_for_that_day_it_is_told(carla: Talk) -> None:
    answer = carla.says("quanti restano il 3 dicembre se approvo tutti?")

    assert "Per giovedì 3 dicembre nessuna richiesta aspetta una tua decisione." in answer


def test_who_decides_about_nobody_is_told_so(town: Town) -> None:
    answer = Talk(town, "anna").says("quanti restano giovedì se approvo tutti?")

    assert "Bruno" not in answer
