"""Days are approved of which several people asked: all of them are shown, and no other."""

import pytest

from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, stands
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def diana(tivoli: Town) -> Talk:
    """Anna's and Bruno's Thursday wait for her, and Bruno's Friday."""
    for name in ("anna", "bruno"):
        tivoli.agree(name)
    asks_for(tivoli, "anna", THURSDAY)
    asks_for(tivoli, "bruno", THURSDAY, FRIDAY)
    return Talk(tivoli, "diana")


def test_all_who_asked_for_the_day_are_shown(diana: Talk) -> None:
    answer = diana.says("approva quelle di giovedì")

    assert "Per i giorni detti aspettano te 2 richieste</b> di 2 persone" in answer
    assert "27 novembre" not in answer
    assert "✅ Approva le 2 mostrate" in [one.label for one in diana.buttons]


def test_the_button_approves_what_was_shown_and_no_other_day(tivoli: Town) -> None:
    for name in ("anna", "bruno"):
        tivoli.agree(name)
    (annas,) = asks_for(tivoli, "anna", THURSDAY)
    brunos, other = asks_for(tivoli, "bruno", THURSDAY, FRIDAY)
    diana = Talk(tivoli, "diana")
    diana.says("approva quelle di giovedì")

    diana.presses("✅ Approva le 2 mostrate")
    diana.presses("Sì, approva")

    states = [stands(tivoli, one).state for one in (annas, brunos, other)]
    assert states == [RequestState.APPROVED, RequestState.APPROVED, RequestState.PENDING]
