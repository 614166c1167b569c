"""The days to come on which the offices are shut."""

from datetime import date, timedelta

import pytest

from handlers.desk import closures
from handlers.desk.closures import AHEAD, Why
from storage.days import absences
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, TODAY, Phones, Town

LAST = TODAY + AHEAD


def shut(town: Town, day: date, reason: str) -> None:
    with town.store.writing() as uow:
        absences.close_offices(uow, town.body, day, reason=reason, at=NOW, by=None)
        uow.commit()


def days(town: Town) -> dict[date, Why]:
    return {one.day: one.why for one in closures.coming(town.desk, town.actor("anna"))}


def test_feasts_on_working_days_are_listed_and_those_on_sundays_are_not(tivoli: Town) -> None:
    found = days(tivoli)

    assert found[date(2026, 12, 8)] is Why.HOLIDAY
    assert date(2026, 12, 25) in found
    assert date(2026, 12, 26) not in found  # a Saturday


def test_a_closure_is_listed_from_today_to_the_end_of_the_list(tivoli: Town) -> None:
    for day in (TODAY - timedelta(days=1), TODAY, LAST, LAST + timedelta(days=1)):
        shut(tivoli, day, "trasloco")

    found = days(tivoli)

    assert found[TODAY] is found[LAST] is Why.CLOSURE
    assert min(found) == TODAY
    assert max(found) == LAST


async def test_the_list_names_day_and_reason(tivoli: Town, phones: Phones) -> None:
    shut(tivoli, TODAY + timedelta(days=3), "trasloco")
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/chiusure")

    assert "• giovedì 26 novembre: trasloco" in answer.text
    assert "• martedì 8 dicembre: Immacolata Concezione" in answer.text


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("gli uffici sono chiusi il 26?", "giovedì 26 novembre: uffici chiusi (trasloco)."),
        ("siamo chiusi la vigilia?", "giovedì 24 dicembre: uffici aperti."),
        ("l'8 dicembre è festa?", "martedì 8 dicembre: uffici chiusi (Immacolata Concezione)."),
        ("il comune è aperto sabato 28?", "sabato 28 novembre: non è un tuo giorno di lavoro"),
    ],
)
def test_of_a_day_it_is_told_whether_the_offices_are_shut(
    tivoli: Town, asked: str, answer: str
) -> None:
    shut(tivoli, TODAY + timedelta(days=3), "trasloco")

    said = Talk(tivoli, "anna").says(asked)

    assert said.startswith(answer)
    assert "art." not in said


def test_of_two_days_each_is_told(tivoli: Town) -> None:
    said = Talk(tivoli, "anna").says("siamo chiusi il 24 e il 25 dicembre?")

    assert "giovedì 24 dicembre: uffici aperti" in said
    assert "venerdì 25 dicembre: uffici chiusi" in said


def test_from_one_day_the_list_is_a_press_away(tivoli: Town) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("siamo chiusi la vigilia?")

    assert anna.presses("Tutte le chiusure") == Talk(tivoli, "anna").says("/chiusure")


def test_without_a_day_all_are_listed(tivoli: Town) -> None:
    asked = Talk(tivoli, "anna").says("quando sono chiusi gli uffici?")

    assert asked == Talk(tivoli, "anna").says("/chiusure")


def test_who_decides_about_days_and_the_mayor_are_told_the_same(tivoli: Town) -> None:
    told = {Talk(tivoli, name).says("siamo chiusi la vigilia?") for name in ("diana", "dino")}

    assert told == {Talk(tivoli, "anna").says("siamo chiusi la vigilia?")}
