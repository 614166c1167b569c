"""Hours that were taken for days, or for a whole day at home."""

from datetime import date

import pytest

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Wish
from handlers.reading.reading import read
from rules.facts import Half

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "half"),
    [("domani da casa fino alle 13", Half.AM), ("domani da casa dalle 14 alle 18", Half.PM)],
)
def test_hours_at_home_are_the_half_of_the_day_they_lie_in(said: str, half: Half) -> None:
    heard = read(said, today=MONDAY).heard

    assert isinstance(heard, AskBack)
    assert meanings.Book(wishes=(Wish(TUESDAY, half),)) in heard.options
    assert meanings.Book(wishes=(Wish(TUESDAY),)) not in heard.options


@pytest.mark.parametrize(
    "said", ["giovedì arrivo tra le 9 e le 10", "giovedì 2 ore di visita", "domani da casa 4 ore"]
)
def test_a_number_of_hours_is_no_day_of_december(said: str) -> None:
    assert "2026-12" not in str(read(said, today=MONDAY))


def test_only_one_of_two_days_is_offered_where_one_stands_for_the_other() -> None:
    heard = read("da casa domani, in alternativa giovedì", today=MONDAY).heard

    assert isinstance(heard, AskBack)
    assert [len(one.wishes) for one in heard.options if isinstance(one, meanings.Book)] == [1, 1]
