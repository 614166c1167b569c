"""Who is left out of the weeks on call: whoever leads the office cannot read why."""

from datetime import timedelta

import pytest

from handlers.chat.features.team import on_call_views
from handlers.desk.team import on_call
from rules.facts import AbsenceKind, Employee
from storage.days import absences
from tests.handlers.town import LONG_AGO, TODAY, Town

MONDAY = TODAY + timedelta(weeks=20)
"""Further ahead than the programme of six months wants."""


def expecting(town: Town) -> None:
    town.hire("anna", Employee(hired=LONG_AGO, pregnant=True))


def absent(town: Town) -> None:
    with town.store.writing() as uow:
        day = MONDAY + timedelta(days=2)
        absences.add(uow, town.ids["anna"], AbsenceKind.SICK, first_day=day, last_day=day)
        uow.commit()


def both(town: Town) -> None:
    expecting(town)
    absent(town)


def expecting_no_more(town: Town) -> None:
    """Leave only what was added last."""
    town.hire("anna")


def judged(town: Town, by: str) -> str:
    found = on_call.judge(town.desk, town.actor(by), town.ids["anna"], MONDAY)
    assert not found.allowed
    return str(on_call_views.judged(town.actor(by), found).text)


CAUSES = (expecting, both, expecting_no_more)


@pytest.mark.parametrize("by", ["carla", "diana"])
def test_the_words_for_a_manager_are_the_same_whatever_the_cause(ferrara: Town, by: str) -> None:
    told = set()
    for cause in CAUSES:
        cause(ferrara)
        told.add(judged(ferrara, by))

    (said,) = told
    assert "questa persona non può avere il turno" in said
    assert "li conosce il servizio personale" in said
    assert "C:2" not in said
    assert "T151" not in said
    assert "assenza" not in said


def test_an_agreement_that_bars_turns_is_told_in_those_words_too(sorano: Town) -> None:
    sorano.agree("anna")
    in_force = TODAY + timedelta(weeks=1)
    found = on_call.judge(sorano.desk, sorano.actor("carla"), sorano.ids["anna"], in_force)

    said = str(on_call_views.judged(sorano.actor("carla"), found).text)

    assert "questa persona non può avere il turno" in said
    assert "accordo di lavoro agile" not in said


def test_what_is_not_about_the_person_keeps_its_own_words(ferrara: Town) -> None:
    expecting(ferrara)
    found = on_call.judge(ferrara.desk, ferrara.actor("carla"), ferrara.ids["anna"], TODAY)

    said = str(on_call_views.judged(ferrara.actor("carla"), found).text)

    assert "i turni si fissano 3 mesi prima" in said
    assert "questa persona non può avere il turno" in said


def test_the_personnel_office_reads_the_absence_and_no_article_of_health(ferrara: Town) -> None:
    both(ferrara)

    said = judged(ferrara, "elena")

    assert "risulta un'assenza" in said
    assert "C:2.d" not in said
