"""What a command shows is found in words too, and what is not the desk's is said as such."""

import pytest

from handlers.chat import registry
from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("cambio lingua", "lingua"),
        ("english please", "lingua"),
        ("non scrivermi la mattina", "avvisi"),
        ("quando mi scrivi?", "avvisi"),
        ("devo consegnare la relazione?", "rapporto"),
        ("scollega il mio account", "scollega"),
        ("calendario della squadra", "squadra"),
    ],
)
def test_words_show_what_the_command_shows(ferrara: Town, said: str, command: str) -> None:
    ferrara.agree("anna")

    assert Talk(ferrara, "anna").says(said) == Talk(ferrara, "anna").says(f"/{command}")


def test_whether_to_answer_the_phone_is_told_of_today_and_of_days_away(ferrara: Town) -> None:
    ferrara.agree("anna")
    said = Talk(ferrara, "anna").says("devo rispondere al telefono dopo le 18?")

    assert said.startswith(Talk(ferrara, "anna").says("/oggi"))
    assert "contattabile: 09:00–13:00" in said


@pytest.mark.parametrize("said", [one.name for one in registry.commands()])
def test_the_name_of_a_command_without_its_stroke_is_understood(ferrara: Town, said: str) -> None:
    ferrara.agree("anna")
    talk = Talk(ferrara, "anna")

    assert "Non conosco" not in talk.says(said)


def test_from_where_one_may_work_is_said_by_the_agreement(tivoli: Town) -> None:
    answer = Talk(tivoli, "anna").says("posso lavorare dall'estero?")

    assert "accordo individuale" in answer
    assert "Elena Inventi" in answer
    assert "non ti chiede mai dove sei" in answer


@pytest.mark.parametrize("said", ["chi non ha l'accordo?", "sospendi l'accordo di Bruno"])
def test_agreements_of_others_are_not_answered_with_ones_own(tivoli: Town, said: str) -> None:
    tivoli.agree("diana")

    answer = Talk(tivoli, "diana").says(said)

    assert "Degli accordi di altre persone si occupa" in answer
    assert "Il tuo accordo" not in answer


def test_who_tells_of_somebody_elses_sickness_is_not_wished_well(tivoli: Town) -> None:
    talk = Talk(tivoli, "diana")

    assert "Buona guarigione" not in talk.says("Anna è malata oggi")
    assert "Buona guarigione" in talk.says("sono malata oggi")


def test_how_much_of_a_permit_one_is_entitled_to_opens_no_form(tivoli: Town) -> None:
    talk = Talk(tivoli, "anna")

    assert "legge 104" in talk.says("mi spetta la 104?")
    assert talk.form is None
