"""The days to come on which the offices are shut."""

from datetime import date, timedelta

from handlers.desk import closures
from handlers.desk.closures import AHEAD, Why
from storage.days import absences
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
