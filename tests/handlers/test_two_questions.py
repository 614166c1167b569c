"""Two questions in one sentence are both answered; half a sentence is never passed over."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


def test_of_two_questions_both_are_answered(anna: Talk) -> None:
    said = anna.says("quando scade il mio accordo e quanti giorni mi restano?")

    assert "31 dicembre 2026" in said
    assert "Quante ne restano" in str(anna.came.more[0].text)


def test_the_same_question_of_two_days_is_answered_twice(anna: Talk) -> None:
    said = anna.says("chi c'è domani e chi c'è giovedì?")

    assert "martedì 24 novembre" in said
    assert "giovedì 26 novembre" in str(anna.came.more[0].text)


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("bruno lavora da casa giovedì, io venerdì", "io venerdì"),
        ("chi è in ufficio venerdì e io posso stare a casa?", "io posso stare a casa"),
    ],
)
def test_what_was_said_of_oneself_behind_a_question_is_named(
    anna: Talk, words: str, unread: str
) -> None:
    assert f"Non ho letto: «{unread}»" in anna.says(words)


def test_a_day_at_home_gives_no_meal_voucher(anna: Talk) -> None:
    assert "non spetta il buono pasto" in anna.says(
        "mi spetta il buono pasto domani se sono a casa?"
    )


def test_where_no_article_is_cited_no_brackets_stand(tivoli: Town) -> None:
    assert "()" not in Talk(tivoli, "franco").says("chi approva le mie giornate?")


def test_an_office_that_was_named_and_not_read_is_told(tivoli: Town) -> None:
    said = Talk(tivoli, "orso").says("chi c'è in anagrafe giovedì?")

    assert "Non ho letto: «anagrafe»" in said
