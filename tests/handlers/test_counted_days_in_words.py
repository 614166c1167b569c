"""Days counted and not named: what is answered is of the week that was asked about."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.mark.parametrize("named", ["lun mar mer", "lunedì martedì e mercoledì"])
def test_weekdays_behind_a_count_are_of_the_week_that_was_said(tivoli: Town, named: str) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    talk.says("posso fare 3 giorni la settimana prossima?")

    answer = talk.says(named)

    assert "✅ lunedì 30 novembre\n✅ martedì 1° dicembre\n✅ mercoledì 2 dicembre" in answer


def test_halves_behind_a_count_stay_halves(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    talk.says("due giorni la settimana prossima")

    assert "✅ martedì 1° dicembre (mattina)" in talk.says("martedì mattina e giovedì")


def test_a_day_counted_from_today_is_not_moved_to_that_week(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    talk.says("due giorni la settimana prossima")

    assert "✅ martedì 24 novembre" in talk.says("domani")
