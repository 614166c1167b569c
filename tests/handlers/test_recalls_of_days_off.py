"""A recall of a day that is not worked any more binds nobody, and nobody is sent to the office."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.context import Desk
from handlers.desk.digest.duties import tell_the_day
from handlers.desk.grounds.duties import look_again
from handlers.desk.recalls import confirming, duties
from rules.facts import ROME, AbsenceKind, Permit
from rules.policy import library
from storage.days import absences
from storage.requests import bookings
from storage.requests.recalls import Recall
from storage.store import Store
from storage.tables import RecallState, RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter, messages_to, said
from tests.handlers.recalling import calls, delivered, live, recall_now
from tests.handlers.town import NOW, OFFICE_WORKER, Town, found_town


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Anna would be agile on Friday, and is called to the office; she has read it."""
    found = found_town(Desk(store, library.shipped(), clock), "sorano")
    found.agree("anna")
    enter(found, "anna", FRIDAY)
    calls(found, "carla", "anna", day=FRIDAY)
    delivered(found)
    return found


@pytest.fixture
def recall(town: Town) -> Recall:
    found = live(town, "anna", FRIDAY)
    assert found is not None
    return found


def close(town: Town, day: date = FRIDAY) -> None:
    with town.store.writing() as uow:
        absences.close_offices(uow, town.body, day, at=NOW, by=None)
        uow.commit()


def ill(town: Town) -> int:
    with town.store.writing() as uow:
        who, kind = town.ids["anna"], AbsenceKind.SICK
        number = absences.add(uow, who, kind, first_day=THURSDAY, last_day=FRIDAY)
        uow.commit()
    return number


def keys(town: Town, name: str) -> list[str]:
    """What is told of recalls, whatever the hour until the day is over."""
    return sorted(one.key for one in messages_to(town, name) if one.key.startswith("recalls."))


def until_noon_of_the_day(town: Town, clock: MovableClock) -> None:
    """Every hour the duty is done twice."""
    at = NOW
    while at < datetime(2026, 11, 27, 12, tzinfo=ROME):
        clock.set(at)
        duties.attend(town.desk)
        duties.attend(town.desk)
        at += timedelta(hours=1)


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_closure_ends_the_recall_and_both_are_told_once(
    town: Town, recall: Recall, clock: MovableClock, *, confirmed: bool
) -> None:
    if confirmed:
        confirming.confirm(town.desk, town.actor("anna"), recall.id)
        delivered(town)
    close(town)

    until_noon_of_the_day(town, clock)

    assert recall_now(town, recall).state is RecallState.LAPSED
    assert keys(town, "anna") == ["recalls.off.person"]
    assert keys(town, "carla") == ["recalls.off.manager"]
    (told,) = [one for one in messages_to(town, "anna") if one.key.startswith("recalls.")]
    assert "gli uffici sono chiusi" in said(told)


def test_the_day_that_it_had_freed_falls_with_it(town: Town, recall: Recall) -> None:
    close(town)

    duties.attend(town.desk)
    look_again(town.desk)

    with town.store.reading() as uow:
        (day,) = bookings.of_person(
            uow, town.ids["anna"], since=FRIDAY, until=FRIDAY, states=tuple(RequestState)
        )
    told = [one.key for one in messages_to(town, "anna") if one.key.startswith("grounds.")]
    assert not recall_now(town, recall).live
    # Sorano says nothing of closures: the day stands, and the manager is asked.
    assert (day.state, told) == (RequestState.APPROVED, ["grounds.doubtful.person"])


def test_who_leaves_before_is_not_called_any_more(
    town: Town, recall: Recall, clock: MovableClock
) -> None:
    town.hire("anna", left_on=THURSDAY)

    until_noon_of_the_day(town, clock)

    assert recall_now(town, recall).state is RecallState.LAPSED
    assert "recalls.remind.morning" not in keys(town, "anna")
    assert keys(town, "carla") == ["recalls.off.manager"]


def test_a_week_without_that_day_ends_it_too(town: Town, recall: Recall) -> None:
    town.hire("anna", replace(OFFICE_WORKER, workdays=frozenset(range(4))))

    duties.attend(town.desk)

    assert recall_now(town, recall).state is RecallState.LAPSED


def test_who_is_ill_is_told_not_to_come_and_not_reminded(
    town: Town, recall: Recall, clock: MovableClock
) -> None:
    ill(town)

    until_noon_of_the_day(town, clock)

    assert recall_now(town, recall).state is RecallState.ANNOUNCED
    assert keys(town, "anna") == ["recalls.absent.person"]
    assert keys(town, "carla") == ["recalls.absent.manager"]
    assert not any("malattia" in said(one) for one in messages_to(town, "carla"))


def test_who_is_well_again_is_reminded_as_ever(
    town: Town, recall: Recall, clock: MovableClock
) -> None:
    absence = ill(town)
    duties.attend(town.desk)
    with town.store.writing() as uow:
        absences.remove(uow, absence)
        uow.commit()

    until_noon_of_the_day(town, clock)

    assert recall_now(town, recall).live
    assert "recalls.remind.eve" in keys(town, "anna")


def test_a_permit_of_whole_days_is_an_absence_too(town: Town, clock: MovableClock) -> None:
    with town.store.writing() as uow:
        absences.add_permit(uow, town.ids["anna"], Permit(kind="exam", on=THURSDAY, days=2))
        uow.commit()

    until_noon_of_the_day(town, clock)

    assert keys(town, "anna") == ["recalls.absent.person"]


def test_what_was_not_read_yet_is_withdrawn_in_silence(store: Store, clock: MovableClock) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "sorano")
    town.agree("anna")
    enter(town, "anna", FRIDAY)
    calls(town, "carla", "anna", day=FRIDAY)
    close(town)

    duties.attend(town.desk)

    assert keys(town, "anna") == []
    assert keys(town, "carla") == ["recalls.off.manager"]


def test_the_digest_calls_nobody_on_a_day_off(
    town: Town, recall: Recall, clock: MovableClock
) -> None:
    confirming.confirm(town.desk, town.actor("anna"), recall.id)
    ill(town)
    clock.set(datetime(2026, 11, 27, 9, tzinfo=ROME))

    while tell_the_day(town.desk):
        pass

    digests = [one for one in messages_to(town, "anna") if one.key == "digest"]
    assert not any("richiamo" in said(one) for one in digests)
