"""Questions about somebody else are answered about them or not at all, never about oneself."""

import pytest

from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def town(tivoli: Town) -> Town:
    """Anna asked for a day, and Bruno and Diana have nothing."""
    for name in ("anna", "bruno"):
        tivoli.agree(name)
    asks_for(tivoli, "anna", THURSDAY)
    return tivoli


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


@pytest.mark.parametrize(
    "words",
    ["la richiesta di Anna è approvata?", "chi ha approvato Anna?", "hai approvato Anna?"],
)
def test_what_waits_of_somebody_is_shown_to_who_decides(town: Town, words: str) -> None:
    diana = Talk(town, "diana")

    assert "<b>Anna Inventi</b>" in diana.says(words)
    assert "✅ gio 26 nov" in labels(diana)


def test_of_whom_nothing_waits_the_own_decisions_are_named(town: Town) -> None:
    assert "<b>Bruno Inventi</b>" in Talk(town, "diana").says("chi ha approvato Bruno?")


@pytest.mark.parametrize("words", ["la richiesta di Anna è approvata?", "chi ha approvato Anna?"])
def test_a_colleague_is_told_who_sees_them(town: Town, words: str) -> None:
    answer = Talk(town, "bruno").says(words)

    assert "Le richieste di <b>Anna Inventi</b> le vede chi le decide" in answer
    assert "giovedì" not in answer


@pytest.mark.parametrize(
    "words",
    ["quante ore di 104 ha ancora Anna?", "quante giornate ha ancora Anna?", "saldo di Anna"],
)
@pytest.mark.parametrize("name", ["bruno", "diana"])
def test_nobody_sees_what_is_left_to_somebody_else(town: Town, name: str, words: str) -> None:
    answer = Talk(town, name).says(words)

    assert "lo vede solo la persona stessa" in answer
    assert "104" not in answer


def test_how_many_one_has_at_home_is_about_the_office(town: Town) -> None:
    enter(town, "bruno", FRIDAY)

    shown = Talk(town, "diana").says("quante persone ho in smart venerdì?")

    assert "venerdì 27 novembre" in shown
    assert "Inventi Bruno" in shown


def test_the_personnel_office_is_not_sent_to_itself_about_agreements(town: Town) -> None:
    answer = Talk(town, "elena").says("quando scade l'accordo di Anna?")

    assert "arrivano con l'elenco del personale" in answer
    assert "si occupa" not in answer


def test_who_is_the_personnel_office_is_not_sent_to_themselves(town: Town) -> None:
    assert "si occupa chi dirige il tuo servizio" in Talk(town, "elena").says("il mio stipendio?")


@pytest.mark.parametrize(
    ("words", "part"),
    [("approva Anna giovedì mattina", "mattina"), ("richiama Anna giovedì alle 9", "alle 9")],
)
def test_a_part_of_a_day_that_no_order_takes_is_named(town: Town, words: str, part: str) -> None:
    assert f"Non ho letto: «{part}»" in Talk(town, "diana").says(words)


def test_whose_day_it_is_is_looked_up_by_a_button_with_their_name(town: Town) -> None:
    diana = Talk(town, "diana")

    diana.says("mario domani smart")

    assert "Dov'è Mario, mar 24 nov" in labels(diana)


@pytest.mark.parametrize(
    "words", ["Diana, domani posso stare in smart?", "Diana, venerdì sono in smart"]
)
def test_whom_a_request_is_addressed_to_is_only_greeted(town: Town, words: str) -> None:
    bruno = Talk(town, "bruno")

    answer = bruno.says(words)

    assert "Non ho letto" not in answer
    assert "Ho capito questi giorni" in answer


def test_somebody_asked_about_is_not_greeted(town: Town) -> None:
    assert "Ho capito questi giorni" not in Talk(town, "bruno").says("Anna, domani è in smart?")


@pytest.mark.parametrize(
    "words", ["togli lo smart ad Anna giovedì", "Anna", "avvisa Anna giovedì"]
)
def test_what_is_wanted_of_a_colleague_is_asked_and_no_own_day_taken_back(
    town: Town, words: str
) -> None:
    diana = Talk(town, "diana")

    assert "Che cosa devo fare per «Anna»" in diana.says(words)
    assert "Approva Anna" in labels(diana)
    assert "Ritira" not in labels(diana)


def test_a_name_alone_leads_to_the_requests_of_that_person(town: Town) -> None:
    diana = Talk(town, "diana")
    diana.says("rifiuta")
    diana.says("Anna")

    assert "Perché rifiuti la richiesta di <b>Anna" in diana.presses("Rifiuta Anna")


def test_a_colleague_is_offered_no_decision(town: Town) -> None:
    bruno = Talk(town, "bruno")

    assert "di altre persone vedi solo dove lavorano" in bruno.says("Anna")
    assert "Approva" not in labels(bruno)


@pytest.mark.parametrize(
    "words",
    [
        *("perché Anna è a casa giovedì?", "quando ha chiesto Anna?"),
        *("perché Anna ha chiesto giovedì?", "Anna ha un permesso giovedì?"),
    ],
)
def test_why_and_when_a_colleague_asked_is_about_their_request(town: Town, words: str) -> None:
    assert "Anna Inventi" in Talk(town, "diana").says(words)
    assert "le vede chi le decide" in Talk(town, "bruno").says(words)


def test_why_somebody_refused_is_asked_of_ones_own_day(town: Town) -> None:
    assert "Anna" not in Talk(town, "bruno").says("perché Diana ha rifiutato giovedì?")


def test_where_two_colleagues_are_shows_the_office_that_day(town: Town) -> None:
    answer = Talk(town, "diana").says("Bruno e Carla sono a casa mercoledì?")

    assert "mercoledì 25 novembre" in answer
    assert "Inventi Bruno" in answer


def test_whom_a_colleague_asks_is_told_of_them(town: Town) -> None:
    assert "Sulle tue richieste" not in Talk(town, "elena").says("Orso a chi chiede?")


def test_whether_a_colleague_is_free_is_whether_they_may_be_reached(town: Town) -> None:
    assert "Bruno Inventi" in Talk(town, "diana").says("Bruno è libero adesso?")


def test_whether_a_colleague_is_eligible_is_told_elsewhere(town: Town) -> None:
    assert "accordi di altre persone" in Talk(town, "diana").says("Anna è idonea?")


@pytest.mark.parametrize(
    "words", ["saldi di Anna Inventi", "quante ore di permesso restano ad Anna?"]
)
def test_the_personnel_office_is_led_to_the_balances_it_may_see(town: Town, words: str) -> None:
    elena = Talk(town, "elena")
    elena.says(words)

    assert "Saldi del personale" in labels(elena)


def test_what_was_decided_of_somebody_is_opened_again(town: Town) -> None:
    diana = Talk(town, "diana")
    diana.says("approva Anna giovedì")
    diana.presses("✅")

    for words in ("revoca Anna giovedì", "riapri Anna giovedì", "ho sbagliato con Anna"):
        assert "giovedì 26 novembre" in diana.says(words)
