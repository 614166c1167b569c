"""A message to a colleague in one sentence is shown with its words, and goes by a press alone."""

import pytest

from tests.handlers.asking import messages_to
from tests.handlers.asking import said as as_read
from tests.handlers.talking import Talk
from tests.handlers.town import Town


def messages(town: Town) -> list[str]:
    """What Bruno will read."""
    return [as_read(one) for one in messages_to(town, "bruno")]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("scrivi a Bruno che domani arrivo tardi", "domani arrivo tardi"),
        ("di' a Bruno che sono in ritardo", "sono in ritardo"),
        ("manda un messaggio a Bruno: la riunione è alle 10", "la riunione è alle 10"),
        ("avvisa Bruno Inventi che la pratica Rossi è pronta", "la pratica Rossi è pronta"),
        ("tell Bruno that I am late", "I am late"),
    ],
)
def test_a_message_is_shown_with_whom_and_its_words_before_it_goes(
    tivoli: Town, said: str, words: str
) -> None:
    talk = Talk(tivoli, "anna")

    shown = talk.says(said)
    before = messages(tivoli)
    talk.presses("Invia")

    assert "Bruno Inventi" in shown
    assert words in shown
    assert before == []
    (sent,) = messages(tivoli)
    assert words in sent


def test_a_message_says_from_when_on_it_may_be_read(tivoli: Town) -> None:
    assert "fino alle 20:00" in Talk(tivoli, "anna").says("scrivi a Bruno che sono in ritardo")


def test_a_recall_is_never_passed_on_as_a_message(tivoli: Town) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "diana")

    talk.says("avvisa Anna che è richiamata in ufficio giovedì")

    assert talk.form is None or talk.form.asking.form.name != "contacts"


def test_a_message_to_nobody_who_is_known_opens_none(tivoli: Town) -> None:
    talk = Talk(tivoli, "anna")

    talk.says("scrivi a Zenone che domani arrivo tardi")

    assert talk.form is None
