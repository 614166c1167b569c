"""Words around a request, as in a letter."""

import pytest

from handlers.reading.framing import without_frame

OWN = {"anna", "inventi"}


def is_own(name: str) -> bool:
    return OWN.issuperset(name.casefold().split())


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("sono Anna, vorrei giovedì", "vorrei giovedì"),
        ("Salve, sono Anna Inventi dell'anagrafe: vorrei giovedì", "Salve, vorrei giovedì"),
        ("ciao sono anna e vorrei giovedì", "ciao vorrei giovedì"),
        ("Anna Inventi: giovedì da casa", "giovedì da casa"),
        ("vorrei giovedì. Grazie, Anna", "vorrei giovedì. Grazie, "),
        ("vorrei giovedì\nAnna Inventi", "vorrei giovedì\n"),
        ("Hi, this is Anna, I'd like Thursday", "Hi, I'd like Thursday"),
        ("Buongiorno Diana, posso giovedì?", "posso giovedì?"),
        ("Gentile dott.ssa Provetti, chiedo giovedì", "chiedo giovedì"),
        ("Buongiorno direttrice, posso giovedì?", "posso giovedì?"),
        ("La sottoscritta Anna Inventi chiede di fare smart", "chiedo di fare smart"),
        ("Io sottoscritta Anna Inventi chiedo giovedì", "chiedo giovedì"),
        ("la sottoscritta chiede giovedì", "chiedo giovedì"),
        (
            "La sottoscritta Anna Inventi, dipendente dell'ufficio anagrafe, chiede giovedì",
            "chiedo giovedì",
        ),
        ("The undersigned Anna Inventi asks to work from home", "I would like to work from home"),
    ],
)
def test_whose_letter_it_is_says_nothing_of_what_is_asked(said: str, asked: str) -> None:
    assert without_frame(said, is_own, salutes=True) == asked


@pytest.mark.parametrize(
    "said",
    [
        "sono Bruno, vorrei giovedì",
        "vorrei giovedì. Grazie, Bruno",
        "Bruno: giovedì da casa",
        "Il sottoscritto Bruno Prova chiede giovedì",
        "richiama Anna giovedì",
        "chi sostituisce Anna?",
        "sono a casa giovedì",
        "sono Anna",
        "Anna",
        "buongiorno, giovedì da casa",
    ],
)
def test_names_of_others_and_names_that_are_asked_about_stay(said: str) -> None:
    assert without_frame(said, is_own, salutes=True) == said


def test_who_decides_about_people_may_mean_whom_they_greet() -> None:
    assert (
        without_frame("Ciao Bruno, giovedì ok", is_own, salutes=False) == "Ciao Bruno, giovedì ok"
    )


@pytest.mark.parametrize(
    "sign", ["a", "a ", ", ", "Anna ", "ciao ", "sono ", "grazie ", "\n", "'a"]
)
def test_the_longest_text_is_looked_at_without_trying_every_way(sign: str) -> None:
    text = (sign * 4096)[:4096]

    assert without_frame(text, is_own, salutes=True) in text
