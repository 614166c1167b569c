"""A choice named in words: by a day or a number in letters, and never by the look of a word."""

import pytest

from handlers.chat.choosing import by_words

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
