"""Whether a permit is urgent, and why, as people say it: nobody's permit is lost by a reason."""

import pytest

from handlers.chat.features.permits.urgency import urgency_in
from tests.handlers.permitting import held
from tests.handlers.talking import Talk
from tests.handlers.town import Town

PERMIT = "visita o terapia, martedì 24 novembre, dalle 10:00 alle 12:00"


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


@pytest.fixture
def anna(alonte: Town) -> Talk:
    """Anna is asked whether a permit for tomorrow is urgent: the act wants three days."""
    alonte.agree("anna")
    anna = Talk(alonte, "anna")
    for words in ("/permesso", "una visita", "domani", "dalle 10 alle 12"):
        asked = anna.says(words)
    assert "È un'urgenza comprovata" in asked
    return anna


@pytest.mark.parametrize(
    "why",
    [
        "mi serve per mio figlio",
        "è urgente, ho una visita",
        "sì, ho una visita",
        "ho una visita",
        "non lo sapevo prima",
        "mio figlio è malato",
        "mi hanno chiamato stamattina",
        "ho saputo solo oggi della visita",
        "non posso rimandare",
    ],
)
def test_a_reason_is_why_it_is_urgent_and_goes_with_a_press(anna: Talk, why: str) -> None:
    shown = anna.says(why)

    assert PERMIT in shown
    assert f"Perché è urgente: «{why}»" in shown
    assert held(anna.town, "anna") == []
    anna.presses("Invia")
    assert len(held(anna.town, "anna")) == 1


@pytest.mark.parametrize("words", ["sì", "è urgente", "sì, molto urgente", "urgentissimo"])
def test_urgent_alone_is_asked_why(anna: Talk, words: str) -> None:
    assert "Perché è urgente? Scrivilo" in anna.says(words)


@pytest.mark.parametrize(
    "words", ["no", "non è urgente", "niente di urgente", "no, posso aspettare", "non direi"]
)
def test_what_is_not_urgent_is_judged_without(anna: Talk, words: str) -> None:
    assert "Così non è possibile" in anna.says(words)
    assert "📨 Invia" not in labels(anna)


def test_not_urgent_after_all_while_why_is_asked(anna: Talk) -> None:
    anna.says("sì")

    assert "Così non è possibile" in anna.says("anzi non è urgente")


@pytest.mark.parametrize(
    "words",
    [
        "quante giornate mi restano?",
        "prenota giovedì 10 dicembre",
        "vorrei lavorare da casa il 10 dicembre",
        "due ore di permesso venerdì dalle 10",
    ],
)
def test_a_request_leaves_the_permit_and_says_so(anna: Talk, words: str) -> None:
    said = anna.says(words)

    assert "Perché è urgente" not in said
    assert "ho lasciato" in said.casefold()


@pytest.mark.parametrize("words", ["che vuol dire comprovata?", "boh xyz", "buongiorno a tutti"])
def test_what_is_no_reason_is_asked_again(anna: Talk, words: str) -> None:
    again = anna.says(words)

    assert "È un'urgenza comprovata" in again
    assert PERMIT in again


def test_what_may_be_for_the_desk_has_a_way_there(anna: Talk) -> None:
    anna.says("domani sto a casa")

    said = anna.presses("Era una domanda per te")

    assert "Perché è urgente" not in said
    assert "martedì 24 novembre" in said


@pytest.mark.parametrize(
    "words", ["non lo sapevo, è urgente", "non so, è urgente", "ho una visita"]
)
def test_a_reason_is_no_plain_yes_and_no_plain_no(words: str) -> None:
    assert urgency_in(words) is None


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("giovedì invece", "giovedì 26 novembre"),
        ("ho sbagliato, è giovedì", "giovedì 26 novembre"),
        ("no scusa, è giovedì", "giovedì 26 novembre"),
        ("mettilo come motivi personali", "motivi personali"),
        ("durata 1 ora e mezza", "dalle 10:00 alle 11:30"),
        ("un'ora e mezza invece", "dalle 10:00 alle 11:30"),
    ],
)
def test_what_changes_the_permit_is_no_reason(anna: Talk, words: str, then: str) -> None:
    shown = anna.says(words)

    assert then in shown
    assert f"«{words}»" not in shown


@pytest.mark.parametrize(
    "words",
    [
        "un'altra cosa: giovedì sono a casa",
        "prenoto anche il pomeriggio da casa",
        "3 giorni la prossima settimana",
    ],
)
def test_another_matter_is_no_reason(anna: Talk, words: str) -> None:
    assert "Ho lasciato perdere il permesso" in anna.says(words)
    assert held(anna.town, "anna") == []
