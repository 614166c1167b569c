"""Names that are also particles, days or words behind a title, in what managers write."""

from html import unescape

import pytest

from handlers.desk.context import Desk
from tests.handlers.asking import THURSDAY, asks_for, enter
from tests.handlers.recalling import calls
from tests.handlers.talking import Talk
from tests.handlers.test_names_in_chat import settle
from tests.handlers.town import Town, found_town

PEOPLE = (
    ("Di Marco", "Marzio"),
    ("Greco", "Domenica"),
    ("Conti", "Rosa"),
    ("Santoro", "Carmela"),
    ("Festa", "Pio"),
    ("D'Angelo", "Rita"),
    ("Del Bene", "Ugo"),
    ("Neri", "Ivo"),
)


@pytest.fixture
def town(desk: Desk) -> Town:
    found = found_town(desk, "sorano")
    for name in ("anna", "bruno"):
        found.agree(name)
        enter(found, name, THURSDAY)
    for number, (family, given) in enumerate(PEOPLE, start=50):
        settle(found, number, family, given)
    return found


@pytest.fixture
def carla(town: Town) -> Talk:
    """Carla leads the office, and has called Bruno on Thursday."""
    calls(town, "carla", "bruno", day=THURSDAY)
    return Talk(town, "carla")


def hears(talk: Talk, words: str) -> str:
    return unescape(talk.says(words))


@pytest.mark.parametrize(
    "words", ["ritira il richiamo di Bruno", "annulla il richiamo di giovedì"]
)
def test_di_is_no_name_beside_a_colleague_called_di_marco(carla: Talk, words: str) -> None:
    assert "Ritiri il richiamo in sede di <b>Bruno Inventi</b>" in hears(carla, words)


def test_of_whom_nobody_called_it_is_said_by_name(carla: Talk) -> None:
    assert "Per Anna non trovo richiami" in hears(carla, "ritira il richiamo di Anna")


def test_a_name_with_a_particle_is_found_whole(carla: Talk) -> None:
    assert "<b>Marzio Di Marco</b>" in hears(carla, "richiama Di Marco giovedì")


@pytest.mark.parametrize(
    "words",
    [
        "richiama Rosa e Domenica il 3",
        "richiama Rosa, Domenica il 3 dicembre",
        "richiama Domenica e Rosa il 3",
        "richiama Rosa e la signora Domenica il 3",
    ],
)
def test_in_a_list_of_people_a_day_of_the_week_is_a_colleague(carla: Talk, words: str) -> None:
    answer = hears(carla, words)

    assert "giovedì 3 dicembre" in answer
    assert "<b>Rosa Conti</b>" in answer
    assert "<b>Domenica Greco</b>" in answer


def test_behind_a_day_another_day_is_a_day(carla: Talk) -> None:
    assert "<b>Domenica Greco</b>" not in hears(carla, "richiama Rosa giovedì e domenica")


@pytest.mark.parametrize(
    "words",
    [
        "approva la richiesta di Anna",
        "approva quella di Anna",
        "rifiuta la richiesta di Anna",
    ],
)
def test_whose_request_it_is_may_be_said_of_anybody(carla: Talk, words: str) -> None:
    asks_for(carla.town, "anna", THURSDAY.replace(day=30))

    assert "lunedì 30 novembre" in hears(carla, words)


@pytest.mark.parametrize(
    "words",
    [
        "approva la richiesta di Domenica",
        "approva quella di domenica",
        "rifiuta la richiesta di Domenica",
    ],
)
def test_the_request_of_domenica_is_not_of_a_sunday(carla: Talk, words: str) -> None:
    answer = hears(carla, words)

    assert "Nessuna richiesta di <b>Domenica Greco</b> aspetta una tua decisione" in answer
    assert "29 novembre" not in answer


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("contatta la signora Santoro", "Carmela Santoro"),
        ("contatta il geometra Festa", "Pio Festa"),
        ("contatta la dott.ssa D'Angelo", "Rita D'Angelo"),
        ("contatta il collega Del Bene", "Ugo Del Bene"),
        ("posso chiamare il dottor Neri?", "Ivo Neri"),
        ("contatta l'arch. Neri", "Ivo Neri"),
        ("richiama il rag. Festa e la sig.ra Santoro giovedì", "Carmela Santoro"),
        ("richiama la dottoressa Rita D'Angelo giovedì", "Rita D'Angelo"),
    ],
)
def test_a_title_is_no_part_of_a_name(carla: Talk, words: str, name: str) -> None:
    assert name in hears(carla, words)


def test_who_is_unknown_is_told_by_the_name_alone(carla: Talk) -> None:
    assert "non trovo «zeno»" in hears(carla, "contatta il dottor Zeno")
