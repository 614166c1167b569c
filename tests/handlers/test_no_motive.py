"""Where a motive is asked for, an order or a question to the desk is never what somebody reads."""

import pytest

from handlers.desk.recalls.drafts import PEOPLE, WORDS
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, stands
from tests.handlers.talking import Talk
from tests.handlers.town import TODAY, Town

NEXT_THURSDAY = THURSDAY.replace(month=12, day=3)
TOMORROW = TODAY.replace(day=24)


def labels(talk: Talk) -> list[str]:
    return [button.label for row in talk.came.rows for button in row]


@pytest.fixture
def diana(tivoli: Town) -> Talk:
    """She is asked why she refuses Anna's Thursday; Bruno's Friday waits as well."""
    tivoli.agree("anna")
    tivoli.agree("bruno")
    asks_for(tivoli, "anna", THURSDAY, NEXT_THURSDAY)
    asks_for(tivoli, "bruno", FRIDAY)
    diana = Talk(tivoli, "diana")
    assert "Perché rifiuti" in diana.says("rifiuta quella di Anna di giovedì")
    return diana


@pytest.fixture
def recalling(tivoli: Town) -> Talk:
    """She calls Anna for tomorrow, and is asked why; Bruno is away as well."""
    for name in ("anna", "bruno"):
        tivoli.agree(name)
        enter(tivoli, name, TOMORROW)
    diana = Talk(tivoli, "diana")
    assert "Scrivi qui sotto il motivo" in diana.says("richiama Anna domani")
    return diana


def called(talk: Talk) -> list[str]:
    """Whom the recall that is open is for."""
    assert talk.form is not None
    ids = talk.form.standing.values[PEOPLE]
    return [name for name, one in talk.town.ids.items() if one in ids]


@pytest.mark.parametrize(
    "words", ["giovedì va bene invece", "Anna invece va bene", "giovedì va bene", "no, approvala"]
)
def test_thinking_again_shows_what_was_to_be_refused_and_no_other_day(
    diana: Talk, words: str
) -> None:
    answer = diana.says(words)

    assert "Ho lasciato perdere il rifiuto" in answer
    assert "✅ gio 26 nov" in labels(diana)
    assert "3 dicembre" not in answer


def test_another_day_that_is_well_is_a_motive(diana: Talk) -> None:
    answer = diana.says("martedì va bene invece")

    assert "«martedì va bene invece»" in answer
    assert "📨 Invia" in labels(diana)


@pytest.mark.parametrize("words", ["torna alla lista", "torniamo all'elenco"])
def test_the_list_is_shown_and_nothing_decided(diana: Talk, words: str) -> None:
    answer = diana.says(words)

    assert "Aspettano te" in answer
    assert "non è stato deciso nulla" in answer


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("domani decido", "non è stato deciso nulla"),
        ("decido dopo", "non è stato deciso nulla"),
        ("ci penso", "finché non premi un pulsante non parte nulla"),
    ],
)
def test_a_decision_put_off_leaves_the_request_waiting(
    tivoli: Town, words: str, told: str
) -> None:
    tivoli.agree("anna")
    (asked,) = asks_for(tivoli, "anna", THURSDAY)
    diana = Talk(tivoli, "diana")
    diana.says("rifiuta quella di Anna di giovedì")

    assert told in diana.says(words)
    assert stands(tivoli, asked).state is RequestState.PENDING
    assert "📨 Invia" not in labels(diana)


@pytest.mark.parametrize("words", ["aspetta, prima fammi vedere chi c'è", "chi è Bruno?"])
def test_a_question_to_the_desk_is_answered_and_no_motive(diana: Talk, words: str) -> None:
    answer = diana.says(words)

    assert "Ufficio anagrafe" in answer
    assert "📨 Invia" not in labels(diana)


def test_an_order_that_the_desk_does_not_know_is_no_motive(diana: Talk) -> None:
    answer = diana.says("mandalo a Vito")

    assert "non l'ho preso" in answer
    assert "Perché rifiuti" in answer


def test_the_question_names_the_way_out(diana: Talk) -> None:
    assert "«annulla»" in (diana.shown.text or "")


@pytest.mark.parametrize(
    "words",
    [
        "fai venire Bruno mercoledì",
        "fai venire Bruno mercoledì mattina",
        "richiama Bruno mercoledì pomeriggio",
        "richiama Bruno mercoledì dalle 9 alle 11",
        "recall Bruno on Wednesday morning",
    ],
)
def test_the_recall_of_another_is_no_motive_for_this_one(recalling: Talk, words: str) -> None:
    answer = recalling.says(words)

    assert "Ho lasciato perdere il richiamo" in answer
    assert not any("Invia il richiamo" in one for one in labels(recalling))


def test_somebody_is_added_to_a_recall_that_has_its_motive(recalling: Talk) -> None:
    recalling.says("riunione con il sindaco")

    answer = recalling.says("aggiungi Bruno")

    assert called(recalling) == ["anna", "bruno"]
    assert "Motivo: «riunione con il sindaco»" in answer


@pytest.mark.parametrize("words", ["anzi Bruno", "no, Bruno", "Bruno invece"])
def test_somebody_is_called_instead_of_another(recalling: Talk, words: str) -> None:
    recalling.says("riunione con il sindaco")

    recalling.says(words)

    assert called(recalling) == ["bruno"]


@pytest.mark.parametrize(
    "words", ["cambia il motivo: ispezione della Regione", "Motivo: ispezione della Regione"]
)
def test_a_motive_that_is_called_so_takes_the_place_of_the_other(
    recalling: Talk, words: str
) -> None:
    recalling.says("riunione con il sindaco")

    recalling.says(words)

    assert recalling.form is not None
    assert recalling.form.standing.values[WORDS] == "ispezione della Regione"


@pytest.mark.parametrize(
    "words",
    [
        "fai il punto con noi sul bilancio",
        "serve aiuto allo sportello",
        "anzi serve allo sportello",
    ],
)
def test_what_is_a_motive_stays_one(recalling: Talk, words: str) -> None:
    assert f"«{words}»" in recalling.says(words)
    assert any("Invia il richiamo" in one for one in labels(recalling))


def test_who_was_meant_instead_takes_the_place_of_the_other(diana: Talk) -> None:
    answer = diana.says("intendevo bruno")

    assert "Bruno Inventi" in answer
    assert "il motivo che la persona leggerà" not in answer


@pytest.mark.parametrize("words", ["decide franco", "e anche bruno", "anche Bruno"])
def test_a_name_alone_is_no_motive(diana: Talk, words: str) -> None:
    answer = diana.says(words)

    assert "Perché rifiuti" in answer
    assert "il motivo che la persona leggerà" not in answer


@pytest.mark.parametrize(
    "words",
    [
        "sì richiama",
        "ok richiamala",
        "yes, recall her",
        "sì, richiama Anna",
        "richiamo confermato",
    ],
)
def test_a_yes_to_a_recall_is_no_motive(recalling: Talk, words: str) -> None:
    assert recalling.says(words).startswith("Manca ancora il motivo")

    recalling.says("per urgenza, guasto al server")

    assert recalling.says(words).startswith("È tutto pronto")
    assert recalling.form is not None
    assert recalling.form.standing.values[WORDS] == "per urgenza, guasto al server"


@pytest.mark.parametrize(
    "words", ["no, non richiamarla", "non richiamare Anna", "don't recall her"]
)
def test_who_denies_a_recall_leaves_it(recalling: Talk, words: str) -> None:
    assert "Non è partito nulla" in recalling.says(words)
    assert recalling.form is None


@pytest.mark.parametrize("words", ["sì", "sì richiama", "confermo"])
def test_a_yes_to_a_recall_of_nobody_says_that_nobody_is_called(tivoli: Town, words: str) -> None:
    tivoli.agree("bruno")
    diana = Talk(tivoli, "diana")
    diana.says("richiama Bruno giovedì")

    assert diana.says(words).startswith("Così non posso richiamare nessuno")


@pytest.mark.parametrize("words", ["sì rifiutala", "sì, rifiuta", "yes, refuse"])
def test_a_refusal_ordered_again_is_no_motive(diana: Talk, words: str) -> None:
    assert "non l'ho preso" in diana.says(words)
    assert (
        diana.says("siamo in pochi allo sportello").count("«siamo in pochi allo sportello»") == 1
    )
    assert diana.says(words).startswith("È tutto pronto")


@pytest.mark.parametrize(
    "words", ["no dai, va bene giovedì", "ok va bene giovedì", "va bene Anna invece"]
)
def test_a_yes_before_the_day_is_no_motive(diana: Talk, words: str) -> None:
    answer = diana.says(words)

    assert "Ho lasciato perdere il rifiuto" in answer
    assert "✅ gio 26 nov" in labels(diana)


@pytest.mark.parametrize("words", ["passa a Carla", "giralo a Vito", "forward it to Carla"])
def test_who_shall_decide_instead_is_no_motive(diana: Talk, words: str) -> None:
    assert f"«{words}» non mi sembra da far leggere ad altri" in diana.says(words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("entrambi i giorni perché c'è il mercato", "«c'è il mercato»"),
        ("no, tutti e due: per il consiglio", "«il consiglio»"),
        ("both days because of the market", "«the market»"),
        ("entrambe", "3 dicembre"),
    ],
)
def test_both_days_are_shown_and_are_no_motive(diana: Talk, words: str, why: str) -> None:
    answer = diana.says(words)

    assert why in answer
    assert "26 novembre" in answer
    assert "3 dicembre" in answer
    assert "Lo invio così?" not in answer


def test_what_both_do_may_be_a_motive(diana: Talk) -> None:
    assert "«entrambi i colleghi sono malati»" in diana.says("entrambi i colleghi sono malati")


def test_a_question_to_nobody_is_no_motive_of_a_recall(recalling: Talk) -> None:
    assert "non mi sembra da far leggere" in recalling.says("ma è ancora in tempo?")


def test_the_words_of_a_button_choose_its_cause(recalling: Talk) -> None:
    assert "per urgenza" in recalling.says("urgenza")


def test_a_motive_behind_a_turn_is_that_of_the_recall(recalling: Talk) -> None:
    assert "per la riunione di consiglio" in recalling.says("anzi per la riunione di consiglio")
