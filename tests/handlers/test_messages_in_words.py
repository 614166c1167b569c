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


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("chiedi a Bruno se può spostare giovedì", "Chiedo se può spostare giovedì"),
        ("puoi chiedere a bruno di spostare giovedì?", "Ti chiedo di spostare giovedì"),
        ("ricorda a Bruno di venire giovedì", "Ricordati di venire giovedì"),
        ("ask Bruno if he can move Thursday", "Asking if you can move Thursday"),
    ],
)
def test_what_a_colleague_shall_be_asked_is_a_message_and_no_move_of_ones_own(
    tivoli: Town, said: str, words: str
) -> None:
    talk = Talk(tivoli, "carla")

    assert words in talk.says(said)
    assert messages(tivoli) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [("digli che arrivo tardi", "arrivo tardi"), ("ask her if she can come", "you can come")],
)
def test_words_stay_until_somebody_is_named_for_them(tivoli: Town, said: str, words: str) -> None:
    talk = Talk(tivoli, "carla")

    assert words in talk.says(said)
    shown = talk.says("a Bruno")

    assert "Messaggio per <b>Bruno Inventi" in shown
    assert words in shown


def test_several_are_asked_one_by_one(tivoli: Town) -> None:
    talk = Talk(tivoli, "carla")

    assert "una persona alla volta" in talk.says("chiedi a tutti se giovedì possono")
    assert "una persona alla volta" in talk.says("chiedi a Bruno e Anna se possono giovedì")


def test_whoever_is_called_back_some_day_may_be_recalled_or_telephoned(tivoli: Town) -> None:
    talk = Talk(tivoli, "diana")

    talk.says("call Bruno back Wednesday morning")

    labels = [one.label for one in talk.buttons]
    assert labels[:2] == ["Richiama in sede Bruno: mer 25 nov", "Contatta Bruno"]


def test_one_request_stays_with_whom_it_went_to(tivoli: Town) -> None:
    talk = Talk(tivoli, "diana")

    assert "non passa a un'altra persona" in talk.says("passa la richiesta di Bruno a Carla")
    assert "Deleghe" in " ".join(one.label for one in talk.buttons)


def test_who_has_not_opened_the_desk_is_told_by_invitations(tivoli: Town) -> None:
    assert "sportello invite" in Talk(tivoli, "elena").says("chi non è collegato?")
    assert "Elena Inventi" in Talk(tivoli, "anna").says("chi non è collegato?")
