"""What a manager says of the list before their eyes: shown, and decided by a button alone."""

import pytest

from tests.handlers.asking import FRIDAY, THURSDAY, asks_for
from tests.handlers.deciding import waits
from tests.handlers.talking import Talk
from tests.handlers.town import Town


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


@pytest.fixture
def carla(sorano: Town) -> Talk:
    """Anna asked for Thursday, Bruno for Friday, and Carla sees both."""
    for name, day in (("anna", THURSDAY), ("bruno", FRIDAY)):
        sorano.agree(name)
        asks_for(sorano, name, day)
    talk = Talk(sorano, "carla")
    talk.says("/approva")
    return talk


@pytest.mark.parametrize("words", ["tutti", "tutte", "approva tutto"])
def test_all_shows_the_list_again(carla: Talk, words: str) -> None:
    assert carla.says(words).startswith("<b>Aspettano te 2 richieste</b>")
    assert len(waits(carla.town)) == 2


@pytest.mark.parametrize(
    "words", ["tutti tranne Bruno", "non Bruno", "approva tutti ma non Bruno"]
)
def test_all_but_one_shows_the_others(carla: Talk, words: str) -> None:
    carla.says(words)

    assert "Anna" in labels(carla)
    assert "Bruno" not in labels(carla)
    assert len(waits(carla.town)) == 2


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *(("la prima", "gio 26"), ("approva la prima", "gio 26"), ("la seconda", "ven 27")),
        *(("approva l'ultima", "ven 27"), ("quelle di giovedì", "gio 26")),
        ("solo Bruno", "ven 27"),
    ],
)
def test_one_of_the_list_shows_its_card(carla: Talk, words: str, day: str) -> None:
    carla.says(words)

    assert f"✅ {day} nov" in labels(carla)
    assert len(waits(carla.town)) == 2


@pytest.mark.parametrize("words", ["rifiuta la prima", "rifiuta quelle di giovedì"])
def test_a_refusal_of_one_asks_for_its_motive(carla: Talk, words: str) -> None:
    assert "Perché rifiuti la richiesta di <b>Anna Inventi</b>" in carla.says(words)


@pytest.mark.parametrize("words", ["la terza", "non Pippo", "tutti tranne Pippo"])
def test_what_is_not_in_the_list_shows_no_card(carla: Talk, words: str) -> None:
    carla.says(words)

    assert "✅ gio" not in labels(carla)
    assert "✅ ven" not in labels(carla)


def test_who_decides_nothing_is_answered_as_before(carla: Talk) -> None:
    assert "richieste" not in Talk(carla.town, "anna").says("tutti")


@pytest.mark.parametrize(
    "words", ["rifiuta tutti tranne Bruno", "refuse everybody but Bruno", "rifiuta tutti"]
)
def test_who_refuses_several_finds_a_button_for_each_refusal(carla: Talk, words: str) -> None:
    said = carla.says(words)
    first = carla.buttons[0].label

    assert "un motivo" in said or "il suo motivo" in said
    assert first == "✖️ Anna Inventi, gio 26 nov"
    assert "Approva" not in labels(carla)
    assert "Perché rifiuti la richiesta di <b>Anna Inventi</b>" in carla.presses(first)


def test_who_refuses_several_days_of_one_is_offered_no_approval(sorano: Town) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY, FRIDAY)
    carla = Talk(sorano, "carla")
    carla.says("rifiuta Anna")

    assert [button.label for button in carla.buttons][:2] == ["✖️ gio 26 nov", "✖️ ven 27 nov"]
    assert "✅" not in labels(carla)


def test_the_others_of_a_refusal_are_left_alone(carla: Talk) -> None:
    carla.says("rifiuta tutti tranne Bruno: siamo in pochi")

    assert "Bruno" not in labels(carla)
