"""From when to when somebody is on call: in /oggi, in the digest, never in a message to others."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.cases.on_duty import duty_on
from handlers.desk.digest.duties import tell_the_day
from rules.facts import ROME, AbsenceKind
from rules.history import History
from rules.policy import library
from storage.days import absences, facts
from storage.trail.outbox import Outgoing
from tests.handlers.asking import messages_to, said
from tests.handlers.town import OFFICE_WORKER, TODAY, Phones, Town

MONDAY = TODAY
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def on_call(town: Town, name: str = "anna", monday: date = MONDAY) -> None:
    with town.store.writing() as uow:
        absences.put_on_call(uow, town.ids[name], monday)
        uow.commit()


def hours(day: date) -> list[str]:
    found = duty_on(library.shipped()["ferrara"], OFFICE_WORKER, History(on_call=[MONDAY]), day)
    return [] if found is None else [str(band) for band in found.hours]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (MONDAY - DAY, []),
        (MONDAY, ["16:30-24:00"]),  # the turn begins; on Mondays they return after lunch
        (MONDAY + DAY, ["00:00-07:30", "13:30-24:00"]),
        (MONDAY + 5 * DAY, ["00:00-24:00"]),
        (MONDAY + WEEK, ["00:00-07:30"]),
        (MONDAY + WEEK + DAY, []),
    ],
)
def test_the_hours_of_a_turn_from_monday_to_monday(day: date, told: list[str]) -> None:
    assert hours(day) == told


def test_an_act_without_hours_tells_the_days_of_the_week() -> None:
    found = duty_on(library.shipped()["tivoli"], OFFICE_WORKER, History(on_call=[MONDAY]), TODAY)

    assert found is not None
    assert (found.hours, found.monday, found.last) == ((), MONDAY, MONDAY + 6 * DAY)


def test_who_is_ill_today_is_not_on_call_today(ferrara: Town) -> None:
    on_call(ferrara)
    with ferrara.store.writing() as uow:
        absences.add(uow, ferrara.ids["anna"], AbsenceKind.SICK, first_day=TODAY, last_day=TODAY)
        uow.commit()
    with ferrara.store.reading() as uow:
        case = facts.load(uow, ferrara.ids["anna"], on=TODAY, settled=True)
    policy = ferrara.desk.policies["ferrara"]

    assert duty_on(policy, case.person, case.history, TODAY) is None
    assert duty_on(policy, case.person, case.history, TODAY + DAY) is not None


async def test_today_and_tomorrow_are_told_with_the_article(ferrara: Town, phones: Phones) -> None:
    on_call(ferrara)
    anna = await phones.of(ferrara, "anna")

    answer = await anna.asks("/oggi")

    assert "☎ sei in reperibilità: 16:30–24:00 (" in answer.text
    assert "☎ sei in reperibilità: 00:00–07:30 e 13:30–24:00 (" in answer.text


async def test_who_is_not_on_call_reads_nothing_of_it(ferrara: Town, phones: Phones) -> None:
    on_call(ferrara, "bruno")
    anna = await phones.of(ferrara, "anna")

    answer = await anna.asks("/oggi")

    assert "reperibilità" not in answer.text


def digests_on(town: Town, clock: MovableClock, *days: date) -> list[str]:
    for day in days:
        clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=ROME))
        while tell_the_day(town.desk):
            pass
    found: list[Outgoing] = [m for m in messages_to(town, "anna") if m.key == "digest"]
    return [said(message) for message in found]


def test_each_day_of_a_turn_with_hours_has_its_digest(ferrara: Town, clock: MovableClock) -> None:
    on_call(ferrara)

    found = digests_on(ferrara, clock, MONDAY, MONDAY + DAY, MONDAY + 2 * DAY)

    assert len(found) == 2  # who is new to the desk hears from the day after on
    assert "☎ Oggi sei in reperibilità: 00:00–07:30 e 13:30–24:00 (" in found[0]


def test_a_turn_without_hours_is_news_once_a_week(tivoli: Town, clock: MovableClock) -> None:
    on_call(tivoli)

    found = digests_on(tivoli, clock, MONDAY, MONDAY + DAY, MONDAY + 2 * DAY)

    assert len(found) == 1
    assert "☎ Sei in reperibilità da lunedì 23 novembre a domenica 29 novembre." in found[0]
