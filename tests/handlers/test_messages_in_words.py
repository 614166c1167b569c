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


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("rispondi a Bruno: ok", "ok"),
        ("rispondi a Bruno che va bene", "va bene"),
        ("reply to Bruno: fine by me", "fine by me"),
        ("tell Bruno I'll be late", "I'll be late"),
        ("scrivi ad Elena, anzi a Bruno che arrivo tardi", "arrivo tardi"),
    ],
)
def test_an_answer_and_one_set_right_are_messages_too(tivoli: Town, said: str, words: str) -> None:
    talk = Talk(tivoli, "anna")

    assert f"«{words}»" in talk.says(said)
    talk.presses("Invia")

    (sent,) = messages(tivoli)
    assert words in sent


@pytest.mark.parametrize("said", ["avvisa Bruno", "tell Bruno"])
def test_whom_to_tell_without_words_is_shown(tivoli: Town, said: str) -> None:
    assert "<b>Bruno Inventi</b>" in Talk(tivoli, "anna").says(said)


# ------------------------------------------------------------ who decides, without a name


@pytest.mark.parametrize(
    "said",
    ["scrivi al capo che la pratica è pronta", "di' al mio responsabile: la pratica è pronta"],
)
def test_the_boss_is_who_decides_about_who_writes(tivoli: Town, said: str) -> None:
    talk = Talk(tivoli, "anna")
    shown = talk.says(said)

    assert "Messaggio per <b>Diana Inventi</b>" in shown
    assert "«la pratica è pronta»" in shown
    assert "Chi decide sulle tue richieste è <b>Diana Inventi</b>" in shown
    assert messages_to(tivoli, "diana") == []


@pytest.mark.parametrize("said", ["avvisa il capo che arrivo tardi", "tell my boss I'll be late"])
def test_coming_late_is_told_and_asked_for_by_two_buttons(tivoli: Town, said: str) -> None:
    talk = Talk(tivoli, "anna")

    assert "A chi decide per te" in talk.says(said)
    assert [one.text is not None for one in talk.came.more] == [True]
    assert messages_to(tivoli, "diana") == []


def test_a_day_of_ones_own_reaches_the_boss_by_its_request(tivoli: Town) -> None:
    tivoli.agree("anna")

    assert "Ho capito questi giorni" in Talk(tivoli, "anna").says(
        "avvisa il capo che domani lavoro da casa"
    )


def test_who_decides_about_nobodys_requests_but_their_own_is_told_who_does(tivoli: Town) -> None:
    assert "Messaggio per" not in Talk(tivoli, "dino").says("scrivi al capo che è pronto")


# ------------------------------------------------------------ let be for something else


@pytest.mark.parametrize(
    "words",
    ["lascia perdere e prenota venerdì", "never mind, book Friday"],
)
def test_what_is_asked_for_instead_is_no_part_of_a_message(tivoli: Town, words: str) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    talk.says("scrivi a Bruno")
    talk.presses("Scrivi un messaggio")
    answer = talk.says(words)

    assert "venerdì 27 novembre" in answer
    assert "Ho lasciato perdere il messaggio" in answer


@pytest.mark.parametrize(
    "said",
    [
        "scrivi a Bruno che domani arrivo tardi e prenota giovedì",
        "scrivi a Bruno che domani arrivo tardi. poi prenotami giovedì",
    ],
)
def test_an_order_to_the_desk_is_no_part_of_a_message(tivoli: Town, said: str) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    assert "«domani arrivo tardi»" in talk.says(said)
    assert "giovedì 26 novembre" in "".join(str(one.text) for one in talk.came.more)


def test_what_a_colleague_shall_do_stays_in_the_message(tivoli: Town) -> None:
    shown = Talk(tivoli, "anna").says("scrivi a Bruno che arrivo tardi e prenota la sala")

    assert "«arrivo tardi e prenota la sala»" in shown
