"""Names beside what a manager asks: offered to be chosen, and never one's own days instead."""

import pytest

from tests.handlers.asking import THURSDAY, asks_for
from tests.handlers.deciding import waits
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def carla(sorano: Town) -> Talk:
    """Anna asked Carla for Thursday."""
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    return Talk(sorano, "carla")


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


@pytest.mark.parametrize("words", ["conferma Anna giovedì", "dai ok ad Anna", "conferma Anna"])
def test_an_assent_shows_what_waits_and_decides_nothing(carla: Talk, words: str) -> None:
    carla.says(words)

    assert "✅ gio 26 nov" in labels(carla)
    assert len(waits(carla.town)) == 1


@pytest.mark.parametrize("words", ["e Anna?", "anna stasera"])
def test_of_somebody_named_it_is_asked_what_is_wanted(carla: Talk, words: str) -> None:
    assert "Che cosa devo fare per" in carla.says(words)


def test_a_move_of_theirs_is_shown_with_the_days_that_were_said(carla: Talk) -> None:
    shown = carla.says("sposta Anna da giovedì a venerdì")

    assert "Anna Inventi: da giovedì 26 novembre a venerdì 27 novembre" in shown
    assert len(waits(carla.town)) == 1


def test_of_two_people_both_are_called_or_looked_at(carla: Talk) -> None:
    carla.says("Anna e Bruno in sede mercoledì e giovedì")

    assert "Richiama in sede Anna e Bruno: gio 26 nov" in labels(carla)
    assert "Prenota" not in labels(carla)


def test_who_decides_nothing_calls_nobody(carla: Talk) -> None:
    anna = Talk(carla.town, "anna")
    anna.says("Bruno e Vito in sede giovedì")

    assert "Richiama" not in labels(anna)
    assert "Chi c'è, gio 26 nov" in labels(anna)


def test_an_order_and_a_day_of_ones_own_are_two_answers(carla: Talk) -> None:
    carla.says("domani lavoro da casa e decide Vito")

    (delegation,) = carla.came.more
    assert "Delega a Vito: mar 24 nov" in str(delegation.text)
