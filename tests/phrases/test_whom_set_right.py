"""Whom an order is about, set right in the same breath; and no known name is a motive."""

from datetime import date

import pytest

from handlers.reading.meanings import AskBack
from handlers.reading.reading import read
from handlers.reading.writing import written

MONDAY = date(2026, 11, 23)
NAMES = {("anna",), ("bruno",), ("carla",), ("domenica",), ("de", "luca")}


def meant(said: str) -> str:
    return written(read(said, today=MONDAY, is_name=NAMES.__contains__).heard)


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("approva anna, no anzi bruno", "decide yes bruno"),
        ("approva anna, scusa, volevo dire de luca", "decide yes de luca"),
        ("rifiuta anna, anzi bruno", "decide no bruno"),
        ("richiama anna, anzi bruno giovedì", "recall bruno 2026-11-26"),
        ("approva anna e rifiuta bruno, anzi carla", "several decide yes anna + decide no carla"),
        ("approva anna giovedì, anzi bruno venerdì", "decide yes bruno 2026-11-27"),
    ],
)
def test_who_was_named_by_mistake_is_not_meant(said: str, order: str) -> None:
    assert meant(said) == order


@pytest.mark.parametrize("said", ["approva anna, anzi rifiuta", "approva anna, no, rifiutala"])
def test_a_verb_that_is_set_right_leaves_one_order(said: str) -> None:
    assert meant(said) == "decide no anna"


def test_a_name_that_is_a_day_too_is_a_day_behind_another() -> None:
    assert meant("approva anna sabato, anzi domenica") == "decide yes anna 2026-11-29"


def test_a_bare_no_may_deny_the_second() -> None:
    heard = read("approva anna, no bruno", today=MONDAY, is_name=NAMES.__contains__).heard

    assert isinstance(heard, AskBack)
    assert [written(one) for one in heard.options] == [
        "decide yes bruno",
        "decide yes anna",
        "several decide yes anna + decide no bruno",
    ]


def test_an_answer_about_each_sets_nothing_right() -> None:
    assert meant("sì ad anna, no a bruno") == "several decide yes anna + decide no bruno"


def test_people_who_are_known_are_no_motive() -> None:
    assert meant("rifiuta anna, bruno") == "several decide no anna + decide no bruno"


@pytest.mark.parametrize(
    "said",
    [
        "rifiuta anna perché serve bruno, anzi carla",
        "rifiuta anna perché bruno, anzi carla, è via",
    ],
)
def test_a_name_in_the_motive_is_nobody_decided_about(said: str) -> None:
    assert meant(said).startswith("decide no anna (")
