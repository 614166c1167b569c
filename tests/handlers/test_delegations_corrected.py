"""A delegation that is shown, and what is said of it before its button is pressed."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


@pytest.fixture
def diana(tivoli: Town) -> Talk:
    """Diana is shown that Carla decides from 14 to 18 December."""
    talk = Talk(tivoli, "diana")
    talk.says("decide Carla dal 14 al 18 dicembre")
    return talk


def test_a_yes_is_answered_by_pointing_to_the_button(diana: Talk) -> None:
    text = diana.says("sì")

    assert text.startswith("È tutto pronto: per delegare premi «Sì, delega»")
    assert "Carla Inventi" in text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("no, fino al 16", "Carla Inventi</b> da lunedì 14 dicembre 2026 a mercoledì 16"),
        ("anzi fino al 22 dicembre", "da lunedì 14 dicembre 2026 a martedì 22 dicembre"),
        ("dal 15", "da martedì 15 dicembre 2026 a venerdì 18 dicembre"),
        ("anzi Vito", "Vito Inventi</b> da lunedì 14 dicembre 2026 a venerdì 18"),
        ("no aspetta, Vito", "Vito Inventi</b> da lunedì 14 dicembre 2026 a venerdì 18"),
    ],
)
def test_what_is_corrected_is_shown_anew(diana: Talk, words: str, shown: str) -> None:
    assert shown in diana.says(words)


def test_the_button_of_before_does_nothing_any_more(diana: Talk) -> None:
    before = next(one.data for one in diana.buttons if "delega" in one.label)
    diana.says("no, fino al 16")
    diana.forges(before)

    assert "non" in diana.came.toast


def test_an_end_before_the_beginning_changes_nothing(diana: Talk) -> None:
    diana.says("fino al 10 dicembre")

    assert "dicembre 2026 a venerdì 18 dicembre" in diana.says("sì")


@pytest.fixture
def carla(tivoli: Town) -> Talk:
    return Talk(tivoli, "carla")


def test_who_is_ill_is_told_where_and_shown_who_decides_meanwhile(carla: Talk) -> None:
    assert "Fino a quando?" in carla.says("sono malata, decide vito da domani")

    told = carla.says("fino a venerdì")
    (offered,) = carla.came.more

    assert "INPS" in told
    assert "Vito: mar 24 nov – ven 27 nov" in (offered.text or "")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("da domani decide Vito per due settimane", "martedì 24 novembre 2026 a lunedì 7 dic"),
        ("sostituiscimi con Vito dal 14 al 18", "lunedì 14 dicembre 2026 a venerdì 18 dic"),
        ("delego Vito per una settimana dal 30", "lunedì 30 novembre 2026 a domenica 6 dic"),
    ],
)
def test_how_long_somebody_decides_is_the_end_of_the_delegation(
    carla: Talk, words: str, shown: str
) -> None:
    assert shown in carla.says(words)


def test_from_monday_on_a_monday_asks_which_one(carla: Talk) -> None:
    carla.says("da lunedì decide vito")

    labels = [one.label for one in carla.buttons]
    assert {"lun 23 nov – dom 29 nov", "lun 30 nov – dom 6 dic"} <= set(labels)


# ------------------------------------------------------------ asked for piece by piece


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            ["delego", "Vito", "fino a venerdì"],
            "Vito Inventi</b> da lunedì 23 novembre 2026 a ven",
        ),
        (
            ["delegate", "Vito", "until Friday"],
            "Vito Inventi</b> da lunedì 23 novembre 2026 a ven",
        ),
        (
            ["delega", "a Vito fino al 30"],
            "Vito Inventi</b> da lunedì 23 novembre 2026 a lunedì 30",
        ),
        (
            ["delega Vito", "da domani", "per due settimane"],
            "24 novembre 2026 a lunedì 7 dicembre",
        ),
        (["delega Vito", "da domani per due settimane"], "24 novembre 2026 a lunedì 7 dicembre"),
        (["delego", "Bruno", "Vito", "giovedì"], "Vito Inventi</b>"),
        (["delego", "Bruno", "scusa, volevo dire Vito", "giovedì"], "Vito Inventi</b>"),
    ],
)
def test_who_decides_and_how_long_are_answers(tivoli: Town, said: list[str], shown: str) -> None:
    diana = Talk(tivoli, "diana")
    *before, last = said
    for words in before:
        diana.says(words)

    assert shown in diana.says(last)


def test_another_order_is_no_answer(tivoli: Town) -> None:
    diana = Talk(tivoli, "diana")
    diana.says("delega Vito")

    assert "Delegare" not in diana.says("approva Anna")


@pytest.mark.parametrize(
    ("said", "begins", "ends"),
    [
        (("da domani decide Franco", "anzi Carla", "fino a venerdì"), "martedì 24", "venerdì 27"),
        (("da mercoledì decide Franco", "no Carla", "fino al 4"), "mercoledì 25", "venerdì 4"),
        (("delego Franco dal 1 dicembre", "no, Carla", "fino al 4"), "martedì 1", "venerdì 4"),
    ],
)
def test_a_beginning_holds_whoever_else_decides(
    tivoli: Town, said: tuple[str, ...], begins: str, ends: str
) -> None:
    diana = Talk(tivoli, "diana")
    shown = [diana.says(words) for words in said][-1]

    assert f"Carla Inventi</b> da {begins}" in shown
    assert f" a {ends}" in shown
