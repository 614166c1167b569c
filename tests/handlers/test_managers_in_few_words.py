"""What a manager says in few words of those who wait: shown, and decided by a press alone."""

import pytest

from tests.handlers.asking import THURSDAY, asks_for
from tests.handlers.deciding import waits
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def carla(sorano: Town) -> Talk:
    """Anna and Bruno asked Carla for Thursday."""
    for name in ("anna", "bruno"):
        sorano.agree(name)
        asks_for(sorano, name, THURSDAY)
    return Talk(sorano, "carla")


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


@pytest.mark.parametrize("name", ["Anan", "Anan Inventi", "Annna Inventi"])
def test_a_name_with_a_typing_error_is_offered(carla: Talk, name: str) -> None:
    assert "Intendevi" in carla.says(f"approva {name}")
    assert "Anna Inventi" in labels(carla)
    assert len(waits(carla.town)) == 2


def test_the_one_chosen_is_shown_and_not_decided(carla: Talk) -> None:
    carla.says("rifiuta Burno perché siamo in pochi")
    said = carla.presses("Bruno Inventi")

    assert "«siamo in pochi»" in said
    assert len(waits(carla.town)) == 2


def test_a_name_that_is_near_nobody_is_told(carla: Talk) -> None:
    assert "Intendevi" not in carla.says("approva Zorro")


@pytest.mark.parametrize("words", ["Bruno no", "a Bruno no"])
def test_a_no_asks_why(carla: Talk, words: str) -> None:
    assert "Perché rifiuti la richiesta di <b>Bruno Inventi</b>" in carla.says(words)
    assert len(waits(carla.town)) == 2


@pytest.mark.parametrize("words", ["Bruno no, siamo in pochi", "Bruno no perché siamo in pochi"])
def test_a_no_with_its_reason_shows_it(carla: Talk, words: str) -> None:
    assert "«siamo in pochi»" in carla.says(words)
    assert len(waits(carla.town)) == 2


@pytest.mark.parametrize(
    "words",
    ["Anna sì Bruno no", "Anna ok, Bruno no perché siamo in pochi", "Anna yes and Bruno no"],
)
def test_two_answers_are_shown_both(carla: Talk, words: str) -> None:
    said = carla.says(words)

    assert "Anna Inventi" in said
    assert "Rifiuta Bruno" in str(carla.came.more[0].text)
    assert len(waits(carla.town)) == 2


def test_a_no_of_somebody_who_does_not_wait_is_no_refusal(carla: Talk) -> None:
    assert "Perché rifiuti" not in carla.says("Elena no")


@pytest.mark.parametrize("words", ["da quanto aspetta?", "how long has it been waiting?"])
def test_since_when_they_wait_is_told_with_its_moment(carla: Talk, words: str) -> None:
    said = carla.says(words)

    assert "• <b>Anna Inventi</b>, giovedì 26 novembre: chiesto lunedì 23 novembre" in said
    assert "Bruno Inventi" in said


def test_of_one_person_only_theirs_is_told(carla: Talk) -> None:
    said = carla.says("da quanto aspetta Anna?")

    assert "Anna Inventi" in said
    assert "Bruno" not in said


def test_who_asked_is_told_where_the_own_request_stands(carla: Talk) -> None:
    said = Talk(carla.town, "anna").says("da quanto aspetta la mia richiesta?")

    assert "Non conosco" not in said


@pytest.mark.parametrize(
    "words", ["approve the first", "approva la prima", "approve the first one"]
)
def test_the_first_is_a_place_and_no_name(carla: Talk, words: str) -> None:
    assert "Anna Inventi" in carla.says(words)
    assert len(waits(carla.town)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "ho bisogno di tutti in ufficio giovedì per il consiglio",
        "mi servite tutti in sede giovedì",
    ],
)
def test_all_who_are_needed_are_called_and_it_is_no_day_of_ones_own(
    carla: Talk, words: str
) -> None:
    assert "non c'è nulla da ritirare" not in carla.says(words)
    assert "giovedì 26 novembre" in str(carla.shown.text)


@pytest.mark.parametrize(
    "words",
    [
        "approva Anna giovedì, venerdì la voglio qui",
        "approva Anna giovedì ma venerdì la voglio in sede",
    ],
)
def test_a_day_on_which_somebody_is_wanted_here_is_not_approved(carla: Talk, words: str) -> None:
    said = carla.says(words)

    assert "venerdì 27 novembre: non decido nulla" in said
    assert "Non ho letto: «venerdì la voglio" in said


def test_such_a_day_alone_is_none_of_an_approval(carla: Talk) -> None:
    said = carla.says("approva Anna e venerdì la voglio qui")

    assert "giovedì 26 novembre" in said
    assert "Non ho letto: «venerdì la voglio qui»" in said


@pytest.mark.parametrize("words", ["no a tutti", "rifiuta tutto"])
def test_who_refuses_all_is_not_offered_to_approve_all(carla: Talk, words: str) -> None:
    assert "apri una richiesta alla volta" in carla.says(words)
    assert "Approva le" not in labels(carla)
