"""The phrases of phrases.toml, each with the meaning that it is given there."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from handlers.reading.checking import Checked, PhrasesError, check, fits, phrases_of
from handlers.reading.reading import read
from handlers.reading.writing import reading_written, written

FILE = Path(__file__).with_name("phrases.toml")
TEXT = FILE.read_text(encoding="utf-8")
PHRASES = list(phrases_of(TEXT))
SATURDAY = date(2026, 11, 21)


@cache
def checked() -> dict[tuple[date, str], Checked]:
    return {(one.on, one.said): one for one in check(TEXT)}


@pytest.mark.parametrize(
    ("on", "said", "meaning"), PHRASES, ids=[f"{on}-{said}" for on, said, _ in PHRASES]
)
def test_a_phrase_means_what_the_file_says(on: date, said: str, meaning: str) -> None:
    reading = checked()[on, said].reading

    assert fits(meaning, reading), reading_written(reading)


def test_the_file_is_large_and_asks_back_often() -> None:
    asked = [meaning for _, _, meaning in PHRASES if meaning.startswith("?")]

    assert len(PHRASES) >= 900
    assert len(asked) >= 150


def test_the_file_has_every_kind_of_request() -> None:
    kinds = Counter(meaning.split()[0] for _, _, meaning in PHRASES)

    assert {
        *("book", "pattern", "cancel", "permit", "balance", "eligibility", "bands", "contact"),
        *("swap", "team", "recall", "delegate", "approvals", "mydays", "menu", "help"),
        *("greeting", "thanks", "decide", "atoffice", "samedays", "whodecides", "status"),
        *("whynot", "permitsleft", "myagreement", "mealvoucher", "elsewhere", "stop", "back"),
        *("several", "confirmrecall", "myrecalls", "takerecallback", "recallssent"),
        *(
            "enddelegation",
            "closures",
            "mydelegations",
            "mydecisions",
            "takedecisionback",
            "whostays",
        ),
    } <= kinds.keys()


def test_hardly_any_phrase_leads_nowhere() -> None:
    ends = [one.said for one in checked().values() if one.leads_nowhere]

    assert len(ends) <= 0.03 * len(PHRASES), ends


def test_what_was_skipped_and_mended_is_handed_on() -> None:
    reading = read("prenota giovdì, arrivano i muratori", today=SATURDAY)

    assert reading.unread == ("arrivano i muratori",)
    assert reading.corrected == (("giovdì", "giovedì"),)
    assert not reading.whole


def test_two_typing_errors_are_mended_and_both_are_named() -> None:
    reading = read("prnota giovdì", today=SATURDAY)

    assert reading.corrected == (("prnota", "prenota"), ("giovdì", "giovedì"))
    assert not reading.whole


def test_three_typing_errors_are_not_mended() -> None:
    assert read("prnota giovdì e vnerdì", today=SATURDAY).corrected == ()


def test_a_wrong_meaning_is_found() -> None:
    (checked,) = check('["2026-11-21"]\n"prenota giovedì" = "book 2026-11-27"')

    assert checked.misread
    assert checked.heard == "book 2026-11-26"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('["ieri"]\n"ciao" = "greeting"', "'ieri' is no day"),
        ('"2026-11-21" = "ciao"', "holds no phrases"),
        ('["2026-11-21"]\n"ciao" = 3', "'ciao' has no meaning in words"),
        ("[", "no TOML"),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, wrong: str) -> None:
    with pytest.raises(PhrasesError, match=wrong):
        check(text)


def test_a_stretch_is_made_of_the_days_that_the_person_works() -> None:
    six_days = frozenset(range(6))
    said = "prenota tutta la settimana prossima"

    assert "2026-11-28" in written(read(said, today=SATURDAY, workdays=six_days).heard)
    assert "2026-11-28" not in written(read(said, today=SATURDAY).heard)
    assert "2026-11-28" not in written(
        read(f"{said} esclusi i weekend", today=SATURDAY, workdays=six_days).heard
    )
