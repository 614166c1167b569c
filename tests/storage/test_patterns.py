"""Weekly patterns in the store: their days, their exceptions, their one end; on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from rules.decision import Decision, Verdict
from rules.facts import Half, Mode, Slot
from storage.days import absences, facts
from storage.errors import NotFound, SlotTaken, Stale
from storage.requests import bookings, patterns
from storage.requests.bookings import Booking, Wish
from storage.requests.patterns import Pattern, Wanted
from storage.store import Store
from storage.tables import RequestState
from storage.trail import audit
from tests.storage.conftest import NOW, TODAY, Town

TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)
ALLOWED = Decision("book", Verdict.ALLOWED, ())


def wanted(town: Town) -> Wanted:
    return Wanted(
        employee_id=town.anna,
        mode=Mode.AGILE,
        days=((3, Half.PM), (1, None)),
        first_day=TODAY,
        last_day=date(2026, 12, 31),
        asked_until=date(2026, 12, 31),
    )


def add(store: Store, what: Wanted) -> Pattern:
    with store.writing() as uow:
        pattern = patterns.add(uow, what, at=NOW, by=what.employee_id)
        uow.commit()
    return pattern


def ask(store: Store, wish: Wish, by: int) -> Booking:
    with store.writing() as uow:
        asked = bookings.request(uow, wish, decision=ALLOWED, at=NOW, by=by, approver_id=None)
        uow.commit()
    return asked


def approve(store: Store, booking: Booking, by: int) -> Booking:
    with store.writing() as uow:
        after = bookings.decide(
            uow, booking.id, booking.version, to=RequestState.APPROVED, by=by, at=NOW
        )
        uow.commit()
    return after


def test_a_pattern_comes_back_as_it_was_noted(store: Store, town: Town) -> None:
    pattern = add(store, wanted(town))

    with store.reading() as uow:
        assert patterns.live_of(uow, town.anna, on=TODAY) == [pattern]
        assert patterns.live_of(uow, town.bruno, on=TODAY) == []
    assert pattern.days == ((1, None), (3, Half.PM))
    assert pattern.occurrences(TODAY, date(2026, 12, 1)) == [
        (TUESDAY, None),
        (THURSDAY, Half.PM),
        (date(2026, 12, 1), None),
    ]


def test_a_pattern_is_live_until_its_last_day(store: Store, town: Town) -> None:
    add(store, wanted(town))

    with store.reading() as uow:
        assert len(patterns.live_of(uow, town.anna, on=date(2026, 12, 31))) == 1
        assert patterns.live_of(uow, town.anna, on=date(2027, 1, 1)) == []


def test_a_pattern_upside_down_or_without_days_is_not_noted(store: Store, town: Town) -> None:
    for wrong in (
        replace(wanted(town), last_day=date(2026, 11, 22)),
        replace(wanted(town), days=()),
    ):
        with pytest.raises(ValueError, match="ends after it begins"):
            add(store, wrong)


def test_a_pattern_ends_once_and_says_who_ended_it(store: Store, town: Town) -> None:
    pattern = add(store, wanted(town))
    with store.writing() as uow:
        ended = patterns.end(uow, pattern.id, pattern.version, at=NOW, by=town.anna)
        uow.commit()

    assert ended.ended_at == NOW
    with store.writing() as uow, pytest.raises(Stale):
        patterns.end(uow, pattern.id, pattern.version, at=NOW, by=town.anna)
    with store.reading() as uow:
        trail = audit.entries(uow, town.body, subject=f"pattern:{pattern.id}")
        assert [entry.action for entry in trail] == ["pattern.added", "pattern.ended"]


def test_what_is_unfinished_is_live_and_has_days_left_to_ask_for(store: Store, town: Town) -> None:
    add(store, wanted(town))
    open_one = add(store, replace(wanted(town), asked_until=date(2026, 12, 1)))

    with store.reading() as uow:
        assert patterns.unfinished(uow) == [(open_one, town.body)]
    with store.writing() as uow:
        patterns.asked_until(uow, open_one.id, open_one.last_day)
        assert patterns.unfinished(uow) == []


def test_a_pattern_that_is_not_there_is_not_found(store: Store) -> None:
    with store.reading() as uow, pytest.raises(NotFound):
        patterns.by_id(uow, 999)


def test_a_cancelled_day_becomes_an_exception_and_a_refused_one_does_not(
    store: Store, town: Town
) -> None:
    pattern = add(store, wanted(town))
    wish = Wish(employee_id=town.anna, day=TUESDAY, pattern_id=pattern.id)
    first = ask(store, wish, town.anna)
    second = ask(store, replace(wish, day=THURSDAY), town.anna)

    with store.writing() as uow:
        bookings.cancel(uow, first.id, first.version, by=town.anna, at=NOW)
        bookings.decide(
            uow, second.id, second.version, to=RequestState.REFUSED, by=town.carla, at=NOW
        )
        assert patterns.exceptions(uow, pattern.id) == {TUESDAY}
        assert patterns.booked(uow, pattern.id) == {TUESDAY, THURSDAY}
        assert not patterns.except_day(uow, pattern.id, TUESDAY)


def test_an_approved_move_frees_the_old_day_in_the_same_transaction(
    store: Store, town: Town
) -> None:
    old = approve(
        store, ask(store, Wish(employee_id=town.anna, day=TUESDAY), town.anna), town.carla
    )
    wish = Wish(employee_id=town.anna, day=THURSDAY, replaces_id=old.id, replaces=old.slot)
    new = ask(store, wish, town.anna)
    with store.reading() as uow:
        assert bookings.by_id(uow, old.id).state is RequestState.APPROVED
        assert bookings.pending_move_of(uow, town.anna, old.slot) == new

    approve(store, new, town.carla)

    with store.reading() as uow:
        after = bookings.by_id(uow, old.id)
        assert (after.state, after.decided_by) == (RequestState.CANCELLED, town.carla)
        assert bookings.pending_move_of(uow, town.anna, old.slot) is None
        trail = audit.entries(uow, town.body, subject=f"booking:{old.id}")
        assert trail[-1].action == "booking.moved"
    ask(store, Wish(employee_id=town.anna, day=TUESDAY), town.anna)


def test_a_move_of_a_day_that_is_gone_is_not_approved(store: Store, town: Town) -> None:
    old = ask(store, Wish(employee_id=town.anna, day=TUESDAY), town.anna)
    wish = Wish(employee_id=town.anna, day=THURSDAY, replaces_id=old.id, replaces=old.slot)
    new = ask(store, wish, town.anna)
    with store.writing() as uow:
        bookings.cancel(uow, old.id, old.version, by=town.anna, at=NOW)
        uow.commit()

    with pytest.raises(Stale):
        approve(store, new, town.carla)
    with store.reading() as uow:
        assert bookings.by_id(uow, new.id).state is RequestState.PENDING


def test_a_half_day_moves_within_its_day_and_cannot_take_a_half_that_is_held(
    store: Store, town: Town
) -> None:
    morning = ask(store, Wish(employee_id=town.anna, day=TUESDAY, half=Half.AM), town.anna)
    move = Wish(
        employee_id=town.anna,
        day=TUESDAY,
        half=Half.PM,
        replaces_id=morning.id,
        replaces=morning.slot,
    )
    approve(store, ask(store, move, town.anna), town.carla)

    with pytest.raises(SlotTaken):
        ask(store, Wish(employee_id=town.anna, day=TUESDAY, half=Half.PM), town.anna)
    with store.reading() as uow:
        case = facts.load(uow, town.anna, on=TUESDAY)
    assert case.history.halves(TUESDAY) == (None, Mode.AGILE)
    assert case.history.presence == frozenset()


def test_an_agreed_weekday_that_moves_is_worked_at_the_office(store: Store, town: Town) -> None:
    move = Wish(employee_id=town.anna, day=THURSDAY, replaces=Slot(day=TUESDAY))

    approve(store, ask(store, move, town.anna), town.carla)

    with store.writing() as uow:
        case = facts.load(uow, town.anna, on=TUESDAY)
        assert not absences.come_in(uow, town.anna, TUESDAY)
    assert case.history.presence == {TUESDAY}
