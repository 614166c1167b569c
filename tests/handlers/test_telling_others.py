"""An order to tell others beside what is asked: who comes to know is said, nobody else is told."""

import pytest

from tests.handlers.asking import THURSDAY, asks_for
from tests.handlers.deciding import waits
from tests.handlers.talking import Talk
from tests.handlers.town import Town

TO_MANY = (
    ("avvisa tutti che domani lavoro da casa", "avvisa tutti"),
    ("domani lavoro da casa, avvisa tutti", "avvisa tutti"),
    ("dillo ai colleghi che domani sono in smart", "dillo ai colleghi"),
    ("avvisa il capo che domani lavoro da casa", "avvisa il capo"),
    ("tell everybody I work from home tomorrow", "tell everybody"),
    ("work from home tomorrow and tell the team", "tell the team"),
    ("avvisa Bruno e Carla che domani lavoro da casa", "avvisa Bruno e Carla"),
    ("avvisa Bruno, Carla e Diana che domani lavoro da casa", "avvisa Bruno, Carla e Diana"),
)


@pytest.fixture
def anna(sorano: Town) -> Talk:
    sorano.agree("anna")
    return Talk(sorano, "anna")


@pytest.fixture
def carla(sorano: Town) -> Talk:
    """Anna asked Carla for Thursday."""
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    return Talk(sorano, "carla")


@pytest.mark.parametrize(("words", "told"), TO_MANY)
def test_a_day_is_shown_and_who_will_see_it(anna: Talk, words: str, told: str) -> None:
    said = anna.says(words)

    assert "martedì 24 novembre" in said
    assert f"«{told}»: io non avviso nessuno. Lo vede chi decide" in said
    assert "Non ho letto" not in said


def test_where_no_day_is_asked_for_only_that_nobody_is_told(anna: Talk) -> None:
    said = anna.says("di' a tutti che sono malato")

    assert "io non avviso nessuno" in said
    assert "chi decide" not in said


@pytest.mark.parametrize(
    "order", ["e avvisala", "e dille grazie", "e avvisa Bruno", "and let her know", ", diglielo"]
)
def test_who_asked_hears_of_it_anyway(carla: Talk, order: str) -> None:
    verb = "approve" if "and" in order else "approva"
    said = carla.says(f"{verb} Anna {order}")

    assert "Anna Inventi" in said
    assert "la notizia arriva da sola a chi riguarda" in said
    assert not carla.came.more
    assert len(waits(carla.town)) == 1


def test_what_shall_be_told_of_a_refusal_is_its_motive(carla: Talk) -> None:
    said = carla.says("rifiuta Anna e dille che siamo in pochi")

    assert "siamo in pochi" in said
    assert len(waits(carla.town)) == 1


def test_what_others_shall_do_is_no_wish_of_ones_own(anna: Talk) -> None:
    anna.says("avvisa tutti che giovedì devono venire in ufficio")

    assert not any("Invia" in button.label for button in anna.buttons)


@pytest.mark.parametrize(
    "order",
    [
        "rifiuta Anna e avvisa Bruno che la sostituisce lui",
        "rifiuta Anna giovedì, avvisa il capo che la sostituisce lui",
        "refuse Anna and tell Bruno that la sostituisce lui",
    ],
)
def test_what_a_third_person_shall_hear_is_no_motive(carla: Talk, order: str) -> None:
    said = carla.says(order)

    assert "Altro non mando" in said
    assert "Motivo: «la sostituisce lui»" not in said


def test_a_motive_that_was_given_is_not_lengthened_by_a_message(carla: Talk) -> None:
    said = carla.says("rifiuta Anna giovedì perché c'è la giunta e avvisa Vito che mi dispiace")

    assert "«c'è la giunta»" in said
    assert "giunta perché" not in said


def test_who_is_refused_may_be_named_again_before_the_motive(carla: Talk) -> None:
    assert "«siamo in pochi»" in carla.says("rifiuta Anna e di' ad Anna che siamo in pochi")


@pytest.mark.parametrize(
    "words",
    [
        "domani lavoro da casa, avvisa Bruno che lo chiamo alle 10",
        "domani lavoro da casa e di' a Bruno che lo chiamo alle 10",
        "tomorrow from home and tell Bruno that lo chiamo alle 10",
    ],
)
def test_a_message_to_a_colleague_is_offered_beside_the_days(anna: Talk, words: str) -> None:
    said = anna.says(words)
    message = anna.came.more[0]

    assert "martedì 24 novembre" in said
    assert "io non avviso nessuno" not in said
    assert "Messaggio a Bruno: «lo chiamo alle 10»" in str(message.text)
    assert "Lo invio così?" in anna.forges(message.rows[0][0].data)


@pytest.mark.parametrize(
    "words",
    [
        "digli che domani non ci sono",
        "scrivile che domani non ci sono",
        "scrivigli che arrivo tardi",
        "avvisala che venerdì lavoro da casa",
        "tell him that I work from home tomorrow",
    ],
)
def test_what_an_unnamed_person_shall_hear_is_no_wish(anna: Talk, words: str) -> None:
    assert anna.says(words).startswith("A chi scrivo «")
    assert not any("Invia" in button.label for button in anna.buttons)
