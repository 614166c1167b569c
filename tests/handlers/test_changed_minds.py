"""Somebody changes their mind in a form: what they say closes it or goes back, and is no text."""

import pytest

from handlers.desk.changes import by_manager
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.test_manager_moves import MOTIVE, held, token_of
from tests.handlers.town import Town


@pytest.fixture
def carla(arena_po: Town) -> Talk:
    """She moves Anna's Thursday, and is asked why."""
    arena_po.agree("anna")
    enter(arena_po, "anna", THURSDAY)
    by_manager.ask_for_motive(
        arena_po.desk, arena_po.actor("carla"), token_of(arena_po), FRIDAY, None
    )
    return Talk(arena_po, "carla")


CLOSING = ["lascia perdere", "no, lascia perdere", "anzi no", "fa niente", "ci ho ripensato"]
GOING_BACK = ["no aspetta", "No, aspetta!", "ho sbagliato", "scusa, ho sbagliato", "un attimo"]


@pytest.mark.parametrize("words", [*CLOSING, "non serve più", "no niente, lascia stare"])
def test_words_that_drop_it_close_the_form(carla: Talk, words: str) -> None:
    carla.says(words)

    assert carla.row is None
    assert held(carla.town) == [(THURSDAY, None)]


@pytest.mark.parametrize("words", GOING_BACK)
def test_words_that_hesitate_are_no_motive(carla: Talk, words: str) -> None:
    answer = carla.says(words)

    assert carla.row is not None
    assert "Invia" not in " ".join(one.label for one in carla.buttons)
    assert f"«{words}»" not in answer


@pytest.mark.parametrize("words", GOING_BACK)
def test_a_motive_that_was_said_back_is_asked_anew(carla: Talk, words: str) -> None:
    carla.says(MOTIVE)
    carla.says(words)

    assert carla.form is not None
    assert not carla.form.can_be_sent
    assert held(carla.town) == [(THURSDAY, None)]


@pytest.mark.parametrize("words", CLOSING)
def test_outside_of_a_form_letting_be_sends_nothing_and_says_so(
    arena_po: Town, words: str
) -> None:
    arena_po.agree("anna")

    assert "non è partito nulla" in Talk(arena_po, "anna").says(words)


@pytest.mark.parametrize("words", GOING_BACK)
def test_outside_of_a_form_hesitating_leads_to_the_menu(arena_po: Town, words: str) -> None:
    arena_po.agree("anna")

    assert "cosa ti serve?" in Talk(arena_po, "anna").says(words)


@pytest.mark.parametrize(
    "words",
    ["non inviare niente", "no, non spostare nulla", "don't move anything", "non fare nulla"],
)
def test_who_wants_nothing_of_it_leaves_the_form(carla: Talk, words: str) -> None:
    answer = carla.says(words)

    assert carla.row is None
    assert "non è stato cambiato nulla" in answer
    assert held(carla.town) == [(THURSDAY, None)]


@pytest.mark.parametrize("words", ["ci penso", "wait a moment", "dammi un secondo", "hold on"])
def test_who_needs_a_moment_keeps_the_form(carla: Talk, words: str) -> None:
    answer = carla.says(words)

    assert "finché non premi un pulsante non parte nulla" in answer
    assert carla.row is not None
    assert f"«{words}»" not in answer


@pytest.mark.parametrize("words", ["aspetta un attimo", "un momento", "ci penso", "wait a minute"])
def test_who_needs_a_moment_before_a_press_is_told_that_nothing_went_out(
    arena_po: Town, words: str
) -> None:
    arena_po.agree("anna")
    anna = Talk(arena_po, "anna")
    anna.says("prenota giovedì")

    assert "finché non premi un pulsante non parte nulla" in anna.says(words)
    assert held(arena_po) == []
