"""A manager moves somebody's day in words: it is shown, and nothing moves before a press."""

from datetime import date

import pytest

from storage.requests import bookings
from storage.tables import HOLDING
from tests.handlers.asking import FRIDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.town import TODAY, Town

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def town(arena_po: Town) -> Town:
    """The manager may move days at once; Anna has two, Bruno one."""
    for name in ("anna", "bruno"):
        arena_po.agree(name)
    enter(arena_po, "anna", WEDNESDAY, FRIDAY)
    enter(arena_po, "bruno", WEDNESDAY)
    return arena_po


def held(town: Town, name: str) -> list[date]:
    """The days that somebody holds."""
    with town.store.reading() as uow:
        found = bookings.of_person(
            uow, town.ids[name], since=TODAY, until=date(2026, 12, 31), states=HOLDING
        )
    return [one.day for one in found]


@pytest.fixture
def carla(town: Town) -> Talk:
    """She decides about both."""
    return Talk(town, "carla")


@pytest.mark.parametrize(
    "words",
    [
        "/sposta Bruno a giovedì",
        "sposta Bruno a giovedì",
        "sposta Bruno da mercoledì a giovedì",
        "sposta il mercoledì di Bruno a giovedì",
        "move Bruno's Wednesday to Thursday",
        "/sposta Bruno da mercoledì a giovedì",
    ],
)
def test_the_move_is_shown_with_whose_it_is(carla: Talk, words: str) -> None:
    shown = carla.says(words)

    assert "Bruno Inventi: da mercoledì 25 novembre a giovedì 26 novembre" in shown
    assert carla.buttons[0].label == "✅ Sposta"
    assert held(carla.town, "bruno") == [WEDNESDAY]


def test_of_two_days_the_one_to_move_is_asked(carla: Talk) -> None:
    shown = carla.says("/sposta Anna a giovedì")

    assert "Quale giornata di Anna Inventi vuoi spostare?" in shown
    assert "poi il nuovo giorno: giovedì 26 novembre" in shown


def test_a_day_that_is_not_held_is_told(carla: Talk) -> None:
    assert "non ha una giornata da spostare martedì 24 novembre" in carla.says(
        "sposta Bruno da martedì a giovedì"
    )


def test_who_decides_about_nobody_moves_nobodys_day(town: Town) -> None:
    assert "spetta a chi decide" in Talk(town, "anna").says("sposta Bruno a giovedì")


def test_somebody_of_another_office_is_not_theirs_to_move(carla: Talk) -> None:
    assert "non le sposti tu" in carla.says("sposta Dino a giovedì")


def test_ones_own_name_moves_ones_own_day(town: Town) -> None:
    shown = Talk(town, "anna").says("sposta Anna da mercoledì a giovedì")

    assert "mercoledì 25 novembre" in shown
    assert "spetta a chi decide" not in shown
