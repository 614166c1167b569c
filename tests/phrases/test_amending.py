"""Days that are shown, and what a correction makes of them: the sentence that is shown next."""

from datetime import date

import pytest

from handlers.reading.amending import amended
from handlers.reading.meanings import AskBack, AtOffice, Book, Cancel, Question, Wish
from handlers.reading.reading import read
from handlers.reading.shown_days import Days, Shown
from handlers.reading.writing import written
from rules.facts import Half, Mode

MONDAY = date(2026, 11, 23)
WEEK = frozenset(range(5))
THURSDAY, FRIDAY = Wish(date(2026, 11, 26)), Wish(date(2026, 11, 27))
TENTH, TWELFTH = Wish(date(2026, 12, 10)), Wish(date(2026, 12, 12))
BOTH = Book(wishes=(THURSDAY, FRIDAY))
IN_DECEMBER = Book(wishes=(TENTH,))


def made(shown: Days, text: str) -> str | None:
    """What is shown after a correction; None if it is read as a sentence of its own."""
    sentence = amended(Shown(shown, MONDAY, WEEK), text)
    return None if sentence is None else written(read(sentence, today=MONDAY).heard)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("anche il 10", "book 2026-11-26 2026-11-27 2026-12-10"),
        ("e il 30?", "book 2026-11-26 2026-11-27 2026-11-30"),
        ("aggiungi lunedì 30, grazie", "book 2026-11-26 2026-11-27 2026-11-30"),
        ("il 30 pure", "book 2026-11-26 2026-11-27 2026-11-30"),
        ("e anche mercoledì mattina", "book 2026-11-25/am 2026-11-26 2026-11-27"),
        ("togli il 26", "book 2026-11-27"),
        ("giovedì non posso", "book 2026-11-27"),
        ("tranne giovedì", "book 2026-11-27"),
        ("non il 27", "book 2026-11-26"),
        ("venerdì no", "book 2026-11-26"),
        ("togli il pomeriggio", "book 2026-11-26/am 2026-11-27/am"),
        ("togli venerdì mattina", "book 2026-11-26 2026-11-27/pm"),
        ("no solo giovedì", "book 2026-11-26"),
        ("ok, ma solo giovedì", "book 2026-11-26"),
        ("giovedì e basta", "book 2026-11-26"),
        ("anzi venerdì", "book 2026-11-27"),
        ("annulla venerdì", "book 2026-11-26"),
        ("togli la seconda", "book 2026-11-26"),
        ("no, solo la prima", "book 2026-11-26"),
        ("annulla tutto", "stop"),
        ("no aspetta, il 30", "book 2026-11-30"),
        ("anzi di mattina", "book 2026-11-26/am 2026-11-27/am"),
        ("solo il pomeriggio", "book 2026-11-26/pm 2026-11-27/pm"),
        ("meglio in sede", "atoffice 2026-11-26 2026-11-27"),
        ("meglio da remoto", "book 2026-11-26 2026-11-27 remote"),
    ],
)
def test_a_correction_changes_the_days_that_are_shown(text: str, becomes: str) -> None:
    assert made(BOTH, text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("anche il 24", "book 2026-12-10 2026-12-24"),
        ("anzi il 24", "book 2026-12-24"),
        ("anzi venerdì", "book 2026-12-11"),
        ("togli il 10", "stop"),
        ("togli giovedì", "stop"),
    ],
)
def test_a_day_is_meant_beside_those_that_are_shown(text: str, becomes: str) -> None:
    assert made(IN_DECEMBER, text) == becomes


def test_a_weekday_more_that_may_be_before_or_after_is_asked() -> None:
    options = " | book 2026-11-27 2026-12-10 | book 2026-12-10 2026-12-11"

    assert made(IN_DECEMBER, "e pure venerdì") == f"? which_reading (venerdi){options}"


def test_a_day_left_out_that_was_not_shown_is_asked_about() -> None:
    sentence = amended(Shown(BOTH, MONDAY, WEEK), "tranne il 12")

    assert sentence is not None
    heard = read(sentence, today=MONDAY).heard
    assert isinstance(heard, AskBack)
    assert heard.question is Question.NOT_EXCEPTED


def test_the_way_of_working_stays_as_it_was_said() -> None:
    remote = Book(wishes=(TENTH, TWELFTH), mode=Mode.REMOTE)

    assert made(remote, "togli il 12") == "book 2026-12-10 remote"
    assert made(remote, "anche il 24") == "book 2026-12-10 2026-12-12 2026-12-24 remote"
    assert made(remote, "meglio a casa") == "book 2026-12-10 2026-12-12"


def test_halves_that_were_said_stay_as_they_were() -> None:
    halves = Book(wishes=(Wish(THURSDAY.day, Half.AM), FRIDAY))

    assert made(halves, "anche il 30") == "book 2026-11-26/am 2026-11-27 2026-11-30"


THREE = Book(wishes=(Wish(date(2026, 11, 25)), THURSDAY, FRIDAY))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("solo la mattina di giovedì", "book 2026-11-25 2026-11-26/am 2026-11-27"),
        ("il 26 solo la mattina", "book 2026-11-25 2026-11-26/am 2026-11-27"),
        ("giovedì solo di pomeriggio", "book 2026-11-25 2026-11-26/pm 2026-11-27"),
        ("only the morning of the 26th", "book 2026-11-25 2026-11-26/am 2026-11-27"),
        ("solo giovedì mattina", "book 2026-11-26/am"),
    ],
)
def test_half_of_one_day_leaves_the_others_as_they_are(text: str, becomes: str) -> None:
    assert made(THREE, text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("non giovedì, venerdì", "book 2026-11-25 2026-11-27"),
        ("non giovedì ma venerdì", "book 2026-11-25 2026-11-27"),
        ("giovedì no, venerdì sì", "book 2026-11-25 2026-11-27"),
        ("non giovedì e venerdì", "book 2026-11-25"),
        ("togli giovedì, venerdì", "book 2026-11-25"),
        ("tutti tranne giovedì", "book 2026-11-25 2026-11-27"),
        ("non giovedì ma il 30", "book 2026-11-25 2026-11-27 2026-11-30"),
    ],
)
def test_only_the_day_that_is_denied_is_left_out(text: str, becomes: str) -> None:
    assert made(THREE, text) == becomes


@pytest.mark.parametrize(
    "text",
    [
        *("intendevo quello dopo", "no, quello della settimana dopo", "anzi la settimana dopo"),
        *("i meant the one after", "sorry, the following week"),
    ],
)
def test_the_one_after_is_a_week_later(text: str) -> None:
    assert made(Book(wishes=(THURSDAY,)), text) == "book 2026-12-03"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("anche venerdì", "cancel 2026-11-26 2026-11-27"),
        ("anzi venerdì", "cancel 2026-11-27"),
        ("togli venerdì", None),
        ("prenota anche venerdì", None),
        ("aggiungi venerdì", None),
        ("meglio in sede", None),
    ],
)
def test_days_to_be_taken_back_are_never_turned_into_a_booking(
    text: str, becomes: str | None
) -> None:
    assert made(Cancel(wishes=(THURSDAY,)), text) == becomes


def test_a_day_at_the_office_may_be_one_at_home_after_all() -> None:
    assert made(AtOffice((THURSDAY,)), "meglio a casa") == "book 2026-11-26"


@pytest.mark.parametrize(
    "text",
    [
        *("anche Anna il 10", "anche per Bruno", "anche Bruno giovedì", "togli Anna"),
        *("no", "no aspetta", "lascia perdere", "quante giornate mi restano?", "annulla"),
        *("e venerdì vengo in ufficio", "giovedì", "no giovedì"),
        *("anche un permesso il 10", "e se piove?", "anche domani dalle 10 alle 12"),
    ],
)
def test_what_is_no_correction_is_a_sentence_of_its_own(text: str) -> None:
    assert made(BOTH, text) is None


NEXT_WEEK = Book(
    wishes=tuple(Wish(day) for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3)))
)


@pytest.mark.parametrize(
    "text", ["mercoledì sì", "anzi mercoledì si", "mercoledì tutto il giorno"]
)
def test_a_weekday_said_under_days_of_a_week_is_of_that_week(text: str) -> None:
    assert made(NEXT_WEEK, text) == "book 2026-11-30 2026-12-01 2026-12-02 2026-12-03"


def test_yes_to_a_day_that_is_shown_changes_nothing() -> None:
    assert made(NEXT_WEEK, "giovedì sì") == "book 2026-11-30 2026-12-01 2026-12-03"


def test_a_half_that_is_shown_becomes_the_whole_day() -> None:
    shown = Book(wishes=(Wish(date(2026, 11, 26), Half.AM), FRIDAY))

    assert made(shown, "giovedì tutto il giorno") == "book 2026-11-26 2026-11-27"


def test_a_weekday_alone_under_days_of_a_later_week_is_asked() -> None:
    asked = made(NEXT_WEEK, "mercoledì")

    assert asked is not None
    assert asked.startswith("?")
    assert "book 2026-11-25" in asked
    assert "book 2026-12-02" in asked
