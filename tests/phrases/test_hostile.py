"""Texts that nobody means well: long, strange, repeated."""

from datetime import date
from time import process_time

import pytest

from handlers.chat.understanding import warm_up
from handlers.reading.answers_moved import LONGEST
from handlers.reading.around_answers import correction_in
from handlers.reading.asked_anew import asked_anew
from handlers.reading.meanings import AskBack, Question
from handlers.reading.ordered import sentence_of
from handlers.reading.questions_file import patterns_compiled
from handlers.reading.reading import prepare, read
from handlers.reading.words import MOST_WORDS, read_words
from tests.effort import BLOWN_UP, calls_of

SATURDAY = date(2026, 11, 21)
MOST_CALLS = 500_000
"""Calls of functions; a usual sentence that was never read before makes some 70,000."""
OF_WHAT_IS_PARSED = 20_000


def question(text: str) -> Question | None:
    heard = read(text, today=SATURDAY).heard
    return heard.question if isinstance(heard, AskBack) else None


@pytest.mark.parametrize(
    "text",
    ["à" * 4096, "prenota giovedì " * 250, "lunedì e " * 41, "x" * 401, "1 " * 200],
)
def test_a_text_too_long_is_not_read(text: str) -> None:
    assert question(text) in (Question.TOO_LONG, Question.TOO_MANY_WORDS)


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", "...", "😀" * 10, "per favore", "\u200d", "\n\n", "''''"]
)
def test_a_text_without_a_word_is_asked_back(text: str) -> None:
    assert question(text) is Question.NOTHING_SAID


@pytest.mark.parametrize(
    "text",
    [
        "prenota " + " e ".join(["lunedì"] * 19),
        "prenota " + ", ".join(["3 dicembre"] * 13),
        "due ore " * 20,
        "dal 3 al 5 " * 6,
        "la mattina di " * 12 + "lunedì",
        "tutti i " * 19 + "lunedì",
        "per " * 39,
        "e " * 39,
        ", ".join(["lun"] * 20),
        "prenota giovedì " + "grazie " * 30,
        "contatta " + "Rossi " * 38,
        "richiama " + "Rossi e " * 18 + "Neri per lunedì",
    ],
)
def test_repetitions_are_answered(text: str) -> None:
    assert read(text, today=SATURDAY).heard is not None


@pytest.mark.parametrize(
    "text",
    [
        "'; drop table booking; --",
        "<b>prenota</b> <script>alert(1)</script>",
        "prenota \x00 giovedì",
        "{booking}",
        "prenota ١٢ dicembre",
        "prenota ½ giornata",
        "𝓹𝓻𝓮𝓷𝓸𝓽𝓪 🚫 giovedì",
        "prenota giovedì 🚫",
        "prenota giovedì ❌",
        "prenota giovedì + venerdì",
        "prenota giovedì/venerdì",
        "prenota -3 dicembre",
        "prenota 00/00/0000",
        "prenota 0000-00-00",
        "prenota 99999999999999999999",
        "due ore lunedì alle 99 per una visita",
    ],
)
def test_what_is_strange_is_asked_back(text: str) -> None:
    assert question(text) is not None


def test_the_words_not_known_are_named() -> None:
    assert read("prenota giovedì al mare", today=SATURDAY).unread == ("mare",)


def test_a_condition_is_asked_back() -> None:
    heard = read("prenota venerdi se piove", today=SATURDAY).heard

    assert isinstance(heard, AskBack)
    assert heard.about == "se"
    assert heard.options


def test_a_long_word_is_not_echoed_whole() -> None:
    heard = read("x" * 300, today=SATURDAY).heard

    assert isinstance(heard, AskBack)
    assert len(heard.about) <= 40


@pytest.mark.parametrize(
    "text",
    [
        "prenota " + " e ".join(["lunedì"] * 19),
        "1 " * 40,
        "nove dieci " * 20,
        "due ore " * 20,
        "visita medica per il medico " * 8,
        "prenoat giovdei marted lundi " * 10,
        "à" * 4096,
        "x" * 4000,
    ],
)
def test_a_text_of_any_kind_is_bounded_work(text: str) -> None:
    warm_up()

    assert calls_of(lambda: read(text, today=SATURDAY)) < MOST_CALLS


def test_what_was_prepared_is_not_parsed_again() -> None:
    text = "ciao, vorrei lavorare da casa giovedì e venerdì della prossima settimana"
    prepare(text)

    assert calls_of(lambda: read(text, today=SATURDAY)) < OF_WHAT_IS_PARSED


def test_two_words_that_limit_are_asked_back_as_one_is() -> None:
    assert isinstance(read("puoi richiamarmi più tardi?", today=SATURDAY).heard, AskBack)


def test_once_warmed_up_the_first_question_compiles_nothing() -> None:
    warm_up()
    compiled = patterns_compiled()

    read("che fine ha fatto il congedo di mio cugino?", today=SATURDAY)

    assert patterns_compiled() == compiled > 50


@pytest.mark.parametrize("word", ["prima ", "un'ora dopo ", "e anche ", "di più ", "no, ", "a "])
def test_words_of_corrections_without_end_are_no_correction(word: str) -> None:
    text = word * (4096 // len(word))

    assert calls_of(lambda: correction_in(text)) < MOST_CALLS
    assert correction_in(text).said == text


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1])
def test_a_correction_has_an_end(length: int) -> None:
    text = "venerdì, un'ora dopo".ljust(length)

    assert (correction_in(text).later == 60) is (length == LONGEST)


def test_what_may_be_asked_anew_is_looked_for_in_short_texts_alone() -> None:
    text = f"cambia{' ' * 4000}\nx\n"
    began = process_time()

    assert asked_anew(text) is None
    assert process_time() - began < BLOWN_UP


@pytest.mark.parametrize("text", ["&" * 4096, "a " * 2048, "giovedì " * 500])
def test_a_text_too_long_is_not_divided(text: str) -> None:
    written = read_words(text)

    assert sentence_of(written).islands == ()
    assert calls_of(lambda: sentence_of(written)) < OF_WHAT_IS_PARSED


def test_a_text_that_may_be_read_is_divided() -> None:
    assert sentence_of(read_words("giovedì, " * MOST_WORDS)).islands
