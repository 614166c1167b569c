"""What is written while a permit is put together fills its fields, and changes them."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(alonte: Town) -> Talk:
    """Anna has a permit for personal reasons on Thursday open, and is asked when it begins."""
    talk = Talk(alonte, "anna")
    talk.says("permesso per motivi personali giovedì")
    return talk


def test_the_whole_day_is_taken_for_whole_days(anna: Talk) -> None:
    anna.says("tutto il giorno")

    assert anna.form is not None
    assert anna.form.standing.values["whole"] is True


def test_another_day_on_second_thoughts_changes_the_day_of_the_permit(anna: Talk) -> None:
    assert "venerdì 27 novembre" in anna.says("anzi venerdì")
    assert anna.form is not None


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("anzi tre", "dalle 10:00 alle 13:00 (3 ore)"),
        ("un paio d'ore", "dalle 10:00 alle 12:00 (2 ore)"),
        ("fino all'una", "dalle 10:00 alle 13:00 (3 ore)"),
    ],
)
def test_how_long_may_be_said_as_people_say_it(anna: Talk, words: str, hours: str) -> None:
    anna.says("alle 10")

    assert hours in anna.says(words)


@pytest.mark.parametrize("words", ["mattina", "tutta la mattina"])
def test_half_of_the_day_leaves_only_its_hours_to_choose(anna: Talk, words: str) -> None:
    anna.says(words)

    labels = [button.label for button in anna.buttons]
    assert "10:00" in labels
    assert "15:00" not in labels


@pytest.mark.parametrize("words", ["annulla la visita", "Annulla il permesso."])
def test_taking_back_what_is_not_sent_closes_the_form(anna: Talk, words: str) -> None:
    anna.says(words)

    assert anna.row is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("mi sposo il 12 dicembre", "matrimonio, evento: sabato 12 dicembre"),
        ("esco un'ora prima", "📝 1 ora"),
        ("domani esco un'ora prima", "martedì 24 novembre, 1 ora"),
    ],
)
def test_what_was_said_before_the_form_stands_above_its_questions(
    tivoli: Town, said: str, shown: str
) -> None:
    tivoli.agree("anna")

    assert shown in Talk(tivoli, "anna").says(said)


def test_the_month_of_the_event_is_shown_first(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    talk.says("mi sposo il 12 dicembre")

    assert any("dicembre 2026" in button.label for button in talk.buttons)


@pytest.fixture
def bereaved(tivoli: Town) -> Talk:
    """Anna has a bereavement, and is asked when it was."""
    talk = Talk(tivoli, "anna")
    talk.says("permesso per lutto")
    return talk


LEFT = "Ho lasciato perdere"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("quanto mi resta?", "motivi personali o familiari"),
        ("quante ore mi restano?", "motivi personali o familiari"),
        ("perché?", "Te lo chiedo per dirti se il permesso ti spetta"),
        ("perché mi chiedi questo?", "Te lo chiedo per dirti se il permesso ti spetta"),
    ],
)
def test_what_is_asked_about_the_permit_is_answered_and_it_stays_open(
    anna: Talk, said: str, answer: str
) -> None:
    shown = anna.says(said)

    assert answer in shown
    assert LEFT not in shown
    assert "giovedì 26 novembre, dalle 10:00 alle 12:00" in anna.says("dalle 10 alle 12")


def test_why_under_a_whole_permit_shows_the_words_of_the_act(anna: Talk) -> None:
    anna.says("dalle 10 alle 12")

    assert "Le parole del regolamento" in anna.says("perché?")
    assert anna.form is not None


def test_a_question_about_days_of_lavoro_agile_leaves_the_permit(anna: Talk) -> None:
    assert LEFT in anna.says("quante giornate di lavoro agile mi restano?")


def test_a_day_with_its_hours_keeps_the_kind_of_permit(tivoli: Town) -> None:
    talk = Talk(tivoli, "anna")
    talk.says("permesso per visita medica")

    shown = talk.says("giovedì dalle 10 alle 12")

    assert "visita o terapia, giovedì 26 novembre, dalle 10:00 alle 12:00" in shown


def test_hours_the_wrong_way_round_are_told_with_the_day_that_was_read(tivoli: Town) -> None:
    talk = Talk(tivoli, "anna")
    talk.says("permesso per visita medica")

    shown = talk.says("venerdì dalle 12 alle 10")

    assert "la fine viene prima dell'inizio" in shown
    assert "visita o terapia, venerdì 27 novembre" in shown
    assert "dalle 10:00 alle 12:00" in talk.says("dalle 10 alle 12")


def test_hours_told_the_right_way_round_complete_the_permit(tivoli: Town) -> None:
    talk = Talk(tivoli, "anna")
    talk.says("visita medica venerdì dalle 12 alle 10")

    shown = talk.says("dalle 10 alle 12")

    assert "visita o terapia, venerdì 27 novembre, dalle 10:00 alle 12:00" in shown


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("è morta mia madre ieri", "domenica 22 novembre"),
        ("mio padre è morto domenica", "domenica 22 novembre"),
        ("domenica", "domenica 22 novembre"),
        ("è mancato mio nonno venerdì scorso", "venerdì 20 novembre"),
    ],
)
def test_a_death_that_is_told_is_the_event_on_a_day_gone_by(
    bereaved: Talk, said: str, day: str
) -> None:
    shown = bereaved.says(said)

    assert f"evento: {day}" in shown
    assert LEFT not in shown


def test_a_death_without_its_day_is_asked_for_humanely(bereaved: Talk) -> None:
    shown = bereaved.says("è morto mio nonno")

    assert "Mi dispiace" in shown
    assert LEFT not in shown
    assert "evento: domenica 22 novembre" in bereaved.says("ieri")


@pytest.mark.parametrize(
    "said",
    ["dal 26 al 27", "giovedì e venerdì", "giovedì per 2 giorni", "da giovedì per 2 giorni"],
)
def test_days_are_heard_with_how_many_they_are(bereaved: Talk, said: str) -> None:
    bereaved.says("ieri")

    assert "2 giorni da giovedì 26 novembre" in bereaved.says(said)


def test_what_happened_is_not_asked_for_twice(bereaved: Talk) -> None:
    bereaved.says("ieri")

    assert "evento: domenica 22 novembre" in bereaved.says("è morto mio nonno")


def test_hours_without_a_day_are_said_with_their_end(tivoli: Town) -> None:
    assert "dalle 15:00 alle 17:00" in Talk(tivoli, "anna").says("permesso dalle 15 alle 17")


def test_hours_of_several_days_do_not_let_the_days_go(tivoli: Town) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("permesso dal 9 all'11 dicembre")

    answer = anna.says("dalle 15 alle 17")

    assert "Le ore si chiedono per un giorno alla volta" in answer
    assert "3 giorni da mercoledì 9 dicembre" in answer
