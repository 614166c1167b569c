"""What was granted is looked at again when its ground goes: told once, to person and manager."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event, update

from handlers.desk.cases.presence import Presence
from handlers.desk.grounds.actions import take_back
from handlers.desk.grounds.duties import AT_ONCE, look_again
from handlers.texts import LONGEST, visible_length
from rules.facts import Derogation, Employee, Period, Permit, Scheme
from storage.days import absences, grounds
from storage.errors import NotFound
from storage.people import people, staff
from storage.people.staff import Patron
from storage.requests import bookings, permits
from storage.requests.bookings import Booking, Wish
from storage.store import Store
from storage.tables import (
    AGREEMENT,
    CLOSURE,
    DEROGATION,
    GROUND_CHANGE,
    PermitState,
    RequestState,
)
from storage.trail.outbox import Outgoing
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, labels_of, messages_to, said, stands
from tests.handlers.permitting import WEDNESDAY, asks, days, held, hours
from tests.handlers.town import AGREED, NOW, OFFICE_WORKER, TODAY, Town, agreed

DAY = timedelta(days=1)
APPROVED, CANCELLED = RequestState.APPROVED, RequestState.CANCELLED


def book(town: Town, *days: date, name: str = "anna") -> list[Booking]:
    """Days that were approved; nothing of it is news."""
    with town.store.writing() as uow:
        ids = [
            bookings.enter(uow, Wish(employee_id=town.ids[name], day=day), at=NOW, state=APPROVED)
            for day in days
        ]
        found = bookings.by_ids(uow, ids)
        uow.commit()
    look_again(town.desk)
    return found


def shorten(town: Town, last_day: date) -> None:
    with town.store.writing() as uow:
        uow.connection.execute(update(AGREEMENT).values(last_day=last_day))
        uow.commit()


def close(town: Town, day: date) -> None:
    with town.store.writing() as uow:
        absences.close_offices(uow, town.body, day, at=NOW, by=None)
        uow.commit()


def told(town: Town, name: str, about: str = "grounds") -> list[Outgoing]:
    return [one for one in messages_to(town, name) if one.key.startswith(about)]


def out(town: Town, day: date) -> list[str]:
    office = town.offices["anagrafe"]
    with town.store.reading() as uow:
        there = Presence.load(
            uow,
            [office],
            first=day,
            last=day,
            policy=town.desk.policies[town.body],
            today=town.desk.today(),
        )
    return [away.name for away in there.out(office, day)]


def test_a_day_after_the_end_of_a_shortened_agreement_falls(tivoli: Town) -> None:
    tivoli.agree("anna")
    kept, fallen = book(tivoli, THURSDAY, FRIDAY)

    shorten(tivoli, THURSDAY)
    look_again(tivoli.desk)

    assert stands(tivoli, kept).state is APPROVED
    assert stands(tivoli, fallen).state is CANCELLED
    assert out(tivoli, THURSDAY) == ["Anna Inventi"]
    assert out(tivoli, FRIDAY) == []
    (to_anna,), (to_diana,) = told(tivoli, "anna"), told(tivoli, "diana")
    assert "Non vale più: venerdì 27 novembre" in said(to_anna)
    assert "Anna Inventi" in said(to_diana)
    for message in (to_anna, to_diana):
        assert "art. " in said(message)


def test_a_day_in_a_suspension_falls_and_those_around_it_stand(tivoli: Town) -> None:
    """Tivoli 10.7: while the agreement is suspended nothing of it holds."""
    tivoli.agree("anna")
    before, fallen, after = book(tivoli, THURSDAY - DAY, THURSDAY, FRIDAY)

    with tivoli.store.writing() as uow:
        span = {"suspended_from": THURSDAY, "suspended_until": THURSDAY}
        uow.connection.execute(update(AGREEMENT).values(span))
        uow.commit()
    while look_again(tivoli.desk):
        pass

    assert [stands(tivoli, one).state for one in (before, fallen, after)] == [
        APPROVED,
        CANCELLED,
        APPROVED,
    ]
    (to_anna,), (to_diana,) = told(tivoli, "anna"), told(tivoli, "diana")
    for message in (to_anna, to_diana):
        assert "sospeso" in said(message)
        assert "art. 10.7" in said(message)


def test_it_is_told_once_whatever_changes_after(tivoli: Town) -> None:
    tivoli.agree("anna")
    book(tivoli, FRIDAY)
    for last_day in (THURSDAY, THURSDAY - DAY):
        shorten(tivoli, last_day)
        while look_again(tivoli.desk):
            pass

    assert len(told(tivoli, "anna")) == len(told(tivoli, "diana")) == 1


def working_days(count: int) -> list[date]:
    """So many days of 2027 on which nobody celebrates anything."""
    days = (date(2027, 1, 7) + n * DAY for n in range(200))
    return [day for day in days if day.weekday() in (1, 2, 3) and day != date(2027, 6, 2)][:count]


@pytest.mark.parametrize("count", [2, 12, 13, 80])
def test_however_many_days_fall_all_are_counted_and_permits_named(
    tivoli: Town, count: int
) -> None:
    tivoli.agree("anna", replace(AGREED, last_day=date(2027, 12, 31)))
    days = working_days(count)
    book(tivoli, *days)
    asks(tivoli, "anna", hours("medical", FRIDAY + 4 * DAY))

    tivoli.hire("anna", left_on=THURSDAY)
    look_again(tivoli.desk)

    (to_anna,) = told(tivoli, "anna", "grounds.fallen")
    (to_diana,) = told(tivoli, "diana", "grounds.fallen")
    for message in (to_anna, to_diana):
        assert visible_length(said(message)) < LONGEST
        assert "permesso" in said(message) or "visita" in said(message)
        assert (f"{count} giornate" in said(message)) is (count > 12)
        assert said(message).count("Ultimo giorno di servizio") == 1


def test_a_reason_of_many_days_is_said_once_and_counted(tivoli: Town) -> None:
    tivoli.agree("anna", replace(AGREED, last_day=date(2027, 12, 31)))
    book(tivoli, *working_days(5))

    shorten(tivoli, THURSDAY)
    look_again(tivoli.desk)

    (message,) = told(tivoli, "anna", "grounds.fallen")
    assert said(message).count("è fuori dall'accordo") == 1
    assert "e per lo stesso motivo altre 4 giornate" in said(message)


def test_an_agreement_with_other_weekdays_takes_those_of_the_old_one(tivoli: Town) -> None:
    tivoli.agree("anna", agreed(Scheme(weekdays=frozenset({3, 4}))))
    kept, fallen = book(tivoli, THURSDAY, FRIDAY)
    shorten(tivoli, TODAY)
    on_thursdays = replace(AGREED, first_day=TODAY + DAY, scheme=Scheme(weekdays=frozenset({3})))
    tivoli.agree("anna", on_thursdays)

    look_again(tivoli.desk)

    assert [stands(tivoli, one).state for one in (kept, fallen)] == [APPROVED, CANCELLED]


def test_an_agreement_that_is_only_made_longer_changes_nothing(tivoli: Town) -> None:
    tivoli.agree("anna")
    (day,) = book(tivoli, THURSDAY)

    shorten(tivoli, date(2027, 6, 30))
    look_again(tivoli.desk)

    assert stands(tivoli, day).state is APPROVED
    assert told(tivoli, "anna") == told(tivoli, "diana") == []


def test_who_leaves_keeps_the_last_day_and_none_after(tivoli: Town) -> None:
    tivoli.agree("anna")
    kept, fallen = book(tivoli, THURSDAY, FRIDAY)
    asks(tivoli, "anna", hours("medical", FRIDAY + 4 * DAY))

    tivoli.hire("anna", left_on=THURSDAY)
    look_again(tivoli.desk)

    assert [stands(tivoli, one).state for one in (kept, fallen)] == [APPROVED, CANCELLED]
    assert held(tivoli, "anna") == []
    (to_diana,) = told(tivoli, "diana")
    assert "Ultimo giorno di servizio: giovedì 26 novembre 2026" in said(to_diana)


def test_a_closure_takes_a_day_where_the_act_says_so(arena_po: Town) -> None:
    arena_po.agree("anna")
    fallen, kept = book(arena_po, THURSDAY, FRIDAY)

    close(arena_po, THURSDAY)
    look_again(arena_po.desk)

    assert [stands(arena_po, one).state for one in (fallen, kept)] == [CANCELLED, APPROVED]
    (to_anna,) = told(arena_po, "anna")
    assert "art. 13" in said(to_anna)


def test_where_the_act_is_silent_the_day_stands_and_the_manager_is_asked(tivoli: Town) -> None:
    tivoli.agree("anna")
    (day,) = book(tivoli, THURSDAY)
    close(tivoli, THURSDAY)
    for number in range(3):
        look_again(tivoli.desk)
        tivoli.hire("anna", other_facts(number))

    assert stands(tivoli, day).state is APPROVED
    (to_diana,), (to_anna,) = told(tivoli, "diana"), told(tivoli, "anna")
    assert "vale finché non la ritiri" in said(to_diana)
    assert labels_of(to_diana) == ["🗑 Ritira gio 26 nov"]
    assert "a meno che Diana Inventi non la ritiri" in said(to_anna)

    with pytest.raises(NotFound):
        take_back(tivoli.desk, tivoli.actor("bruno"), day.id, version=day.version)
    first = take_back(tivoli.desk, tivoli.actor("diana"), day.id, version=day.version)
    again = take_back(tivoli.desk, tivoli.actor("diana"), day.id, version=day.version)

    assert (first.now, again.now) == (True, False)
    assert stands(tivoli, day).state is CANCELLED
    assert "Diana Inventi ha ritirato la giornata" in said(
        told(tivoli, "anna", "grounds.taken")[0]
    )


def reopen(town: Town, day: date) -> None:
    with town.store.writing() as uow:
        uow.connection.execute(CLOSURE.delete().where(CLOSURE.c.day == day))
        uow.commit()
    town.hire("anna", other_facts(day.day))


def test_several_doubtful_days_come_in_one_message_with_a_button_each(tivoli: Town) -> None:
    tivoli.agree("anna")
    first, second = book(tivoli, THURSDAY, FRIDAY)
    for day in (THURSDAY, FRIDAY):
        close(tivoli, day)
    look_again(tivoli.desk)

    (to_diana,), (to_anna,) = told(tivoli, "diana"), told(tivoli, "anna")
    assert "giovedì 26 novembre, venerdì 27 novembre" in said(to_diana)
    assert "valgono finché non le ritiri" in said(to_diana)
    assert labels_of(to_diana) == ["🗑 Ritira gio 26 nov", "🗑 Ritira ven 27 nov"]
    assert "a meno che Diana Inventi non le ritiri" in said(to_anna)
    assert all(row[0][2].endswith(":beside") for row in to_diana.buttons)

    take_back(tivoli.desk, tivoli.actor("diana"), first.id, version=first.version)
    tivoli.hire("anna", other_facts(1))
    look_again(tivoli.desk)
    assert stands(tivoli, second).state is APPROVED
    assert len(told(tivoli, "diana")) == 1


def test_a_doubt_that_comes_back_after_it_was_resolved_is_told_again(tivoli: Town) -> None:
    tivoli.agree("anna")
    book(tivoli, THURSDAY, FRIDAY)
    for day in (THURSDAY, FRIDAY):
        close(tivoli, day)
    look_again(tivoli.desk)

    reopen(tivoli, THURSDAY)
    look_again(tivoli.desk)
    quiet = len(told(tivoli, "diana"))
    for _ in range(2):
        close(tivoli, THURSDAY)
        look_again(tivoli.desk)
        tivoli.hire("anna", other_facts(2))

    assert quiet == 1
    again = told(tivoli, "diana")[1:]
    assert [labels_of(one) for one in again] == [["🗑 Ritira gio 26 nov"]]


def other_facts(number: int) -> Employee:
    """Something changes about the person that is no ground at all."""
    return replace(OFFICE_WORKER, km=float(number))


def test_a_move_of_a_day_that_falls_ends_with_it(arena_po: Town) -> None:
    arena_po.agree("anna")
    (day,) = book(arena_po, THURSDAY)
    with arena_po.store.writing() as uow:
        moved = Wish(
            employee_id=day.employee_id, day=FRIDAY, replaces_id=day.id, replaces=day.slot
        )
        state, to = RequestState.PENDING, arena_po.ids["carla"]
        number = bookings.enter(uow, moved, at=NOW, state=state, approver_id=to)
        move = bookings.by_id(uow, number)
        uow.commit()

    close(arena_po, THURSDAY)
    look_again(arena_po.desk)

    assert [stands(arena_po, one).state for one in (day, move)] == [CANCELLED, CANCELLED]


def test_a_day_that_waits_falls_too_and_its_card_says_so(arena_po: Town) -> None:
    arena_po.agree("anna")
    (asked,) = asks_for(arena_po, "anna", THURSDAY)

    close(arena_po, THURSDAY)
    look_again(arena_po.desk)

    assert stands(arena_po, asked).state is CANCELLED


@pytest.mark.parametrize(("days", "doubtful"), [(8, 0), (9, 1)])
def test_a_day_that_a_file_brought_beyond_the_limit_is_asked_about(
    tivoli: Town, days: int, doubtful: int
) -> None:
    tivoli.agree("anna")
    first = date(2026, 12, 1)
    working = [first + n * DAY for n in range(28) if (first + n * DAY).weekday() in (2, 3, 4)]

    found = book(tivoli, *working[:days])

    assert all(stands(tivoli, one).state is APPROVED for one in found)
    assert len(told(tivoli, "diana")) == doubtful


@pytest.mark.parametrize(
    ("left_on", "left"),
    [
        (WEDNESDAY - DAY, []),
        (WEDNESDAY, [1]),
        (THURSDAY, [2]),
        (FRIDAY, [3]),
        (FRIDAY + DAY, [3]),
    ],
)
def test_a_permit_of_whole_days_ends_with_the_last_day_of_service(
    tivoli: Town, left_on: date, left: list[int]
) -> None:
    asks(tivoli, "anna", days("bereavement", WEDNESDAY, 3, event=WEDNESDAY))
    look_again(tivoli.desk)
    for _ in range(2):
        tivoli.hire("anna", left_on=left_on)
        look_again(tivoli.desk)

    assert [record.permit.days for record in held(tivoli, "anna")] == left
    whole = left == [3]
    assert len(told(tivoli, "anna")) == len(told(tivoli, "diana")) == (0 if whole else 1)


def test_who_leaves_during_a_permit_reads_to_which_day_it_is_shortened(tivoli: Town) -> None:
    asks(tivoli, "anna", days("bereavement", WEDNESDAY, 3, event=WEDNESDAY))
    tivoli.hire("anna", left_on=THURSDAY)
    look_again(tivoli.desk)

    (to_anna,), (to_diana,) = told(tivoli, "anna"), told(tivoli, "diana")
    assert "Finisce con il tuo ultimo giorno di servizio, giovedì 26 novembre" in said(to_anna)
    assert "2 giorni" in said(to_anna)
    assert "Anna Inventi" in said(to_diana)
    assert "lutto" not in said(to_diana)


def test_a_permit_that_has_begun_is_shortened_too(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        begun = Permit(kind="exam", on=TODAY - 3 * DAY, days=5)  # Friday to Thursday
        absences.add_permit(uow, tivoli.ids["anna"], begun)
        uow.commit()
    tivoli.hire("anna", left_on=WEDNESDAY)
    look_again(tivoli.desk)

    assert [record.permit.days for record in held(tivoli, "anna")] == [4]


def test_a_derogation_withdrawn_leaves_the_latest_day_to_be_asked_about(tivoli: Town) -> None:
    tivoli.agree("anna", agreed(Scheme(per=Period.WEEK, days=2)))
    more = Derogation(first_day=TODAY, last_day=FRIDAY, per_week=3, motive="figli")
    with tivoli.store.writing() as uow:
        absences.add_derogation(uow, tivoli.ids["anna"], more)
        uow.commit()
    book(tivoli, THURSDAY - DAY, FRIDAY, THURSDAY)
    before = told(tivoli, "diana")

    with tivoli.store.writing() as uow:
        uow.connection.execute(DEROGATION.delete())
        uow.commit()
    look_again(tivoli.desk)

    (asked,) = told(tivoli, "diana")
    assert before == []
    assert "giovedì 26 novembre" in said(asked)
    assert "figli" not in said(asked)


def test_hours_on_a_day_that_is_closed_go_back_to_the_balance(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal", date(2026, 12, 3)))

    close(alonte, date(2026, 12, 3))
    look_again(alonte.desk)

    with alonte.store.reading() as uow:
        assert permits.by_id(uow, record.id).state is PermitState.CANCELLED
    assert "il permesso non serve e torna nel saldo" in said(told(alonte, "anna")[0])
    assert "motivi personali" in said(told(alonte, "anna")[0])


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("people", [1, 6])
def test_a_quiet_minute_costs_one_statement_however_many_people(tivoli: Town, people: int) -> None:
    for name in ("anna", "bruno", "carla", "vito", "diana", "franco")[:people]:
        tivoli.agree(name)
        book(tivoli, THURSDAY, FRIDAY, name=name)

    with counted(tivoli.store) as statements:
        assert look_again(tivoli.desk) == 0

    assert len([one for one in statements if one.startswith("SELECT")]) == 1


def test_a_body_that_cannot_be_judged_keeps_nobody_else_from_being_looked_at(
    tivoli: Town, arena_po: Town
) -> None:
    for town in (tivoli, arena_po):
        town.agree("anna")
    book(tivoli, THURSDAY)
    (day,) = book(arena_po, THURSDAY)
    with tivoli.store.writing() as uow:
        rows = [{"employee_id": tivoli.ids["anna"]} for _ in range(AT_ONCE + 1)]
        uow.connection.execute(GROUND_CHANGE.insert(), rows)
        uow.commit()
    close(arena_po, THURSDAY)
    policies = {name: one for name, one in tivoli.desk.policies.items() if name != "tivoli"}

    look_again(replace(tivoli.desk, policies=policies))

    assert stands(arena_po, day).state is CANCELLED
    with tivoli.store.reading() as uow:
        assert list(grounds.changed(uow, limit=1)) == [tivoli.ids["anna"]]
        (failed,) = grounds.unjudged(uow)
    assert (failed.body_id, failed.error, failed.people) == (tivoli.body, "KeyError", 1)


def follow(town: Town, policy_id: str, patron: Patron | None = None) -> None:
    with town.store.writing() as uow:
        name = people.body(uow, town.body).name
        staff.put_body(uow, town.body, name=name, policy_id=policy_id, patron=patron)
        uow.commit()


def test_days_are_looked_at_again_when_the_body_follows_another_act(tivoli: Town) -> None:
    tivoli.agree("anna")
    book(tivoli, THURSDAY)
    assert look_again(tivoli.desk) == 0

    follow(tivoli, "arena-po")

    assert (look_again(tivoli.desk), look_again(tivoli.desk)) == (1, 0)


def test_a_day_that_becomes_that_of_the_saint_falls(arena_po: Town) -> None:
    arena_po.agree("anna")
    fallen, kept = book(arena_po, THURSDAY, FRIDAY)
    saint = Patron(month=THURSDAY.month, day=THURSDAY.day, name="San Corrado")

    follow(arena_po, "arena-po", saint)
    look_again(arena_po.desk)

    assert [stands(arena_po, one).state for one in (fallen, kept)] == [CANCELLED, APPROVED]
