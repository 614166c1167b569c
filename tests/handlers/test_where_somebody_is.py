"""Where one person is, asked by name: they come first, and nothing is told but what is seen."""

import pytest

from rules.facts import AbsenceKind
from storage.days import absences
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def town(sorano: Town) -> Town:
    """Bruno works elsewhere on Thursday; what he asked for on Friday waits."""
    sorano.agree("bruno")
    enter(sorano, "bruno", THURSDAY)
    enter(sorano, "bruno", FRIDAY, state=RequestState.PENDING)
    return sorano


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("c'è Bruno oggi?", "lunedì 23 novembre: in ufficio"),
        ("Bruno è a casa giovedì?", "giovedì 26 novembre: lavora a distanza"),
        ("dove lavora bruno giovedì", "giovedì 26 novembre: lavora a distanza"),
        ("è in sede Bruno giovedì?", "giovedì 26 novembre: lavora a distanza"),
        ("Bruno viene in ufficio venerdì?", "venerdì 27 novembre: in ufficio"),
        ("c'è Bruno domenica?", "domenica 29 novembre: non lavora"),
    ],
)
def test_the_person_who_is_looked_for_comes_first(town: Town, words: str, where: str) -> None:
    answer = Talk(town, "anna").says(words)

    assert answer.startswith(f"👤 <b>Bruno Inventi</b>, {where}.")
    assert "👥 <b>Ufficio anagrafe</b>" in answer


def test_of_an_absence_only_that_it_is_one_is_told(town: Town) -> None:
    with town.store.writing() as uow:
        days = {"first_day": FRIDAY, "last_day": FRIDAY}
        absences.add(uow, town.ids["bruno"], AbsenceKind.SICK, **days)
        uow.commit()

    answer = Talk(town, "anna").says("Bruno è in ferie venerdì?")

    assert "<b>Bruno Inventi</b>, venerdì 27 novembre: assente." in answer
    assert "ferie" not in answer
    assert "malattia" not in answer


def test_of_another_office_it_is_told_who_sees_it_and_how_to_reach_them(town: Town) -> None:
    orso = Talk(town, "orso")

    answer = orso.says("dov'è Bruno giovedì?")

    assert "lo vede solo chi è del suo ufficio (Ufficio anagrafe)" in answer
    assert "distanza" not in answer
    assert "Bruno Inventi" in orso.presses("Si può contattare")


def test_the_personnel_office_sees_every_office(town: Town) -> None:
    assert "<b>Orso Inventi</b>" in Talk(town, "elena").says("c'è Orso oggi?")


def test_of_several_of_a_name_one_is_chosen(town: Town) -> None:
    anna = Talk(town, "anna")
    anna.says("dov'è Inventi giovedì?")

    assert anna.presses("Bruno").startswith("👤 <b>Bruno Inventi</b>, giovedì 26 novembre")


def test_who_asks_where_they_are_themselves_sees_their_office(town: Town) -> None:
    assert "👥 <b>Ufficio anagrafe</b>" in Talk(town, "anna").says("dov'è Anna giovedì?")


def test_of_a_mayor_no_days_are_kept(town: Town) -> None:
    answer = Talk(town, "anna").says("c'è Dino oggi?")

    assert "Lo sportello non tiene le giornate di <b>Dino Inventi</b>" in answer


def test_a_name_that_nobody_has_is_told(town: Town) -> None:
    assert "non trovo «Zenobia»" in Talk(town, "anna").says("c'è Zenobia oggi?")


def test_in_english_too(town: Town) -> None:
    answer = Talk(town, "anna").says("is Bruno in the office on Thursday?")

    assert answer.startswith("👤 <b>Bruno Inventi</b>, giovedì 26 novembre")
