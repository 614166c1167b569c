"""A day of one's own said by its place in the list."""

from datetime import date

import pytest

from handlers.reading.placed import placed

DAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("annulla la prima", 0, "annulla il 2/12/2026"),
        ("Annulla la prossima giornata", None, "annulla il 2/12/2026"),
        ("annulla l'ultima richiesta", -1, "annulla il 2/12/2026"),
        ("annulla l’ultima", -1, "annulla il 2/12/2026"),
        ("sposta la seconda", 1, "sposta il 2/12/2026"),
        ("sposta la seconda a venerdì", 1, "sposta il 2/12/2026 a venerdi"),
        ("togli il terzo giorno", 2, "togli il 2/12/2026"),
    ],
)
def test_the_day_takes_the_place_of_its_place(text: str, place: int | None, sentence: str) -> None:
    found = placed(text)

    assert found is not None
    assert found.place == place
    assert found.with_day(DAY) == sentence


@pytest.mark.parametrize(
    "text",
    [
        *("annulla la prima di Anna", "sposta la prima riunione", "annulla la prima settimana"),
        *("approva la prima", "prenota la prossima", "la prima", "annulla la prossima settimana"),
        "annulla la prima e prenota venerdì",
    ],
)
def test_anything_more_is_another_sentence(text: str) -> None:
    assert placed(text) is None
