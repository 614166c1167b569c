"""Offices and everybody called to the office in words: shown before anything is sent."""

import pytest

from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.recalling import live
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def carla(sorano: Town) -> Talk:
    """Anna and Bruno, whom Carla may recall, work elsewhere on Thursday; on Friday only Anna."""
    for name in ("anna", "bruno", "orso"):
        sorano.agree(name)
        enter(sorano, name, THURSDAY)
    enter(sorano, "anna", FRIDAY)
    return Talk(sorano, "carla")


@pytest.mark.parametrize(
    "words",
    [
        "richiama l'ufficio anagrafe giovedì",
        "richiama l'anagrafe giovedì",
        "richiama tutto l'ufficio giovedì per le elezioni",
        "richiama tutti giovedì",
        "richiama Anna e tutti gli altri giovedì",
    ],
)
def test_those_who_work_away_that_day_are_shown_and_nothing_is_sent(
    carla: Talk, words: str
) -> None:
    answer = carla.says(words)

    assert "giovedì 26 novembre" in answer
    assert "<b>Anna Inventi</b>" in answer
    assert "<b>Bruno Inventi</b>" in answer
    assert "Orso" not in answer
    assert live(carla.town, "anna", THURSDAY) is None


def test_the_reason_is_heard_too(carla: Talk) -> None:
    assert "«le elezioni»" in carla.says("richiama tutto l'ufficio giovedì per le elezioni")


def test_who_is_in_the_office_that_day_is_not_called(carla: Talk) -> None:
    answer = carla.says("richiama tutti venerdì")

    assert "<b>Anna Inventi</b>" in answer
    assert "Bruno" not in answer


@pytest.mark.parametrize(
    "words", ["richiama tutti mercoledì", "richiama l'ufficio tributi giovedì"]
)
def test_where_nobody_of_theirs_works_away_this_is_said(carla: Talk, words: str) -> None:
    answer = carla.says(words)

    assert "nessuna delle persone che puoi richiamare lavora fuori sede" in answer
    assert "Orso" not in answer


def test_all_but_somebody_is_asked_back(carla: Talk) -> None:
    carla.says("richiama tutti tranne Anna giovedì")

    assert carla.form is None
    assert not any("26 nov" in button.label for button in carla.buttons)


def test_an_office_that_is_not_there_is_not_found(carla: Talk) -> None:
    assert "non trovo «zecca»" in carla.says("richiama l'ufficio zecca giovedì")


def test_who_leads_nobody_calls_no_office(carla: Talk) -> None:
    assert "Bruno" not in Talk(carla.town, "anna").says("richiama tutti giovedì")


@pytest.mark.parametrize("words", ["contatta l'ufficio tributi", "contatta i tributi"])
def test_an_office_is_reached_with_the_word_and_without(carla: Talk, words: str) -> None:
    assert "Orso Inventi" in Talk(carla.town, "anna").says(words)
