"""A sentence that says half of it: what it means of the days that somebody holds is shown."""

import pytest

from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, stands
from tests.handlers.talking import Talk
from tests.handlers.test_answers_to_questions import WEDNESDAY
from tests.handlers.town import Town

MOVED = "Da giovedì 26 novembre a venerdì 27 novembre"


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


@pytest.mark.parametrize("words", ["sposta a venerdì", "sposta la giornata a venerdì"])
def test_the_one_day_held_is_what_moves_to_the_new_day(anna: Talk, words: str) -> None:
    enter(anna.town, "anna", THURSDAY)

    assert MOVED in anna.says(words)


def test_the_new_day_alone_answers_what_is_moved_to_where(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY)
    anna.says("sposta")

    assert MOVED in anna.says("a venerdì")


@pytest.mark.parametrize(
    "answer", ["giovedì", "quella di giovedì", "da giovedì a venerdì", "la prima", "il 26"]
)
def test_of_several_days_held_it_is_asked_which_moves(anna: Talk, answer: str) -> None:
    enter(anna.town, "anna", THURSDAY, WEDNESDAY)

    assert "Quale giornata sposto?" in anna.says("sposta a venerdì")
    assert MOVED in anna.says(answer)


def test_one_of_several_days_is_moved_by_its_button(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY, WEDNESDAY)
    anna.says("sposta a venerdì")

    assert MOVED in anna.presses("26 nov")


@pytest.mark.parametrize(
    "words",
    [
        "sono in ritardo",
        "cancella i miei dati",
        "sono malata, decide Vito",
        "no aspetta non mandarlo",
    ],
)
def test_what_answers_no_question_is_answered_by_itself(anna: Talk, words: str) -> None:
    anna.says("sposta a venerdì")

    assert "non mi dice quello che manca" not in anna.says(words)


def test_a_question_of_hours_ago_waits_no_more(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY, WEDNESDAY)
    anna.says("sposta a venerdì")
    anna.waits(hours=5)

    assert MOVED not in anna.says("giovedì")


def test_another_kind_answers_which_kind_of_permit(anna: Talk) -> None:
    anna.says("che differenza c'è tra permesso breve e personale?")

    assert "visita o terapia" in anna.says("visita medica")


def test_the_one_request_that_waits_is_shown_to_be_taken_back(anna: Talk) -> None:
    (asked,) = asks_for(anna.town, "anna", THURSDAY)

    assert "Ritiri la richiesta per giovedì 26 novembre?" in anna.says("ritira la richiesta")
    assert stands(anna.town, asked).state is RequestState.PENDING


def test_of_two_requests_it_is_asked_which(anna: Talk) -> None:
    asks_for(anna.town, "anna", THURSDAY, FRIDAY)

    assert "Per quale giorno?" in anna.says("ritira la richiesta")


def test_the_move_that_waits_is_shown_to_be_taken_back(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY)
    anna.says("sposta a venerdì")
    anna.presses("Chiedi lo spostamento")

    assert "venerdì 27 novembre al posto di giovedì 26" in anna.says("annulla lo spostamento")


def test_a_day_that_only_waits_is_not_said_to_hold(anna: Talk) -> None:
    asks_for(anna.town, "anna", THURSDAY)

    shown = anna.says("sposta a venerdì")
    asked = anna.presses("Chiedi lo spostamento")

    assert "vale giovedì" not in f"{shown}{asked}"
    assert "quella richiesta resta in attesa" in shown
    assert "resta in attesa" in asked


def test_to_let_be_what_is_shown_says_that_nothing_was_sent(anna: Talk) -> None:
    anna.says("giovedì da casa")

    assert "Non è partito nulla" in anna.says("no aspetta, lascia stare")


def test_to_let_be_says_that_what_was_sent_before_stays(anna: Talk) -> None:
    asks_for(anna.town, "anna", THURSDAY)

    assert "Quello che avevi già inviato resta" in anna.says("no aspetta, lascia stare")
