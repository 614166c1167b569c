"""Halves of days in plain words: the half that was said is the half that is shown."""

import pytest

from rules.facts import Half
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.tables import RequestState
from tests.handlers.asking import THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town


def holds_half(town: Town, name: str, half: Half) -> None:
    """Half of Thursday 26 November on record."""
    with town.store.writing() as uow:
        wish = Wish(employee_id=town.ids[name], day=THURSDAY, half=half)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()


@pytest.fixture
def anna(ferrara: Town) -> Talk:
    """Ferrara gives halves of days."""
    ferrara.agree("anna")
    return Talk(ferrara, "anna")


def test_half_a_day_moves_to_the_same_half(anna: Talk) -> None:
    holds_half(anna.town, "anna", Half.AM)

    shown = anna.says("sposta il 26 mattina al 27")

    assert "giovedì 26 novembre (mattina)" in shown
    assert "venerdì 27 novembre (mattina)" in shown
    assert any("Chiedi" in one.label for one in anna.buttons)


def test_half_a_day_moves_to_the_half_that_was_said(anna: Talk) -> None:
    holds_half(anna.town, "anna", Half.AM)

    assert "venerdì 27 novembre (pomeriggio)" in anna.says("sposta il 26 mattina al 27 pomeriggio")


def test_of_two_halves_the_one_that_was_said_moves(anna: Talk) -> None:
    for half in Half:
        holds_half(anna.town, "anna", half)

    shown = anna.says("sposta il 26 pomeriggio al 27")

    assert "venerdì 27 novembre (pomeriggio)" in shown


def test_the_other_half_does_not_move_in_its_place(anna: Talk) -> None:
    holds_half(anna.town, "anna", Half.PM)

    assert "venerdì 27" not in anna.says("sposta il 26 mattina al 27")


def test_of_a_whole_day_no_half_is_moved_unasked(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY)

    assert "venerdì 27" not in anna.says("sposta il 26 mattina al 27")
