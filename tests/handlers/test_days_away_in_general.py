"""Questions about days away from the office in general are answered of them all, by the act."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town


def test_overtime_on_days_away_is_answered_with_the_article(tivoli: Town) -> None:
    tivoli.agree("anna")

    said = Talk(tivoli, "anna").says("in smart posso fare straordinario?")

    assert "niente straordinario" in said
    assert "art. 12.2" in said
    assert "puoi chiedere" not in said


def test_the_voucher_of_days_away_is_not_the_one_of_today(tivoli: Town) -> None:
    tivoli.agree("anna")

    said = Talk(tivoli, "anna").says("se sto a casa mi danno il buono pasto?")

    assert "non spetta il buono pasto" in said
    assert "art. 20.8" in said
    assert "il CCNL Funzioni Locali 2022-2024, firmato lunedì 23 febbraio 2026, può" in said
    assert "23 novembre" not in said


def test_where_the_act_says_nothing_of_vouchers_so_is_told_and_whom_to_ask(alonte: Town) -> None:
    alonte.agree("anna")

    said = Talk(alonte, "anna").says("in smart mi spetta il buono pasto?")

    assert "il regolamento non dice nulla" in said
    assert "Elena Inventi" in said
    assert "si applica il CCNL Funzioni Locali 16 novembre 2022" in said
    assert "il CCNL Funzioni Locali 2022-2024, firmato lunedì 23 febbraio 2026, può" in said


@pytest.mark.parametrize(
    "words", ["posso andare dal medico durante lo smart?", "posso fare la spesa in pausa?"]
)
def test_who_wants_to_go_out_reads_the_bands_and_how_hours_are_had(
    tivoli: Town, words: str
) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    said = talk.says(words)

    assert "contattabile" in said
    assert "art. 12.4" in said
    assert "Che permesso ti serve" in talk.presses("Permesso")


def test_clocking_from_home_is_not_known_to_the_desk_and_it_says_so(tivoli: Town) -> None:
    tivoli.agree("anna")

    said = Talk(tivoli, "anna").says("devo timbrare da casa?")

    assert "non lo dicono le regole" in said
    assert "Elena Inventi" in said


def test_a_place_that_is_not_ones_home_is_a_matter_of_the_agreement(tivoli: Town) -> None:
    said = Talk(tivoli, "anna").says("posso lavorare da casa dei miei?")

    assert "accordo individuale" in said


def test_an_elected_mayor_is_told_that_the_act_speaks_of_employees(tivoli: Town) -> None:
    said = Talk(tivoli, "dino").says("se sto a casa mi danno il buono pasto?")

    assert "buono pasto" not in said
