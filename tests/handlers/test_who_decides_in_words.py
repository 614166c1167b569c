"""Who decides, asked of a day, of somebody else, or in somebody's place; who may know it."""

from datetime import date

import pytest

from rules.facts import AbsenceKind
from storage.days import absences
from storage.people import appointments
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def town(sorano: Town) -> Town:
    """Carla is away on Thursday, and has delegated to Bruno on Friday."""
    with sorano.store.writing() as uow:
        kind, days = AbsenceKind.LEAVE, {"first_day": THURSDAY, "last_day": THURSDAY}
        absences.add(uow, sorano.ids["carla"], kind, **days)
        carla, bruno = sorano.ids["carla"], sorano.ids["bruno"]
        appointments.delegate(uow, carla, to=bruno, first_day=FRIDAY, last_day=FRIDAY)
        uow.commit()
    return sorano


def says(town: Town, name: str, words: str) -> str:
    return Talk(town, name).says(words)


def test_the_day_is_said_and_who_is_away_that_day_is_passed_over(town: Town) -> None:
    answer = says(town, "anna", "chi decide sulle mie richieste giovedì?")

    assert "Sulle tue richieste giovedì 26 novembre decide <b>Vito Inventi</b>" in answer
    assert "Carla Inventi, in assenza da giovedì 26 novembre" in answer


def test_without_a_day_it_is_today(town: Town) -> None:
    answer = says(town, "anna", "chi decide sulle mie richieste?")

    assert "Sulle tue richieste oggi decide <b>Carla Inventi</b>" in answer


def test_a_delegation_of_that_day_is_told(town: Town) -> None:
    answer = says(town, "anna", "chi decide venerdì sulle mie richieste?")

    assert "venerdì 27 novembre decide <b>Bruno Inventi</b>, per conto di <b>Carla" in answer


@pytest.mark.parametrize("who", ["carla", "elena"])
def test_a_manager_and_the_personnel_office_ask_about_somebody(town: Town, who: str) -> None:
    answer = says(town, who, "chi approva le richieste di Anna giovedì?")

    assert "Sulle richieste di <b>Anna Inventi</b> giovedì 26 novembre decide <b>Vito" in answer


def test_a_colleague_is_told_only_about_themselves(town: Town) -> None:
    answer = says(town, "orso", "chi approva le richieste di Anna giovedì?")

    assert "Chi decide sulle richieste di <b>Anna Inventi</b> lo vedono" in answer
    assert "Vito" not in answer
    assert "Sulle tue richieste" in answer or "Per giovedì 26 novembre nessuno" in answer


def test_in_the_place_of_ones_own_manager(town: Town) -> None:
    answer = says(town, "anna", "chi decide al posto di Carla giovedì?")

    assert "Sulle tue richieste giovedì 26 novembre decide <b>Vito Inventi</b>" in answer


def test_of_a_manager_who_is_there_it_is_told_who_would_come_next(town: Town) -> None:
    answer = says(town, "anna", "chi decide al posto di Carla?")

    assert "oggi decide <b>Carla Inventi</b>" in answer
    assert "Se <b>Carla Inventi</b> mancasse, toccherebbe a <b>Vito Inventi</b>" in answer


def test_of_a_manager_who_decides_about_others_nothing_is_told(town: Town) -> None:
    answer = says(town, "orso", "chi decide al posto di Carla giovedì?")

    assert "<b>Carla Inventi</b> non decide sulle tue richieste." in answer
    assert "Vito" not in answer


def test_a_manager_asks_who_stands_in_for_them(town: Town) -> None:
    carla = Talk(town, "carla")

    answer = carla.says("chi mi sostituisce giovedì?")

    assert "Al posto di <b>Carla Inventi</b> giovedì 26 novembre decide <b>Vito" in answer
    assert "Deleg" in " ".join(button.label for button in carla.buttons)


def test_a_manager_who_is_there_decides_and_reads_who_would_come_next(town: Town) -> None:
    answer = says(town, "carla", "chi mi sostituisce?")

    assert "non risulti via e non hai delegato nessuno: decidi di persona" in answer
    assert "toccherebbe a <b>Vito Inventi</b>" in answer


def test_the_personnel_office_asks_about_any_manager(town: Town) -> None:
    answer = says(town, "elena", "chi sostituisce Carla venerdì?")

    assert "Al posto di <b>Carla Inventi</b> venerdì 27 novembre decide <b>Bruno" in answer


def test_of_a_request_that_was_made_it_is_told_whom_it_lies_with(town: Town) -> None:
    town.agree("anna")
    day = date(2026, 12, 10)
    asks_for(town, "anna", day)

    answer = says(town, "anna", "a chi va la mia richiesta del 10?")

    assert "giovedì 10 dicembre: in attesa, decide <b>Carla Inventi</b>" in answer


def test_who_decides_about_nobody_has_no_one_in_their_place(town: Town) -> None:
    assert "Sulle tue richieste" in says(town, "anna", "chi mi sostituisce giovedì?")


@pytest.mark.parametrize("words", ["dal 9 al 12 dicembre decido io", "decido io"])
def test_who_says_they_decide_reads_that_they_do(town: Town, words: str) -> None:
    answer = says(town, "carla", words)

    assert "decidi di persona" in answer
    assert "Invia" not in answer


def test_a_delegation_to_oneself_is_none(town: Town) -> None:
    answer = says(town, "carla", "dal 9 al 12 dicembre decide Carla")

    assert "decidi di persona" in answer
    assert "non trovo" not in answer


def test_who_does_ones_work_is_not_known_here(town: Town) -> None:
    answer = says(town, "anna", "chi mi sostituisce?")

    assert "Chi fa il tuo lavoro quando manchi" in answer
    assert "Carla Inventi" in answer


def test_a_name_that_nobody_has_is_said_as_it_was_written(town: Town) -> None:
    assert "non trovo «D'Amico»" in says(town, "anna", "contatta D'Amico").replace("&#x27;", "'")
