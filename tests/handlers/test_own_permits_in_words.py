"""A permit that somebody has already, spoken of in words: shown, to take back or to correct."""

from datetime import date

import pytest

from storage.tables import RequestState
from tests.handlers.asking import enter
from tests.handlers.permitting import THURSDAY, asks, hours
from tests.handlers.talking import Talk
from tests.handlers.town import Town

LISTED = "giovedì 26 novembre, dalle 10:00 alle 12:00"
MONDAY = date(2026, 11, 30)


def labels(talk: Talk) -> list[str]:
    """The words of the buttons."""
    return [button.label for button in talk.buttons]


@pytest.fixture
def anna(alonte: Town) -> Talk:
    """Anna has a visit on Thursday from ten to twelve that waits for a decision."""
    asks(alonte, "anna", hours("medical"))
    return Talk(alonte, "anna")


@pytest.mark.parametrize(
    "words",
    [
        "annulla il permesso di giovedì",
        "annulla la visita di giovedì",
        "annulla il permesso delle 10",
        "annulla la visita",
        "ritira il permesso di giovedì",
        "sposta il permesso di giovedì a venerdì",
        "sposta la visita a venerdì",
        "il permesso di giovedì è stato approvato?",
        "che permessi ho chiesto?",
        "la visita è stata rinviata",
        "allunga la visita di mezz'ora",
        "annulla il permesso",
        "cancel the permit on thursday",
    ],
)
def test_a_permit_spoken_of_is_shown_with_its_buttons(anna: Talk, words: str) -> None:
    text = anna.says(words)

    assert LISTED in text
    assert "✏️ gio 26 nov" in labels(anna)
    assert "🗑 gio 26 nov" in labels(anna)
    assert "prenotato" not in text


def test_the_button_takes_it_back_once_it_is_pressed_again(anna: Talk) -> None:
    anna.says("annulla la visita di giovedì")
    anna.presses("🗑 gio 26 nov")

    assert "Ritirato" in anna.presses("Sì, ritira")


def test_of_two_permits_only_the_one_named_is_shown(anna: Talk, alonte: Town) -> None:
    asks(alonte, "anna", hours("medical", MONDAY))

    text = anna.says("annulla la visita di lunedì 30")

    assert "lunedì 30 novembre" in text
    assert LISTED not in text


def test_a_permit_of_another_kind_on_that_day_is_still_the_one_meant(alonte: Town) -> None:
    asks(alonte, "anna", hours("personal"))
    anna = Talk(alonte, "anna")

    assert LISTED in anna.says("annulla la visita di giovedì")


def test_where_no_permit_is_as_it_was_said_that_is_told_and_all_are_shown(anna: Talk) -> None:
    text = anna.says("annulla il permesso di mercoledì 2 dicembre")

    assert "Un permesso così non risulta" in text
    assert LISTED in text


def test_a_day_with_a_permit_alone_leads_to_the_permit(anna: Talk) -> None:
    assert LISTED in anna.says("annulla giovedì")
    assert LISTED in anna.says("sposta giovedì a venerdì")


def test_a_day_and_a_permit_are_both_shown_where_the_words_do_not_say_which(
    anna: Talk, alonte: Town
) -> None:
    alonte.agree("anna")
    enter(alonte, "anna", THURSDAY, state=RequestState.APPROVED)

    anna.says("annulla giovedì")

    assert "giovedì 26 novembre" in str(anna.shown.text)
    (permits,) = anna.shown.more
    assert LISTED in str(permits.text)


def test_a_visit_as_the_reason_leaves_the_day_what_is_taken_back(anna: Talk, alonte: Town) -> None:
    alonte.agree("anna")
    enter(alonte, "anna", date(2026, 11, 27), state=RequestState.APPROVED)

    assert "venerdì 27 novembre" in anna.says("annulla venerdì, ho una visita")


def test_a_new_permit_is_still_asked_for(anna: Talk) -> None:
    assert "venerdì 27 novembre" in anna.says("permesso venerdì dalle 10 alle 12 per una visita")
    assert anna.form is not None


@pytest.mark.parametrize(
    "words",
    [
        "sposta il permesso a venerdì",
        "sposta a venerdì la visita",
        "sposta la visita alle 15",
        "move my permit to Friday",
    ],
)
def test_where_a_permit_goes_does_not_tell_which_it_is(anna: Talk, words: str) -> None:
    text = anna.says(words)

    assert LISTED in text
    assert "non risulta" not in text
    assert "Per spostarlo premi ✏️" in text


def test_of_several_the_one_of_the_day_that_was_said_is_moved(anna: Talk) -> None:
    asks(anna.town, "anna", hours("medical", on=MONDAY))

    text = anna.says("sposta la visita di giovedì a lunedì")

    assert LISTED in text
    assert "lunedì 30" not in text
