"""What people ask and tell every day, without the words of the act: answered, never written."""

import pytest

from tests.handlers.asking import THURSDAY
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(sorano: Town) -> Talk:
    sorano.agree("anna")
    return Talk(sorano, "anna")


@pytest.fixture
def bruno(sorano: Town) -> Talk:
    """He has no agreement."""
    return Talk(sorano, "bruno")


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


# ------------------------------------------------------------ questions


def test_whether_a_day_makes_a_bridge_is_answered_by_the_calendar(anna: Talk) -> None:
    assert "lunedì 7 dicembre: uffici aperti" in anna.says("lunedì 7 è ponte?")
    assert "Prenota" not in labels(anna)


def test_which_of_two_days_is_better_shows_what_each_comes_to(anna: Talk) -> None:
    first = anna.says("mi conviene lunedì 7 o venerdì 11?")
    (second,) = anna.came.more

    assert "lunedì 7 dicembre" in first
    assert "venerdì 11" not in first
    assert second.text is not None
    assert "venerdì 11 dicembre" in second.text


def test_whether_there_is_room_is_asked_of_a_day(anna: Talk) -> None:
    assert "Per quale giorno?" in anna.says("c'è posto?")
    assert "✅ giovedì 26 novembre" in anna.says("giovedì")


# ------------------------------------------------------------ being late


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("domani faccio tardi di mezz'ora", "dalle 08:00 alle 08:30"),
        ("domani arrivo tardi, alle 10", "dalle 08:00 alle 10:00"),
    ],
)
def test_who_will_be_late_begins_a_permit_with_the_hours(
    anna: Talk, words: str, hours: str
) -> None:
    assert f"martedì 24 novembre, {hours}" in anna.says(words)


def test_who_will_be_late_is_asked_how_long(anna: Talk) -> None:
    assert "Che permesso ti serve?" in anna.says("domani faccio tardi")
    assert "dalle 08:00 alle 08:20" in anna.says("20 minuti")


def test_somebody_elses_being_late_is_no_permit_of_ones_own(anna: Talk) -> None:
    assert "Che permesso ti serve?" not in anna.says("oggi Anna fa tardi")


# ------------------------------------------------------------ no agreement yet

FIRST_STEP = "Carla Inventi"


@pytest.mark.parametrize(
    "words",
    [
        *("come si attiva lo smart working?", "voglio fare smart working", "vorrei fare smart"),
        *("come faccio a chiedere l'accordo?", "come si chiede il lavoro agile?", "prenota"),
        *("cosa devo fare per lo smart working?", "vorrei attivare il lavoro agile"),
    ],
)
def test_without_an_agreement_the_next_step_has_a_name(bruno: Talk, words: str) -> None:
    assert FIRST_STEP in bruno.says(words)


def test_with_an_agreement_a_day_is_asked(anna: Talk) -> None:
    assert "Per quale giorno?" in anna.says("voglio fare smart working")
    assert f"{THURSDAY.day} novembre" in anna.says("giovedì")


def test_how_somebody_else_gets_an_agreement_is_not_answered_with_ones_own(
    anna: Talk,
) -> None:
    shown = anna.says("come fa Bruno ad attivare lo smart working?")

    assert "Il tuo accordo" not in shown
    assert "Bruno" in shown


# ------------------------------------------------------------ the same question of another day


@pytest.mark.parametrize(
    ("asks", "follows", "told"),
    [
        ("dov'è bruno?", "e giovedì?", "Bruno Inventi</b>, giovedì 26 novembre"),
        ("chi c'è domani?", "e venerdì?", "Ufficio anagrafe</b>, venerdì 27 novembre"),
        ("chi c'è domani?", "giovedì?", "Ufficio anagrafe</b>, giovedì 26 novembre"),
        ("who is in tomorrow?", "what about friday?", "Ufficio anagrafe</b>, venerdì 27 novembre"),
        ("ho prenotato giovedì?", "e venerdì?", "venerdì 27 novembre non hai chiesto nulla"),
    ],
)
def test_another_day_asks_the_question_before_and_books_nothing(
    tivoli: Town, asks: str, follows: str, told: str
) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says(asks)

    assert told in anna.says(follows)
    assert "Invia" not in str(anna.buttons)


def test_another_day_behind_days_that_are_shown_is_still_added(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("chi c'è giovedì?")
    anna.says("prenota giovedì")

    answer = anna.says("e venerdì")

    assert "giovedì 26 novembre" in answer
    assert "venerdì 27 novembre" in answer
    assert "Invia richiesta (2)" in str(anna.buttons)


def test_another_day_after_another_button_is_no_question(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("chi c'è giovedì?")
    anna.presses("Menu")

    anna.says("e venerdì")

    assert "Invia richiesta (1)" in str(anna.buttons)


def test_ones_own_office_is_not_named_as_unread_another_is(tivoli: Town) -> None:
    tivoli.agree("anna")

    own = Talk(tivoli, "anna").says("sono all'anagrafe giovedì lavoro da casa")
    another = Talk(tivoli, "orso").says("chi c'è in anagrafe?")

    assert "Non ho letto" not in own
    assert "Non ho letto: «anagrafe»" in another
