"""The desk asks back: the next words are the answer, or a sentence of their own, never a third."""

from datetime import date

import pytest

from storage.people import dialogues
from storage.requests import bookings
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town

WEDNESDAY = date(2026, 12, 2)


@pytest.fixture
def town(sorano: Town) -> Town:
    """Anna has Thursday and 2 December."""
    for name in ("anna", "bruno", "carla"):
        sorano.agree(name)
    enter(sorano, "anna", THURSDAY, WEDNESDAY)
    return sorano


@pytest.fixture
def anna(town: Town) -> Talk:
    return Talk(town, "anna")


@pytest.fixture
def carla(town: Town) -> Talk:
    """The manager."""
    return Talk(town, "carla")


def held(town: Town, name: str = "anna") -> list[tuple[date, RequestState]]:
    with town.store.reading() as uow:
        found = bookings.of_person(uow, town.ids[name], since=NOW.date(), until=date(2027, 12, 31))
    return [(one.day, one.state) for one in found]


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


# ------------------------------------------------------------ the missing piece


def test_the_day_of_a_recall_is_no_day_of_the_manager(carla: Talk) -> None:
    carla.says("richiama Anna")

    answer = carla.says("giovedì")

    assert "Richiamo in sede: <b>giovedì 26 novembre</b>" in answer
    assert "Anna Inventi" in answer


def test_a_recall_is_put_together_from_its_pieces(carla: Talk) -> None:
    carla.says("richiama")
    carla.says("Anna")

    assert "Richiamo in sede: <b>giovedì 26 novembre</b>" in carla.says("giovedì")


def test_a_day_that_is_over_gives_way_to_the_one_that_is_written_then(carla: Talk) -> None:
    assert "già passato" in carla.says("richiama Anna il 20 novembre 2026")

    assert "Richiamo in sede: <b>giovedì 26 novembre</b>" in carla.says("giovedì")


def test_a_delegation_is_put_together_from_its_pieces(carla: Talk) -> None:
    carla.says("delega")
    asks_days = carla.says("Vito")
    shown = carla.says("da lunedì 30 a venerdì")

    assert "Per quale giorno?" in asks_days
    assert "Delegare <b>Vito Inventi</b> da lunedì 30 novembre 2026 a venerdì 4" in shown


def test_the_command_of_a_delegation_hears_whom(carla: Talk) -> None:
    carla.says("/delega")
    carla.says("Vito")

    assert "Delegare <b>Vito Inventi</b>" in carla.says("da lunedì 30 a venerdì")


@pytest.mark.parametrize("end", ["fino al 18 dicembre", "il 18 dicembre", "entro il 18 dicembre"])
def test_the_end_of_a_series_is_heard(anna: Talk, end: str) -> None:
    anna.says("ogni martedì e giovedì")

    answer = anna.says(end)

    assert "Ogni martedì, giovedì" in answer
    assert "a venerdì 18 dicembre 2026" in answer


@pytest.mark.parametrize("half", ["mattina", "la mattina", "di mattina", "la prima"])
def test_the_half_of_a_day_is_heard(anna: Talk, half: str) -> None:
    anna.says("mezza giornata martedì")

    assert "✅ martedì 24 novembre (mattina)" in anna.says(half)


def test_a_move_asks_for_the_new_day_and_hears_it(anna: Talk) -> None:
    assert "a giovedì" in anna.says("sposta giovedì")

    assert "Da giovedì 26 novembre a mercoledì 25 novembre" in anna.says("a mercoledì")


def test_the_command_of_a_move_hears_both_days(anna: Talk) -> None:
    anna.says("/sposta")

    assert "Da quale giorno a quale?" in anna.says("giovedì")
    assert "Da giovedì 26 novembre a mercoledì 25 novembre" in anna.says("a mercoledì")


def test_one_of_several_of_a_name_is_named(anna: Talk) -> None:
    anna.says("contatta Inventi")

    assert "👤 <b>Bruno Inventi</b>" in anna.says("Bruno")


@pytest.mark.parametrize(
    ("words", "day"), [("il primo", "30 novembre"), ("la seconda", "7 dicembre")]
)
def test_a_place_among_choices_is_no_date(anna: Talk, words: str, day: str) -> None:
    anna.says("lunedì prossimo smart")

    assert f"✅ lunedì {day}" in anna.says(words)


# ------------------------------------------------------------ a sentence of its own, or neither


def test_a_whole_sentence_is_no_answer(anna: Talk) -> None:
    anna.says("mezza giornata martedì")

    assert "visita o terapia" in anna.says("ho una visita domani alle 10")


def test_after_a_sentence_of_its_own_the_question_is_settled(carla: Talk) -> None:
    carla.says("richiama Anna")
    carla.says("quante giornate mi restano?")

    assert "Richiamo" not in carla.says("venerdì")


def test_after_a_command_the_question_is_settled(carla: Talk) -> None:
    carla.says("richiama Anna")
    carla.says("/menu")

    assert "Richiamo" not in carla.says("venerdì")


@pytest.mark.parametrize("words", ["xyzzy", "qwerty"])
def test_what_says_nothing_is_asked_again(carla: Talk, words: str) -> None:
    carla.says("richiama Anna")

    again = carla.says(words)

    assert f"«{words}» non mi dice quello che manca." in again
    assert "Per quale giorno?" in again
    assert "Richiamo in sede: <b>giovedì" in carla.says("giovedì")


A_DAY = "entro fine mese un giorno a casa"


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("il 30", ["lunedì 30 novembre"]),
        ("lunedì 30", ["lunedì 30 novembre"]),
        ("fra quindici giorni", ["martedì 8 dicembre"]),
        ("9/12 e 10/12", ["mercoledì 9 dicembre", "giovedì 10 dicembre"]),
        ("2026-12-09", ["mercoledì 9 dicembre"]),
        ("dal 28 dicembre al 30", ["lunedì 28 dicembre", "mercoledì 30 dicembre"]),
        ("non il 9 ma il 10 dicembre", ["giovedì 10 dicembre"]),
        ("on 10 December", ["giovedì 10 dicembre"]),
    ],
)
def test_a_bare_day_answers_which_day(anna: Talk, answer: str, shown: list[str]) -> None:
    assert "non è un giorno preciso" in anna.says(A_DAY)

    said = anna.says(answer)

    assert "Ho capito questi giorni" in said
    assert all(day in said for day in shown)


def test_either_of_two_days_leaves_both_to_choose(anna: Talk) -> None:
    anna.says(A_DAY)
    anna.says("il 9 oppure il 10 dicembre")

    assert "Prenota mer 9 dic" in labels(anna)
    assert "Prenota gio 10 dic" in labels(anna)


@pytest.mark.parametrize(
    "asked", ["permesso domani dalle 3 alle 5", "permit tomorrow from 3 to 5"]
)
@pytest.mark.parametrize("answer", ["dalle 15 alle 17", "from 15 to 17", "15-17"])
def test_hours_take_the_place_of_those_in_doubt(anna: Talk, asked: str, answer: str) -> None:
    anna.says(asked)

    assert "martedì 24 novembre, dalle 15:00 alle 17:00" in anna.says(answer)


@pytest.fixture
def three_days(anna: Talk) -> Talk:
    """She wants the same hour of three days, which are asked for one by one."""
    anna.says("permesso dal 9 all'11 dicembre dalle 9 alle 10")
    return anna


@pytest.mark.parametrize("answer", ["il 9 oppure il 10 dicembre", "il 9 e il 10 dicembre"])
def test_of_several_days_those_that_were_named_are_left(three_days: Talk, answer: str) -> None:
    three_days.says(answer)

    assert "mer 9 dic, 09:00–10:00" in labels(three_days)
    assert "gio 10 dic, 09:00–10:00" in labels(three_days)
    assert "ven 11 dic" not in labels(three_days)


@pytest.mark.parametrize(
    ("answer", "day"), [("il 10 dicembre", "giovedì 10"), ("il 14 dicembre", "lunedì 14")]
)
def test_one_day_is_the_day_of_the_permit(three_days: Talk, answer: str, day: str) -> None:
    assert f"{day} dicembre, dalle 09:00 alle 10:00" in three_days.says(answer)


def test_days_are_never_booked_for_who_was_asked_whom(carla: Talk) -> None:
    carla.says("richiama")

    assert "Chi?" in carla.says("giovedì")
    assert "Invia richiesta" not in labels(carla)


def test_what_somebody_else_wrote_is_no_answer(carla: Talk) -> None:
    carla.says("richiama Anna")

    assert "Richiamo in sede" not in carla.forwards("giovedì")


def test_a_question_of_another_release_keeps_its_buttons_alone(carla: Talk) -> None:
    carla.says("richiama Anna")
    with carla.town.store.writing() as uow:
        state = {"text": "richiama Anna", "on": NOW.date()}
        account = carla.town.telegram_id("carla")
        dialogues.begin(uow, account, "phrases", state, at=NOW)
        uow.commit()

    assert "Richiamo in sede" in carla.presses("gio 26 nov")


# ------------------------------------------------------------ a yes to what is shown


@pytest.mark.parametrize("yes", ["sì", "ok", "invia", "manda pure", "va bene", "sì, invia grazie"])
def test_a_yes_points_to_the_button_and_sends_nothing(anna: Talk, yes: str) -> None:
    anna.says("prenota venerdì")

    answer = anna.says(yes)

    assert "✅ venerdì 27 novembre" in answer
    assert "premi [📨 Invia richiesta (1)] qui sotto" in answer
    assert FRIDAY not in [day for day, _ in held(anna.town)]


@pytest.mark.parametrize("yes", ["sì", "sì, ritira", "confermo"])
def test_a_yes_takes_nothing_back_without_the_press(anna: Talk, yes: str) -> None:
    anna.says("annulla giovedì")

    answer = anna.says(yes)

    assert "premi [Sì, ritira] qui sotto" in answer
    assert (THURSDAY, RequestState.APPROVED) in held(anna.town)


def test_once_it_is_sent_a_yes_is_about_nothing(anna: Talk) -> None:
    anna.says("prenota venerdì")
    anna.presses("Invia richiesta")

    assert "premi [" not in anna.says("sì")


# ------------------------------------------------------------ the act that was asked about


def test_a_withdrawal_that_leaves_a_day_out_is_still_a_withdrawal(anna: Talk) -> None:
    anna.says("cancella tutto tranne giovedì")

    answer = anna.says("mercoledì 2 dicembre")

    assert "Ritiri" in answer
    assert "2 dicembre" in answer
    assert "Invia" not in labels(anna)


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("tutti giorni in sede tranne giovedì", "questa settimana"),
        ("tutti i giorni in ufficio escluso giovedì", "questa settimana"),
        ("all days at the office except thursday", "this week"),
    ],
)
def test_days_at_the_office_are_not_offered_from_home(anna: Talk, asks: str, answers: str) -> None:
    anna.says(asks)

    answer = anna.says(answers)

    assert "sei già in ufficio" in answer
    assert "26 novembre" not in answer
    assert "Invia" not in labels(anna)


@pytest.mark.parametrize("words", ["venerdì", "a venerdì", "al 27"])
def test_the_new_day_of_a_move_may_be_written(anna: Talk, words: str) -> None:
    anna.says("/sposta")
    anna.presses("gio 26")

    assert "Da giovedì 26 novembre a venerdì 27 novembre" in anna.says(words)
    assert "Chiedi lo spostamento" in labels(anna)


def test_a_day_written_after_the_move_was_sent_is_another_matter(anna: Talk) -> None:
    anna.says("/sposta")
    anna.presses("gio 26")
    anna.says("venerdì")
    anna.presses("Chiedi lo spostamento")

    assert "Da giovedì" not in anna.says("martedì 1 dicembre")
