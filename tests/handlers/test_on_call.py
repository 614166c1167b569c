"""Weeks on call that somebody else takes over: who may, what the act says, who is told."""

from datetime import date, timedelta

import pytest

from handlers.desk.cases.judging import Hearing
from handlers.desk.presses import pack
from handlers.desk.team import on_call, substituting
from handlers.desk.team.substituting import Substitution
from rules import questions as law
from rules.facts import AbsenceKind, Employee
from rules.reasons import ReasonCode
from storage.days import absences
from storage.errors import NotFound
from storage.trail import audit
from tests.handlers.asking import enter, messages_to, said
from tests.handlers.town import LONG_AGO, NOW, TODAY, Phones, Town

MONDAY = TODAY
LATER = date(2027, 3, 1)
"""A Monday more than three months ahead."""


def has_week(town: Town, who: str, monday: date = MONDAY) -> None:
    with town.store.writing() as uow:
        absences.put_on_call(uow, town.ids[who], monday)
        uow.commit()


def falls_ill(town: Town, who: str, day: date = TODAY) -> None:
    with town.store.writing() as uow:
        absences.add(uow, town.ids[who], AbsenceKind.SICK, first_day=day, last_day=day)
        uow.commit()


def takes_over(
    town: Town, substitute: str, replaced: str = "anna", *, by: str = "carla"
) -> Substitution:
    ids = town.ids[replaced], town.ids[substitute]
    return substituting.replace(town.desk, town.actor(by), *ids, MONDAY)


def on_call_today(town: Town) -> set[str]:
    found = on_call.look_at_week(town.desk, town.actor("carla"), town.offices["anagrafe"], MONDAY)
    by_id = {number: name for name, number in town.ids.items()}
    return {by_id[turn.employee_id] for turn in found.people if turn.on_call}


def test_a_sick_colleague_is_replaced_in_this_very_week(ferrara: Town) -> None:
    has_week(ferrara, "anna")
    falls_ill(ferrara, "anna")

    found = takes_over(ferrara, "bruno")

    assert found.judged.changed
    assert on_call_today(ferrara) == {"bruno"}
    codes = {reason.code for reason in found.judged.decision.reasons}
    assert ReasonCode.TURN_NOT_PROGRAMMED not in codes


def test_the_same_week_is_refused_to_the_programme_itself(ferrara: Town) -> None:
    found = on_call.give(ferrara.desk, ferrara.actor("carla"), ferrara.ids["bruno"], MONDAY)

    assert not found.allowed
    codes = {reason.code for reason in found.decision.reasons}
    assert ReasonCode.TURN_NOT_PROGRAMMED in codes


def test_both_are_told_and_the_illness_is_in_nobodys_message(ferrara: Town) -> None:
    has_week(ferrara, "anna")
    falls_ill(ferrara, "anna")

    takes_over(ferrara, "bruno")

    span = "da lunedì 23 novembre a lunedì 30 novembre"
    assert said(messages_to(ferrara, "bruno")[0]) == (
        f"☎ Carla Inventi ti ha assegnato la reperibilità {span}, al posto di Anna Inventi."
    )
    assert said(messages_to(ferrara, "anna")[0]) == (
        f"☎ Carla Inventi ha tolto la tua reperibilità {span}."
    )


def test_a_second_press_changes_and_tells_nothing(ferrara: Town) -> None:
    has_week(ferrara, "anna")
    takes_over(ferrara, "bruno")

    again = takes_over(ferrara, "bruno")

    assert (again.judged.changed, again.stands) == (False, False)
    assert len(messages_to(ferrara, "bruno")) == 1


def test_who_does_not_have_the_week_cannot_be_replaced(ferrara: Town) -> None:
    found = takes_over(ferrara, "bruno")

    assert (found.stands, on_call_today(ferrara)) == (False, set())


def test_a_week_that_is_over_is_not_handed_on_and_its_last_morning_still_is(
    ferrara: Town,
) -> None:
    ids = ferrara.ids["anna"], ferrara.ids["bruno"]
    carla = ferrara.actor("carla")
    for monday in (MONDAY - timedelta(weeks=1), MONDAY - timedelta(weeks=2)):
        has_week(ferrara, "anna", monday)

    assert not substituting.judge(ferrara.desk, carla, *ids, MONDAY - timedelta(weeks=2)).stands
    assert substituting.judge(ferrara.desk, carla, *ids, MONDAY - timedelta(weeks=1)).stands


def test_who_is_absent_that_week_does_not_take_over(ferrara: Town) -> None:
    has_week(ferrara, "anna")
    falls_ill(ferrara, "bruno", TODAY + timedelta(days=2))

    found = takes_over(ferrara, "bruno")

    assert found.stands
    assert not found.judged.allowed
    assert on_call_today(ferrara) == {"anna"}


def test_who_may_be_left_out_takes_over_if_the_manager_so_decides(ferrara: Town) -> None:
    has_week(ferrara, "anna")
    ferrara.hire("bruno", Employee(hired=LONG_AGO, conditions=frozenset({"severe_disability"})))

    found = takes_over(ferrara, "bruno")

    assert found.judged.may_be_left_out
    assert found.judged.changed
    with ferrara.store.reading() as uow:
        subject = f"employee:{ferrara.ids['bruno']}"
        entry = audit.entries(uow, ferrara.body, subject=subject)[-1]
    assert "C:2.b" not in entry.details["because"]  # it would tell of an illness
    assert entry.details["in_place_of"] == ferrara.ids["anna"]


def test_personnel_replace_in_any_office_and_give_no_week_of_the_programme(
    ferrara: Town,
) -> None:
    has_week(ferrara, "anna")
    elena = ferrara.actor("elena")

    assert takes_over(ferrara, "bruno", by="elena").judged.changed
    with pytest.raises(NotFound):
        on_call.give(ferrara.desk, elena, ferrara.ids["vito"], LATER)
    with pytest.raises(NotFound):
        on_call.take_back(ferrara.desk, elena, ferrara.ids["bruno"], MONDAY)
    assert on_call_today(ferrara) == {"bruno"}


@pytest.mark.parametrize("name", ["anna", "bruno"])
def test_colleagues_hand_no_week_on(ferrara: Town, name: str) -> None:
    has_week(ferrara, "anna")

    with pytest.raises(NotFound):
        takes_over(ferrara, "bruno", by=name)


def test_somebody_of_another_office_does_not_take_over(ferrara: Town) -> None:
    has_week(ferrara, "anna")

    with pytest.raises(NotFound):
        takes_over(ferrara, "orso", by="franco")


async def test_the_manager_replaces_by_buttons(ferrara: Town, phones: Phones) -> None:
    has_week(ferrara, "anna")
    carla = await phones.of(ferrara, "carla")
    await carla.asks("/squadra")
    await carla.presses("☎ Reperibilità")
    await carla.waits_for("In reperibilità: Inventi Anna")
    await carla.presses("☎ Inventi Anna")
    await carla.waits_for("Anna Inventi")
    await carla.presses("🔁 Sostituisci")
    answer = await carla.waits_for("Chi prende il turno di Anna Inventi")
    assert "Inventi Anna" not in answer.labels
    await carla.presses("Inventi Bruno")
    answer = await carla.waits_for("Bruno Inventi al posto di Anna Inventi")
    assert "✅ La settimana si può assegnare" in answer.text
    await carla.presses("☎ Passa il turno a Bruno Inventi")

    await carla.waits_for("Fatto: Bruno Inventi è in reperibilità")
    assert on_call_today(ferrara) == {"bruno"}


async def test_a_button_with_another_day_than_a_monday_is_stale(
    ferrara: Town, phones: Phones
) -> None:
    has_week(ferrara, "anna")
    carla = await phones.of(ferrara, "carla")
    answer = await carla.asks("/squadra")
    ids = ferrara.ids["anna"], ferrara.ids["bruno"]

    await carla.forges(pack("team", "stand_in", *ids, MONDAY + timedelta(days=1)), on=answer.id)

    assert on_call_today(ferrara) == {"anna"}


@pytest.mark.parametrize(("days", "keeps"), [(-1, False), (0, True), (4, True), (7, False)])
def test_a_week_on_call_takes_no_agile_day_by_booking_or_swap(
    tivoli: Town, days: int, *, keeps: bool
) -> None:
    tivoli.agree("anna")
    on_call_from = MONDAY + timedelta(weeks=2)
    has_week(tivoli, "anna", on_call_from)
    booked = MONDAY + timedelta(days=3)
    enter(tivoli, "anna", booked)
    policy, day = tivoli.desk.policies["tivoli"], on_call_from + timedelta(days=days)
    with tivoli.store.reading() as uow:
        hearing = Hearing.load(uow, tivoli.ids["anna"], policy=policy, at=NOW, on=TODAY)
    swapped = law.swap(
        policy, hearing.person, hearing.history, at=NOW, by="employee", day=booked, new_day=day
    )

    for decision in (hearing.judge(day, None).decision, swapped):
        codes = {reason.code for reason in decision.reasons}
        assert (ReasonCode.WEEK_ON_CALL in codes) is keeps
