"""The form of a weekly pattern hears from when and until when it is."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(sorano: Town) -> Talk:
    sorano.agree("anna")
    return Talk(sorano, "anna")


def test_the_weekly_form_hears_from_when_and_until_when(anna: Talk) -> None:
    anna.says("/schema")
    anna.says("lunedì")
    from_then = anna.says("dal 1 dicembre")
    whole = anna.says("fino al 31 dicembre")

    assert "Da: martedì 1° dicembre 2026" in from_then
    assert "da martedì 1° dicembre 2026 a giovedì 31 dicembre 2026" in whole


def test_the_weekly_form_hears_both_ends_together(anna: Talk) -> None:
    anna.says("/schema")
    anna.says("lunedì")

    assert "da lunedì 7 dicembre 2026 a giovedì 31" in anna.says("dal 7 al 31 dicembre")
