"""Behind a motive: what turns back, corrects or orders is no part of what somebody will read."""

from datetime import date

import pytest

from handlers.reading.meanings import Decide, Recall
from handlers.reading.reading import read
from handlers.reading.writing import reading_written

MONDAY = date(2026, 11, 23)
NAMES = {("anna",), ("bruno",), ("carla",)}


def meant(said: str) -> str:
    found = read(said, today=MONDAY, is_name=NAMES.__contains__)
    return reading_written(found)


@pytest.mark.parametrize("turn", ["no aspetta", "anzi aspetta", "aspetta", "no wait", "hold on"])
def test_who_waits_sends_the_motive_without_that(turn: str) -> None:
    assert meant(f"rifiuta anna perché manca gente, {turn}") == (
        f"decide no anna (manca gente) ~ {turn}"
    )


@pytest.mark.parametrize(
    "turn", ["no lascia perdere", "lascia stare", "anzi no", "come non detto", "never mind"]
)
def test_who_lets_it_be_sends_nothing(turn: str) -> None:
    assert meant(f"richiama anna giovedì perché manca gente, {turn}") == "stop"
    assert meant(f"rifiuta anna perché manca gente, {turn}") == "stop"


@pytest.mark.parametrize("turn", [" anzi venerdì", ", no, venerdì", ", anzi venerdì"])
def test_another_day_is_that_of_the_order(turn: str) -> None:
    assert meant(f"richiama anna giovedì per la giunta{turn}") == (
        "recall anna 2026-11-27 (la giunta)"
    )


def test_a_day_of_the_motive_is_not_that_of_the_order() -> None:
    assert meant("rifiuta anna perché giovedì c'è il mercato, anzi venerdì") == (
        "decide no anna (giovedì c'è il mercato) ~ anzi venerdì"
    )


def test_another_order_stands_beside() -> None:
    for other in ("ma approva bruno", "Bruno invece va bene", "Bruno va bene"):
        assert meant(f"rifiuta anna perché serve in sede, {other}") == (
            "several decide no anna (serve in sede) + decide yes bruno"
        )


@pytest.mark.parametrize(
    "why",
    [
        "manca gente, no smart",
        "il sindaco aspetta i dati e siamo in due",
        "mancano Carla e Bruno venerdì",
        "serve in sede, se no venerdì va bene",
    ],
)
def test_a_motive_that_turns_nothing_stays_whole(why: str) -> None:
    heard = read(f"rifiuta anna perché {why}", today=MONDAY, is_name=NAMES.__contains__).heard

    assert isinstance(heard, (Decide, Recall))
    assert heard.why == why


def test_a_no_before_an_order_denies_nothing() -> None:
    assert meant("ok no rifiuta anna") == "decide no anna"
    assert meant("no, approva bruno giovedì") == "decide yes bruno 2026-11-26"


def test_a_bare_no_between_two_days_asks_which_is_meant() -> None:
    assert meant("approva bruno giovedì, no venerdì") == (
        "? which_reading | decide yes bruno 2026-11-27"
        " | decide yes bruno 2026-11-26 not 2026-11-27"
    )


def test_somebody_else_with_a_day_is_called_too() -> None:
    assert meant("richiama Anna giovedì per il mercato settimanale e Bruno venerdì") == (
        "several recall anna 2026-11-26 (il mercato settimanale) + recall bruno 2026-11-27"
    )


@pytest.mark.parametrize("said", ["e anche Bruno", "Bruno no", "no aspeta"])
def test_what_is_not_done_is_told_as_not_read(said: str) -> None:
    assert meant(f"richiama anna venerdì per la giunta, {said}") == (
        f"recall anna 2026-11-27 (la giunta) ~ {said}"
    )


def test_people_who_are_told_of_stay_in_the_motive() -> None:
    assert meant("rifiuta anna perché mancano Carla e anche Bruno") == (
        "decide no anna (mancano Carla e anche Bruno)"
    )


def test_a_day_of_ones_own_stands_beside() -> None:
    assert meant("rifiuta anna perché siamo pochi. prenota giovedì") == (
        "several decide no anna (siamo pochi) + book 2026-11-26"
    )


@pytest.mark.parametrize("verb", ["approva", "rifiuta", "richiama"])
def test_an_order_that_is_let_be_is_not_done(verb: str) -> None:
    assert meant(f"{verb} anna giovedì, no lascia perdere") == "stop"
    assert meant(f"{verb} anna giovedì, ci ho ripensato") == "stop"


def test_only_one_of_two_is_no_question() -> None:
    assert meant("richiama anna e bruno venerdì per la giunta, anzi solo anna") == (
        "recall anna 2026-11-27 (la giunta)"
    )
