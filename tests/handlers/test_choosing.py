"""What a word says by itself: the choice it names, the day on which somebody comes in."""

import pytest

from handlers.chat.choosing import by_words
from tests.handlers.talking import Talk
from tests.handlers.town import Town

DAYS = ["🗓 Prenota mar 24 nov", "🗓 Prenota gio 26 nov", "🗓 Prenota ven 27 nov"]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("giovedì", 1),
        ("il 26", 1),
        ("il ventisei", 1),
        ("venerdì ventisette novembre", 2),
        ("gio", 1),
    ],
)
def test_a_day_names_its_choice(said: str, place: int) -> None:
    assert by_words(said, DAYS) == place


@pytest.mark.parametrize("said", ["vengo", "ventuno", "margherita", "giochi", "venti"])
def test_a_word_that_only_begins_like_a_day_chooses_nothing(said: str) -> None:
    assert by_words(said, DAYS) is None


@pytest.mark.parametrize("said", ["domani", "il mercato"])
def test_tomorrow_is_no_sunday_and_the_market_no_wednesday(said: str) -> None:
    assert by_words(said, ["Prenota dom 29 nov", "Prenota mer 25 nov"]) is None


@pytest.mark.parametrize(
    "said",
    ["il 30 lo faccio da casa, il 31 vengo", "lunedì 30 da casa, martedì 1 dicembre vengo"],
)
def test_a_day_on_which_somebody_comes_in_is_not_asked_for_at_home(
    tivoli: Town, said: str
) -> None:
    tivoli.agree("anna")

    shown = Talk(tivoli, "anna").says(said)

    assert "lunedì 30 novembre" in shown
    assert "dicembre" not in shown
