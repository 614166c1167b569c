"""Days on duty, hours of a whole day at home, an office day that ends at noon: never guessed."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


def labels(talk: Talk) -> list[str]:
    """Give the words on the buttons."""
    return [button.label for button in talk.buttons]


@pytest.mark.parametrize(
    "said",
    ["giovedì sono in missione", "giovedì sono in trasferta a Roma", "giovedì sono a un corso"],
)
def test_a_day_on_duty_is_told_elsewhere_and_never_booked(tivoli: Town, said: str) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    assert "Missioni e corsi non passano dallo sportello" in talk.says(said)
    assert not any("Invia" in label for label in labels(talk))


def test_the_hours_of_a_whole_day_at_home_are_named_as_not_needed(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    answer = talk.says("giovedì dalle 9 alle 18 da casa")

    assert "✅ giovedì 26 novembre" in answer
    assert "dalle 9 alle 18" in answer
    assert not any("permesso" in label for label in labels(talk))


def test_who_stays_in_the_office_until_noon_is_asked_what_follows(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    talk.says("giovedì resto in ufficio fino alle 13")

    assert labels(talk)[0] == "Prenota gio 26 nov pomeriggio"
    assert "✅ giovedì 26 novembre (pomeriggio)" in talk.presses("Prenota gio")


def test_hours_in_english_beside_a_day_are_no_days_of_the_month(tivoli: Town) -> None:
    tivoli.agree("anna")

    answer = Talk(tivoli, "anna").says("Thursday from home from 9 to 18")

    assert "giovedì 26 novembre" in answer
    assert "9 dicembre" not in answer


@pytest.mark.parametrize("said", ["8 dicembre da casa", "tutti i martedì di dicembre"])
def test_a_day_that_cannot_be_has_one_mark(tivoli: Town, said: str) -> None:
    tivoli.agree("anna")

    assert Talk(tivoli, "anna").says(said).count("⛔") == 1


def test_words_that_were_not_read_are_named_once(tivoli: Town) -> None:
    tivoli.agree("anna")

    answer = Talk(tivoli, "anna").says("lunedì missione, martedì da casa")

    assert "Non so come leggere «missione»" in answer
    assert answer.count("missione") == 1


def test_weekdays_of_every_other_week_are_shown_by_their_days(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    talk.says("a settimane alterne il lunedì da casa")
    answer = talk.presses("Prenota lun 30 nov")

    assert "✅ lunedì 30 novembre\n✅ lunedì 14 dicembre" in answer
    assert "7 dicembre" not in answer


def test_the_coming_two_weeks_are_asked_from_when(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    talk.says("le prossime due settimane martedì e giovedì da casa")

    assert labels(talk)[:2] == ["Fino a lun 7 dic (4)", "Fino a dom 13 dic (4)"]


def test_a_day_at_the_office_is_left_out_of_the_week_at_home(tivoli: Town) -> None:
    tivoli.agree("anna")

    answer = Talk(tivoli, "anna").says("la settimana prossima da casa e giovedì in ufficio")

    assert "✅ mercoledì 2 dicembre\n✅ venerdì 4 dicembre" in answer


def test_weekdays_said_apart_from_their_week_are_of_it(tivoli: Town) -> None:
    tivoli.agree("anna")

    answer = Talk(tivoli, "anna").says("la settimana del 14 dicembre da casa lunedì e mercoledì")

    assert "✅ lunedì 14 dicembre\n✅ mercoledì 16 dicembre" in answer


def test_two_permits_of_one_day_are_both_of_that_day(tivoli: Town) -> None:
    talk = Talk(tivoli, "anna")

    talk.says("2 ore di visita e 2 ore di permesso breve giovedì")

    assert "visita o terapia, gio 26 nov" in str(talk.shown.text)
    assert "permesso breve da recuperare, gio 26 nov" in str(talk.shown.more[0].text)


def test_an_hour_from_now_is_no_length(tivoli: Town) -> None:
    assert "Non so come leggere «fra»" in Talk(tivoli, "anna").says("fra un'ora esco")
