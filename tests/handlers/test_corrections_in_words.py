"""Days are shown with their button, or ticked, and somebody corrects them in words."""

from datetime import date

import pytest

from storage.requests import bookings
from storage.tables import RequestState
from tests.handlers.asking import THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town

TENTH = date(2026, 12, 10)


@pytest.fixture
def town(sorano: Town) -> Town:
    """Anna has 10 December."""
    sorano.agree("anna")
    enter(sorano, "anna", TENTH)
    return sorano


@pytest.fixture
def anna(town: Town) -> Talk:
    return Talk(town, "anna")


def held(town: Town) -> list[tuple[date, RequestState]]:
    with town.store.reading() as uow:
        found = bookings.of_person(
            uow, town.ids["anna"], since=NOW.date(), until=date(2027, 1, 31)
        )
    return [(one.day, one.state) for one in found]


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


def ticks(talk: Talk, number: str) -> None:
    """Tick a day of the month on top."""
    talk.forges(next(button.data for button in talk.buttons if button.label == number))


def test_a_day_more_is_shown_with_those_before_it_and_sent_by_its_button(
    anna: Talk, town: Town
) -> None:
    anna.says("prenota giovedì")
    shown = anna.says("anche il 4")

    assert "giovedì 26 novembre" in shown
    assert "venerdì 4 dicembre" in shown
    assert held(town) == [(TENTH, RequestState.APPROVED)]
    anna.presses("Invia richiesta (2)")
    assert [day for day, _ in held(town)] == [THURSDAY, date(2026, 12, 4), TENTH]


def test_corrections_follow_one_another(anna: Talk) -> None:
    anna.says("prenota giovedì")
    anna.says("anche il 4")
    assert "giovedì" not in anna.says("togli il 26")
    assert "sei già in ufficio" in anna.says("meglio in sede")
    assert "venerdì 4 dicembre" in anna.says("meglio a casa")
    shown = anna.says("anzi il 9")

    assert "mercoledì 9 dicembre" in shown
    assert "venerdì 4 dicembre" not in shown
    assert "premi [📨 Invia richiesta (1)]" in anna.says("sì")


def test_days_ticked_in_the_calendar_are_shown_as_they_are_corrected(anna: Talk) -> None:
    anna.says("/prenota")
    ticks(anna, "26")
    ticks(anna, "27")
    shown = anna.says("anche il 4")

    assert labels(anna).startswith("📨 Invia richiesta (3)")
    assert "giovedì 26 novembre" in shown
    assert "giovedì" not in anna.says("no, venerdì e basta")
    assert labels(anna).startswith("📨 Invia richiesta (1)")


def test_what_is_ticked_stays_after_words_that_correct_nothing(anna: Talk) -> None:
    anna.says("/prenota")
    ticks(anna, "26")
    anna.says("quante giornate mi restano?")

    assert "giovedì 26 novembre" in anna.says("anche il 4")


def test_a_day_that_is_held_is_taken_back_and_not_only_left_out(anna: Talk, town: Town) -> None:
    anna.says("prenota giovedì")

    assert "Ritiri giovedì 10 dicembre, già approvata?" in anna.says("togli il 10")
    assert held(town) == [(TENTH, RequestState.APPROVED)]


def test_no_day_left_is_leaving_it(anna: Talk, town: Town) -> None:
    anna.says("prenota giovedì")

    assert "Invia richiesta" not in anna.says("togli giovedì") + labels(anna)
    assert held(town) == [(TENTH, RequestState.APPROVED)]


def test_days_to_be_taken_back_are_corrected_as_such(anna: Talk) -> None:
    anna.says("annulla giovedì")

    assert "Ritiri giovedì 10 dicembre" in anna.says("anzi il 10 dicembre")


def test_after_sending_a_day_more_is_asked_for_by_itself(anna: Talk) -> None:
    anna.says("prenota giovedì")
    anna.presses("Invia richiesta")
    anna.says("anche il 4")

    assert labels(anna).startswith("📨 Invia richiesta (1)")


def test_words_passed_on_correct_nothing(anna: Talk) -> None:
    anna.says("prenota giovedì")
    anna.forwards("anche il 4")

    assert labels(anna).startswith("📨 Invia richiesta (1)")


@pytest.mark.parametrize("words", ["anche Bruno il 4", "anche per Bruno il 4", "togli Bruno"])
def test_a_correction_with_a_name_is_none_of_ones_own_days(
    anna: Talk, town: Town, words: str
) -> None:
    town.agree("bruno")
    anna.says("prenota giovedì")
    anna.says(words)

    assert "Invia richiesta (2)" not in labels(anna)


@pytest.mark.parametrize("words", ["anzi a lunedì 14", "no, lunedì 14", "meglio il 14"])
def test_a_move_that_is_shown_goes_to_another_day(anna: Talk, town: Town, words: str) -> None:
    anna.says("sposta il 10 a venerdì")
    moved = anna.says(words)

    assert "Da giovedì 10 dicembre a lunedì 14 dicembre" in moved
    assert "premi [📨 Chiedi lo spostamento]" in anna.says("sì")
    assert held(town) == [(TENTH, RequestState.APPROVED)]


@pytest.mark.parametrize(
    ("correction", "shown"),
    [
        ("non giovedì, venerdì", "venerdì 27 novembre"),
        ("not Thursday, Friday", "venerdì 27 novembre"),
        ("non giovedì, ma venerdì", "venerdì 27 novembre"),
        ("sì grazie ma solo la mattina", "giovedì 26 novembre (mattina)"),
        ("sì, grazie, ma solo di pomeriggio", "giovedì 26 novembre (pomeriggio)"),
        ("yes please but only in the morning", "giovedì 26 novembre (mattina)"),
    ],
)
def test_a_day_shown_gives_way_to_what_is_said_instead(
    anna: Talk, correction: str, shown: str
) -> None:
    anna.says("prenota giovedì")

    answer = anna.says(correction)

    assert shown in answer
    assert "Invia richiesta (1)" in str(anna.buttons)


@pytest.mark.parametrize(
    "words",
    [
        "a parte giovedì",
        "giovedì escluso",
        "ad eccezione di giovedì",
        "all'infuori di giovedì",
        "apart from Thursday",
        "except for Thursday",
        "but not Thursday",
    ],
)
def test_a_day_is_left_out_of_those_shown_in_as_many_words_as_there_are(
    tivoli: Town, words: str
) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("prenota la settimana prossima")

    said = anna.says(words)

    assert "giovedì 3 dicembre" not in said
    assert "mercoledì 2 dicembre" in said
    assert any(one.label == "📨 Invia richiesta (4)" for one in anna.buttons)
