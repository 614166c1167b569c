"""Under words that are shown: what came after takes their place only if it can be no other."""

import pytest

from storage.tables import RequestState
from tests.handlers.asking import THURSDAY, asks_for, enter, messages_to, said, stands
from tests.handlers.recalling import WORDS, live
from tests.handlers.talking import Talk
from tests.handlers.town import Town

MOTIVE = "carenza di personale"


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


@pytest.fixture
def diana(tivoli: Town) -> Talk:
    """She refuses Anna's Thursday, and sees her motive."""
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY)
    diana = Talk(tivoli, "diana")
    diana.says("rifiuta Anna giovedì")
    assert f"«{MOTIVE}»" in diana.says(MOTIVE)
    return diana


@pytest.mark.parametrize(
    "words",
    [
        "no, ho sbagliato persona",
        "è Bruno, non Anna",
        "non serve il motivo",
        "scusa, non Anna",
        "quanti giorni ha Anna",
        "venerdì a Bruno",
    ],
)
def test_what_may_be_about_something_else_replaces_no_motive(diana: Talk, words: str) -> None:
    answer = diana.says(words)

    assert f"«{words}» non ha preso il suo posto" in answer
    assert f"«{MOTIVE}»" in answer
    assert "📨 Invia" in labels(diana)


def test_the_motive_that_was_kept_is_what_the_button_sends(tivoli: Town) -> None:
    tivoli.agree("anna")
    (asked,) = asks_for(tivoli, "anna", THURSDAY)
    diana = Talk(tivoli, "diana")
    for words in ("rifiuta Anna giovedì", MOTIVE, "non serve il motivo"):
        diana.says(words)

    diana.presses("📨 Invia")

    assert stands(tivoli, asked).state is RequestState.REFUSED
    assert any(MOTIVE in said(one) for one in messages_to(tivoli, "anna"))


@pytest.mark.parametrize(
    "words",
    [
        "si va bene invialo",
        "confermo grazie",
        "sì mandalo",
        "ok, manda",
        "sì",
    ],
)
def test_a_yes_points_to_the_button(diana: Talk, words: str) -> None:
    answer = diana.says(words)

    assert "premi il pulsante «Invia»" in answer
    assert f"«{MOTIVE}»" in answer


@pytest.mark.parametrize(
    "words",
    ["non mandarlo", "no, non inviarlo", "no aspetta, non mandarlo", "no aspetta, lascia stare"],
)
def test_not_to_send_it_drops_it(diana: Talk, words: str) -> None:
    assert "non è stato deciso nulla" in diana.says(words)
    assert diana.row is None


@pytest.mark.parametrize(
    "words", ["domani lavoro da casa", "delego Vito dal 14", "quante giornate mi restano?"]
)
def test_another_request_leaves_it_and_says_so(diana: Talk, words: str) -> None:
    answer = diana.says(words)

    assert "Ho lasciato perdere il rifiuto per" in answer
    assert f"«{words}»" not in answer


@pytest.mark.parametrize("words", ["il secondo", "la seconda"])
def test_a_ready_motive_is_named_by_its_place(diana: Talk, words: str) -> None:
    assert "«Attività non eseguibile a distanza»" in diana.says(words)


def test_a_ready_motive_is_named_by_its_place_where_none_was_written(tivoli: Town) -> None:
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY)
    diana = Talk(tivoli, "diana")
    diana.says("rifiuta Anna giovedì")

    assert "«Quel giorno serve la presenza in sede»" in diana.says("il primo")
    assert "📨 Invia" in labels(diana)


def test_another_motive_takes_the_place_of_the_first(diana: Talk) -> None:
    answer = diana.says("serve personale allo sportello")

    assert "«serve personale allo sportello»" in answer
    assert f"Ha preso il posto di quello che avevi scritto prima: «{MOTIVE}»" in answer
    assert answer.count(MOTIVE) == 1


@pytest.fixture
def calling(tivoli: Town) -> Talk:
    """Diana is about to recall Anna, and is asked why."""
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)
    diana = Talk(tivoli, "diana")
    diana.says("richiama Anna giovedì")
    return diana


@pytest.mark.parametrize(
    "words",
    [
        "non richiamare Anna giovedì",
        "quanti giorni ha Anna",
        "Anna va bene giovedì ma venerdì no",
        "venerdì a Bruno",
    ],
)
def test_a_recall_keeps_its_words(calling: Talk, words: str) -> None:
    calling.says(WORDS)

    answer = calling.says(words)

    assert f"Motivo: «{WORDS}»" in answer
    assert f"«{words}» non ha preso il suo posto" in answer


@pytest.mark.parametrize("words", ["non richiamare Anna giovedì", "quanti giorni ha Anna"])
def test_what_nobody_writes_to_a_colleague_is_no_words_of_a_recall(
    calling: Talk, words: str
) -> None:
    answer = calling.says(words)

    assert f"«{words}» non mi sembra da far leggere ad altri" in answer
    assert not any("Invia" in one for one in labels(calling))
    assert live(calling.town, "anna", THURSDAY) is None


def test_a_delegation_leaves_the_recall(calling: Talk) -> None:
    calling.says(WORDS)

    assert "Ho lasciato perdere il richiamo" in calling.says("delego Vito dal 14")


@pytest.mark.parametrize(
    ("words", "motive"),
    [
        ("anzi per la riunione di giunta", "per la riunione di giunta"),
        ("no, perché c'è il mercato", "c'è il mercato"),
        ("perché c'è il mercato", "c'è il mercato"),
    ],
)
def test_a_motive_behind_a_turn_takes_the_place_of_the_first(
    diana: Talk, words: str, motive: str
) -> None:
    answer = diana.says(words)

    assert f"«{motive}»" in answer
    assert f"«{MOTIVE}»" in answer


@pytest.fixture
def writing(tivoli: Town) -> Talk:
    """Anna is shown her message to Carla."""
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")
    assert "«domani non ci sono»" in talk.says("avvisa Carla che domani non ci sono")
    return talk


@pytest.mark.parametrize("words", ["quali alternative ho?", "un'altra volta", "che posso fare?"])
def test_what_nobody_is_to_read_replaces_no_message(writing: Talk, words: str) -> None:
    answer = writing.says(words)

    assert f"«{words}» non ha preso il suo posto" in answer
    assert "«domani non ci sono»" in answer


@pytest.mark.parametrize("words", ["visita domani dalle 10 alle 12", "allora prendo smart"])
def test_a_whole_request_leaves_a_message(writing: Talk, words: str) -> None:
    assert "Ho lasciato perdere il messaggio" in writing.says(words)


def test_what_is_told_of_oneself_leaves_no_message(writing: Talk) -> None:
    assert "Ho tenuto" in writing.says("ho una visita domani dalle 10 alle 12")


def test_a_new_text_names_the_one_before(writing: Talk) -> None:
    answer = writing.says("la pratica Rossi è pronta")

    assert "«la pratica Rossi è pronta»" in answer
    assert "scritto prima: «domani non ci sono»" in answer
