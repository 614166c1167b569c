"""Names of people: with apostrophes, of words that mean something else, beside other matters."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.meanings import AskBack, Team
from handlers.reading.reading import read
from handlers.reading.words import split
from handlers.reading.writing import written
from storage.people.names import folded

MONDAY = date(2026, 11, 23)
PEOPLE = (
    *("Tea Maggio", "Ada Lo Re", "Sara Gallo", "Marco D'Amico", "Lucia Dell'Orto"),
    *("Luca Sabato", "Łukasz Nowak", "Anna Fiordaliso", "Rita Verdi", "Anna-Maria Neri"),
)
KNOWN = {
    "".join(piece.word for piece in split(part) if piece.word != "-")
    for person in PEOPLE
    for part in (person, *person.split(" ", 1))
}


def is_name(words: tuple[str, ...]) -> bool:
    return "".join(words) in KNOWN


def heard(text: str) -> str:
    return written(read(text, today=MONDAY, is_name=is_name).heard)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("contatta D'Amico", "contact damico"),
        ("contatta d amico", "contact damico"),
        ("richiama Dell’Orto giovedì", "recall dellorto 2026-11-26"),
        ("posso chiamare Sara Gallo?", "contact sara gallo"),
        ("contatta Ada Lo Re", "contact ada lo re"),
        ("posso chiamare Lukasz?", "contact lukasz"),
        ("contatta Anna-Maria Neri", "contact anna maria neri"),
        ("approva Maggio giovedì", "decide yes maggio 2026-11-26"),
        ("richiama Sabato sabato", "recall sabato 2026-11-28"),
        (
            "richiama Tea Maggio domani per il bilancio",
            "recall tea maggio 2026-11-24 (il bilancio)",
        ),
        ("approva D'Amico e Sara Gallo", "several decide yes damico + decide yes sara gallo"),
        ("delego Ada Lo Re dal 7 al 9 dicembre", "delegate ada lo re 2026-12-07..2026-12-09"),
        (
            "rifiuta Ada Lo Re venerdì perché serve Sara Gallo allo sportello",
            "decide no ada lo re 2026-11-27 (serve Sara Gallo allo sportello)",
        ),
    ],
)
def test_who_is_known_by_a_name_is_meant_by_it(text: str, meaning: str) -> None:
    assert heard(text) == meaning


@pytest.mark.parametrize("text", ["prenota il 3 maggio", "sabato lavoro da casa"])
def test_words_are_no_names_where_no_person_is_meant(text: str) -> None:
    assert heard(text) == written(read(text, today=MONDAY).heard)


@pytest.mark.parametrize(
    "text",
    [
        "prenota giovedì per Anna",
        "il mio collega vuole lo smart giovedì",
    ],
)
def test_somebody_elses_matter_is_asked_back(text: str) -> None:
    found = read(text, today=MONDAY, is_name=is_name).heard

    assert isinstance(found, AskBack)
    assert found.options


LETTERS = "".join(
    chr(code)
    for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x180))
    if unicodedata.decomposition(chr(code)) or code < 0x80
)


@given(st.text(LETTERS + "'’- ", min_size=1, max_size=30))
def test_reading_and_the_store_fold_the_letters_of_names_alike(name: str) -> None:
    words = "".join(piece.word for piece in split(name) if piece.word != "-")

    assert words == folded(name).replace(" ", "").replace("'", "")


@pytest.mark.parametrize("text", ["Anna lavora da casa domani", "domani anna sta a casa in smart"])
def test_where_somebody_named_works_is_looked_at(text: str) -> None:
    found = read(text, today=MONDAY, is_name=is_name).heard

    assert isinstance(found, Team)
    assert found.whom == "anna"
