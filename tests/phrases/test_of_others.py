"""Days of others: where colleagues are is shown, and nobody's day is asked for by another."""

from datetime import date

import pytest

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Question
from handlers.reading.reading import read

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "said",
    [
        *("il mio capo domani è in smart", "DOMANI IL MIO CAPO E IN SMART"),
        *("mia moglie domani lavora da casa", "il vigile domani sta a casa"),
        *("tutti domani sono in smart", "la segretaria domani non è da casa"),
    ],
)
def test_the_day_of_somebody_without_a_name_offers_no_day_of_ones_own(said: str) -> None:
    heard = read(said, today=MONDAY).heard

    assert isinstance(heard, AskBack)
    assert heard.question is Question.WHOSE_DAY
    assert heard.options == (meanings.Team(TUESDAY),)


def test_a_colleague_with_a_name_is_looked_for() -> None:
    heard = read("la Anna domani è a casa", today=MONDAY, is_name=lambda words: words == ("anna",))

    assert heard.heard == meanings.Team(TUESDAY, whom="anna")


def test_the_leave_of_a_colleague_is_told_as_somebody_elses() -> None:
    heard = read("martedì Anna in ferie", today=MONDAY).heard

    assert heard == meanings.Elsewhere(meanings.Matter.LEAVE, TUESDAY, other=True)


def test_a_day_for_somebody_else_is_told_to_be_their_own() -> None:
    heard = read("prenota per mia figlia martedì", today=MONDAY).heard

    assert isinstance(heard, AskBack)
