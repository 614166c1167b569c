"""Requests that nobody decides: handed on, reminded of, passed to the next, told to HR."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.context import Desk, Patience
from handlers.desk.delegations import actions as delegations
from handlers.desk.requests.duties import look_after
from rules.facts import ROME, AbsenceKind
from rules.policy import library
from storage.days import absences
from storage.people import appointments, links, preferences
from storage.people.preferences import Wishes
from storage.requests.bookings import Booking
from storage.store import Store
from storage.tables import EMPLOYEE, POST, RequestState, Role
from storage.trail import audit
from storage.trail.outbox import Outgoing
from tests.handlers.asking import asks_for, messages_to, said, stands
from tests.handlers.deciding import decides, go_out
from tests.handlers.town import NOW, TODAY, Town, found_town

DAY = date(2026, 12, 10)
LATER = date(2026, 12, 11)
DAYS = timedelta(days=1)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def both(store: Store, clock: MovableClock) -> Town:
    """Sorano on SQLite and on PostgreSQL: several roles may decide, one after the other."""
    return town_of(store, clock)


def town_of(store: Store, clock: MovableClock) -> Town:
    town = found_town(Desk(store, library.shipped(), clock), "sorano")
    town.agree("anna")
    return town


def waits(town: Town) -> Booking:
    (request,) = asks_for(town, "anna", DAY)
    return request


def away(town: Town, name: str, first: date = TODAY, last: date = TODAY) -> None:
    with town.store.writing() as uow:
        leave = AbsenceKind.LEAVE
        absences.add(uow, town.ids[name], leave, first_day=first, last_day=last)
        uow.commit()


def without_digest(town: Town, *names: str) -> None:
    with town.store.writing() as uow:
        for name in names:
            preferences.keep(uow, town.ids[name], Wishes(digest=False), at=NOW)
        uow.commit()


def keys(town: Town, name: str) -> list[str]:
    return [message.key for message in messages_to(town, name)]


def cards(town: Town, name: str) -> list[Outgoing]:
    return [m for m in messages_to(town, name) if m.key == "approvals.card"]


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


def test_what_is_fresh_and_with_somebody_present_is_left_alone(both: Town) -> None:
    request = waits(both)
    look_after(both.desk)

    assert keys(both, "carla") == ["approvals.card"]
    assert stands(both, request) == request


def test_who_falls_ill_after_the_card_was_sent_is_passed_over_at_once(both: Town) -> None:
    request = waits(both)
    away(both, "carla")
    look_after(both.desk)
    look_after(both.desk)

    assert stands(both, request).approver_id == both.ids["vito"]
    (card,) = cards(both, "vito")
    assert "Anna Inventi" in said(card)
    with both.store.reading() as uow:
        moved = [e for e in audit.entries(uow, "sorano") if e.action == "booking.reassigned"]
    assert [(e.subject, e.details["why"]) for e in moved] == [(f"booking:{request.id}", "away")]


def test_who_blocked_the_bot_is_passed_over_at_once(both: Town) -> None:
    request = waits(both)
    with both.store.writing() as uow:
        links.mark_blocked(uow, both.ids["carla"], at=NOW)
        uow.commit()
    look_after(both.desk)

    assert stands(both, request).approver_id == both.ids["vito"]
    assert len(cards(both, "vito")) == 1


def buttons_of(town: Town, name: str) -> list[list[object]]:
    """What stands under the last message to somebody about requests."""
    about = [m for m in messages_to(town, name) if m.key.startswith("approvals.")]
    return about[-1].buttons


def moves(town: Town, name: str, office: str) -> None:
    with town.store.writing() as uow:
        office_id = town.offices[office]
        row = EMPLOYEE.update().where(EMPLOYEE.c.id == town.ids[name])
        uow.connection.execute(row.values(office_id=office_id))
        uow.commit()


def gives_up_post(town: Town, name: str) -> None:
    with town.store.writing() as uow:
        row = POST.update().where(POST.c.employee_id == town.ids[name])
        uow.connection.execute(row.values(last_day=TODAY - DAYS))
        uow.commit()


def head(town: Town, name: str, office: str) -> None:
    with town.store.writing() as uow:
        role, office_id = Role.RESPONSABILE, town.offices[office]
        appointments.appoint(uow, town.ids[name], role, office_id=office_id, first_day=TODAY)
        uow.commit()


def test_what_waits_moves_with_who_asked_to_another_office(both: Town) -> None:
    head(both, "bruno", "tributi")
    request = waits(both)
    go_out(both)
    moves(both, "anna", "tributi")
    look_after(both.desk)
    look_after(both.desk)

    assert stands(both, request).approver_id == both.ids["bruno"]
    assert len(cards(both, "bruno")) == 1
    assert buttons_of(both, "carla") == []
    with both.store.reading() as uow:
        moved = [e for e in audit.entries(uow, "sorano") if e.action == "booking.reassigned"]
    assert [e.details["why"] for e in moved] == ["moved"]


def test_what_waits_goes_to_the_next_when_the_approver_gives_up_the_post(both: Town) -> None:
    head(both, "bruno", "anagrafe")
    gives_up_post(both, "bruno")
    request = waits(both)
    gives_up_post(both, "carla")
    look_after(both.desk)

    after = stands(both, request).approver_id
    assert after not in {None, both.ids["carla"]}


def test_a_head_of_both_offices_keeps_what_waits(both: Town) -> None:
    head(both, "carla", "tributi")
    request = waits(both)
    moves(both, "anna", "tributi")
    look_after(both.desk)

    assert stands(both, request) == request
    assert keys(both, "carla") == ["approvals.card"]


def test_where_nobody_decides_about_the_new_office_hr_is_told_once(both: Town) -> None:
    request = waits(both)
    for name in ("carla", "vito", "diana", "franco", "dino"):
        gives_up_post(both, name)
    for _ in range(3):
        look_after(both.desk)

    assert stands(both, request).state is RequestState.PENDING
    assert [key for key in keys(both, "elena") if key == "approvals.stuck"] == ["approvals.stuck"]


def test_absence_of_tomorrow_changes_nothing_today(both: Town) -> None:
    request = waits(both)
    away(both, "carla", TODAY + DAYS, TODAY + DAYS)
    look_after(both.desk)

    assert stands(both, request).approver_id == both.ids["carla"]


def test_a_delegate_named_later_gets_the_card_and_decides_in_the_managers_name(
    both: Town,
) -> None:
    request = waits(both)
    wanted = delegations.Wanted(delegate_id=both.ids["bruno"], first=TODAY, last=TODAY)
    delegations.give(both.desk, both.actor("carla"), wanted)
    look_after(both.desk)
    look_after(both.desk)
    bruno = both.actor("bruno")
    decides(both, "bruno", request)

    assert keys(both, "bruno") == ["delegations.told.given", "approvals.card"]
    decided = stands(both, request)
    assert (decided.approver_id, decided.decided_by) == (both.ids["carla"], bruno.id)
    assert decided.decided_for == both.ids["carla"]


def test_a_delegate_who_is_away_leaves_it_to_the_manager(both: Town) -> None:
    request = waits(both)
    wanted = delegations.Wanted(delegate_id=both.ids["bruno"], first=TODAY, last=TODAY)
    delegations.give(both.desk, both.actor("carla"), wanted)
    away(both, "bruno")
    look_after(both.desk)

    assert stands(both, request).approver_id == both.ids["carla"]
    assert cards(both, "bruno") == []
    assert len(cards(both, "carla")) == 1


def test_the_askers_own_delegation_does_not_bring_them_their_request(both: Town) -> None:
    waits(both)
    wanted = delegations.Wanted(delegate_id=both.ids["anna"], first=TODAY, last=TODAY)
    delegations.give(both.desk, both.actor("carla"), wanted)
    look_after(both.desk)

    assert cards(both, "anna") == []
    assert len(cards(both, "carla")) == 1


@pytest.mark.parametrize(
    ("moment", "reminded"), [("2026-11-24T09:59", False), ("2026-11-24T10:00", True)]
)
def test_after_one_working_day_the_approver_is_reminded(
    both: Town, clock: MovableClock, moment: str, *, reminded: bool
) -> None:
    """Asked on Monday at ten: Tuesday at ten."""
    waits(both)
    without_digest(both, "carla")
    clock.set(rome(moment))
    look_after(both.desk)
    look_after(both.desk)

    assert keys(both, "carla").count("approvals.reminder") == int(reminded)


def test_a_free_day_of_the_approver_is_no_working_day(both: Town, clock: MovableClock) -> None:
    """Asked on Saturday: Sunday does not count, nor does the leave of Monday."""
    clock.set(rome("2026-11-21T10:00"))
    waits(both)
    without_digest(both, "carla")
    away(both, "carla", date(2026, 11, 23), date(2026, 11, 23))
    seen = []
    for moment in ("2026-11-22T10:00", "2026-11-24T09:59", "2026-11-24T10:00"):
        clock.set(rome(moment))
        look_after(both.desk)
        seen.append(keys(both, "carla").count("approvals.reminder"))

    assert seen == [0, 0, 1]


def test_a_reminder_names_everybody_who_waits(both: Town, clock: MovableClock) -> None:
    both.agree("bruno")
    waits(both)
    asks_for(both, "bruno", LATER)
    without_digest(both, "carla")
    clock.set(rome("2026-11-24T10:01"))
    look_after(both.desk)
    (reminder,) = [m for m in messages_to(both, "carla") if m.key == "approvals.reminder"]

    assert said(reminder).startswith("⏳ 2 richieste aspettano ancora")
    assert "Anna Inventi</b>: giovedì 10 dicembre" in said(reminder)
    assert "Bruno Inventi</b>: venerdì 11 dicembre" in said(reminder)


def test_inside_disconnection_nobody_is_reminded(both: Town, clock: MovableClock) -> None:
    clock.set(rome("2026-11-23T21:30"))
    waits(both)
    without_digest(both, "carla")
    clock.set(rome("2026-11-24T23:00"))
    look_after(both.desk)

    assert "approvals.reminder" not in keys(both, "carla")


@pytest.mark.parametrize(
    ("moment", "passed"), [("2026-11-25T09:59", False), ("2026-11-25T10:00", True)]
)
def test_after_two_working_days_it_goes_to_the_next_whom_the_act_names(
    both: Town, clock: MovableClock, moment: str, *, passed: bool
) -> None:
    request = waits(both)
    clock.set(rome(moment))
    look_after(both.desk)
    look_after(both.desk)

    holder = both.ids["vito" if passed else "carla"]
    assert stands(both, request).approver_id == holder
    assert len(cards(both, "vito")) == int(passed)


def test_it_goes_round_once_and_then_hr_is_told_once(both: Town, clock: MovableClock) -> None:
    day = date(2026, 12, 30)
    (request,) = asks_for(both, "anna", day)
    had, sent = [], go_out(both)
    for passed in range(1, 29):
        clock.set(NOW + passed * DAYS)
        look_after(both.desk)
        sent += go_out(both)
        had.append(stands(both, request).approver_id)
    order = list(dict.fromkeys(had))
    told = [m for m in sent if m.key == "approvals.stuck"]
    cards = [m.recipient_id for m in sent if m.key == "approvals.card" and m.edits is None]

    assert order == [both.ids[name] for name in ("carla", "vito", "franco", "dino")]
    assert sorted(cards) == sorted(both.ids[name] for name in ("carla", "vito", "franco", "dino"))
    assert len(told) == 1
    assert "Anna Inventi" in said(told[0])


def test_who_was_passed_over_may_still_decide(both: Town, clock: MovableClock) -> None:
    request = waits(both)
    clock.set(NOW + 2 * DAYS)
    look_after(both.desk)
    outcome = decides(both, "carla", request)

    assert outcome.came.value == "done"


def test_what_was_decided_meanwhile_is_not_passed_on(both: Town, clock: MovableClock) -> None:
    request = waits(both)
    decides(both, "carla", request)
    clock.set(NOW + 10 * DAYS)
    look_after(both.desk)

    assert cards(both, "vito") == []


def test_a_part_that_still_waits_is_passed_on_alone(both: Town, clock: MovableClock) -> None:
    first, second = asks_for(both, "anna", DAY, LATER)
    decides(both, "carla", first)
    clock.set(NOW + 2 * DAYS)
    look_after(both.desk)
    (card,) = cards(both, "vito")

    assert stands(both, second).approver_id == both.ids["vito"]
    assert "venerdì 11 dicembre" in said(card)
    assert "giovedì 10 dicembre" not in said(card)


def test_nobody_to_ask_when_it_was_sent_and_somebody_later(both: Town) -> None:
    everybody = ("carla", "vito", "franco", "dino", "diana")
    for name in everybody:
        away(both, name)
    request = waits(both)
    alone = stands(both, request).approver_id
    look_after(both.desk)
    still = stands(both, request).approver_id
    with both.store.writing() as uow:
        for found in absences.of_person(uow, both.ids["vito"], since=TODAY, until=TODAY):
            absences.remove(uow, found.id)
        uow.commit()
    look_after(both.desk)

    assert (alone, still) == (None, None)
    assert stands(both, request).approver_id == both.ids["vito"]
    assert keys(both, "elena") == ["approvals.nobody_decides"]


def test_the_numbers_of_days_are_the_desks_to_set(store: Store, clock: MovableClock) -> None:
    town = town_of(store, clock)
    town.desk = Desk(store, library.shipped(), clock, Patience(remind=2, pass_on=3))
    request = waits(town)
    without_digest(town, "carla")
    seen = []
    for day in (1, 2, 3):
        clock.set(NOW + day * DAYS)
        look_after(town.desk)
        seen.append((keys(town, "carla").count("approvals.reminder"), stands(town, request)))

    assert [count for count, _ in seen] == [0, 1, 1]
    assert [one.approver_id == town.ids["vito"] for _, one in seen] == [False, False, True]
