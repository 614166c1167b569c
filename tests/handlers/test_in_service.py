"""Before somebody begins and after their last day nothing is granted, and no view places them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.desk.booking import actions as booking
from handlers.desk.cases.known_days import known_days
from handlers.desk.cases.month import Part
from handlers.desk.contacts import judging
from handlers.desk.contacts.judging import Place
from handlers.desk.digest import lines, looks
from handlers.desk.grounds.duties import look_again
from handlers.desk.permits.actions import PermitCame
from handlers.desk.today.actions import day_of_work, today
from rules.decision import Verdict
from rules.facts import Mode, Scheme
from storage.days import absences
from storage.people import people
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, messages_to, said, stands
from tests.handlers.permitting import days, hours, sends
from tests.handlers.talking import Talk
from tests.handlers.town import LONG_AGO, NOW, OFFICE_WORKER, TODAY, Town, agreed

TOMORROW = TODAY + timedelta(days=1)
EVERY_DAY = agreed(Scheme(weekdays=frozenset(range(5))))


@pytest.fixture
def leaving(tivoli: Town) -> Town:
    """Today is Anna's last day; by her agreement she works away every day."""
    tivoli.agree("anna", EVERY_DAY)
    tivoli.hire("anna", left_on=TODAY)
    return tivoli


@pytest.fixture
def beginning(tivoli: Town) -> Town:
    """Anna begins tomorrow, with such an agreement."""
    tivoli.agree("anna", EVERY_DAY)
    tivoli.hire("anna", replace(OFFICE_WORKER, hired=TOMORROW))
    return tivoli


def modes(town: Town) -> tuple[Mode, Mode]:
    seen = today(town.desk, town.actor("anna"))
    return seen.today.values["mode"], seen.tomorrow.values["mode"]


def test_the_day_after_the_last_one_is_not_worked(leaving: Town) -> None:
    assert modes(leaving) == (Mode.AGILE, Mode.OFF)
    assert "martedì 24 novembre non lavori" in Talk(leaving, "anna").says("/oggi")


def test_the_day_before_the_first_one_is_not_worked(beginning: Town) -> None:
    assert modes(beginning) == (Mode.OFF, Mode.AGILE)


def test_a_day_that_is_asked_about_is_not_worked_after_the_last_one(leaving: Town) -> None:
    asked = day_of_work(leaving.desk, leaving.actor("anna"), FRIDAY)

    assert asked.values["mode"] is Mode.OFF


def test_the_digest_tells_of_no_day_after_the_last_one(leaving: Town) -> None:
    policy, who = leaving.desk.policies["tivoli"], leaving.ids["anna"]
    with leaving.store.reading() as uow:
        look = looks.load(uow, policy, who, at=NOW, today=TODAY)

    assert [item.line[1]["day"] for item in lines.of_days(look)] == [TODAY]


def test_nobody_is_on_call_after_the_last_day(leaving: Town) -> None:
    with leaving.store.writing() as uow:
        absences.put_on_call(uow, leaving.ids["anna"], TODAY)
        uow.commit()

    assert [duty.day for duty in today(leaving.desk, leaving.actor("anna")).duties] == [TODAY]


def test_who_has_not_begun_is_nowhere_for_who_would_reach_them(beginning: Town) -> None:
    with beginning.store.reading() as uow:
        hearing = judging.hearing_of(uow, beginning.desk, beginning.ids["anna"])
        person = people.person(uow, beginning.ids["anna"])
        assert judging.reach(uow, hearing, person).place is Place.FREE


@pytest.mark.parametrize(
    ("day", "hired", "left_on", "words"),
    [
        (FRIDAY, None, THURSDAY, "il servizio è finito: l'ultimo giorno è giovedì 26"),
        (
            THURSDAY,
            FRIDAY,
            None,
            "il servizio non è ancora iniziato: comincia venerdì 27",
        ),
    ],
    ids=["after", "before"],
)
def test_no_day_outside_the_service_is_granted(
    tivoli: Town, day: date, hired: date | None, left_on: date | None, words: str
) -> None:
    tivoli.agree("anna")
    tivoli.hire("anna", replace(OFFICE_WORKER, hired=hired or LONG_AGO), left_on=left_on)

    answer = Talk(tivoli, "anna").says(f"prenota il {day.day} novembre")

    assert words in answer
    month = booking.tick(tivoli.desk, tivoli.actor("anna"), day, Part.DAY)
    assert booking.submit(tivoli.desk, tivoli.actor("anna"), month.digest) is None
    assert sends(tivoli, "anna", hours("medical", day)).came is PermitCame.REFUSED
    assert messages_to(tivoli, "diana") == []


def test_the_last_day_itself_is_granted(tivoli: Town) -> None:
    tivoli.agree("anna")
    tivoli.hire("anna", left_on=THURSDAY)

    (asked,) = asks_for(tivoli, "anna", THURSDAY)

    assert asked.verdict == Verdict.ALLOWED


def test_whole_days_that_reach_beyond_the_last_day_are_refused(tivoli: Town) -> None:
    tivoli.hire("anna", left_on=THURSDAY)

    assert sends(tivoli, "anna", days("exam", THURSDAY, 2)).came is PermitCame.REFUSED
    assert sends(tivoli, "anna", days("exam", THURSDAY, 1)).came is PermitCame.ASKED


def test_a_day_granted_before_a_first_day_that_is_put_off_falls(tivoli: Town) -> None:
    tivoli.agree("anna")
    (asked,) = asks_for(tivoli, "anna", THURSDAY)

    tivoli.hire("anna", replace(OFFICE_WORKER, hired=FRIDAY))
    look_again(tivoli.desk)

    assert stands(tivoli, asked).state is RequestState.CANCELLED
    (told,) = [one for one in messages_to(tivoli, "anna") if one.key.startswith("grounds.")]
    assert "il servizio non è ancora iniziato" in said(told)


def test_a_move_beyond_the_last_day_is_refused(tivoli: Town) -> None:
    tivoli.agree("anna")
    tivoli.hire("anna", left_on=THURSDAY)
    enter(tivoli, "anna", THURSDAY)

    answer = Talk(tivoli, "anna").says("sposta giovedì a venerdì")

    assert "il servizio è finito" in answer
    with tivoli.store.reading() as uow:
        policy, who = tivoli.desk.policies["tivoli"], tivoli.ids["anna"]
        hearing = known_days(uow, who, policy=policy, at=NOW, on=TODAY)
    assert hearing.where(FRIDAY).mode is Mode.OFF


def test_colleagues_read_that_who_leaves_before_does_not_work_then(leaving: Town) -> None:
    answer = Talk(leaving, "bruno").says("dov'è Anna domani?")

    assert "<b>Anna Inventi</b>, martedì 24 novembre: non lavora." in answer
